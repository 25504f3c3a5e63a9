package io.forecastj.backtest.leakage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Splits, published values and trades are examined by their rows and times. */
class SplitExamTest {
    private static final TimeSeries BARS = Walks.hourly(600);

    private static int[] rows(int... bounds) {
        IntStream rows = IntStream.empty();
        for (int i = 0; i < bounds.length; i += 2) {
            rows = IntStream.concat(rows, IntStream.range(bounds[i], bounds[i + 1]));
        }
        return rows.toArray();
    }

    private static LeakageReport split(int[] train, int[] test, int reach, int embargo) {
        return LeakageAudit.on(BARS).split("fold", train, test, reach, embargo).run();
    }

    @Test
    void walkForwardWindowsAreClean() {
        for (int reach : new int[] {1, 5, 24}) {
            for (WalkForward windows : List.of(
                    WalkForward.expanding(100).test(10).step(25), WalkForward.rolling(50), WalkForward.folds(4))) {
                LeakageAudit.on(BARS)
                        .windows(windows.windows(600, reach), reach)
                        .run()
                        .requireNone();
            }
        }
    }

    @Test
    void windowsOfTooShortAReachAreNot() {
        List<WalkForward.Window> windows = WalkForward.folds(2).windows(600, 1);
        LeakageReport report = LeakageAudit.on(BARS).windows(windows, 4).run();
        assertThat(report.findings()).extracting(Finding::kind).containsExactly(LeakKind.LABEL_NOT_PURGED);
        Finding found = report.findings().get(0);
        assertThat(found.part()).isEqualTo("window 1");
        assertThat(found.row()).hasValue(windows.get(0).testFrom() - 3);
        assertThat(found.reason()).contains("3 training rows overlap", "in 2 of 2 windows");
    }

    /** The published values of 20 rows in 4 folds, labels of 3 rows, embargo 2. */
    @Test
    void purgedFoldsAreClean() {
        split(rows(10, 20), rows(0, 5), 3, 2).requireNone();
        split(rows(0, 2, 15, 20), rows(5, 10), 3, 2).requireNone();
        split(rows(0, 7), rows(10, 15), 3, 2).requireNone();
        split(rows(0, 12), rows(15, 20), 3, 2).requireNone();
    }

    @Test
    void combinatorialSplitsAreClean() {
        int[] train = rows(0, 60, 105, 180, 225, 300, 345, 600);
        split(train, rows(64, 100, 184, 220, 304, 340), 5, 0).requireNone();
    }

    @Test
    void aTrainingRowAfterTheTestRowsMustWaitForTheirLabelAndTheEmbargo() {
        // the label of the last test row, 99, ends in row 104
        assertThat(split(rows(103, 200), rows(50, 100), 5, 0).findings())
                .extracting(Finding::kind)
                .containsExactly(LeakKind.LABEL_NOT_PURGED);
        split(rows(104, 200), rows(50, 100), 5, 0).requireNone();
        LeakageReport tooEarly = split(rows(104, 200), rows(50, 100), 5, 10);
        assertThat(tooEarly.findings()).extracting(Finding::kind).containsExactly(LeakKind.NO_EMBARGO);
        assertThat(tooEarly.findings().get(0).row()).hasValue(104);
        assertThat(tooEarly.findings().get(0).reason()).contains("10 training rows follow", "embargo of 10 rows");
        split(rows(114, 200), rows(50, 100), 5, 10).requireNone();
    }

    @Test
    void aRowInBothIsNamed() {
        LeakageReport report = split(rows(0, 100), rows(99, 150), 1, 0);
        assertThat(report.findings()).extracting(Finding::kind).containsExactly(LeakKind.SHARED_ROWS);
        assertThat(report.findings().get(0).row()).hasValue(99);
    }

    @Test
    void aLabelHasItsOwnEnd() {
        // labels end at the end of a day, so row 90 reaches row 96 only
        LeakageAudit audit =
                LeakageAudit.on(BARS).split("by days", rows(0, 96), rows(96, 120), row -> (row / 24 + 1) * 24, 0);
        audit.run().requireNone();
        LeakageReport report = LeakageAudit.on(BARS)
                .split("by days", rows(0, 97), rows(97, 120), row -> (row / 24 + 1) * 24, 0)
                .run();
        assertThat(report.findings().get(0).reason()).contains("its label ends in row 120");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LeakageAudit.on(BARS)
                        .split("wrong", rows(0, 3), rows(3, 5), row -> row, 0)
                        .run())
                .withMessageContaining("must end after it");
    }

    @Test
    void lateRowsOfALongSeriesKeepTheirNumbers() {
        LeakageReport report = LeakageAudit.on(BARS)
                .rows(50)
                .split("fold", rows(0, 300), rows(300, 310), 2, 0)
                .run();
        assertThat(report.findings().get(0).row()).hasValue(299);
        assertThat(report.findings().get(0).time()).contains(BARS.time(299));
    }

    @Test
    void valuesPublishedLaterAreToldFromRevisedOnes() {
        LeakageReport report = LeakageAudit.on(BARS)
                .vintages(time -> BARS.head(Math.max(0, BARS.rowAtOrBefore(time) - 2)))
                .run();
        assertThat(report.findings()).extracting(Finding::kind).containsExactly(LeakKind.PUBLISHED_LATER);
        assertThat(report.findings().get(0).reason()).contains("no value was known at", "rows up to 2 before");
        LeakageReport ahead = LeakageAudit.on(BARS).vintages(time -> BARS).run();
        assertThat(ahead.findings()).extracting(Finding::kind).containsExactly(LeakKind.LATER_ROWS);
        LeakageAudit.on(BARS).knownAhead("close").vintages(time -> BARS).run().requireNone();
    }

    @Test
    void aFillBeforeItsDecisionIsCounted() {
        List<Instant> decided = List.of(BARS.time(5), BARS.time(9));
        List<Instant> filled = List.of(BARS.time(4), BARS.time(10));
        LeakageReport report = LeakageAudit.on(BARS).trades(decided, filled).run();
        assertThat(report.findings().get(0).reason()).contains("1 before it");
        assertThat(report.findings().get(0).row()).hasValue(5);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LeakageAudit.on(BARS).trades(decided, List.of()));
    }
}
