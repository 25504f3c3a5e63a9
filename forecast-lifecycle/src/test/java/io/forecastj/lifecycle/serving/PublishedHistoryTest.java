package io.forecastj.lifecycle.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.Baselines;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import io.forecastj.lifecycle.monitoring.ForecastLog;
import io.forecastj.lifecycle.monitoring.Monitor;
import io.forecastj.lifecycle.monitoring.ScoredForecast;
import io.forecastj.lifecycle.trial.SplitPredictor;
import io.forecastj.models.fallback.FallbackPredictor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Histories whose last rows are revised after they end. */
class PublishedHistoryTest extends ServingTest {
    /** The value of each day is its number, and 1000 more from the fifth day after it on. */
    private static TimeSeries revised(int from, int to, String... columns) {
        TimeSeries.Builder rows = TimeSeries.builder(columns);
        for (int i = from; i < to; i++) {
            double[] first = new double[columns.length];
            double[] later = new double[columns.length];
            Arrays.fill(first, i);
            Arrays.fill(later, i + 1000);
            rows.publish(day(i), day(i), first).publish(day(i), day(i + 5), later);
        }
        return rows.build();
    }

    @Test
    void aSessionOfferedToTheNextVersionHasTheRowsThatWereKnown() {
        promote(NumberedPredictor.plain(1));
        try (ReloadingPredictor serving = following().sessionRows(7).open();
                ReloadingSession session = serving.openSession(revised(0, 10, "y"))) {
            assertThat(session.forecast().point(1)).isEqualTo(NumberedPredictor.point(1, 9, 10));
            assertThat(session.history().values("y")).contains(9).doesNotContain(1009);
            promote(NumberedPredictor.plain(2));
            serving.refresh();
            assertThat(session.forecast().point(1)).isEqualTo(NumberedPredictor.point(2, 9, 7));
            assertThat(session.version().number()).isEqualTo(2);
        }
    }

    @Test
    void sessionsOfWrappersHaveTheRowsThatWereKnown() {
        TimeSeries history = revised(0, 10, "y");
        double[] known = history.asOf(history.time(9)).values("y");
        Predictor naive = Baselines.naive("y", 2).fit(history.asOf(history.time(9)));
        Predictor drift = Baselines.drift("y", 2).fit(history.asOf(history.time(9)));
        List<Predictor> wrappers = List.of(
                naive,
                FallbackPredictor.builder(naive, drift).build(),
                SplitPredictor.builder("trial")
                        .arm("a", naive, 0.999999)
                        .arm("b", drift, 0.000001)
                        .build(),
                Monitor.builder(naive.info()).build().watch(naive));
        for (Predictor wrapper : wrappers) {
            try (PredictionSession session = wrapper.openSession(history, TimeSeries.empty())) {
                session.keepRows(10);
                double[] kept = session.history().values("y");
                assertThat(kept).as("%s", wrapper).endsWith(known[9]).doesNotContain(1009);
                assertThat(session.forecast().point(1)).as("%s", wrapper).isEqualTo(9);
                assertThat(wrapper.restore(session.snapshot()).forecast().point(1))
                        .isEqualTo(9);
            }
        }
    }

    @Test
    void aLogTakesTheLastValueThatWasKnown() {
        TimeSeries history = revised(0, 10, "y");
        List<ScoredForecast> scored = new ArrayList<>();
        ForecastLog log = ForecastLog.builder().listener(scored::add).build();
        try (Predictor naive = Baselines.naive("y", 1).fit(history.asOf(history.time(9)))) {
            log.record("naive", naive.predict(history), history);
        }
        log.observe(TimeSeries.builder("y").add(day(10), 12).build());
        assertThat(scored).singleElement().satisfies(one -> assertThat(one.naive())
                .hasValue(9));
    }
}
