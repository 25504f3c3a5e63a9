package io.forecastj.lifecycle.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.Baselines;
import io.forecastj.Forecast;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.Predictor;
import io.forecastj.PredictorClosedException;
import io.forecastj.SnapshotException;
import io.forecastj.TimeSeries;
import io.forecastj.lifecycle.monitoring.ForecastLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SplitPredictorTest {
    private static final int KEYS = 100_000;
    private static final double[] VALUES = {3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5};

    private final TimeSeries training = TrialSeries.daily("t", VALUES);
    private final Predictor naive = Baselines.naive("y", 2).fit(training);
    private final Predictor drift = Baselines.drift("y", 2).fit(training);

    private SplitPredictor split(String experiment, double challenger) {
        return SplitPredictor.builder(experiment)
                .arm("champion", naive, 1 - challenger)
                .arm("challenger", drift, challenger)
                .build();
    }

    /** The expected positions were computed by Python's hashlib from the documented rule. */
    @Test
    void thePositionOfAKeyIsTheDocumentedHash() {
        assertThat(KeyHash.position("spring-2026", "store-1")).isEqualTo(0x1.4881cba0ea26ap-1);
        assertThat(KeyHash.position("spring-2026", "store-2")).isEqualTo(0x1.499a3d82b297bp-1);
        assertThat(KeyHash.position("spring-2026", "")).isEqualTo(0x1.707f0d38335b0p-2);
        assertThat(KeyHash.position("autumn-2026", "store-1")).isEqualTo(0x1.0ebda322a190dp-1);
        assertThat(KeyHash.position("spring-2026", "Gesch\u00e4ft-7 \u20ac")).isEqualTo(0x1.8759d8853f0d0p-3);
    }

    @Test
    void theArmOfAKeyFollowsFromItsPosition() {
        // between store-1 at 0.6416 and store-2 at 0.6438
        SplitPredictor split = split("spring-2026", 1 - 0.643);
        assertThat(split.armOf("store-1")).isEqualTo("champion");
        assertThat(split.armOf("store-2")).isEqualTo("challenger");
    }

    @Test
    void sharesHoldWithinWhatChanceAllows() {
        SplitPredictor split = SplitPredictor.builder("shares")
                .arm("a", naive, 0.05)
                .arm("b", naive, 0.8)
                .arm("c", drift, 0.15)
                .build();
        for (Map.Entry<String, Double> one : split.shares().entrySet()) {
            long count =
                    keys().filter(key -> split.armOf(key).equals(one.getKey())).count();
            double share = one.getValue();
            double deviation = Math.sqrt(KEYS * share * (1 - share));
            assertThat((double) count).as(one.getKey()).isCloseTo(KEYS * share, within(4 * deviation));
        }
    }

    @Test
    void aRaisedShareMovesOnlyTheKeysThatItNeedsAndOnlyToItsArm() {
        SplitPredictor before = split("ramp", 0.1);
        SplitPredictor after = split("ramp", 0.25);
        long moved = 0;
        for (String key : keys().toList()) {
            if (!before.armOf(key).equals(after.armOf(key))) {
                assertThat(after.armOf(key)).as(key).isEqualTo("challenger");
                moved++;
            }
        }
        assertThat((double) moved).isCloseTo(0.15 * KEYS, within(4 * Math.sqrt(KEYS * 0.15 * 0.85)));
    }

    @Test
    void twoChallengersGrowOnBothSidesOfTheChampionWithoutTakingFromEachOther() {
        SplitPredictor before = three(0.1, 0.8, 0.1);
        SplitPredictor after = three(0.2, 0.5, 0.3);
        for (String key : keys().toList()) {
            String arm = before.armOf(key);
            assertThat(after.armOf(key)).as(key).matches(now -> now.equals(arm) || arm.equals("champion"));
        }
    }

    private SplitPredictor three(double first, double champion, double second) {
        return SplitPredictor.builder("three")
                .arm("first", naive, first)
                .arm("champion", naive, champion)
                .arm("second", drift, second)
                .build();
    }

    @Test
    void twoExperimentsSplitIndependently() {
        SplitPredictor one = split("one", 0.5);
        SplitPredictor other = split("other", 0.3);
        long both = keys().filter(key ->
                        one.armOf(key).equals("challenger") && other.armOf(key).equals("challenger"))
                .count();
        assertThat((double) both).isCloseTo(0.15 * KEYS, within(4 * Math.sqrt(KEYS * 0.15 * 0.85)));
    }

    private static Stream<String> keys() {
        return IntStream.range(0, KEYS).mapToObj(i -> "store-" + i);
    }

    @Test
    void anArmWithoutAShareGetsNoKeyAndRoundedSharesLeaveNoGap() {
        SplitPredictor none = SplitPredictor.builder("e")
                .arm("a", naive, 0)
                .arm("b", naive, 1)
                .arm("c", drift, 0)
                .build();
        assertThat(keys().limit(10_000).map(none::armOf)).containsOnly("b");
        SplitPredictor.Builder ten = SplitPredictor.builder("e");
        IntStream.range(0, 10).forEach(i -> ten.arm("arm " + i, naive, 0.1));
        SplitPredictor tenths = ten.build();
        assertThat(keys().limit(10_000).map(tenths::armOf).distinct()).hasSize(10);
    }

    @Test
    void eachSeriesIsForecastByItsArmInOneCallAsInMany() {
        List<String> recorded = new ArrayList<>();
        SplitPredictor split = SplitPredictor.builder("e")
                .arm("champion", naive, 0.5)
                .arm("challenger", drift, 0.5)
                .recorder((arm, forecast) -> recorded.add(
                        arm + " " + forecast.seriesId() + " " + forecast.info().kind()))
                .build();
        List<TimeSeries> all = IntStream.range(0, 40)
                .mapToObj(i -> TrialSeries.daily("s" + i, VALUES))
                .toList();
        List<Forecast> together = split.predictAll(all);
        assertThat(recorded).hasSize(40);
        for (int i = 0; i < all.size(); i++) {
            TimeSeries one = all.get(i);
            Predictor arm = split.armOf(one.id()).equals("champion") ? naive : drift;
            assertThat(together.get(i)).isEqualTo(split.predict(one));
            assertThat(together.get(i).points()).isEqualTo(arm.predict(one).points());
            assertThat(split.predictNamed(one).arm()).isEqualTo(split.armOf(one.id()));
            assertThat(split.predictNamed(one).forecast()).isEqualTo(arm.predict(one));
            assertThat(split.openSession(one).arm()).isEqualTo(split.armOf(one.id()));
            assertThat(recorded)
                    .contains(split.armOf(one.id()) + " " + one.id() + " "
                            + arm.info().kind());
        }
    }

    @Test
    void seriesOfOneKeyAreServedByOneArm() {
        SplitPredictor split = SplitPredictor.builder("e")
                .arm("champion", naive, 0.5)
                .arm("challenger", drift, 0.5)
                .key(series -> series.id().substring(0, series.id().indexOf('/')))
                .build();
        for (int customer = 0; customer < 50; customer++) {
            String expected = split.armOf("c" + customer);
            for (int store = 0; store < 3; store++) {
                TimeSeries series = TrialSeries.daily("c" + customer + "/" + store, VALUES);
                assertThat(split.predictNamed(series).arm()).isEqualTo(expected);
            }
        }
    }

    @Test
    void theNeedsOfAllArmsAreRequiredOfEverySeries() {
        Predictor seasonal = Baselines.seasonalNaive("y", 2, 7).fit(training);
        SplitPredictor split = SplitPredictor.builder("e")
                .arm("short", naive, 1)
                .arm("long", seasonal, 0)
                .build();
        assertThat(split.info().requiredHistory()).isEqualTo(seasonal.info().requiredHistory());
        assertThatThrownBy(() -> split.predict(training.head(3))).isInstanceOf(InsufficientHistoryException.class);
    }

    @Test
    void aRecorderThatThrowsIsCountedAndAForecastReachesTheLog() {
        SplitPredictor broken = SplitPredictor.builder("e")
                .arm("a", naive, 0.5)
                .arm("b", drift, 0.5)
                .recorder((arm, forecast) -> {
                    throw new AssertionError("full");
                })
                .build();
        assertThat(broken.predict(training).points()).hasSize(2);
        broken.openSession(training).forecast();
        assertThat(broken.recorderFailures()).isEqualTo(2);

        ForecastLog log = ForecastLog.builder().build();
        SplitPredictor split = SplitPredictor.builder("e")
                .arm("a", naive, 0.5)
                .arm("b", drift, 0.5)
                .recorder(log::record)
                .build();
        split.predict(training);
        log.observe("t", TrialSeries.day(VALUES.length), Map.of("y", 8.0));
        assertThat(log.rows()).singleElement().satisfies(row -> {
            assertThat(row.model()).isEqualTo(split.armOf("t"));
            assertThat(row.actual()).isEqualTo(8);
        });
    }

    @Test
    void closingEndsTheSplitAndLeavesTheArmsOpen() {
        SplitPredictor split = split("e", 0.5);
        SplitSession session = split.openSession(training);
        split.close();
        assertThatThrownBy(() -> split.predict(training)).isInstanceOf(PredictorClosedException.class);
        assertThatThrownBy(session::forecast).isInstanceOf(PredictorClosedException.class);
        assertThat(naive.predict(training).points()).hasSize(2);
        assertThat(drift.predict(training).points()).hasSize(2);
    }

    @Test
    void aSnapshotContinuesWithItsArmAndIsRefusedByOtherShares() {
        SplitPredictor split = split("e", 0.5);
        SplitSession session = split.openSession(training);
        session.append(TrialSeries.day(VALUES.length), 7.5);
        byte[] snapshot = session.snapshot();
        SplitSession restored = split("e", 0.5).restore(snapshot);
        assertThat(restored.arm()).isEqualTo(session.arm());
        assertThat(restored.forecast()).isEqualTo(session.forecast());
        assertThatThrownBy(() -> split("e", 0.4).restore(snapshot)).isInstanceOf(SnapshotException.class);
        assertThatThrownBy(() -> split("f", 0.5).restore(snapshot)).isInstanceOf(SnapshotException.class);
    }

    @Test
    void mistakesAreNamed() {
        assertThatThrownBy(() -> SplitPredictor.builder(" ")).isInstanceOf(IllegalArgumentException.class);
        SplitPredictor.Builder builder = SplitPredictor.builder("e").arm("a", naive, 0.5);
        assertThatThrownBy(builder::build).hasMessageContaining("at least two arms");
        assertThatThrownBy(() -> builder.arm("a", drift, 0.5)).hasMessageContaining("distinct names, found 'a'");
        assertThatThrownBy(() -> builder.arm("b", drift, Double.NaN)).hasMessageContaining("from 0 to 1, found NaN");
        builder.arm("b", drift, 0.4);
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("add up to 1, found 0.9")
                .hasMessageContaining("b 0.4");
        Predictor longer = Baselines.naive("y", 5).fit(training);
        assertThatThrownBy(() -> SplitPredictor.builder("e")
                        .arm("a", naive, 0.5)
                        .arm("b", longer, 0.5)
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'b' forecasts the steps [1, 2, 3, 4, 5] of [y]");
    }
}
