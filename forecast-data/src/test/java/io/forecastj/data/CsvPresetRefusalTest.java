package io.forecastj.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.InvalidSeriesException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CsvPresetRefusalTest {
    private static String text(String file) throws IOException {
        return Files.readString(PresetFiles.path(file), StandardCharsets.UTF_8);
    }

    private static CsvSeries read(CsvPreset preset, String text) {
        return Csv.read(preset).zone(ZoneOffset.UTC).from(new StringReader(text), "file");
    }

    /** A damaged row of each form: the text that is replaced, what it becomes, and the message. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "YAHOO|yahoo_web.csv|75.150002|70|line 2: high 70.0 < low 73.797501",
                "YAHOO|yfinance_history.csv|-04:00|-4|line 3, column 'Date': '2024-03-11 00:00:00-4' is not a time",
                "YAHOO|yfinance_download.csv|2024-01-03|2024-01-02|line 5, column 'Price': '2024-01-02' is the time of",
                "BINANCE_KLINES|binance_spot_joined.csv|1735689600000000|173568960000000|line 3, column 'open_time':"
                        + " '173568960000000' is not a time; expected epoch",
                "BINANCE_KLINES|binance_spot_joined.csv|1735689600000000|1735689600000001|line 3, column 'open_time'",
                "BINANCE_KLINES|binance_spot_joined.csv|1735689600000000|1735689600|line 3, column 'open_time':"
                        + " '1735689600' is not a time; expected epoch milliseconds of 13 digits or epoch microseconds"
                        + " of 16 digits",
                "BINANCE_KLINES|binance_spot_joined.csv|1735689600000000|0735689600000000|line 3, column 'open_time':"
                        + " '0735689600000000' is not a time",
                "BINANCE_KLINES|binance_futures.csv|42841.10|high|line 3, column 'high': 'high' is not a number",
                "COINGECKO|coingecko.csv|141.96|n/a|line 3, column 'price': 'n/a' is not a number",
                "STOOQ|stooq_daily.csv|2024-01-03|2024-01-32|line 3, column 'Date': '2024-01-32'",
                "STOOQ|stooq_intraday.csv|1.0749|1.07.49|line 3, column 'High': '1.07.49' is not a number",
                "STOOQ|stooq_bulk.txt|20240103|20240101|line 3, column '<DATE>'",
                "INVESTING|investing_us.csv|680.18K|680.18X|line 3, column 'Vol.': '680.18X' is not a number",
                "INVESTING|investing_us.csv|5,021.84|5,0214|line 3, column 'Price': '5,0214'",
                "TRADING_VIEW|tradingview_epoch.csv|1704206100|1704206100000|line 3, column 'time'",
                "KRAKEN|kraken_ohlcvt.csv|1381179000|138117900|line 2, column 'time': '138117900' is before",
                "ALPHA_VANTAGE|alphavantage_daily.csv|2024-02-01|2024-02-32|line 3, column 'timestamp': '2024-02-32'",
                "CRYPTO_DATA_DOWNLOAD|cryptodatadownload.csv|1706742000|17067420|line 4, column 'unix': '17067420' is",
            })
    void aDamagedRowIsRefusedWithItsPlace(CsvPreset preset, String file, String right, String wrong, String message)
            throws IOException {
        String text = text(file);
        assertThat(text).contains(right);
        assertThatThrownBy(() -> read(preset, text.replace(right, wrong)))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @EnumSource(CsvPreset.class)
    void anotherFormIsRefusedWithTheExpectedOne(CsvPreset preset) {
        assertThatThrownBy(() -> read(preset, "<html><body>Rate limit</body></html>\n"))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageStartingWith("file, line 1: expected the form of ")
                .hasMessageContaining("; found '<html><body>Rate limit</body></html>': read the file with Csv.read()");
        assertThatThrownBy(() -> read(preset, ""))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("; found no line");
        assertThatThrownBy(() -> read(preset, "day,value\n2024-01-01,1\n"))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("; found 'day,value'");
    }

    @Test
    void severalTickersSideBySideAreRefused() throws IOException {
        assertThatThrownBy(() -> read(CsvPreset.YAHOO, text("yfinance_two_tickers.csv")))
                .hasMessageContaining("file, line 2: the file holds the tickers [AAPL, MSFT] side by side");
    }

    @Test
    void timesOfDayOfStooqNeedAZone() {
        for (String file : new String[] {"stooq_intraday.csv", "stooq_bulk_5min.txt"}) {
            Path path = PresetFiles.path(file);
            assertThatThrownBy(() -> Csv.read(CsvPreset.STOOQ).from(path))
                    .isInstanceOf(InvalidSeriesException.class)
                    .hasMessageContaining("is not in the file: set it with zone(...)");
        }
    }

    /** Without a zone, rows of the forms whose files may have times of day are not read as if they were in UTC. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ALPHA_VANTAGE|timestamp|2024-03-08 09:30:00",
                "YAHOO|Datetime|2024-03-08 09:30:00",
                "YAHOO|Date|2024-03-08T00:00",
                "TRADING_VIEW|time|2024-03-08T09:30:00",
            })
    void dateTimesWithoutAnOffsetNeedAZone(CsvPreset preset, String time, String stamp) {
        String text = time + ",Open,High,Low,Close,Volume\n" + stamp + ",1,2,1,2,5\n";
        assertThatThrownBy(() -> Csv.read(preset).skipBlankLines().from(new StringReader("\n" + text), "file"))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageStartingWith("file, line 3, column '" + time + "': the zone of the time of day in '" + stamp
                        + "' is not in the file");
        assertThat(read(preset, text).one().length()).isEqualTo(1);
        assertThat(Csv.read(preset)
                        .from(new StringReader(text.replace(stamp, "2024-03-08T09:30:00-05:00")), "file")
                        .one()
                        .time(0))
                .isEqualTo("2024-03-08T14:30:00Z");
    }

    @Test
    void theOrderOfDayAndMonthIsNotGuessed() throws IOException {
        assertThatThrownBy(() -> read(CsvPreset.INVESTING, text("investing_monthly.csv")))
                .hasMessageContaining("line 2, column 'Date': '03/01/2024' and the dates after it may have their month")
                .hasMessageContaining("set timeFormat(\"MM/dd/yyyy\")");
        assertThatThrownBy(() -> read(CsvPreset.INVESTING, text("investing_uk.csv")))
                .hasMessageContaining("line 2, column 'Date': '13/02/2024' has its day first")
                .hasMessageContaining("set timeFormat(\"dd/MM/yyyy\")");
        assertThatThrownBy(() -> read(CsvPreset.INVESTING, text("investing_german.csv")))
                .hasMessageContaining("expected the form of Investing.com in English")
                .hasMessageContaining("found 'Datum,Zuletzt");
    }

    @Test
    void theSameOptionsReadFilesOfSeveralVariants() {
        CsvReading reading = Csv.read(CsvPreset.BINANCE_KLINES);
        assertThat(reading.from(PresetFiles.path("binance_spot_2023.csv")).one().length())
                .isEqualTo(2);
        assertThat(reading.from(PresetFiles.path("binance_futures.csv")).one().length())
                .isEqualTo(2);
        assertThat(reading.from(PresetFiles.path("binance_spot_2025.csv")).one().length())
                .isEqualTo(2);
        CsvReading stooq = Csv.read(CsvPreset.STOOQ);
        assertThat(stooq.from(PresetFiles.path("stooq_index.csv")).one().columns())
                .hasSize(4);
        assertThat(stooq.from(PresetFiles.path("stooq_bulk.txt")).list()).hasSize(2);
        assertThat(stooq.from(PresetFiles.path("stooq_daily.csv")).one().columns())
                .hasSize(5);
    }
}
