package io.forecastj.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.InsufficientHistoryException;
import io.forecastj.TimeSeries;
import io.forecastj.data.Csv;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Sp500DailyTest {
    @Test
    void aUsersOwnBarsGiveAScoreTableAndTenDays(@TempDir Path folder) throws IOException {
        Path own = folder.resolve("own.csv");
        try (InputStream in = Sp500Daily.class.getResourceAsStream("sp500-2000.csv")) {
            TimeSeries bars = Csv.ohlcv(in, "sp500-2000.csv");
            Csv.write(bars.head(1_400), own);
        }
        String output = outputOf(() -> Sp500Daily.main(new String[] {own.toString()}));
        assertThat(output)
                .contains("1400 rows")
                .containsPattern("naive \\* +0\\.00%")
                .containsPattern("lightgbm +[+-]?\\d")
                .containsPattern("linear +[+-]?\\d")
                .containsPattern("ensemble +[+-]?\\d")
                .containsPattern("contained [5-9]\\d\\.\\d % and [7-9]\\d\\.\\d % of [\\d,]+ closes")
                .contains("The next 10 days");
        assertThat(output.lines().filter(line -> line.matches("2005-\\d\\d-\\d\\d( +[\\d.]+){5}")))
                .as("one line for each forecast day")
                .hasSize(10);
    }

    @Test
    void hoursOfACurrencyWithoutVolumeCanBeToldApart(@TempDir Path folder) throws IOException {
        StringBuilder csv = new StringBuilder("time,open,high,low,close,volume\n");
        Random random = new Random(3);
        Instant time = Instant.parse("2024-01-08T00:00:00Z");
        double close = 1.1;
        for (int i = 0; i < 1_000; i++, time = time.plus(Duration.ofHours(1))) {
            double open = close;
            close *= Math.exp(0.001 * random.nextGaussian());
            csv.append(time).append(',').append(open).append(',').append(Math.max(open, close));
            csv.append(',')
                    .append(Math.min(open, close))
                    .append(',')
                    .append(close)
                    .append(",\n");
        }
        Path own = Files.writeString(folder.resolve("currency.csv"), csv);
        String output = outputOf(() -> Sp500Daily.main(new String[] {own.toString()}));
        List<String> rows = output.lines()
                .filter(line -> line.matches("2024-\\d\\d-\\d\\dT\\d\\d:00( +[\\d.]+){5}"))
                .toList();
        assertThat(rows).hasSize(10);
        assertThat(rows.stream().map(row -> row.substring(0, 16)).distinct()).hasSize(10);
        assertThat(rows).allMatch(row -> row.matches(".*1\\.\\d{5}$"));
    }

    private static TimeSeries bundled() throws IOException {
        try (InputStream in = Sp500Daily.class.getResourceAsStream("sp500-2000.csv")) {
            return Csv.ohlcv(in, "sp500-2000.csv");
        }
    }

    @Test
    void aFileOfFewRowsIsToldHowManyItNeeds() throws IOException {
        TimeSeries bars = bundled();
        assertThatThrownBy(() -> Sp500Daily.ownBars(bars.head(29)))
                .isInstanceOf(InsufficientHistoryException.class)
                .hasMessageStartingWith("the example needs at least 800 rows, found 29: its features look back 463");
    }

    @Test
    @Tag("slow")
    void asManyRowsAsItNeedsAreEnough() throws IOException {
        TimeSeries bars = bundled();
        assertThat(outputOf(() -> Sp500Daily.ownBars(bars.head(800)))).contains("The next 10 days");
    }

    private interface Program {
        void run() throws IOException;
    }

    private static String outputOf(Program program) throws IOException {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(OutputStream.nullOutputStream()));
        try {
            program.run();
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
