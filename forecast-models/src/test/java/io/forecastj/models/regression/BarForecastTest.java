package io.forecastj.models.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.FitListener;
import io.forecastj.Forecast;
import io.forecastj.ForecastStatus;
import io.forecastj.InvalidSeriesException;
import io.forecastj.Ohlcv;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.StateWriter;
import io.forecastj.TimeSeries;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.Features;
import io.forecastj.models.Allocation;
import io.forecastj.models.Bars;
import io.forecastj.models.Predictors;
import io.forecastj.models.linear.Linear;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BarForecastTest {
    private static final FeaturePipeline SHAPE =
            FeaturePipeline.of(Features.price().returns("close", 1), Features.lag("open", 1));

    private static Regression.Builder builder(Regressor regressor, Strategy strategy) {
        return Regression.forecaster()
                .regressor(regressor)
                .bars()
                .features(SHAPE)
                .horizon(3)
                .strategy(strategy);
    }

    private static double[] row(TimeSeries series, int row) {
        double[] values = new double[series.columns().size()];
        Arrays.setAll(values, c -> series.value(row, c));
        return values;
    }

    /** Trains models that answer anything between -scale and scale, the same for the same inputs. */
    private record Wild(long seed, double scale) implements Regressor {
        @Override
        public String kind() {
            return "wild";
        }

        @Override
        public RegressionModel fit(Examples training, @Nullable Examples validation, FitListener listener) {
            long own = new Random(seed + Arrays.hashCode(training.labels())).nextLong();
            return new RegressionModel() {
                @Override
                public String kind() {
                    return "wild";
                }

                @Override
                public List<String> features() {
                    return training.features();
                }

                @Override
                public int outputs() {
                    return 1;
                }

                @Override
                public void identify(StateWriter out) {
                    out.putLong(own);
                    out.putDouble(scale);
                }

                @Override
                public double predict(double[] row) {
                    return scale * (2 * new Random(own ^ Arrays.hashCode(row)).nextDouble() - 1);
                }

                @Override
                public void predict(double[] row, double[] out, int at) {
                    out[at] = predict(row);
                }
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyForecastBarIsConsistentWhateverTheModelsSay(Strategy strategy) {
        double[] scales = {1e-18, 1e-9, 0.01, 1, 20};
        int bars = 0;
        for (long seed = 1; seed <= 60; seed++) {
            double scale = scales[(int) (seed % scales.length)];
            TimeSeries history = Bars.random(seed, 40);
            Predictor predictor =
                    builder(new Wild(seed, scale), strategy).horizon(15).build().fit(history);
            Forecast forecast = predictor.predict(history);
            for (int step = 1; step <= 15; step++) {
                double open = forecast.point("open", step);
                double close = forecast.point("close", step);
                String bar = "seed " + seed + ", scale " + scale + ", step " + step;
                if (Double.isFinite(open + close)) {
                    assertThat(forecast.point("low", step)).as(bar).isLessThanOrEqualTo(Math.min(open, close));
                    assertThat(forecast.point("high", step)).as(bar).isGreaterThanOrEqualTo(Math.max(open, close));
                    bars++;
                }
            }
        }
        assertThat(bars).isGreaterThan(700);
    }

    @Test
    void theFourModelsLearnGapBodyAndWicks() {
        RecordingRegressor recording = new RecordingRegressor();
        TimeSeries bars = Bars.random(5, 30);
        builder(recording, Strategy.DIRECT).build().fit(List.of(bars), RecordingRegressor.IN_ORDER);
        assertThat(recording.training).hasSize(12);
        int origin = 7;
        int first = SHAPE.warmup();
        for (int step = 1; step <= 3; step++) {
            double[] bar = row(bars, origin + step);
            double top = Math.max(bar[0], bar[3]);
            double bottom = Math.min(bar[0], bar[3]);
            double[] expected = {
                Math.log(bar[0] / bars.value(origin, "close")),
                Math.log(bar[3] / bar[0]),
                Math.log(bar[1] / top),
                Math.log(bottom / bar[2])
            };
            for (int part = 0; part < 4; part++) {
                double[] labels = recording.training.get(4 * (step - 1) + part).labels();
                assertThat(labels).hasSize(30 - first - step);
                assertThat(labels[origin - first]).isEqualTo(expected[part]);
            }
        }
    }

    @Test
    void directBarsStartFromTheOriginsClose() {
        RecordingRegressor recording = new RecordingRegressor();
        TimeSeries bars = Bars.random(6, 50);
        Predictor predictor =
                builder(recording, Strategy.DIRECT).build().fit(List.of(bars), RecordingRegressor.IN_ORDER);
        Forecast forecast = predictor.predict(bars);
        double[] inputs = SHAPE.rows(bars)[49];
        for (int step = 1; step <= 3; step++) {
            double[] answers = new double[4];
            for (int part = 0; part < 4; part++) {
                answers[part] = recording.models.get(4 * (step - 1) + part).predict(inputs);
            }
            double open = bars.value(49, "close") * Math.exp(answers[0]);
            assertThat(forecast.point("open", step)).isEqualTo(open);
            assertThat(forecast.point("close", step)).isEqualTo(open * Math.exp(answers[1]));
        }
        assertThat(forecast.targets()).containsExactly("open", "high", "low", "close");
    }

    @Test
    void recursiveBarsEqualALoopThatAppendsThem() {
        TimeSeries bars = Bars.random(7, 150);
        FeaturePipeline features = Bars.FEATURES;
        Predictor predictor = builder(Linear.regressor(1), Strategy.RECURSIVE)
                .features(features)
                .horizon(8)
                .build()
                .fit(bars);
        List<RegressionModel> models = ((RegressionPredictor) predictor).models();
        Forecast forecast = predictor.predict(bars);
        double[] volumes = Arrays.copyOfRange(bars.values("volume"), 130, 150);
        Arrays.sort(volumes);
        double volume = (volumes[9] + volumes[10]) / 2;
        TimeSeries.Builder grown = TimeSeries.builder(bars.columns());
        for (int i = 0; i < 150; i++) {
            grown.add(bars.timestamp(i), row(bars, i));
        }
        double close = bars.value(149, "close");
        for (int step = 1; step <= 8; step++) {
            double[] inputs = features.rows(grown.build())[149 + step - 1];
            double open = close * Math.exp(models.get(0).predict(inputs));
            close = open * Math.exp(models.get(1).predict(inputs));
            double high =
                    Math.max(open, close) * Math.exp(Math.max(0, models.get(2).predict(inputs)));
            double low =
                    Math.min(open, close) * Math.exp(-Math.max(0, models.get(3).predict(inputs)));
            double[] bar = {open, high, low, close};
            for (int c = 0; c < 4; c++) {
                assertThat(forecast.point(forecast.targets().get(c), step))
                        .as("step %d, column %d", step, c)
                        .isEqualTo(bar[c]);
            }
            grown.add(forecast.time(step), open, high, low, close, volume);
        }
        assertThat(predictor.info().parameters())
                .containsEntry("target", "bars")
                .containsEntry("run-ahead", "volume = median of the last 20 rows");
    }

    @Test
    void whatAllBarsHaveInCommonIsForecast() {
        // every bar opens 1 % above the close before it, falls by 0.5 %, and has wicks of 0.2 % and 0.1 %
        TimeSeries.Builder series =
                TimeSeries.builder("open", "high", "low", "close").sampling(Sampling.daily());
        double before = 100;
        double[] last = {};
        for (int i = 0; i < 40; i++) {
            last = bar(before);
            before = last[3];
            series.add(86_400_000L * i, last);
        }
        TimeSeries bars = series.build();
        for (Strategy strategy : Strategy.values()) {
            Forecast forecast = builder(Linear.regressor(1e-6), strategy)
                    .features(FeaturePipeline.of(Features.calendar().hourOfDay()))
                    .build()
                    .fit(bars)
                    .predict(bars);
            double close = last[3];
            for (int step = 1; step <= (strategy == Strategy.DIRECT_SHARED ? 0 : 3); step++) {
                double[] expected = bar(close);
                close = expected[3];
                assertThat(forecast.point("open", step)).isCloseTo(expected[0], within(1e-6));
                assertThat(forecast.point("high", step)).isCloseTo(expected[1], within(1e-6));
                assertThat(forecast.point("low", step)).isCloseTo(expected[2], within(1e-6));
                assertThat(forecast.point("close", step)).isCloseTo(close, within(1e-6));
            }
            assertThat(forecast.status()).isEqualTo(ForecastStatus.OK);
        }
    }

    private static double[] bar(double before) {
        double open = before * 1.01;
        double close = open * 0.995;
        return new double[] {open, open * 1.002, close * 0.999, close};
    }

    @ParameterizedTest
    @CsvSource({
        "12, 10, 8, 9, high 10.0 < open 12.0",
        "9, 10, 9.5, 9.6, low 9.5 > open 9.0",
        "9, 10, 0, 9, found low 0.0"
    })
    void aBarThatIsNoneIsRefusedWithItsRow(double open, double high, double low, double close, String reason) {
        TimeSeries bars = Ohlcv.builder()
                .add(0, 9, 10, 8, 9, 1)
                .add(60_000, open, high, low, close, 1)
                .add(120_000, 9, 10, 8, 9, 1)
                .add(180_000, 9, 10, 8, 9, 1)
                .build();
        assertThatThrownBy(() -> builder(new RecordingRegressor(), Strategy.RECURSIVE)
                        .build()
                        .fit(bars))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("row 1 at " + Instant.ofEpochSecond(60))
                .hasMessageContaining(reason);
    }

    @Test
    void aLiveBarThatIsNoneIsRefusedAndTheSessionStaysAsItWas() {
        TimeSeries bars = Bars.random(8, 60);
        Predictor predictor =
                builder(Linear.regressor(1), Strategy.RECURSIVE).build().fit(bars);
        try (PredictionSession session = predictor.openSession(bars.head(50))) {
            Forecast before = session.forecast();
            double[] wrong = row(bars, 50);
            wrong[1] = wrong[2] / 2;
            assertThatThrownBy(() -> session.append(bars.timestamp(50), wrong))
                    .isInstanceOf(InvalidSeriesException.class)
                    .hasMessageContaining("found high " + wrong[1] + " < low " + wrong[2] + " at " + bars.time(50));
            assertThat(session.forecast()).isEqualTo(before);
        }
    }

    @Test
    void aMissingPriceIsSaidAndOnlyTheCloseStartsTheNextBar() {
        TimeSeries bars = Bars.random(9, 60);
        Predictor predictor = builder(Linear.regressor(1), Strategy.DIRECT)
                .features(FeaturePipeline.of(Features.lag("close", 2)))
                .build()
                .fit(bars);
        TimeSeries.Builder holed = TimeSeries.builder(bars.columns());
        for (int i = 0; i < 60; i++) {
            double[] values = row(bars, i);
            values[1] = i == 59 ? Double.NaN : values[1];
            holed.add(bars.timestamp(i), values);
        }
        Forecast forecast = predictor.predict(holed.build());
        assertThat(forecast.points("close"))
                .containsExactly(predictor.predict(bars).points("close"));
        assertThat(forecast.status()).isEqualTo(ForecastStatus.DEGRADED);
        assertThat(forecast.reasons()).containsExactly("'high' is missing at the origin " + bars.time(59));
    }

    @Test
    void aBarThatDivergesIsSaid() {
        TimeSeries bars = Bars.random(10, 30);
        Forecast forecast = builder(new Wild(3, 2_000), Strategy.RECURSIVE)
                .horizon(20)
                .build()
                .fit(bars)
                .predict(bars);
        assertThat(forecast.status()).isEqualTo(ForecastStatus.DEGRADED);
        assertThat(forecast.reasons()).singleElement().asString().contains("the forecast of '", "' at step ");
    }

    @ParameterizedTest
    @EnumSource
    void barsAreSavedAndLoaded(Strategy strategy, @TempDir Path folder) {
        TimeSeries bars = Bars.random(11, 120);
        Predictor predictor = builder(Linear.regressor(1), strategy).build().fit(bars);
        Predictors.save(predictor, folder.resolve("model"));
        Predictor loaded = Predictors.load(folder.resolve("model"));
        assertThat(loaded.info()).isEqualTo(predictor.info());
        assertThat(loaded.predict(bars)).isEqualTo(predictor.predict(bars));
    }

    @ParameterizedTest
    @EnumSource
    void barsAllocateNothing(Strategy strategy) {
        TimeSeries bars = Bars.random(12, 200);
        TimeSeries.Builder declared = TimeSeries.builder(bars.columns()).sampling(Sampling.daily());
        for (int i = 0; i < bars.length(); i++) {
            declared.add(bars.timestamp(i), row(bars, i));
        }
        Predictor predictor = builder(Linear.regressor(1), strategy)
                .features(Bars.FEATURES)
                .build()
                .fit(bars);
        double[] out = new double[4 * 3];
        try (PredictionSession session = predictor.openSession(declared.build())) {
            assertThat(Allocation.leastOfWindows(10_000, 500, () -> session.forecastInto(out)))
                    .isZero();
        }
    }

    @Test
    void barsAreTheTargetsAndNotKnownAhead() {
        Regression.Builder builder = builder(new RecordingRegressor(), Strategy.DIRECT);
        assertThat(builder.build().targets()).containsExactly("open", "high", "low", "close");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.knownFuture("high").build())
                .withMessageContaining("[high]");
    }
}
