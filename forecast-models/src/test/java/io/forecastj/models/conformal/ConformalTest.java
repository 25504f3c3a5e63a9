package io.forecastj.models.conformal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.Baselines;
import io.forecastj.Forecast;
import io.forecastj.ForecastStatus;
import io.forecastj.Forecaster;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.Interval;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.PredictorClosedException;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import io.forecastj.models.linear.Linear;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConformalTest {
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

    private static TimeSeries hours(String id, double... values) {
        TimeSeries.Builder series = TimeSeries.builder("y").id(id).sampling(Sampling.hourly());
        for (int i = 0; i < values.length; i++) {
            series.add(START.plusSeconds(3_600L * i), values[i]);
        }
        return series.build();
    }

    private static double[] noise(long seed, int rows, double scale) {
        Random random = new Random(seed);
        double[] values = new double[rows];
        Arrays.setAll(values, row -> scale * (100 + 5 * Math.sin(row * Math.PI / 12) + random.nextGaussian()));
        return values;
    }

    private static Forecaster linear(int horizon) {
        return Linear.forecaster().column("y").lookback(24).horizon(horizon).build();
    }

    @Test
    void pointsAndStatusAreTheMembersBitForBit() {
        double[] values = noise(1, 700, 1);
        values[650] = Double.NaN;
        TimeSeries series = hours("a", values);
        try (Predictor plain = linear(3).fit(series.head(600));
                Predictor wrapped = Conformal.adaptive(linear(3), 0.8, 0.95).fit(series.head(600))) {
            for (int rows : new int[] {600, 640, 655, 700}) {
                Forecast expected = plain.predict(series.head(rows));
                Forecast found = wrapped.predict(series.head(rows));
                assertThat(found.points()).as("%d rows", rows).containsExactly(expected.points());
                assertThat(found.status()).as("%d rows", rows).isEqualTo(expected.status());
                assertThat(found.reasons()).as("%d rows", rows).isEqualTo(expected.reasons());
            }
        }
    }

    @Test
    void quantilesStandAtBothEndsOfEachCoverageAndThePointIsInTheMiddle() {
        TimeSeries series = hours("a", noise(1, 700, 1));
        try (Predictor wrapped = Conformal.adaptive(linear(3), 0.95, 0.8).fit(series.head(600))) {
            Forecast forecast = wrapped.predict(series);
            assertThat(forecast.levels()).containsExactly(0.025, 0.1, 0.5, 0.9, 0.975);
            for (int step = 1; step <= 3; step++) {
                Interval narrow = forecast.interval(step, 0.8);
                Interval wide = forecast.interval(step, 0.95);
                assertThat(forecast.quantile(step, 0.5)).isEqualTo(forecast.point(step));
                assertThat(narrow.contains(forecast.point(step))).isTrue();
                assertThat(wide.lower()).isLessThanOrEqualTo(narrow.lower());
                assertThat(wide.upper()).isGreaterThanOrEqualTo(narrow.upper());
                // unit noise: 1.28 and 1.96 standard deviations to either side of a forecast without an error of its
                // own
                assertThat(narrow.width()).isBetween(2.0, 4.0);
                assertThat(wide.width()).isBetween(3.0, 6.0);
            }
            assertThat(wrapped.info().name()).isEqualTo("linear+adaptive");
            assertThat(wrapped.info().parameters()).containsEntry("coverages", "[0.8, 0.95]");
        }
    }

    /** Coverage of step 1 after the training rows. */
    private static double coverage(Forecaster forecaster, TimeSeries series, int training, double level) {
        int inside = 0;
        try (Predictor predictor = forecaster.fit(series.head(training));
                PredictionSession session = predictor.openSession(series.head(training))) {
            for (int row = training; row < series.length(); row++) {
                double truth = series.value(row, 0);
                inside += session.forecast().interval(1, level).contains(truth) ? 1 : 0;
                session.append(series.timestamp(row), new double[] {truth});
            }
        }
        return (double) inside / (series.length() - training);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void afterAShiftAdaptiveIntervalsCoverWhatTheySayAndFixedOnesDoNot(long seed) {
        Random random = new Random(seed);
        double[] values = new double[3_000];
        Arrays.setAll(values, row -> (row < 1_000 ? 1 : 3) * random.nextGaussian());
        TimeSeries series = hours("a", values);
        Forecaster member = Baselines.mean("y", 1);

        assertThat(coverage(Conformal.split(member, 0.9), series, 900, 0.9))
                .as("seed %d", seed)
                .isLessThan(0.5);
        assertThat(coverage(Conformal.adaptive(member, 0.9), series, 900, 0.9))
                .as("seed %d", seed)
                .isCloseTo(0.9, within(0.02));
        Forecaster aci = Conformal.builder()
                .coverages(0.9)
                .adaptation(Conformal.aci(0.02))
                .asymmetric()
                .volatility(0)
                .build(member);
        assertThat(coverage(aci, series, 900, 0.9)).as("seed %d", seed).isCloseTo(0.9, within(0.02));
    }

    @Test
    void intervalsAroundQuantilesCorrectAMemberThatIsTooSure() {
        // naive takes the changes of white noise for those of a random walk: far too wide some steps ahead
        TimeSeries series = hours("a", noise(3, 2_000, 1));
        Forecaster naive = Baselines.naive("y", 24);
        try (Predictor plain = naive.fit(series.head(1_000));
                Predictor cqr = Conformal.cqr(naive, 0.8, 0.95).fit(series.head(1_000))) {
            double wide = plain.predict(series).interval(24, 0.95).width();
            double right = cqr.predict(series).interval(24, 0.95).width();
            assertThat(right).isLessThan(wide / 2).isBetween(4.0, 8.0);
        }
        assertThat(coverage(Conformal.cqr(Baselines.naive("y", 1), 0.8), series, 1_000, 0.8))
                .isCloseTo(0.8, within(0.03));
    }

    @Test
    void aMemberWithoutTheQuantilesIsRefusedWithTheLevelsItHas() {
        TimeSeries series = hours("a", noise(3, 600, 1));
        assertThatThrownBy(() -> Conformal.cqr(Baselines.naive("y", 1), 0.9).fit(series))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no quantile at 0.05")
                .hasMessageContaining("0.025, 0.1, 0.9, 0.975");
    }

    @Test
    void noRowOfTheFutureChangesAnything() {
        double[] values = noise(5, 900, 1);
        double[] poisoned = values.clone();
        Arrays.fill(poisoned, 700, 900, 1e9);
        TimeSeries clean = hours("a", values);
        TimeSeries bad = hours("a", poisoned);
        Forecaster forecaster = Conformal.adaptive(linear(6), 0.8, 0.95);
        try (Predictor predictor = forecaster.fit(clean.head(600));
                Predictor ofView = forecaster.fit(bad.head(600));
                PredictionSession session = ofView.openSession(bad.head(601))) {
            for (int row = 601; row < 700; row++) {
                session.append(bad.timestamp(row), new double[] {poisoned[row]});
                assertThat(session.forecast()).isEqualTo(predictor.predict(clean.head(row + 1)));
            }
        }
    }

    @Test
    void aScoreOfAStepCountsOnlyWhenItsTruthHasCome() {
        double[] widths = widerAfterAShock(Conformal.aci(0.01));
        assertThat(widths[0]).as("step 1").isPositive();
        assertThat(widths[1]).as("step 2").isZero();
        assertThat(widths[2]).as("step 3").isZero();
    }

    @Test
    void whatAStepHasShownIsExpectedOfTheLaterStepsOfTheSameOrigin() {
        double[] widths = widerAfterAShock(Conformal.aggregated());
        assertThat(widths[0]).as("step 1").isPositive();
        assertThat(widths[1]).as("step 2").isPositive();
        assertThat(widths[2]).as("step 3").isPositive();
    }

    /** By how much the intervals of each step are wider after a jump than without one. */
    private static double[] widerAfterAShock(Adaptation adaptation) {
        // a walk: an error one step ahead persists in the later steps
        Random random = new Random(5);
        double[] values = new double[700];
        for (int i = 1; i < values.length; i++) {
            values[i] = values[i - 1] + random.nextGaussian();
        }
        TimeSeries series = hours("a", values);
        Forecaster forecaster = Conformal.builder()
                .coverages(0.8)
                .volatility(0)
                .adaptation(adaptation)
                .build(Baselines.naive("y", 3));
        try (Predictor predictor = forecaster.fit(series.head(600));
                PredictionSession calm = predictor.openSession(series.head(600));
                PredictionSession shocked = predictor.openSession(series.head(600))) {
            // the jump of row 600 is the first truth after the training span: due of step 1 only, said at row 599
            calm.append(series.timestamp(600), new double[] {values[600]});
            shocked.append(series.timestamp(600), new double[] {values[600] + 1e3});
            double[] wider = new double[3];
            Arrays.setAll(wider, step -> width(shocked, step + 1) - width(calm, step + 1));
            return wider;
        }
    }

    private static double width(PredictionSession session, int step) {
        Forecast forecast = session.forecast();
        // in units of rounding: the point itself has moved
        return Math.rint(1e6 * forecast.interval(step, 0.8).width());
    }

    @Test
    void aSeriesThatWasNeverSeenStartsFromThePooledScoresInItsOwnScale() {
        List<TimeSeries> training = new ArrayList<>();
        for (int s = 0; s < 20; s++) {
            training.add(hours("s" + s, noise(s, 120, Math.pow(10, s % 4))));
        }
        try (Predictor predictor =
                Conformal.adaptive(Baselines.seasonalNaive("y", 6, 24), 0.8).fit(training)) {
            for (double scale : new double[] {0.001, 1, 1e6}) {
                Forecast forecast = predictor.predict(hours("new", noise(99, 100, scale)));
                double width = forecast.interval(3, 0.8).width() / scale;
                // errors of a seasonal naive forecast of unit noise: standard deviation sqrt(2), so 2 x 1.28 x 1.41
                assertThat(width).as("scale %s", scale).isBetween(2.4, 5.0);
            }
            Forecast known = predictor.predict(training.get(3));
            assertThat(known.interval(3, 0.8).width() / 1_000).isBetween(2.4, 5.0);
        }
    }

    @Test
    void aSeriesWithFewErrorsBorrowsScoresFromTheOthers() {
        List<TimeSeries> training = new ArrayList<>();
        for (int s = 0; s < 20; s++) {
            training.add(hours("s" + s, noise(s, 30, 1)));
        }
        try (Predictor predictor =
                Conformal.adaptive(Baselines.naive("y", 2), 0.95).fit(training)) {
            // 10 errors of its own, where 0.95 needs 19
            Forecast forecast = predictor.predict(training.get(3));
            assertThat(forecast.status()).isEqualTo(ForecastStatus.OK);
            assertThat(forecast.interval(2, 0.95).width()).isBetween(3.0, 12.0);
        }
    }

    @Test
    void aFittedPredictorIsCalibratedOnTheSeriesGivenAndClosedWithItsWrapper() {
        TimeSeries series = hours("a", noise(8, 900, 1));
        Predictor fitted = linear(2).fit(series.head(400));
        Predictor wrapped = Conformal.of(fitted, List.of(series.head(800)), 0.9);
        double[] expected = fitted.predict(series).points();
        Forecast forecast = wrapped.predict(series);
        assertThat(forecast.points()).containsExactly(expected);
        assertThat(forecast.interval(1, 0.9).width()).isBetween(2.5, 5.0);
        assertThat(wrapped.info().trainedTo()).isEqualTo(series.time(799));
        wrapped.close();
        assertThatThrownBy(() -> fitted.predict(series)).isInstanceOf(PredictorClosedException.class);
    }

    @Test
    void rowsThatThePredictorWasTrainedOnAreNoCalibration() {
        TimeSeries series = hours("a", noise(8, 900, 1));
        try (Predictor fitted = linear(2).fit(series.head(400))) {
            assertThatThrownBy(() -> Conformal.of(fitted, List.of(series.head(400)), 0.9))
                    .isInstanceOf(InsufficientHistoryException.class)
                    .hasMessageContaining("was not trained on: after " + series.time(399));
            assertThatThrownBy(() -> Conformal.of(fitted, List.of(series.head(405)), 0.95))
                    .isInstanceOf(InsufficientHistoryException.class)
                    .hasMessageContaining("at least 19 errors")
                    .hasMessageContaining("intervals of 0.95");
            assertThatThrownBy(() -> Conformal.of(fitted, List.of(series.head(0)), 0.95))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("has no row");
        }
    }

    @Test
    void aConstantSeriesHasIntervalsWithoutWidth() {
        double[] values = new double[300];
        Arrays.fill(values, 7);
        TimeSeries series = hours("a", values);
        try (Predictor predictor =
                Conformal.adaptive(Baselines.naive("y", 2), 0.8).fit(series.head(200))) {
            Forecast forecast = predictor.predict(series);
            assertThat(forecast.status()).isEqualTo(ForecastStatus.OK);
            assertThat(forecast.interval(2, 0.8)).isEqualTo(new Interval(7, 7, 0.8));
            values[250] = 1e6;
            Forecast after = predictor.predict(hours("a", values));
            assertThat(after.interval(2, 0.8).width()).isFinite();
        }
    }

    @Test
    void windowsOfFitsAreRefusedForAPredictorThatIsFitted() {
        TimeSeries series = hours("a", new double[300]);
        try (Predictor fitted = Baselines.naive("y", 2).fit(series)) {
            assertThatThrownBy(() -> Conformal.builder()
                            .coverages(0.8)
                            .windows(WalkForward.expanding(100))
                            .build(fitted, List.of(series)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("windows(")
                    .hasMessageContaining("build(predictor, calibration)");
        }
    }

    @Test
    void optionsOutOfRangeAreRefusedWithTheirValue() {
        assertThatThrownBy(() -> Conformal.adaptive(linear(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least one coverage");
        assertThatThrownBy(() -> Conformal.adaptive(linear(1), 0.8, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[0.8, 1.0]");
        assertThatThrownBy(() -> Conformal.split(linear(1), 0.8, 0.8))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("differ");
        assertThatThrownBy(() -> Conformal.aci(1)).hasMessageContaining("found 1.0");
        assertThatThrownBy(() -> Conformal.builder()
                        .coverages(0.8)
                        .adaptation(Conformal.fixed())
                        .coverageFirst()
                        .build(linear(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("coverageFirst() is a choice of the adaptation aggregated(), found Fixed[]; leave out"
                        + " coverageFirst() or the adaptation");
        assertThatThrownBy(() -> Conformal.builder().coverages(0.95).window(18).build(linear(1)))
                .hasMessage("a window of 18 scores is too small for intervals of 0.95; it needs at least 19");
        assertThatThrownBy(
                        () -> Conformal.builder().coverages(0.95).volatility(-1).build(linear(1)))
                .hasMessageContaining("found -1");
        assertThatThrownBy(() -> Conformal.adaptive(linear(1), 0.9).fit(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least one series");
    }
}
