package io.forecastj.backtest;

import static io.forecastj.backtest.SeriesMaker.daily;
import static io.forecastj.backtest.SeriesMaker.randomWalk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.Baselines;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private static BacktestResult small() {
        return Backtest.on(daily("a,\"b\"", 0, 1, 2, 4, 7, 11, 16, 22, 29))
                .windows(WalkForward.expanding(3))
                .seasonLength(1)
                .compare(Baselines.drift("y", 2))
                .run();
    }

    @Test
    void theCsvHoldsTheLongTable(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("forecasts.csv");
        small().writeCsv(file);

        assertThat(Files.readString(file)).startsWith("""
                        id,model,target,origin,step,time,actual,forecast,q0.025,q0.1,q0.9,q0.975
                        "a,""b""\",drift,y,2024-01-05T00:00:00Z,1,2024-01-06T00:00:00Z,16.0,13.5,10.671035664809569,11.650239646631096,15.349760353368904,16.32896433519043
                        "a,""b""\",drift,y,2024-01-05T00:00:00Z,2,2024-01-07T00:00:00Z,22.0,16.0,11.61738729711709,13.134363582770996,18.865636417229005,20.38261270288291
                        """).hasLineCount(9);
    }

    @Test
    void aMissingActualIsEmptyInTheCsv() {
        StringBuilder csv = new StringBuilder();
        Backtest.on(daily(1, 2, 4, 7, 11, Double.NaN))
                .windows(WalkForward.expanding(4))
                .seasonLength(1)
                .compare(Formula.constant("nine", 1, 9))
                .run()
                .writeCsv(csv);

        assertThat(csv).contains("nine,y,2024-01-05T00:00:00Z,1,2024-01-06T00:00:00Z,,9.0,,,,\n");
    }

    @Test
    void aFailingOutputIsReported() {
        Appendable broken = new Appendable() {
            @Override
            public Appendable append(CharSequence text) throws IOException {
                throw new IOException("disk full");
            }

            @Override
            public Appendable append(CharSequence text, int start, int end) throws IOException {
                throw new IOException("disk full");
            }

            @Override
            public Appendable append(char c) throws IOException {
                throw new IOException("disk full");
            }
        };

        assertThatThrownBy(() -> small().writeCsv(broken))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("cannot write the forecasts")
                .hasRootCauseMessage("disk full");
    }

    @Test
    void aFileThatCannotBeWrittenIsNamed(@TempDir Path folder) {
        Path file = folder.resolve("none").resolve("forecasts.csv");

        assertThatThrownBy(() -> small().writeCsv(file))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("cannot write " + file);
    }

    @Test
    void theSummaryIsATableForAPerson() {
        List<String> lines = small().summary().lines().toList();

        assertThat(lines.get(0)).isEqualTo("1 series, 8 rows");
        assertThat(lines.get(1))
                .isEqualTo("2 origins from 2024-01-05 to 2024-01-06, 2 fits on an expanding span of 3 rows, no season");
        assertThat(lines.get(3)).isEqualTo("y: 4 pairs compared");
        assertThat(lines.get(4)).startsWith("model      skill    RMSE     MAE    MAPE   MASE  direction  forecasts");
        assertThat(lines.get(6)).startsWith("drift    +46.56%  5.0062  4.6250  20.17%  1.683    100.00%          2");
        assertThat(lines.get(7)).startsWith("naive *    0.00%  9.3675  8.7500  38.34%  3.183          -          2");
        assertThat(small().summary()).doesNotContain("Skipped", "left out");
    }

    @Test
    void aModelThatRepeatsTheLastValueHasNoDirection() {
        BacktestResult result = Backtest.on(daily(1, 2, 4, 9, 9, 7))
                .windows(WalkForward.expanding(4))
                .seasonLength(1)
                .compare(Formula.constant("nine", 1, 9), Formula.constant("eight", 1, 8))
                .run();
        assertThat(result.summary().lines().filter(line -> line.startsWith("nine  ")))
                .singleElement()
                .asString()
                .containsPattern("^nine +0.00%.* - ");
        assertThat(result.summary().lines().filter(line -> line.startsWith("eight  ")))
                .singleElement()
                .asString()
                .doesNotContain(" - ");
    }

    @Test
    void theSummaryCountsAbsentRows() {
        TimeSeries.Builder series = TimeSeries.builder("y");
        for (int hour = 0; hour < 400; hour++) {
            if (hour != 100 && (hour < 200 || hour >= 205)) {
                series.add(hour * 3_600_000L, hour % 24);
            }
        }
        Backtest backtest = Backtest.on(series.build()).windows(WalkForward.expanding(300));
        BacktestResult result = backtest.compare(Baselines.drift("y", 2)).run();
        assertThat(result.summary())
                .contains("Absent by the spacing of the times: 6 rows at 2 places in 1 of the series.")
                .contains("TimeSeries.onGrid()");
        assertThat(small().summary()).doesNotContain("Absent");
    }

    @Test
    void theSummaryDoesNotDependOnTheLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(small().summary()).contains("+46.56%", "5.0062");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void theSummarySaysWhatIsMissing() {
        String summary = Backtest.on(List.of(
                        daily("whole", 0, randomWalk(40, 1)),
                        daily("ended", 0, randomWalk(30, 2)),
                        daily("late", 25, randomWalk(15, 3))))
                .windows(WalkForward.expanding(20).fitOnce())
                .seasonLength(2)
                .compare(new Probe("probe", 2))
                .run()
                .summary();

        assertThat(summary)
                .contains("y: 71 pairs compared; left out: 1 after the end of a series, 4 skipped by a model")
                .contains("vs season")
                .contains("Skipped for all models: 4 origins (the series has not started), 9 origins (the series has")
                .contains("probe skipped: 2 origins (too little history)")
                .contains("naive skipped: 1 origin (too little history)");
    }

    @Test
    void aResultWithoutAComparedPairSaysSo() {
        double[] values = randomWalk(20, 1);
        Arrays.fill(values, 11, 20, Double.NaN);
        BacktestResult result = Backtest.on(daily(values))
                .windows(WalkForward.expanding(10))
                .seasonLength(1)
                .compare(Formula.constant("level", 1, 100))
                .run();

        assertThat(result.scores("level").overall()).isEqualTo(Score.NONE);
        assertThat(result.scores("naive").byStep()).isEmpty();
        assertThat(result.summary()).contains("0 pairs compared; left out: 9 without an actual value");
    }

    @Test
    void numbersOfAColumnHaveOneNumberOfDecimals() {
        assertThat(ReportFormat.column(new double[] {12345.678, 2.5, Double.NaN}))
                .containsExactly("12,346", "3", "-");
        assertThat(ReportFormat.column(new double[] {0.123456, -0.2})).containsExactly("0.12346", "-0.20000");
        assertThat(ReportFormat.column(new double[] {1.23456e-9})).containsExactly("1.235e-09");
        assertThat(ReportFormat.column(new double[] {0, 0})).containsExactly("0", "0");
    }

    @Test
    void percentagesNearZeroHaveNoSign() {
        assertThat(ReportFormat.signedPercent(-1e-9)).isEqualTo("0.00%");
        assertThat(ReportFormat.signedPercent(-0.0123)).isEqualTo("-1.23%");
        assertThat(ReportFormat.signedPercent(Double.NaN)).isEqualTo("-");
    }

    @Test
    void durationsAndTimesAreShort() {
        assertThat(ReportFormat.duration(Duration.ofNanos(1_500))).isEqualTo("1.5 us");
        assertThat(ReportFormat.duration(Duration.ofMillis(15))).isEqualTo("15.0 ms");
        assertThat(ReportFormat.duration(Duration.ofSeconds(1_500))).isEqualTo("1,500.0 s");
        assertThat(ReportFormat.time(Instant.parse("2024-01-01T00:00:00Z"))).isEqualTo("2024-01-01");
        assertThat(ReportFormat.time(Instant.parse("2024-01-01T06:00:00Z"))).isEqualTo("2024-01-01T06:00:00Z");
    }
}
