package io.forecastj.backtest.leakage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.forecastj.Baselines;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Features are examined in further ways, and a report says what was and what was not. */
class ExamsTest {
    private static final TimeSeries BARS = Walks.hourly(600);

    private static LeakageReport features(FeatureOf feature) {
        return LeakageAudit.on(BARS).features(feature).run();
    }

    private static Finding only(LeakageReport report, LeakKind kind) {
        assertThat(report.findings()).as(report.toString()).hasSize(1);
        Finding found = report.findings().get(0);
        assertThat(found.kind()).as(report.toString()).isEqualTo(kind);
        return found;
    }

    private static double mean(double[] close, int from, int to) {
        return Arrays.stream(close, Math.max(0, from), to).average().orElse(Double.NaN);
    }

    @Test
    void aPartialWindowAfterTheWarmUpNeedsALongerOne() {
        Finding found = only(
                features(FeatureOf.rows("partial20", 5, (close, r) -> mean(close, r - 19, r + 1))),
                LeakKind.SHORT_WARMUP);
        assertThat(found.reason()).contains("its warm-up of 5 rows", "the two agree after 14 more rows");
    }

    @Test
    void aWindowThatIsMissingAfterTheWarmUpNeedsALongerOne() {
        FeatureOf tooLate = FeatureOf.closes("mean20", 5, close -> {
            double[] means = new double[close.length];
            Arrays.setAll(means, r -> r < 19 ? Double.NaN : mean(close, r - 19, r + 1));
            return means;
        });
        Finding found = only(features(tooLate), LeakKind.SHORT_WARMUP);
        assertThat(found.reason()).contains("it is missing, not", "the two agree after 14 more rows");
    }

    @Test
    void aMaximumOfAllRowsIsNoShortWarmUpUnlessItsMemoryIsCalledBounded() {
        FeatureOf highest = FeatureOf.rows("highest", 20, (close, r) -> Arrays.stream(close, 0, r + 1)
                .max()
                .orElseThrow());
        features(highest).requireNone();
        double[] rising = Walks.hourly(600).values("close");
        for (int r = 0; r < 600; r++) {
            rising[r] *= Math.exp(0.01 * r);
        }
        // there, it agrees with a series that starts later once there is a new maximum
        LeakageAudit.on(BARS.with("close", rising)).features(highest).run().requireNone();
        only(features(highest.bounded()), LeakKind.SHORT_WARMUP);
        FeatureOf window = FeatureOf.rows("highest20", 19, (close, r) -> Arrays.stream(close, r - 19, r + 1)
                .max()
                .orElseThrow());
        features(window.bounded()).requireNone();
    }

    @Test
    void aWarmUpLongerThanTheSeriesIsNotExamined() {
        LeakageReport report = features(FeatureOf.rows("mean300", 299, (close, r) -> mean(close, r - 299, r + 1)));
        assertThat(report.requireNone().notExamined())
                .containsExactly("features: warm-up: a warm-up of 299 rows needs more than 639 rows without a missing"
                        + " value; " + BARS + " has 600");
    }

    @Test
    void theWarmUpIsExaminedBetweenGaps() {
        // counts values, so that a gap prolongs its window, as the promise of a warm-up allows
        FeatureOf counting = FeatureOf.closes("mean of 5 values", 4, close -> {
            double[] means = new double[close.length];
            Arrays.setAll(means, r -> {
                double[] values =
                        Arrays.stream(close, 0, r + 1).filter(Double::isFinite).toArray();
                return values.length < 5 ? Double.NaN : mean(values, values.length - 5, values.length);
            });
            return means;
        });
        double[] close = BARS.values("close");
        for (int r = 0; r < 600; r += 7) {
            close[r] = r < 400 ? Double.NaN : close[r];
        }
        LeakageReport report = LeakageAudit.on(BARS.with("close", close).tail(300))
                .features(counting.bounded())
                .run();
        assertThat(report.requireNone().examined()).anyMatch(line -> line.contains("warm-up of 4 rows"));
    }

    @Test
    void theNumberOfRowsIsALaterRowToo() {
        FeatureOf part = FeatureOf.rows("part", 0, (close, r) -> close[r] + (double) r / close.length);
        Finding found = only(features(part), LeakKind.WHOLE_SERIES);
        assertThat(found.reason()).contains("are cut off");
    }

    @Test
    void everyPlaceOfALeakIsFoundInEveryCyclicFeatureOfTwoRows() {
        FeatureOf pairs = FeatureOf.closes("endOfPair", close -> {
            double[] ends = new double[close.length];
            Arrays.setAll(ends, r -> close[Math.min(close.length - 1, r / 2 * 2 + 1)]);
            return ends;
        });
        for (long seed = 0; seed < 20; seed++) {
            LeakageReport report =
                    LeakageAudit.on(BARS).seed(seed).features(pairs).run();
            assertThat(only(report, LeakKind.UNFINISHED_PERIOD).row().orElseThrow() % 2)
                    .as("seed " + seed)
                    .isZero();
        }
    }

    @Test
    void aLeakInEverySeventhRowIsFoundWithEverySeed() {
        FeatureOf seventh = FeatureOf.rows(
                "seventh", 1, (close, r) -> close[r % 7 == 3 ? Math.min(close.length - 1, r + 1) : r - 1]);
        for (long seed = 0; seed < 20; seed++) {
            LeakageReport report =
                    LeakageAudit.on(BARS).seed(seed).features(seventh).run();
            assertThat(report.findings()).as("seed " + seed).singleElement().satisfies(finding -> assertThat(
                            finding.row().orElseThrow() % 7)
                    .isEqualTo(3));
        }
    }

    @Test
    void aReportWithoutALeakSaysAtHowManyRowsItLooked() {
        LeakageAudit audit = LeakageAudit.on(BARS).features(FeatureOf.rows("last", 0, (close, r) -> close[r]));
        assertThat(audit.run().toString()).contains("\nno leak found, cut at 60 of 599 rows\n");
        assertThat(audit.places(3).run().toString())
                .contains("\nno leak found, cut at 6 of 599 rows\n")
                .contains("later rows changed and cut off at 6 of 599 rows of");
        assertThat(LeakageAudit.on(BARS)
                        .features(FeatureOf.rows("last", 0, (close, r) -> close[r]))
                        .forecaster(Baselines.naive("close", 2))
                        .run()
                        .toString())
                .contains("\nno leak found, cut at 60 of 599 rows or more\n");
    }

    @Test
    void thereAreFewerPlacesWhereRowsAndColumnsAreMany() {
        AuditScope scope =
                new AuditScope(List.of(BARS), List.of(BARS), List.of(), 400, 0, 1, Set.of(), null, 1, new AuditLog());
        assertThat(scope.rows(0, 1_000, 1)).hasSize(60);
        assertThat(scope.rows(0, 4_000, 10)).hasSize(50);
        assertThat(scope.rows(0, 4_000, 25)).hasSize(20);
        assertThat(scope.rows(0, 4_000, 1_000)).hasSize(8);
        assertThat(scope.fewRows(0, 4_000)).hasSize(8);
        assertThat(scope.rows(0, 5, 1)).hasSize(5);
    }

    @Test
    void aLabelOfTheLevelIsToldFromTheLastValue() {
        FeatureOf last = FeatureOf.closes("last", close -> close);
        FeatureOf mean = FeatureOf.rows("mean3", 2, (close, r) -> mean(close, r - 2, r + 1));
        FeatureOf next = new FeatureOf("column next", 0, false, series -> series.values("next"));
        double[] close = BARS.values("close");
        double[] later = new double[close.length];
        Arrays.setAll(later, r -> 3 + 2 * close[Math.min(close.length - 1, r + 2)]);
        LeakageReport report = LeakageAudit.on(BARS.with("next", later))
                .label(Target.level("close"), 4)
                .features(FeatureOf.together(last, mean, next))
                .run();
        Finding found = only(report, LeakKind.LABEL_IN_FEATURES);
        assertThat(found.part()).isEqualTo("column next");
        assertThat(found.reason()).contains("level(close) at step 2");
    }

    @Test
    void ofASeriesThatRisesAlwaysTheLastValueIsNoLabel() {
        double[] close = new double[600];
        Random random = new Random(4);
        Arrays.setAll(close, r -> 100 + r + 0.3 * random.nextGaussian());
        LeakageAudit.on(BARS.with("close", close))
                .label(Target.level("close"), 3)
                .feature("last", 0, series -> series.values("close"))
                .run()
                .requireNone();
    }

    @Test
    void aSeriesWithoutNoiseForetellsItsLabelAndIsNoLeak() {
        double[] wave = new double[600];
        double[] steps = new double[600];
        double[] flat = new double[600];
        Arrays.setAll(wave, r -> 100 + 10 * Math.sin(r / 20.0));
        Arrays.setAll(steps, r -> 100 + r / 30);
        Arrays.fill(flat, 100);
        for (double[] close : List.of(wave, steps, flat)) {
            for (Target label :
                    List.of(Target.level("close"), Target.difference("close", 1), Target.direction("close", 0.001))) {
                LeakageAudit.on(BARS.with("close", close).with("load", BARS.values("close")))
                        .label(label, 3)
                        .features(FeatureOf.together(
                                FeatureOf.rows("difference3", 3, (values, r) -> values[r] - values[r - 3]),
                                FeatureOf.rows("mean5", 4, (values, r) -> mean(values, r - 4, r + 1))))
                        .run()
                        .requireNone();
            }
        }
    }

    @Test
    void columnsKnownAheadMayBeRead() {
        double[] holidays = new double[600];
        Arrays.setAll(holidays, r -> r % 7 == 0 ? 1 : 0);
        TimeSeries series = BARS.with("holiday", holidays);
        FeatureOf tomorrow = new FeatureOf("holiday ahead", 0, true, one -> {
            double[] ahead = one.values("holiday");
            double[] next = new double[ahead.length];
            Arrays.setAll(next, r -> r + 1 < ahead.length ? ahead[r + 1] : Double.NaN);
            return next;
        });
        only(LeakageAudit.on(series).features(tomorrow).run(), LeakKind.LATER_ROWS);
        LeakageReport known =
                LeakageAudit.on(series).knownAhead("holiday").features(tomorrow).run();
        assertThat(known.requireNone().notExamined())
                .contains("features: the first rows only: columns [holiday] are known ahead, and would be cut off too");
        FeatureOf lead = FeatureOf.closes("lead1", close -> {
            double[] next = new double[close.length];
            Arrays.setAll(next, r -> close[Math.min(close.length - 1, r + 1)]);
            return next;
        });
        only(LeakageAudit.on(series).knownAhead("holiday").features(lead).run(), LeakKind.LATER_ROWS);
    }

    @Test
    void aFeatureOfATableMadeBeforeIsNotExamined() {
        double[] table = BARS.values("close");
        FeatureOf looked = new FeatureOf("table", 0, false, series -> Arrays.copyOf(table, series.length()));
        assertThat(features(looked).notExamined())
                .anyMatch(line -> line.startsWith("features: 'table': it does not depend on the values of the series"));
        Finding found = only(
                LeakageAudit.on(BARS)
                        .features("fitted", series -> {
                            double mean = mean(series.values("close"), 0, series.length());
                            return FeatureOf.rows("centred", 0, (close, r) -> close[r] - mean);
                        })
                        .run(),
                LeakKind.WHOLE_SERIES);
        assertThat(found.subject()).isEqualTo("fitted");
        assertThat(LeakageAudit.on(BARS)
                        .features("fitted", series -> {
                            double mean = mean(series.values("close"), 0, 400);
                            return FeatureOf.rows("centred", 0, (close, r) -> close[r] - mean);
                        })
                        .run()
                        .findings())
                .isEmpty();
    }

    @Test
    void featuresThatDoNotRepeatAreReported() {
        Random random = new Random(1);
        Finding found = only(
                features(FeatureOf.rows("noise", 0, (close, r) -> close[r] + random.nextDouble())),
                LeakKind.NOT_REPEATABLE);
        assertThat(found.part()).isEqualTo("noise");
    }

    @Test
    void whatASubjectRefusesIsNotExaminedAndSaid() {
        FeatureOf strict = FeatureOf.closes("strict", close -> {
            if (Arrays.stream(close).anyMatch(Double::isNaN)) {
                throw new IllegalArgumentException("a value is missing");
            }
            return close;
        });
        assertThat(features(strict).requireNone().notExamined())
                .containsExactlyInAnyOrder(
                        "features: rows without values: IllegalArgumentException a value is missing",
                        "features: later rows missing: IllegalArgumentException a value is missing");
    }

    @Test
    void rowsAreThoseOfTheWholeSeries() {
        FeatureOf lead = FeatureOf.closes("lead1", close -> {
            double[] values = new double[close.length];
            Arrays.setAll(values, r -> close[Math.min(close.length - 1, r + 1)]);
            return values;
        });
        Finding found = only(LeakageAudit.on(BARS).rows(100).features(lead).run(), LeakKind.LATER_ROWS);
        int row = found.row().orElseThrow();
        assertThat(row).isBetween(500, 599);
        assertThat(found.time()).contains(BARS.time(row));
        assertThat(found.reason()).contains("from " + BARS.value(row + 1, "close"), "rows from " + (row + 1) + " on");
    }

    @Test
    void aFunctionOfASeriesIsAFeatureAndSeveralHaveNumbers() {
        LeakageReport report = LeakageAudit.on(BARS)
                .feature("close", 0, series -> series.values("close"))
                .feature("relative", 0, series -> {
                    double[] close = series.values("close");
                    double last = close[close.length - 1];
                    return Arrays.stream(close).map(value -> value / last).toArray();
                })
                .run();
        Finding found = only(report, LeakKind.WHOLE_SERIES);
        assertThat(found.subject()).isEqualTo("features 2");
        assertThat(found.part()).isEqualTo("relative");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LeakageAudit.on(BARS)
                        .feature("short", 0, series -> new double[3])
                        .run())
                .withMessageContaining("'features' must return 600 rows of 1 values");
    }

    @Test
    void aReportIsATextAndFailsATest() {
        LeakageAudit audit = LeakageAudit.on(BARS)
                .features(FeatureOf.closes("lead2", close -> {
                    double[] values = new double[close.length];
                    Arrays.setAll(values, r -> close[Math.min(close.length - 1, r + 2)]);
                    return values;
                }))
                .forecaster(Baselines.naive("close", 2));
        LeakageReport report = audit.run();
        assertThat(report.clean()).isFalse();
        assertThat(report.findings(LeakKind.LATER_ROWS)).isEqualTo(report.findings());
        assertThat(report.toString())
                .contains(
                        "1 leak found",
                        "1. features 'lead2' depends on later rows, row ",
                        "It looks 2 rows ahead",
                        "To do: compute the row from itself",
                        "naive: forecasts at 60 of 199 origins")
                .isEqualTo(audit.run().toString());
        assertThatIllegalStateException().isThrownBy(report::requireNone).withMessage(report.toString());
    }

    @Test
    void anAuditWithoutASubjectOrRowsIsRefused() {
        assertThatIllegalStateException().isThrownBy(() -> LeakageAudit.on(BARS).run());
        assertThatIllegalArgumentException().isThrownBy(() -> LeakageAudit.on(BARS.head(9)));
        assertThatIllegalArgumentException().isThrownBy(() -> LeakageAudit.on(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> LeakageAudit.on(BARS)
                .trainedTo(BARS.time(599))
                .features(FeatureOf.closes("close", close -> close))
                .run());
    }
}
