package io.forecastj.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.InvalidSeriesException;
import io.forecastj.Ohlcv;
import io.forecastj.TimeSeries;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Price bars: as written or adjusted, and the check of a bar. */
class CsvBarsTest {
    private static final String BARS = "Date,Open,HIGH,low,Close,Volume,Note\r\n"
            + "2020-01-02,10,12,9,11,1000,\"first, of the year\"\r\n"
            + "2020-01-03,11,11.5,10,10.25,2000,\"two\nlines\"\r\n"
            + "2020-01-06,10,10,10,10,0,\r\n";

    private static final String HEADER = "Date,Open,High,Low,Close,Adj Close,Volume\n";
    private static final String ADJUSTED = HEADER + "2020-01-02,10,11,9,10,5,1000\n2020-01-03,10,12,10,12,12,2000\n";
    private static final String CHECK =
            ": correct the bar, or read the file without this check by columns(\"open\", \"high\", \"low\", \"close\","
                    + " \"volume\")";

    private static TimeSeries one(CsvReading reading, String text) {
        return reading.from(new StringReader(text), "a.csv").one();
    }

    private static void refused(CsvReading reading, String text, String message) {
        assertThatThrownBy(() -> one(reading, text))
                .isExactlyInstanceOf(InvalidSeriesException.class)
                .hasMessage(message);
    }

    @Test
    void barsAreReadWithoutRegardToCaseAndOtherColumns(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("bars.csv"), BARS);
        TimeSeries expected = Ohlcv.builder()
                .add(Instant.parse("2020-01-02T00:00:00Z"), 10, 12, 9, 11, 1000)
                .add(Instant.parse("2020-01-03T00:00:00Z"), 11, 11.5, 10, 10.25, 2000)
                .add(Instant.parse("2020-01-06T00:00:00Z"), 10, 10, 10, 10, 0)
                .build();
        assertThat(Csv.ohlcv(file)).isEqualTo(expected);
        assertThat(Csv.ohlcv(new ByteArrayInputStream(BARS.getBytes(StandardCharsets.UTF_8)), "bars"))
                .isEqualTo(expected);
    }

    @Test
    void barsMayHaveOtherNamesAndFurtherColumns() {
        TimeSeries bars = one(
                Csv.read().ohlcv().columns("vwap").column("Last", "close").named("X"),
                "time,vwap,volume,open,high,low,Last\n2020-01-02,10.1,5,10,12,9,11\n");
        assertThat(bars)
                .isEqualTo(TimeSeries.builder("open", "high", "low", "close", "volume", "vwap")
                        .id("X")
                        .add(Instant.parse("2020-01-02T00:00:00Z"), 10, 12, 9, 11, 5, 10.1)
                        .build());
    }

    @Test
    void aBarMayMissValues() {
        TimeSeries bars = one(Csv.read().ohlcv(), "date,open,high,low,close,volume\n2020-01-02,,12,9,11,\n");
        assertThat(bars.value(0, "open")).isNaN();
        assertThat(bars.value(0, "high")).isEqualTo(12);
    }

    @Test
    void aBarThatContradictsItselfIsRefused() {
        refused(
                Csv.read().ohlcv(),
                "date,open,high,low,close,volume\n2020-01-01,1,2,1,2,5\n2020-01-02,100,99,100,100,5\n",
                "a.csv, line 3: high 99.0 < low 100.0" + CHECK);
        refused(
                Csv.read().ohlcv(),
                "date,open,high,low,close,volume\n2020-01-01,1,2,1,3,5\n",
                "a.csv, line 2: high 2.0 < close 3.0" + CHECK);
        refused(
                Csv.read().ohlcv(),
                "date,open,high,low,close,volume\n2020-01-01,10.000001,10.0,9.0,9.5,5\n",
                "a.csv, line 2: high 10.0 < open 10.000001" + CHECK);
        assertThat(one(
                                Csv.read().columns("open", "high", "low", "close", "volume"),
                                "date,open,high,low,close,volume\n2020-01-01,1,2,1,3,5\n")
                        .values("close"))
                .containsExactly(3);
    }

    @Test
    void aDifferenceThatIsRoundingIsNoFlawAndValuesStayAsWritten() {
        TimeSeries bars = one(
                Csv.read().ohlcv(),
                "Date,Open,High,Low,Close,Volume\n"
                        + "2024-01-02,184.22024536132812,184.2202453613281,182.1,183.0,100\n"
                        + "2024-01-03,182.54061,182.54060999999998,182.54061000000002,182.54061,5\n");
        assertThat(bars.values("high")).containsExactly(184.2202453613281, 182.54060999999998);
        assertThat(bars.values("low")).containsExactly(182.1, 182.54061000000002);
    }

    @Test
    void bothClosesAreReadAsWritten() {
        assertThat(one(
                        Csv.read().ohlcv().columns("Note"),
                        ADJUSTED.replace("Volume", "Volume,Note").replace("000\n", "000,7\n")))
                .isEqualTo(TimeSeries.builder("open", "high", "low", "close", "volume", "adj_close", "Note")
                        .add(Instant.parse("2020-01-02T00:00:00Z"), 10, 11, 9, 10, 1000, 5, 7)
                        .add(Instant.parse("2020-01-03T00:00:00Z"), 10, 12, 10, 12, 2000, 12, 7)
                        .build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Adj Close", "adj_close", "AdjClose", "Adj. Close", "Adjusted Close", "adjusted_close"})
    void pricesAreAdjustedByChoice(String name, @TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("bars.csv"), ADJUSTED.replace("Adj Close", name));
        assertThat(Csv.adjustedOhlcv(file))
                .isEqualTo(Ohlcv.builder()
                        .add(Instant.parse("2020-01-02T00:00:00Z"), 5, 5.5, 4.5, 5, 1000)
                        .add(Instant.parse("2020-01-03T00:00:00Z"), 10, 12, 10, 12, 2000)
                        .build());
        assertThat(Csv.ohlcv(file).values(Ohlcv.ADJUSTED_CLOSE)).containsExactly(5, 12);
    }

    @Test
    void theAdjustedCloseMayHaveAnotherName() {
        String text = ADJUSTED.replace("Adj Close", "Total");
        assertThat(one(Csv.read().adjustedOhlcv().column("Total", "adj_close"), text))
                .isEqualTo(one(Csv.read().adjustedOhlcv(), ADJUSTED));
        assertThat(one(Csv.read().ohlcv().column("Total", "adj_close"), text))
                .isEqualTo(one(Csv.read().ohlcv(), ADJUSTED));
        assertThat(one(Csv.read().ohlcv().columns("Adj Close"), ADJUSTED).columns())
                .containsExactly("open", "high", "low", "close", "volume", "Adj Close");
    }

    @Test
    void aRowWithoutOneOfTheClosesHasNoAdjustedPrices() {
        TimeSeries bars = one(
                Csv.read().adjustedOhlcv(),
                HEADER
                        + "2020-01-02,10,11,9,10,,1000\n2020-01-03,10,11,9,,5,2000\n"
                        + "2020-01-06,null,null,null,null,null,null\n");
        for (String column : new String[] {"open", "high", "low", "close"}) {
            assertThat(bars.values(column)).hasSize(3).containsOnly(Double.NaN);
        }
        assertThat(bars.values("volume")).containsExactly(1000, 2000, Double.NaN);
        assertThat(one(Csv.read().ohlcv(), HEADER + "2020-01-02,10,11,9,10,,1000\n")
                        .values("adj_close"))
                .containsExactly(Double.NaN);
    }

    @Test
    void adjustedBarsWithoutTheColumnAreRefused() {
        refused(
                Csv.read().adjustedOhlcv(),
                "date,open,high,low,close,volume\n2020-01-01,1,2,1,2,5\n",
                "a.csv, line 1: there is no column of adjusted closes, such as 'Adj Close', in 'date', 'open', 'high',"
                        + " 'low', 'close', 'volume': name it with column(..., \"adj_close\"), or read the bars as"
                        + " written"
                        + " with ohlcv()");
        assertThatThrownBy(() -> one(Csv.read().adjustedOhlcv(), ADJUSTED.replace("Date", "adj_close,Date")))
                .hasMessageStartingWith("a.csv, line 1: there are several columns of adjusted closes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10,-1", "10,0", "0,5", "-10,5"})
    void aFactorThatIsNotPositiveIsRefused(String closes) {
        String close = closes.substring(0, closes.indexOf(','));
        assertThatThrownBy(() -> one(
                        Csv.read().adjustedOhlcv(),
                        HEADER + "2020-01-02," + close + "," + close + "," + close + "," + closes + ",1\n"))
                .isExactlyInstanceOf(InvalidSeriesException.class)
                .hasMessageStartingWith("a.csv, line 2, column 'Adj Close': the adjusted close ")
                .hasMessageContaining("expected a positive one: correct the row");
    }

    @Test
    void aBarAsWrittenIsCheckedBeforeItIsAdjusted() {
        refused(
                Csv.read().adjustedOhlcv(),
                HEADER + "2020-01-02,10,9,8,8,4,1\n",
                "a.csv, line 2: high 9.0 < open 10.0" + CHECK);
    }

    @Test
    void adjustedBarsStayValid() {
        long seed = 20;
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder(HEADER);
        for (int i = 0; i < 1000; i++) {
            double close = 1 + random.nextDouble() * 100;
            double open = random.nextBoolean() ? close : Math.nextUp(close);
            double adjusted = close * random.nextDouble();
            text.append(Instant.EPOCH.plusSeconds(86_400L * i))
                    .append(',')
                    .append(open)
                    .append(',');
            text.append(open)
                    .append(',')
                    .append(close)
                    .append(',')
                    .append(close)
                    .append(',');
            text.append(adjusted).append(",1\n");
        }
        TimeSeries bars = one(Csv.read().adjustedOhlcv(), text.toString());
        for (int i = 0; i < bars.length(); i++) {
            assertThat(Ohlcv.flaw(bars.value(i, 0), bars.value(i, 1), bars.value(i, 2), bars.value(i, 3)))
                    .as("row %d, seed %d", i, seed)
                    .isEmpty();
            assertThat(bars.value(i, "low")).isEqualTo(bars.value(i, "close"));
        }
    }
}
