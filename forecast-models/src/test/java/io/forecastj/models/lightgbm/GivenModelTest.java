package io.forecastj.models.lightgbm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.forecastj.FitListener;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.Features;
import io.forecastj.models.Predictors;
import io.forecastj.models.regression.Examples;
import io.forecastj.models.regression.Regression;
import io.forecastj.models.regression.Strategy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A bare model becomes a predictor, if it fits. */
class GivenModelTest {
    private static final FeaturePipeline FEATURES =
            FeaturePipeline.of(Features.column("y"), Features.lag("y", 1), Features.lag("y", 23));
    private static final Target TARGET = Target.difference("y", 24);
    private static final LightGbmParameters SMALL =
            LightGbm.parameters().rounds(20).leaves(7).build();

    @TempDir
    private Path folder;

    private static TimeSeries hours() {
        Random random = new Random(41);
        double[] y = new double[300];
        Arrays.setAll(y, i -> 10 * Math.sin(i * Math.PI / 12) + i / 50.0 + random.nextGaussian());
        return TimeSeries.of("y", Instant.EPOCH, Sampling.hourly(), y);
    }

    /** Trains as one would elsewhere, by hand and through a file. */
    private LightGbmModel trained(FeaturePipeline pipeline, boolean steps) throws IOException {
        double[] y = hours().values("y");
        double[][] rows = pipeline.rows(hours());
        List<double[]> inputs = new ArrayList<>();
        List<Double> labels = new ArrayList<>();
        for (int origin = 23; origin < y.length; origin++) {
            for (int step = 1; step <= (steps ? 4 : 1) && origin + step < y.length; step++) {
                double[] row = steps ? Arrays.copyOf(rows[origin], rows[origin].length + 1) : rows[origin];
                if (steps) {
                    row[row.length - 1] = step;
                }
                inputs.add(row);
                labels.add(y[origin + step] - y[origin + step - 24]);
            }
        }
        List<String> names = new ArrayList<>(pipeline.columns());
        if (steps) {
            names.add("step");
        }
        Examples examples = new Examples(
                names,
                inputs.toArray(double[][]::new),
                labels.stream().mapToDouble(Double::doubleValue).toArray(),
                null);
        LightGbmModel model = (LightGbmModel) LightGbm.regressor(SMALL).fit(examples, null, FitListener.NONE);
        Path file = folder.resolve("model.txt");
        Files.writeString(file, model.text());
        return LightGbm.load(file);
    }

    @ParameterizedTest
    @EnumSource(names = {"RECURSIVE", "DIRECT_SHARED"})
    void itForecastsWhatTheForecasterWouldAndIsSavedLikeIt(Strategy strategy) throws IOException {
        TimeSeries hours = hours();
        boolean steps = strategy == Strategy.DIRECT_SHARED;
        Predictor predictor = LightGbm.predictor(trained(FEATURES, steps), FEATURES, TARGET, strategy, 4);
        Predictor fitted = LightGbm.forecaster(SMALL)
                .features(FEATURES)
                .target(TARGET)
                .strategy(strategy)
                .horizon(4)
                .build()
                .fit(hours);
        assertThat(predictor.predict(hours).points())
                .containsExactly(fitted.predict(hours).points());
        assertThat(predictor.info().requiredHistory()).isEqualTo(fitted.info().requiredHistory());
        assertThat(predictor.info().trainedTo()).isNull();
        Predictors.save(predictor, folder.resolve("saved"));
        assertThat(Predictors.load(folder.resolve("saved")).predict(hours)).isEqualTo(predictor.predict(hours));
    }

    @Test
    void theNativeEngineForecastsTheSame() throws IOException {
        LightGbmModel model = trained(FEATURES, false);
        Predictor inJava = LightGbm.predictor(model, FEATURES, TARGET, Strategy.RECURSIVE, 30);
        try (Predictor inNative =
                LightGbm.predictor(model.withEngine(Engine.NATIVE), FEATURES, TARGET, Strategy.RECURSIVE, 30)) {
            assertThat(inNative.predict(hours()).points())
                    .containsExactly(inJava.predict(hours()).points());
        }
    }

    @Test
    void inputsThatDifferAreNamed() throws IOException {
        LightGbmModel model = trained(FEATURES, false);
        FeaturePipeline other = FeaturePipeline.of(Features.column("y"), Features.lag("y", 2), Features.lag("y", 23));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LightGbm.predictor(model, other, TARGET, Strategy.RECURSIVE, 4))
                .withMessageContaining("the features lack [lag(y,1)]")
                .withMessageContaining("the model does not know [lag(y,2)]");
        FeaturePipeline turned = FeaturePipeline.of(Features.column("y"), Features.lag("y", 23), Features.lag("y", 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LightGbm.predictor(model, turned, TARGET, Strategy.RECURSIVE, 4))
                .withMessageContaining("from input 2 on, which is 'lag(y,1)' of the model and 'lag(y,23)'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LightGbm.predictor(model, FEATURES, TARGET, Strategy.DIRECT_SHARED, 4))
                .withMessageContaining("does not know [step]");
        assertThat(model.predict(new double[3])).isFinite();
    }

    @Test
    void whatDoesNotGoTogetherIsRefused() throws IOException {
        LightGbmModel model = trained(FEATURES, false);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LightGbm.predictor(model, FEATURES, TARGET, Strategy.DIRECT, 4))
                .withMessageContaining("each of 4 steps, found one");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LightGbm.predictor(model, FEATURES, Target.direction("y", 0.1), Strategy.DIRECT, 1))
                .withMessageContaining("3 outputs, found 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LightGbm.predictor(model, FEATURES, TARGET, Strategy.RECURSIVE, 0))
                .withMessageContaining("horizon");
        FeaturePipeline scaled = FeaturePipeline.of(Features.standardScale(Features.column("y")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Regression.predictor(model, scaled, TARGET, Strategy.RECURSIVE, 4))
                .withMessageContaining("not fitted");
    }
}
