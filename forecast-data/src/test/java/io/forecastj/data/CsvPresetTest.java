package io.forecastj.data;

import static io.forecastj.data.CsvPreset.ALPHA_VANTAGE;
import static io.forecastj.data.CsvPreset.BINANCE_KLINES;
import static io.forecastj.data.CsvPreset.COINGECKO;
import static io.forecastj.data.CsvPreset.CRYPTO_DATA_DOWNLOAD;
import static io.forecastj.data.CsvPreset.INVESTING;
import static io.forecastj.data.CsvPreset.KRAKEN;
import static io.forecastj.data.CsvPreset.STOOQ;
import static io.forecastj.data.CsvPreset.TRADING_VIEW;
import static io.forecastj.data.CsvPreset.YAHOO;
import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.Ohlcv;
import io.forecastj.TimeSeries;
import java.io.StringReader;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvPresetTest {
    private static final double NAN = Double.NaN;

    private static TimeSeries one(CsvPreset preset, String file) {
        return Csv.read(preset).from(PresetFiles.path(file)).one();
    }

    private static double[] row(TimeSeries series, int row) {
        return series.toArray()[row];
    }

    private static Instant at(String time) {
        return Instant.parse(time);
    }

    @Test
    void yahooOfTheSiteHasAdjustedCloses() {
        TimeSeries bars = one(YAHOO, "yahoo_web.csv");
        assertThat(bars.columns()).containsExactly("open", "high", "low", "close", "volume", Ohlcv.ADJUSTED_CLOSE);
        assertThat(bars.times())
                .containsExactly(at("2020-01-02T00:00:00Z"), at("2020-01-03T00:00:00Z"), at("2020-01-06T00:00:00Z"));
        assertThat(row(bars, 0)).containsExactly(74.059998, 75.150002, 73.797501, 75.087502, 135480400, 72.960464);
        assertThat(row(bars, 1)).containsExactly(NAN, NAN, NAN, NAN, NAN, NAN);
    }

    @Test
    void yfinanceHasTheOffsetOfTheExchange() {
        TimeSeries daily = one(YAHOO, "yfinance_history.csv");
        assertThat(daily.columns()).isEqualTo(Ohlcv.COLUMNS);
        assertThat(daily.times()).containsExactly(at("2024-03-08T05:00:00Z"), at("2024-03-11T04:00:00Z"));
        assertThat(row(daily, 1)).containsExactly(172.94, 174.38, 172.05, 172.75, 60139500);
        TimeSeries intraday = one(YAHOO, "yfinance_intraday.csv");
        assertThat(intraday.times()).containsExactly(at("2024-03-08T20:30:00Z"), at("2024-03-11T13:30:00Z"));
        assertThat(row(intraday, 0)).containsExactly(170.5, 170.9, 170.4, 170.7, 9000000);
    }

    @Test
    void yfinanceDownloadsHaveThreeLinesOfHeaders() {
        TimeSeries bars = one(YAHOO, "yfinance_download.csv");
        assertThat(bars.times()).containsExactly(at("2024-01-02T00:00:00Z"), at("2024-01-03T00:00:00Z"));
        assertThat(row(bars, 1)).containsExactly(184.22, 185.88, 183.43, 184.25, 58414500, 182.7);
    }

    @Test
    void binanceCountedMillisecondsUntil2024AndMicrosecondsSince() {
        TimeSeries old = one(BINANCE_KLINES, "binance_spot_2023.csv");
        assertThat(old.columns()).isEqualTo(Ohlcv.COLUMNS);
        assertThat(old.times()).containsExactly(at("2023-10-27T00:00:00Z"), at("2023-10-27T01:00:00Z"));
        assertThat(row(old, 0)).containsExactly(34151.66, 34171.28, 33972.39, 34015.27, 908.27901);
        TimeSeries now = one(BINANCE_KLINES, "binance_spot_2025.csv");
        assertThat(now.times()).containsExactly(at("2025-01-01T00:00:00Z"), at("2025-01-01T01:00:00Z"));
        TimeSeries joined = one(BINANCE_KLINES, "binance_spot_joined.csv");
        assertThat(joined.times())
                .containsExactly(
                        at("2024-12-31T22:00:00Z"),
                        at("2024-12-31T23:00:00Z"),
                        at("2025-01-01T00:00:00Z"),
                        at("2025-01-01T01:00:00Z"));
        assertThat(row(joined, 2)).containsExactly(93576, 94509.42, 93489.03, 94401.14, 7);
    }

    @Test
    void binanceFuturesHaveAHeader() {
        TimeSeries bars = one(BINANCE_KLINES, "binance_futures.csv");
        assertThat(bars.times()).containsExactly(at("2024-01-01T00:00:00Z"), at("2024-01-01T01:00:00Z"));
        assertThat(row(bars, 1)).containsExactly(42503.50, 42841.10, 42489.70, 42648.10, 18150.463);
    }

    @Test
    void otherColumnsAreReadWhereTheyAreNamed() {
        TimeSeries bars = Csv.read(BINANCE_KLINES)
                .columns("taker_buy_volume", "count")
                .named("BTCUSDT")
                .from(PresetFiles.path("binance_spot_2023.csv"))
                .one();
        assertThat(bars.id()).isEqualTo("BTCUSDT");
        assertThat(bars.columns())
                .containsExactly("open", "high", "low", "close", "volume", "taker_buy_volume", "count");
        assertThat(bars.values("count")).containsExactly(41459, 63969);
    }

    @Test
    void linesBeforeTheFormAreLeftOutByOptions() {
        String rows = "1698364800000,1,2,1,2,5,1698368399999,1,1,1,1,0\n";
        TimeSeries bars = Csv.read(BINANCE_KLINES)
                .skipLines(1)
                .comments('#')
                .from(new StringReader("exported today\n# by me\n" + rows), "text")
                .one();
        assertThat(row(bars, 0)).containsExactly(1, 2, 1, 2, 5);
    }

    @Test
    void coinGeckoHasPricesAndNoBars() {
        TimeSeries prices = one(COINGECKO, "coingecko.csv");
        assertThat(prices.columns()).containsExactly("price", "market_cap", "total_volume");
        assertThat(prices.times().get(1)).isEqualTo("2013-04-29T00:00:00Z");
        assertThat(row(prices, 1)).containsExactly(141.96, 1575032004.0, 0);
        assertThat(row(prices, 2)).containsExactly(135.3, NAN, 0);
    }

    @Test
    void stooqHasDaysWithOrWithoutVolume() {
        TimeSeries bars = one(STOOQ, "stooq_daily.csv");
        assertThat(bars.columns()).isEqualTo(Ohlcv.COLUMNS);
        assertThat(bars.time(1)).isEqualTo("2024-01-03T00:00:00Z");
        assertThat(row(bars, 1)).containsExactly(184.22, 185.88, 183.43, 184.25, 58414460);
        TimeSeries index = one(STOOQ, "stooq_index.csv");
        assertThat(index.columns()).containsExactly("open", "high", "low", "close");
        assertThat(row(index, 0)).containsExactly(78385.47, 78742.32, 77391.39, 77541.71);
    }

    @Test
    void stooqHasTimesOfDayInTheZoneThatIsGiven() {
        TimeSeries bars = Csv.read(STOOQ)
                .zone(ZoneId.of("Europe/Warsaw"))
                .from(PresetFiles.path("stooq_intraday.csv"))
                .one();
        assertThat(bars.times()).containsExactly(at("2024-03-29T22:00:00Z"), at("2024-04-01T22:00:00Z"));
        assertThat(row(bars, 0)).containsExactly(1.0790, 1.0795, 1.0788, 1.0791, 10);
        TimeSeries minutes = Csv.read(STOOQ)
                .zone(ZoneId.of("Europe/Warsaw"))
                .from(PresetFiles.path("stooq_bulk_5min.txt"))
                .one();
        assertThat(minutes.id()).isEqualTo("EURUSD");
        assertThat(minutes.times()).containsExactly(at("2024-03-28T23:00:00Z"), at("2024-03-28T23:05:00Z"));
    }

    @Test
    void stooqArchivesHaveTickersAsIds() {
        List<TimeSeries> all =
                Csv.read(STOOQ).from(PresetFiles.path("stooq_bulk.txt")).list();
        assertThat(all).extracting(TimeSeries::id).containsExactly("AAPL.US", "MSFT.US");
        assertThat(all.get(0).columns()).isEqualTo(Ohlcv.COLUMNS);
        assertThat(all.get(0).times()).containsExactly(at("2024-01-02T00:00:00Z"), at("2024-01-03T00:00:00Z"));
        assertThat(row(all.get(1), 0)).containsExactly(373.86, 375.9, 366.77, 370.87, 25258633);
    }

    @Test
    void investingHasTheNewestRowFirstAndVolumesInThousands() {
        TimeSeries bars = one(INVESTING, "investing_us.csv");
        assertThat(bars.columns()).isEqualTo(Ohlcv.COLUMNS);
        assertThat(bars.times())
                .containsExactly(at("2024-02-09T00:00:00Z"), at("2024-02-12T00:00:00Z"), at("2024-02-13T00:00:00Z"));
        assertThat(row(bars, 0)).containsExactly(5004.17, 5030.06, 5000.34, 5026.61, NAN);
        assertThat(row(bars, 1)).containsExactly(5026.83, 5048.39, 5016.83, 5021.84, 680180);
        assertThat(row(bars, 2)).containsExactly(4967.94, 4971.30, 4920.31, 4953.17, 2.39e9);
    }

    @Test
    void investingInDoubtIsReadByItsPattern() {
        TimeSeries months = Csv.read(INVESTING)
                .timeFormat("MM/dd/yyyy")
                .from(PresetFiles.path("investing_monthly.csv"))
                .one();
        assertThat(months.times()).containsExactly(at("2024-02-01T00:00:00Z"), at("2024-03-01T00:00:00Z"));
        TimeSeries days = Csv.read(INVESTING)
                .timeFormat("dd/MM/yyyy")
                .columns("Change %")
                .from(PresetFiles.path("investing_uk.csv"))
                .one();
        assertThat(days.times()).containsExactly(at("2024-02-12T00:00:00Z"), at("2024-02-13T00:00:00Z"));
        assertThat(days.values("Change %")).containsExactly(-0.0009, -0.0137);
        String sorted = """
                "Date","Price","Open","High","Low","Vol.","Change %"
                "12/02/2024","1.5","1.5","1.6","1.4","1K","0%"
                "01/03/2024","1.5","1.5","1.6","1.4","1K","0%"
                """;
        CsvReading dayFirst = Csv.read(INVESTING).timeFormat("dd/MM/yyyy");
        assertThat(dayFirst.from(new StringReader(sorted), "sorted").one().times())
                .containsExactly(at("2024-02-12T00:00:00Z"), at("2024-03-01T00:00:00Z"));
    }

    @Test
    void tradingViewHasEpochSecondsOrIsoTimesAndIndicators() {
        TimeSeries bars = one(TRADING_VIEW, "tradingview_epoch.csv");
        assertThat(bars.columns()).isEqualTo(Ohlcv.COLUMNS);
        assertThat(bars.times()).containsExactly(at("2024-01-02T14:30:00Z"), at("2024-01-02T14:35:00Z"));
        assertThat(row(bars, 1)).containsExactly(188.00, 188.20, 187.90, 188.10, 110);
        TimeSeries withIndicator = Csv.read(TRADING_VIEW)
                .columns("VWAP")
                .from(PresetFiles.path("tradingview_epoch.csv"))
                .one();
        assertThat(withIndicator.values("VWAP")).containsExactly(NAN, 188.05);
        TimeSeries iso = one(TRADING_VIEW, "tradingview_iso.csv");
        assertThat(iso.times()).containsExactly(at("2024-03-08T14:30:00Z"), at("2024-03-11T13:30:00Z"));
        TimeSeries without = one(TRADING_VIEW, "tradingview_no_volume.csv");
        assertThat(without.columns()).containsExactly("open", "high", "low", "close");
        assertThat(row(without, 1)).containsExactly(1.0937, 1.0950, 1.0915, 1.0926);
    }

    @Test
    void krakenHasFilesWithoutAHeaderAndRowsOfItsMethod() {
        TimeSeries bars = one(KRAKEN, "kraken_ohlcvt.csv");
        assertThat(bars.columns()).isEqualTo(Ohlcv.COLUMNS);
        assertThat(bars.times().get(0)).isEqualTo("2013-10-06T21:34:00Z");
        assertThat(row(bars, 2)).containsExactly(124.19, 124.2, 124.18, 124.18, 0.3895);
        TimeSeries rest = one(KRAKEN, "kraken_rest.csv");
        assertThat(rest.times()).containsExactly(at("2023-07-06T19:20:00Z"), at("2023-07-06T19:21:00Z"));
        assertThat(row(rest, 1)).containsExactly(30304.5, 30304.5, 30300.0, 30300.0, 4.42996871);
    }

    @Test
    void alphaVantageHasDaysInUtcAndTimesOfDayInTheZoneThatIsGiven() {
        TimeSeries daily = one(ALPHA_VANTAGE, "alphavantage_daily.csv");
        assertThat(daily.times()).containsExactly(at("2024-02-01T00:00:00Z"), at("2024-02-02T00:00:00Z"));
        assertThat(row(daily, 0)).containsExactly(183.63, 187.51, 182.71, 187.34, 6195100);
        TimeSeries adjusted = one(ALPHA_VANTAGE, "alphavantage_adjusted.csv");
        assertThat(adjusted.columns()).contains(Ohlcv.ADJUSTED_CLOSE);
        assertThat(row(adjusted, 1)).containsExactly(184.44, 186.48, 183.78, 186.34, 5064063, 185.1);
        TimeSeries intraday = Csv.read(ALPHA_VANTAGE)
                .zone(ZoneId.of("America/New_York"))
                .from(PresetFiles.path("alphavantage_intraday.csv"))
                .one();
        assertThat(intraday.times()).containsExactly(at("2024-03-09T00:55:00Z"), at("2024-03-11T13:30:00Z"));
        assertThat(intraday.zone()).isEqualTo(ZoneId.of("America/New_York"));
        TimeSeries coins = Csv.read(ALPHA_VANTAGE)
                .zone(ZoneOffset.UTC)
                .from(PresetFiles.path("alphavantage_intraday.csv"))
                .one();
        assertThat(coins.time(1)).isEqualTo("2024-03-11T09:30:00Z");
    }

    @Test
    void cryptoDataDownloadHasALinkAndTwoVolumes() {
        TimeSeries bars = one(CRYPTO_DATA_DOWNLOAD, "cryptodatadownload.csv");
        assertThat(bars.columns()).isEqualTo(Ohlcv.COLUMNS);
        assertThat(bars.times()).containsExactly(at("2024-01-31T23:00:00Z"), at("2024-02-01T00:00:00Z"));
        assertThat(row(bars, 0)).containsExactly(42550, 42620, 42480, 42580, 1.1);
        assertThat(one(CRYPTO_DATA_DOWNLOAD, "cryptodatadownload_no_link.csv")).isEqualTo(bars);
        TimeSeries mixed = one(CRYPTO_DATA_DOWNLOAD, "cryptodatadownload_binance.csv");
        assertThat(mixed.times()).containsExactly(at("2024-01-01T00:00:00Z"), at("2024-01-01T01:00:00Z"));
        assertThat(mixed.values("volume")).containsExactly(10.5, 12.3);
        TimeSeries money = Csv.read(CRYPTO_DATA_DOWNLOAD)
                .column("Volume USD", "volume")
                .from(PresetFiles.path("cryptodatadownload.csv"))
                .one();
        assertThat(money.values("volume")).containsExactly(46838, 51082.8);
    }
}
