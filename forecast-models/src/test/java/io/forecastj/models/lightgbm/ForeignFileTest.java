package io.forecastj.models.lightgbm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.ModelLoadException;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.features.Feature;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.Features;
import io.forecastj.models.Predictors;
import io.forecastj.models.regression.Strategy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Model files as other programs leave them: marks before the text, tables of pandas, columns without names. */
class ForeignFileTest {
    private static final String LINE = "pandas_categorical:";

    @TempDir
    private Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("model.txt"), text);
    }

    @Test
    void aByteOrderMarkBeforeTheTextIsSkipped() throws IOException {
        LightGbmModel model = TestModels.model(1);
        LightGbmModel marked = LightGbm.load(file("\uFEFF" + model.text().replace("\n", "\r\n")));
        assertThat(marked.text()).isEqualTo(model.text());
        assertThatThrownBy(() -> LightGbm.load(file("\uFEFF\uFEFF" + model.text())))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("U+FEFF");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"null", "[]", "[[]]", "[[0, 1, 2]]", "[[0.0, 1.0], [0]]", "[[false, true]]", "[[0, 1, 2]]\n\n"})
    void categoriesThatAreTheirOwnCodesAreAccepted(String categories) throws IOException {
        LightGbmModel model = TestModels.model(1);
        assertThat(LightGbm.load(file(model.text() + "\n" + LINE + categories + "\n"))
                        .features())
                .isEqualTo(model.features());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[[1, 2]]", "[[\"A\", \"B\"]]", "[[0, 1], [0, 2]]", "[[true, false]]", "[[\"größe\"]]\n"})
    void categoriesThatAreNotTheirCodesAreRefusedWithTheCodes(String categories) throws IOException {
        String text = TestModels.model(1).text();
        Path file = file(text + "\n" + LINE + categories);
        String last = categories.contains("A") ? "0 for \"A\", 1 for \"B\"" : "0 for ";
        assertThatThrownBy(() -> LightGbm.load(file))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContainingAll(
                        file.toString(), last, "removing the line 'pandas_categorical'", "column.cat.codes");
        assertThatThrownBy(() -> LightGbm.load(Files.readAllBytes(file)))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining(last);
        // as the message says
        assertThat(LightGbm.load(file(text)).rounds()).isPositive();
    }

    @Test
    void theColumnIsNamedByItsNumberAndOnlyTheFirstCategoriesAreShown() throws IOException {
        Path file = file(TestModels.model(1).text() + "\n" + LINE + "[[0],[\"a\",\"b\",\"c\",\"d\",\"e\"]]");
        assertThatThrownBy(() -> LightGbm.load(file))
                .hasMessageContaining("in column 2 of the 2: 0 for \"a\", 1 for \"b\", 2 for \"c\" and so on");
        Path broken = file(TestModels.model(1).text() + "\n" + LINE + "[[0,");
        assertThatThrownBy(() -> LightGbm.load(broken))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("'pandas_categorical' is not valid JSON");
    }

    private LightGbmModel withoutNames() throws IOException {
        String text = TestModels.model(1).text();
        String names = IntStream.range(0, TestModels.FEATURES.size())
                .mapToObj(i -> "Column_" + i)
                .reduce((a, b) -> a + " " + b)
                .orElseThrow();
        return LightGbm.load(file(text.replaceFirst("feature_names=.*", "feature_names=" + names)));
    }

    @Test
    void aModelWithoutNamesTakesFeaturesThatAreNamedAsItIs() throws IOException {
        Feature[] lags =
                IntStream.rangeClosed(1, 6).mapToObj(i -> Features.lag("y", i)).toArray(Feature[]::new);
        LightGbmModel model = withoutNames();
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        LightGbm.predictor(model, FeaturePipeline.of(lags), Target.level("y"), Strategy.RECURSIVE, 1))
                .withMessageContainingAll(
                        "lack [Column_0", "trained without names", "Features.named(\"Column_0\", ...)");
        Feature[] named = IntStream.range(0, 6)
                .mapToObj(i -> Features.named("Column_" + i, lags[i]))
                .toArray(Feature[]::new);
        TimeSeries series = TimeSeries.of("y", Instant.EPOCH, Sampling.daily(), 1, 2, 3, 4, 5, 6, 7, 8, 9);
        try (Predictor predictor =
                LightGbm.predictor(model, FeaturePipeline.of(named), Target.level("y"), Strategy.RECURSIVE, 1)) {
            double[] row = {8, 7, 6, 5, 4, 3};
            assertThat(predictor.predict(series).point(1)).isEqualTo(model.predict(row));
            Predictors.save(predictor, folder.resolve("saved"));
            assertThat(Predictors.load(folder.resolve("saved")).predict(series)).isEqualTo(predictor.predict(series));
        }
    }
}
