package io.forecastj.examples;

import io.forecastj.Aggregation;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.data.Align;
import io.forecastj.data.Checks;
import io.forecastj.data.ClockChanges;
import io.forecastj.data.CommonClock;
import io.forecastj.data.Csv;
import io.forecastj.data.CsvPreset;
import io.forecastj.data.CsvSeries;
import io.forecastj.data.GapPolicy;
import io.forecastj.data.ImbalanceExpectation;
import io.forecastj.data.M4;
import io.forecastj.data.Resample;
import io.forecastj.data.SessionCalendar;
import io.forecastj.data.TradeBars;
import io.forecastj.data.Tsf;
import io.forecastj.data.jdbc.Jdbc;
import io.forecastj.market.BarInterval;
import io.forecastj.market.MarketListener;
import io.forecastj.market.MarketSettings;
import io.forecastj.market.MarketSource;
import io.forecastj.market.MarketSources;
import io.forecastj.market.files.CachedSource;
import io.forecastj.market.files.MarketFile;
import io.forecastj.parquet.Parquet;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import javax.sql.DataSource;

/** The samples of docs/data.md. */
final class DataSamples {
    private DataSamples() {}

    static void inspect() {
        System.out.println(Csv.inspect(Path.of("co2-concentration.csv")));
        TimeSeries co2 = Csv.read().from(Path.of("co2-concentration.csv")).one();
    }

    static void options() {
        TimeSeries prices = Csv.read()
                .delimiter(';')
                .comments('#')
                .time("Datum")
                .timeFormat("dd.MM.yyyy HH:mm")
                .zone(ZoneId.of("Europe/Berlin"), ClockChanges.IN_ORDER)
                .decimal(',')
                .column("Preis", "price")
                .from(Path.of("prices.csv"))
                .one();
    }

    static void detect() {
        CsvSeries read = Csv.read().detect().from(Path.of("prices.csv"));
        read.detected().forEach(System.out::println);
    }

    static void presets() {
        TimeSeries bars = Csv.read(CsvPreset.BINANCE_KLINES)
                .columns("count")
                .from(Path.of("BTCUSDT-1h-2025-01.zip"))
                .one();
    }

    static void bytes() {
        TimeSeries load = Csv.read()
                .charset(Charset.forName("windows-1252"))
                .entry("2024/load.csv")
                .atMostBytes(500_000_000)
                .from(Path.of("load.zip"))
                .one();
    }

    static void panels() {
        List<TimeSeries> shops =
                Csv.read().id("shop").from(Path.of("sales.csv")).list(); // one row for each shop and day
        List<TimeSeries> meters =
                Csv.read().wide("load").from(Path.of("meters.csv")).list(); // one column for each meter
        List<TimeSeries> tourism = Tsf.read(Path.of("tourism_monthly_dataset.tsf"));
        List<TimeSeries> hourly = M4.read(Path.of("Hourly-train.csv"), Path.of("M4-info.csv"));
    }

    static void jdbc(DataSource dataSource, LocalDate from, Predictor predictor) {
        List<TimeSeries> shops = Jdbc.read(dataSource)
                .query("SELECT shop, day, sales, price FROM sales WHERE day >= ? ORDER BY shop, day", from)
                .id("shop")
                .list();

        Jdbc.write(dataSource)
                .model("sales", "7")
                .quantiles(0.1, 0.9)
                .createTable()
                .write(predictor.predictAll(shops));
    }

    static void compare(DataSource dataSource) {
        TimeSeries compared = Jdbc.read(dataSource)
                .query(
                        "SELECT f.time, s.sales, f.point, f.q0_1, f.q0_9 FROM forecast f"
                                + " LEFT JOIN sales s ON s.shop = f.series AND s.day = f.time"
                                + " WHERE f.model = ? AND f.version = ? AND f.series = ? AND f.step = 1 ORDER BY f.time",
                        "sales",
                        "7",
                        "north")
                .one();
    }

    static void parquet(List<TimeSeries> shops, ModelPerShop models) {
        TimeSeries bars = Parquet.read(Path.of("sp500.parquet")).one();
        List<TimeSeries> sales = Parquet.read()
                .id("store")
                .columns("sales", "price")
                .zone(ZoneId.of("Europe/Berlin"))
                .from(Path.of("sales"))
                .list(); // a file, or a folder of files
        Parquet.read().id("store").forEach(Path.of("large.parquet"), store -> models.train(store)); // one in memory
        Parquet.write(shops, Path.of("copy.parquet"));
    }

    /** Training of a sample on each series. */
    interface ModelPerShop {
        void train(TimeSeries series);
    }

    static void market(Path folder) {
        MarketSource binance = CachedSource.in(Path.of("market"), MarketSources.binance());
        TimeSeries hours = binance.bars(
                "BTCUSDT",
                BarInterval.ONE_HOUR,
                Instant.parse("2024-01-01T00:00:00Z"),
                Instant.parse("2025-01-01T00:00:00Z"));

        TimeSeries days = MarketFile.at(Path.of("btc.csv"))
                .update(
                        MarketSources.coinbase(),
                        "BTC-USD",
                        BarInterval.ONE_DAY,
                        Instant.parse("2020-01-01T00:00:00Z"));
    }

    static void settings(String key, MarketListener progress) {
        MarketSource paid = MarketSources.coinGecko(MarketSettings.defaults()
                .baseAddress(URI.create("https://pro-api.coingecko.com/api/v3"))
                .header("x-cg-pro-api-key", key)
                .requestsPerSecond(5)
                .attempts(3)
                .pageDeadline(Duration.ofMinutes(1))
                .circuitBreaker(5, Duration.ofMinutes(2))
                .clock(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-1))) // bars settle for a minute
                .listener(progress));
    }

    static void resample(TimeSeries minutes, TimeSeries load) {
        SessionCalendar newYork = SessionCalendar.in(ZoneId.of("America/New_York"))
                .weekdays(LocalTime.of(9, 30), LocalTime.of(16, 0))
                .holidays(Path.of("holidays.csv"), "date")
                .earlyClose(LocalDate.of(2024, 11, 29), LocalTime.of(13, 0));
        TimeSeries days = Resample.sessions(newYork).ohlcv().apply(minutes);
        TimeSeries hourly = Resample.to(Sampling.hourly())
                .rule("load", Aggregation.MEAN)
                .atLeast(0.9) // of the quarters of an hour, else NaN
                .apply(load);
    }

    static void trades(Iterable<Trade> trades) {
        TradeBars bars = TradeBars.dollar(1_000_000); // or time, ticks, volume
        TradeBars imbalance = TradeBars.volumeImbalance(ImbalanceExpectation.startingWith(500));
        for (Trade trade : trades) {
            bars.add(trade.epochMillis(), trade.price(), trade.quantity());
            imbalance.add(trade.epochMillis(), trade.price(), trade.quantity(), trade.buyer());
        }
        TimeSeries completed = bars.drain();
    }

    record Trade(long epochMillis, double price, double quantity, boolean buyer) {}

    static void gaps(TimeSeries load, List<TimeSeries> assets, Instant trainingEnd) {
        TimeSeries carried = GapPolicy.carry(3).apply(load);
        TimeSeries filled =
                GapPolicy.interpolateBefore(trainingEnd).thenCarry(3).apply(load, "load");
        TimeSeries table = Align.wide(assets, CommonClock.UNION); // columns such as oil_close
    }

    static void checks(TimeSeries co2) {
        System.out.println(Checks.report(co2));
    }
}
