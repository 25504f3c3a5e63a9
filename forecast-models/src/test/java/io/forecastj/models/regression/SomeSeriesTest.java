package io.forecastj.models.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.FitListener;
import io.forecastj.Forecaster;
import io.forecastj.InvalidSeriesException;
import io.forecastj.Predictor;
import io.forecastj.SeriesOutcome;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.Features;
import io.forecastj.models.linear.Linear;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fits of many series of which some cannot be used. */
class SomeSeriesTest {
    private static final String LEFT_OUT = "series without examples";

    private static TimeSeries series(String id, int rows, double last) {
        TimeSeries.Builder series = TimeSeries.builder("y").id(id);
        for (int i = 0; i < rows; i++) {
            series.add(Instant.EPOCH.plusSeconds(3600L * i), i == rows - 1 ? last : 2 + i % 5);
        }
        return series.build();
    }

    private static Forecaster forecaster(Target target, Strategy strategy) {
        return Regression.forecaster()
                .regressor(Linear.regressor(1))
                .target(target)
                .features(FeaturePipeline.of(Features.lag("y", 1), Features.lag("y", 2)))
                .strategy(strategy)
                .horizon(3)
                .build();
    }

    @ParameterizedTest
    @EnumSource(Strategy.class)
    void seriesWithoutAnExampleAreNamedAndChangeNothingElse(Strategy strategy) {
        List<TimeSeries> whole = List.of(series("a", 50, 3), series("b", 60, 4));
        List<TimeSeries> all = new ArrayList<>(whole);
        TimeSeries.Builder unknown = TimeSeries.builder("y").id("unknown");
        for (int i = 0; i < 50; i++) {
            unknown.add(Instant.EPOCH.plusSeconds(3600L * i), Double.NaN);
        }
        all.add(0, unknown.build());
        for (int i = 1; i <= 6; i++) {
            all.add(1, series("short" + i, i % 3, 1));
        }
        Forecaster forecaster = forecaster(Target.level("y"), strategy);
        try (Predictor with = forecaster.fit(all);
                Predictor without = forecaster.fit(whole);
                Predictor prepared = forecaster.prepare(all).fit(Instant.MIN, Instant.MAX, FitListener.NONE)) {
            assertThat(without.info().parameters()).doesNotContainKey(LEFT_OUT);
            assertThat(with.info().parameters())
                    .containsEntry(LEFT_OUT, "7 of 9: 'unknown', 'short6', 'short5', 'short4', 'short3' and 2 more");
            assertThat(prepared.predict(all.get(8)).points())
                    .isEqualTo(with.predict(all.get(8)).points())
                    .isEqualTo(without.predict(all.get(8)).points());
            List<SeriesOutcome> outcomes = with.predictEach(all);
            assertThat(outcomes.get(8).forecast()).contains(with.predict(all.get(8)));
            assertThat(outcomes.get(3).failure()).isPresent();
        }
    }

    @Test
    void aSeriesWithoutItsKnownFutureDoesNotEndTheCall() {
        List<TimeSeries> histories = new ArrayList<>();
        List<TimeSeries> futures = new ArrayList<>();
        for (int s = 0; s < 5; s++) {
            TimeSeries.Builder history = TimeSeries.builder("y", "flag").id("s" + s);
            TimeSeries.Builder future = TimeSeries.builder("flag");
            for (int i = 0; i < 43; i++) {
                if (i < 40) {
                    history.add(Instant.EPOCH.plusSeconds(3600L * i), i % 4 + s, i % 4);
                } else {
                    future.add(Instant.EPOCH.plusSeconds(3600L * i), i % 4);
                }
            }
            histories.add(s == 1 ? history.build().head(1) : history.build());
            futures.add(s == 3 ? TimeSeries.empty() : future.build());
        }
        try (Predictor predictor = Regression.forecaster()
                .regressor(Linear.regressor(1))
                .target(Target.level("y"))
                .features(FeaturePipeline.of(Features.lag("y", 1)))
                .knownFuture("flag")
                .horizon(3)
                .build()
                .fit(histories)) {
            List<SeriesOutcome> outcomes = predictor.predictEach(histories, futures);
            for (int s = 0; s < 5; s++) {
                if (s == 1 || s == 3) {
                    assertThat(outcomes.get(s).failure()).as("series %d", s).isPresent();
                } else {
                    assertThat(outcomes.get(s).forecast())
                            .as("series %d", s)
                            .contains(predictor.predict(histories.get(s), futures.get(s)));
                }
            }
            assertThat(predictor.predictEach(histories))
                    .allMatch(outcome -> outcome.failure().isPresent());
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> predictor.predictEach(histories, futures.subList(0, 4)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"logReturn(y)", "direction(y,0.001)"})
    void seriesWhoseValuesTheTargetRefusesAreLeftOutAndListed(String target) {
        Regression.Builder builder = Regression.forecaster()
                .regressor(target.startsWith("d") ? new RecordingRegressor(3, 0) : Linear.regressor(1))
                .target(Target.parse(target))
                .features(FeaturePipeline.of(Features.lag("y", 1), Features.lag("y", 2)))
                .strategy(Strategy.DIRECT)
                .horizon(3);
        TimeSeries good = series("a", 50, 3);
        List<TimeSeries> all = List.of(good, series("zero", 40, 0), series("negative", 30, -1), series("b", 20, 2));
        try (Predictor with = builder.build().fit(all);
                Predictor without = builder.build().fit(List.of(good, all.get(3)));
                Predictor prepared = builder.build().prepare(all).fit(Instant.MIN, Instant.MAX, FitListener.NONE)) {
            assertThat(with.info().parameters().get("series with refused values"))
                    .startsWith("2 of 4: 'zero', 'negative'; the first one: "
                            + with.info().parameters().get("target"))
                    .contains("has 0.0 in row 39");
            assertThat(without.info().parameters()).doesNotContainKey("series with refused values");
            assertThat(with.predict(good).toString())
                    .isEqualTo(without.predict(good).toString());
            assertThat(prepared.info()).isEqualTo(with.info());
            List<SeriesOutcome> outcomes = with.predictEach(all);
            assertThat(outcomes.get(0).forecast()).isPresent();
            assertThat(outcomes.get(1).failure()).isPresent();
        }
    }

    @Test
    void whereNoSeriesIsLeftTheFitIsRefusedWithAllOfThem() {
        Forecaster forecaster = forecaster(Target.logReturn("y"), Strategy.RECURSIVE);
        TimeSeries foreign = TimeSeries.builder("other").id("foreign").add(0, 1).build();
        List<TimeSeries> all = List.of(series("zero", 40, 0), series("negative", 30, -1));
        assertThatThrownBy(() -> forecaster.fit(all))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("2 of 2 series cannot be trained on, 'zero', 'negative'; the first one:")
                .hasMessageContaining("has 0.0 in row 39");
        assertThatThrownBy(() -> forecaster.fit(all.subList(0, 1)))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageStartingWith("logReturn(y) needs positive values");
        // a missing column is a mistake in the call
        assertThatThrownBy(() -> forecaster.fit(List.of(series("a", 50, 3), foreign)))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("'y'");
    }

    @Test
    void theLinearForecasterListsSeriesThatAreTooShort() {
        List<TimeSeries> all = List.of(series("short", 12, 3), series("a", 50, 3), series("empty", 0, 3));
        Forecaster forecaster =
                Linear.forecaster().column("y").lookback(10).horizon(3).build();
        try (Predictor predictor = forecaster.fit(all);
                Predictor whole = forecaster.fit(all.get(1))) {
            assertThat(predictor.info().parameters()).containsEntry(LEFT_OUT, "2 of 3: 'short', 'empty'");
            assertThat(whole.info().parameters()).doesNotContainKey(LEFT_OUT);
        }
    }
}
