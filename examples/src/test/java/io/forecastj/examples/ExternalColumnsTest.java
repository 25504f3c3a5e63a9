package io.forecastj.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.TimeSeries;
import io.forecastj.backtest.BacktestResult;
import io.forecastj.backtest.Verdict;
import io.forecastj.backtest.leakage.Finding;
import io.forecastj.backtest.leakage.LeakKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ExternalColumnsTest {
    private final TimeSeries jobs = ExternalColumns.jobs();
    private final TimeSeries months = ExternalColumns.months(jobs);

    ExternalColumnsTest() throws IOException {}

    @Test
    void aColumnJoinedWhenItIsPublishedBeatsNothing() {
        BacktestResult result =
                ExternalColumns.evaluate(ExternalColumns.whenPublished(months, jobs), ExternalColumns.withJobs());
        assertThat(result.scores("ridge").overall().skill()).isBetween(-0.05, 0.05);
        assertThat(result.verdicts()).noneMatch(verdict -> verdict.outcome() == Verdict.Outcome.BETTER);
    }

    @Test
    void theSameColumnJoinedByItsStampSeemsToBeatTheNaiveForecast() {
        BacktestResult result =
                ExternalColumns.evaluate(ExternalColumns.byStamp(months, jobs), ExternalColumns.withJobs());
        assertThat(result.scores("ridge").overall().skill()).isGreaterThan(0.15);
        assertThat(result.verdicts()).anyMatch(verdict -> verdict.outcome() == Verdict.Outcome.BETTER);
    }

    @Test
    void theAuditNamesTheColumnThatIsJoinedTooEarlyAndNoOther() {
        assertThat(ExternalColumns.audit(ExternalColumns::byStamp, months, jobs).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.kind()).isEqualTo(LeakKind.PUBLISHED_LATER))
                .extracting(Finding::toString)
                .asString()
                .contains("'nonfarm_change' was published later");
        assertThat(ExternalColumns.audit(ExternalColumns::whenPublished, months, jobs)
                        .clean())
                .isTrue();
    }

    @Test
    void aFigureIsPublishedOnTheFirstFridayOfTheNextMonth() {
        assertThat(jobs.publications(0, ExternalColumns.JOBS)).singleElement().satisfies(first -> assertThat(
                        first.published())
                .isEqualTo(Instant.parse("2006-02-03T13:30:00Z"))); // New York
    }

    @Test
    void thePageShowsWhatTheProgramPrints() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "external-columns.md"));
        PrintStream out = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            ExternalColumns.main(new String[0]);
        } finally {
            System.setOut(out);
        }
        String printed = bytes.toString(StandardCharsets.UTF_8);
        assertThat(printed.lines().filter(line -> line.matches(".*[+-]\\d+\\.\\d%.*|2015-.*|.*published later.*")))
                .hasSizeGreaterThan(9)
                .allSatisfy(line -> assertThat(page).contains(line.strip()));
    }
}
