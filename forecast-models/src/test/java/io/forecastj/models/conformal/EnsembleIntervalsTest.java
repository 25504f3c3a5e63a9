package io.forecastj.models.conformal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.Baselines;
import io.forecastj.FitListener;
import io.forecastj.Forecaster;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import io.forecastj.models.ensemble.Ensembles;
import io.forecastj.models.ensemble.Stacking;
import io.forecastj.models.linear.Linear;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Intervals around ensembles, calibrated on the forecasts from which the ensembles learn. */
class EnsembleIntervalsTest {
    private static final int HORIZON = 3;
    private static final WalkForward WINDOWS =
            WalkForward.expanding(200).test(30).step(30);

    /** A forecaster that counts its fits. */
    private record Counted(Forecaster member, AtomicInteger fits) implements Forecaster {
        Counted(Forecaster member) {
            this(member, new AtomicInteger());
        }

        @Override
        public String name() {
            return member.name();
        }

        @Override
        public int horizon() {
            return member.horizon();
        }

        @Override
        public List<String> targets() {
            return member.targets();
        }

        @Override
        public Predictor fit(List<TimeSeries> series, FitListener listener) {
            fits.incrementAndGet();
            return member.fit(series, listener);
        }

        int reset() {
            return fits.getAndSet(0);
        }
    }

    private final Counted linear = new Counted(
            Linear.forecaster().column("y").lookback(5).horizon(HORIZON).build());
    private final Counted naive = new Counted(Baselines.naive("y", HORIZON));

    /** An autoregressive series of order 1 around 50: the error of step 1 has the standard deviation 1. */
    private static TimeSeries autoregression(long seed, int rows) {
        Random random = new Random(seed);
        TimeSeries.Builder series = TimeSeries.builder("y").id("a").sampling(Sampling.hourly());
        double y = 0;
        for (int i = 0; i < rows; i++) {
            y = 0.6 * y + random.nextGaussian();
            series.add(Instant.EPOCH.plusSeconds(3_600L * i), 50 + y);
        }
        return series.build();
    }

    @Test
    void eachMemberIsFittedSixTimesHoweverDeepItIsNested() {
        TimeSeries series = autoregression(1, 300);
        Forecaster last = Baselines.drift("y", HORIZON);
        for (Forecaster nested : List.of(
                Conformal.adaptive(Ensembles.online(linear, naive), 0.8),
                Conformal.split(Ensembles.stack(linear, naive), 0.8),
                Conformal.adaptive(Ensembles.stack(Ensembles.online(linear, naive), last), 0.8),
                Conformal.adaptive(Conformal.split(Ensembles.online(linear, naive), 0.8), 0.9),
                Ensembles.online(Conformal.adaptive(linear, 0.8), Ensembles.stack(naive, last)))) {
            nested.fit(series).close();
            assertThat(linear.reset()).as(nested.name()).isEqualTo(6);
            assertThat(naive.reset()).as(nested.name()).isEqualTo(6);
            // a backtest prepares once and fits to parts
            nested.prepare(List.of(series))
                    .fit(series.time(0), series.time(250), FitListener.NONE)
                    .close();
            assertThat(linear.reset()).as("prepared " + nested.name()).isEqualTo(6);
            naive.reset();
        }
    }

    @Test
    void windowsGivenOnceCountForBothAndWindowsThatDifferAreNested() {
        TimeSeries series = autoregression(1, 300);
        int windows = 4; // of 30 origins from row 202 on, the last one shorter
        Forecaster ensemble = Ensembles.online(linear, naive);
        Forecaster given = Ensembles.online(linear, naive).windows(WINDOWS);
        WalkForward others = WalkForward.expanding(220).test(40).step(40);

        Conformal.adaptive(given, 0.8).fit(series).close();
        assertThat(linear.reset()).as("of the ensemble").isEqualTo(windows + 1);

        Conformal.builder()
                .coverages(0.8)
                .windows(WINDOWS)
                .build(ensemble)
                .fit(series)
                .close();
        assertThat(linear.reset()).as("of the intervals").isEqualTo(windows + 1);

        Conformal.builder()
                .coverages(0.8)
                .windows(WINDOWS)
                .build(given)
                .fit(series)
                .close();
        assertThat(linear.reset()).as("of both").isEqualTo(windows + 1);

        Forecaster differ = Conformal.builder().coverages(0.8).windows(others).build(given);
        differ.fit(series).close();
        // two windows of the intervals (rows 222 and 262 on); the ensemble has 1, 3 and 4 windows in 223, 263, 300 rows
        assertThat(linear.reset()).as("of both, different").isEqualTo(2 + 3 + 5);
    }

    static List<Function<List<Forecaster>, Forecaster>> ensembles() {
        return List.of(
                members -> Ensembles.online(members.get(0), members.get(1), members.get(2)),
                members -> Ensembles.stack(members.get(0), members.get(1), members.get(2)),
                members -> Ensembles.stack(members.get(0), members.get(1), members.get(2))
                        .stacking(Stacking.SCALED_ERROR)
                        .sharedOverSteps(),
                members -> Ensembles.stack(Ensembles.online(members.get(0), members.get(1)), members.get(2)));
    }

    /** Fixed intervals cover as calibrated, and no adaptation hides a wrong calibration. */
    @ParameterizedTest
    @MethodSource("ensembles")
    void fixedIntervalsAroundAnEnsembleCoverWhatTheyPromise(Function<List<Forecaster>, Forecaster> ensemble) {
        double[] inside = new double[2 * HORIZON];
        int forecasts = 0;
        for (long seed = 1; seed <= 4; seed++) {
            TimeSeries series = autoregression(seed, 3_000);
            List<Forecaster> members = List.of(
                    Linear.forecaster().column("y").lookback(5).horizon(HORIZON).build(),
                    Baselines.naive("y", HORIZON),
                    Baselines.mean("y", HORIZON));
            try (Predictor predictor =
                            Conformal.split(ensemble.apply(members), 0.8, 0.95).fit(series.head(2_000));
                    PredictionSession session = predictor.openSession(series.head(2_000))) {
                for (int row = 2_000; row < series.length() - HORIZON; row++) {
                    for (int step = 1; step <= HORIZON; step++) {
                        double truth = series.value(row - 1 + step, 0);
                        inside[step - 1] +=
                                session.forecast().interval(step, 0.8).contains(truth) ? 1 : 0;
                        inside[HORIZON + step - 1] +=
                                session.forecast().interval(step, 0.95).contains(truth) ? 1 : 0;
                    }
                    session.append(series.timestamp(row), new double[] {series.value(row, 0)});
                    forecasts++;
                }
            }
        }
        for (int step = 1; step <= HORIZON; step++) {
            // calibrated on 500 scores of each of 4 series: the standard deviation of the coverage is about 0.9 points
            // at 0.8 and 0.5 points at 0.95, more for steps whose errors overlap
            assertThat(inside[step - 1] / forecasts).as("step %d", step).isCloseTo(0.8, within(0.025));
            assertThat(inside[HORIZON + step - 1] / forecasts)
                    .as("step %d", step)
                    .isCloseTo(0.95, within(0.015));
        }
    }

    @Test
    void aFewDozenRowsAreEnough() {
        List<String> failures = new ArrayList<>();
        for (int rows = 40; rows < 70; rows++) {
            TimeSeries series = autoregression(rows, rows);
            Forecaster member =
                    Linear.forecaster().column("y").lookback(3).horizon(5).build();
            for (Forecaster ensemble : List.of(
                    Ensembles.online(member, Baselines.naive("y", 5)),
                    Ensembles.stack(member, Baselines.naive("y", 5)))) {
                try (Predictor predictor = Conformal.adaptive(ensemble, 0.8).fit(series)) {
                    assertThat(predictor.predict(series).interval(5, 0.8).width())
                            .isBetween(0.5, 20.0);
                } catch (RuntimeException e) {
                    failures.add(rows + " rows: " + e);
                }
            }
        }
        assertThat(failures).isEmpty();
    }
}
