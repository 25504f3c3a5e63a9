package io.forecastj.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.Baselines;
import io.forecastj.ColumnRole;
import io.forecastj.Forecast;
import io.forecastj.Forecaster;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.models.ensemble.Ensembles;
import io.forecastj.models.fallback.FallbackPredictor;
import io.forecastj.models.linear.Linear;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Reasons as the library words them have the kind that a reader would give them. */
class ReasonKindTest {
    private static Set<ReasonKind> kinds(Forecast forecast) {
        assertThat(forecast.reasons()).isNotEmpty();
        return forecast.reasons().stream()
                .map(ReasonKind::of)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    private static Set<ReasonKind> afterRow(Forecaster forecaster, TimeSeries history, int day, double value) {
        try (Predictor predictor = forecaster.fit(MetricsTest.series("a", 60));
                PredictionSession session = predictor.openSession(history)) {
            session.append(MetricsTest.day(day), new double[] {value});
            return kinds(session.forecast());
        }
    }

    private static Predictor untrained() {
        return Baselines.of(
                PredictorInfo.builder("naive", 3).column("y", ColumnRole.TARGET).build());
    }

    private static Forecaster linear() {
        return Linear.forecaster().column("y").lookback(6).horizon(3).build();
    }

    @Test
    void missingValues() {
        TimeSeries history = MetricsTest.series("a", 60);
        assertThat(afterRow(Baselines.naive("y", 3), history, 60, Double.NaN))
                .containsExactly(ReasonKind.MISSING_VALUES);
        assertThat(afterRow(linear(), history, 60, Double.NaN)).containsExactly(ReasonKind.MISSING_VALUES);
    }

    @Test
    void rowsOffTheSpacing() {
        TimeSeries history = MetricsTest.series("a", 60);
        assertThat(afterRow(linear(), history, 65, 12)).containsExactly(ReasonKind.SPACING);
        try (Predictor predictor = linear().fit(history)) {
            TimeSeries hourly = TimeSeries.of("y", history.time(0), Sampling.hourly(), history.values("y"));
            assertThat(kinds(predictor.predict(hourly))).containsExactly(ReasonKind.SPACING);
        }
    }

    @Test
    void aShortHistory() {
        try (Predictor naive = untrained()) {
            assertThat(kinds(naive.predict(MetricsTest.series("a", 3)))).containsExactly(ReasonKind.SHORT_HISTORY);
        }
    }

    @Test
    void theMembersOfAFallback() {
        Gated primary = new Gated("missing 'interval' model");
        TimeSeries history = MetricsTest.series("a", 30);
        try (Predictor fallback = FallbackPredictor.builder(primary, new Gated("standby"))
                .failureThreshold(2)
                .build()) {
            primary.notANumber = true;
            assertThat(kinds(fallback.predict(history))).containsExactly(ReasonKind.NOT_FINITE);
            primary.failing = true;
            assertThat(kinds(fallback.predict(history))).containsExactly(ReasonKind.MEMBER_FAILED);
            assertThat(kinds(fallback.predict(history))).containsExactly(ReasonKind.BREAKER_OPEN);
        }
        try (Predictor refusing = FallbackPredictor.builder(
                        untrained(), Baselines.mean("y", 3).fit(history))
                .refuseDegraded()
                .build()) {
            assertThat(kinds(refusing.predict(MetricsTest.series("a", 3)))).contains(ReasonKind.REFUSED);
        }
    }

    @Test
    void aMemberThatIsLateOrHasNoThread() {
        Gated hanging = new Gated("hanging");
        hanging.gate = new CountDownLatch(1);
        try (Predictor fallback = FallbackPredictor.builder(hanging, new Gated("standby"))
                .deadline(Duration.ofMillis(20))
                .maxConcurrentCalls(1)
                .build()) {
            TimeSeries history = MetricsTest.series("a", 30);
            assertThat(kinds(fallback.predict(history))).containsExactly(ReasonKind.LATE);
            assertThat(kinds(fallback.predict(history))).containsExactly(ReasonKind.BUSY);
            try (PredictionSession session = fallback.openSession(history)) {
                assertThat(kinds(session.forecast())).containsExactly(ReasonKind.BUSY);
            }
            hanging.gate.countDown();
        }
    }

    @Test
    void anEnsembleWithoutAMember() {
        Forecaster failing = Baselines.mean("y", 3);
        try (Predictor ensemble = Ensembles.online(linear(), failing).fit(MetricsTest.series("a", 60));
                PredictionSession session = ensemble.openSession(MetricsTest.series("a", 60))) {
            session.append(MetricsTest.day(60), new double[] {Double.NaN});
            assertThat(kinds(session.forecast())).contains(ReasonKind.MISSING_VALUES);
        }
        assertThat(ReasonKind.of("without 'lgbm': it takes no missing value")).isEqualTo(ReasonKind.MEMBER_ABSENT);
        assertThat(ReasonKind.of("'a', 'b': the history has 3 of the 6 rows that a forecast looks back"))
                .isEqualTo(ReasonKind.SHORT_HISTORY);
    }

    @Test
    void otherWords() {
        assertThat(ReasonKind.of("the moon is full")).isEqualTo(ReasonKind.OTHER);
        assertThat(ReasonKind.of("")).isEqualTo(ReasonKind.OTHER);
        assertThat(ReasonKind.of("'its circuit breaker is' answered")).isNull();
        assertThat(ReasonKind.of("no finite point of 'y', so there is no interval"))
                .isEqualTo(ReasonKind.NO_INTERVAL);
        assertThat(List.of(ReasonKind.values())).extracting(ReasonKind::tag).contains("breaker-open", "no-interval");
    }
}
