package io.forecastj.backtest.leakage;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.Baselines;
import io.forecastj.FitListener;
import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Twelve leaks of practice are found, each for its reason and at its place, beside honest features and forecasters. */
class TwelveLeaksTest {
    private static final TimeSeries BARS = Walks.hourly(600);
    private static final FeatureOf HONEST = FeatureOf.rows("mean5", 4, (close, r) -> Arrays.stream(close, r - 4, r + 1)
            .average()
            .orElseThrow());

    private static Finding only(LeakageReport report) {
        assertThat(report.findings()).as(report.toString()).hasSize(1);
        assertThat(report.notExamined()).isEmpty();
        return report.findings().get(0);
    }

    /** The leak of a feature that stands between two honest ones. */
    private static Finding ofFeature(FeatureOf leaky) {
        LeakageAudit audit = LeakageAudit.on(BARS)
                .label(Target.logReturn("close"), 3)
                .features(FeatureOf.together(HONEST, leaky, HONEST));
        Finding found = only(audit.run());
        for (long seed = 2; seed < 6; seed++) {
            Finding other = only(audit.seed(seed).run());
            assertThat(other.kind()).as("seed " + seed).isEqualTo(found.kind());
            assertThat(other.part()).as("seed " + seed).isEqualTo(found.part());
        }
        return found;
    }

    private static void assertLeak(Finding finding, LeakKind kind, String part, String... words) {
        assertThat(finding.kind()).as(finding.toString()).isEqualTo(kind);
        assertThat(finding.part()).isEqualTo(part);
        assertThat(finding.reason()).contains(words);
    }

    @Test
    void aCentredMeanLooksAhead() {
        Finding found = ofFeature(FeatureOf.closes("centred5", close -> {
            double[] means = new double[close.length];
            Arrays.setAll(means, r -> Arrays.stream(close, Math.max(0, r - 2), Math.min(close.length, r + 3))
                    .average()
                    .orElseThrow());
            return means;
        }));
        assertLeak(found, LeakKind.LATER_ROWS, "centred5", "It looks 2 rows ahead");
    }

    @Test
    void aGlobalZScoreDependsOnTheWholeSeries() {
        Finding found = ofFeature(FeatureOf.closes("z", close -> {
            double mean = Arrays.stream(close).average().orElseThrow();
            double deviation = Math.sqrt(Arrays.stream(close)
                    .map(x -> (x - mean) * (x - mean))
                    .average()
                    .orElseThrow());
            return Arrays.stream(close).map(x -> (x - mean) / deviation).toArray();
        }));
        assertLeak(found, LeakKind.WHOLE_SERIES, "z", "depends on all rows up to the last one, 599");
    }

    @Test
    void aBackfillTakesALaterValue() {
        Finding found = ofFeature(FeatureOf.closes("filled", close -> {
            double[] filled = close.clone();
            for (int r = close.length - 2; r >= 0; r--) {
                filled[r] = Double.isNaN(filled[r]) ? filled[r + 1] : filled[r];
            }
            return filled;
        }));
        assertLeak(found, LeakKind.FILLED_BACKWARDS, "filled", "with no values in this row, it changes from");
    }

    @Test
    void theLabelAmongTheFeaturesIsNamed() {
        Finding found = ofFeature(FeatureOf.closes("next3", close -> {
            double[] returns = new double[close.length];
            Arrays.setAll(returns, r -> r + 3 < close.length ? close[r + 3] / close[r] - 1 : Double.NaN);
            return returns;
        }));
        assertLeak(found, LeakKind.LABEL_IN_FEATURES, "next3", "the label logReturn(close) at step 3", "are missing");
    }

    @Test
    void theLabelAmongTheColumnsOfTheSeriesIsNamed() {
        double[] close = BARS.values("close");
        double[] labels = new double[close.length];
        Arrays.setAll(labels, r -> r + 1 < close.length ? Math.signum(close[r + 1] - close[r]) : Double.NaN);
        TimeSeries labelled = BARS.with("label", labels);
        Finding found = only(LeakageAudit.on(labelled)
                .label(Target.direction("close", 0), 1)
                .features(FeatureOf.together(
                        HONEST, new FeatureOf("column label", 0, true, series -> series.values("label"))))
                .run());
        assertLeak(found, LeakKind.LABEL_IN_FEATURES, "column label", "at step 1", "it comes with the series");
    }

    @Test
    void aLeadOfOneLooksOneRowAhead() {
        Finding found = ofFeature(FeatureOf.closes("lead1", close -> {
            double[] lead = new double[close.length];
            Arrays.setAll(lead, r -> r + 1 < close.length ? close[r + 1] : Double.NaN);
            return lead;
        }));
        assertLeak(found, LeakKind.LATER_ROWS, "lead1", "It looks 1 row ahead");
        int row = found.row().orElseThrow();
        assertThat(found.time()).contains(BARS.time(row));
        assertThat(found.reason())
                .contains("from " + BARS.value(row + 1, "close") + " to NaN when the rows from " + (row + 1)
                        + " on are missing");
    }

    @Test
    void aDayJoinedAtItsStartContainsItsEnd() {
        Finding found = ofFeature(FeatureOf.closes("closeOfDay", close -> {
            double[] ofDay = new double[close.length];
            Arrays.setAll(ofDay, r -> close[Math.min(close.length - 1, r / 24 * 24 + 23)]);
            return ofDay;
        }));
        int end = found.row().orElseThrow() / 24 * 24 + 23;
        assertLeak(found, LeakKind.UNFINISHED_PERIOD, "closeOfDay", "depend on rows up to " + end);
    }

    @Test
    void aShuffledSplitIsSeen() {
        List<Integer> rows = new ArrayList<>(IntStream.range(0, 590).boxed().toList());
        Collections.shuffle(rows, new Random(3));
        int[] test = rows.subList(0, 118).stream().mapToInt(Integer::intValue).toArray();
        int[] train =
                rows.subList(118, 590).stream().mapToInt(Integer::intValue).toArray();
        Finding found = only(
                LeakageAudit.on(BARS).split("random 80/20", train, test, 5, 0).run());
        assertLeak(found, LeakKind.SHUFFLED_SPLIT, "", "training rows before and after it", "118 test rows");
        assertThat(found.subject()).isEqualTo("random 80/20");
        assertThat(test).contains(found.row().orElseThrow());
    }

    /** Scales by the mean of rows, and forecasts the mean. */
    private static RuleForecaster.Rule scaled(double mean) {
        return (time, row, future) -> row[0] + 0.1 * (mean - row[0]);
    }

    private static double mean(List<TimeSeries> series) {
        return Arrays.stream(series.get(0).values("close")).average().orElseThrow();
    }

    @Test
    void aScalerFittedOnTheTestRowsIsSeen() {
        Forecaster leaky = new Forecaster() {
            private final Forecaster honest = RuleForecaster.of("scaled", series -> scaled(mean(series)));

            @Override
            public String name() {
                return "scaled";
            }

            @Override
            public int horizon() {
                return 1;
            }

            @Override
            public List<String> targets() {
                return List.of("close");
            }

            @Override
            public Predictor fit(List<TimeSeries> series, FitListener listener) {
                return honest.fit(series, listener);
            }

            @Override
            public Trainer prepare(List<TimeSeries> series) {
                double mean = mean(series);
                return (from, to, listener) ->
                        RuleForecaster.of("scaled", part -> scaled(mean)).fit(Trainer.cut(series, from, to), listener);
            }
        };
        Finding found = only(LeakageAudit.on(BARS).forecaster(leaky).run());
        assertLeak(found, LeakKind.TRAINED_ON_LATER_ROWS, "step 1", "rows after the training span, from 400 on");
        assertThat(found.subject()).isEqualTo("scaled");
        assertThat(found.row()).hasValue(400);
        LeakageAudit.on(BARS)
                .forecaster(RuleForecaster.of("honest", series -> scaled(mean(series))))
                .run()
                .requireNone();
    }

    @Test
    void anUnpurgedLabelIsSeen() {
        int[] train = IntStream.range(0, 300).toArray();
        int[] test = IntStream.range(300, 350).toArray();
        Finding found =
                only(LeakageAudit.on(BARS).split("fold 1", train, test, 5, 0).run());
        assertLeak(
                found,
                LeakKind.LABEL_NOT_PURGED,
                "",
                "its label ends in row 301",
                "test row 300 covers rows 301 to 305",
                "4 training rows overlap");
        assertThat(found.row()).hasValue(296);
        int[] purged = IntStream.range(0, 296).toArray();
        LeakageAudit.on(BARS).split("fold 1", purged, test, 5, 0).run().requireNone();
    }

    @Test
    void anInSampleStackIsSeen() {
        Finding found = only(LeakageAudit.on(BARS)
                .stack("close", members -> stack(members, 0))
                .run());
        assertLeak(found, LeakKind.IN_SAMPLE_STACK, "memoriser", "a weight of 1.00 on 200 later rows");
        LeakageAudit.on(BARS)
                .stack("close", members -> stack(members, 100))
                .run()
                .requireNone();
    }

    /** Weights by the inverse squared error on the last rows of the training span, which may be held back from members. */
    private static Forecaster stack(List<Forecaster> members, int heldBack) {
        return new MixedForecaster(members, heldBack);
    }

    @Test
    void revisedValuesAreSeen() {
        // each value is 1 too high for two hours
        Finding found = only(LeakageAudit.on(BARS)
                .vintages(time -> {
                    TimeSeries known = BARS.head(BARS.rowAtOrBefore(time) + 1);
                    double[] values = known.values("close");
                    for (int r = Math.max(0, values.length - 2); r < values.length; r++) {
                        values[r] += 1;
                    }
                    return known.with("close", values);
                })
                .run());
        int row = found.row().orElseThrow();
        assertLeak(
                found,
                LeakKind.REVISED_DATA,
                "close",
                "the series has " + BARS.value(row, "close") + ", but " + (BARS.value(row, "close") + 1),
                "rows up to 1 before the origin differ",
                "60 of 60 times");
    }

    @Test
    void aFillAtTheCloseThatDecidesIsSeen() {
        List<Instant> decided = List.of(BARS.time(10), BARS.time(20), BARS.time(30));
        List<Instant> filled = List.of(BARS.time(11), BARS.time(20), BARS.time(30));
        Finding found = only(LeakageAudit.on(BARS).trades(decided, filled).run());
        assertLeak(found, LeakKind.FILL_NOT_LATER, "trade 2", "of 3 trades 2 are filled at the very close", "0 before");
        assertThat(found.row()).hasValue(20);
    }

    @Test
    void honestOnesPass() {
        LeakageAudit.on(BARS)
                .label(Target.logReturn("close"), 3)
                .features(HONEST)
                .forecaster(Baselines.naive("close", 3))
                .stack("close", members -> stack(members, 100))
                .vintages(time -> BARS.head(BARS.rowAtOrBefore(time) + 1))
                .trades(List.of(BARS.time(10)), List.of(BARS.time(11)))
                .run()
                .requireNone();
    }
}
