package io.forecastj.data;

import io.forecastj.Ohlcv;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The options that all files of a provider's form share. */
final class PresetSettings {
    private static final Set<TimeUnit> BINANCE = EnumSet.of(TimeUnit.MILLISECONDS, TimeUnit.MICROSECONDS);
    private static final Set<TimeUnit> CRYPTO_DATA_DOWNLOAD = EnumSet.of(TimeUnit.SECONDS, TimeUnit.MILLISECONDS);

    private PresetSettings() {}

    static void yahoo(CsvReading reading) {
        reading.ohlcv();
    }

    static void binance(CsvReading reading) {
        reading.ohlcv().time("open_time").times(local -> new SizedEpochs(BINANCE), true);
    }

    static void coinGecko(CsvReading reading) {
        reading.time("snapped_at").columns("price", "market_cap", "total_volume");
    }

    static void stooq(CsvReading reading) {
        reading.ohlcv();
    }

    static void investing(CsvReading reading) {
        reading.ohlcv()
                .time("Date")
                .timeFormat("MM/dd/yyyy")
                .column("Price", Ohlcv.CLOSE)
                .column("Vol.", Ohlcv.VOLUME)
                .thousands(',')
                .suffixes()
                .percentages();
    }

    static void tradingView(CsvReading reading) {
        reading.ohlcv().time("time");
    }

    static void kraken(CsvReading reading) {
        reading.ohlcv().time("time").epoch(TimeUnit.SECONDS);
    }

    static void alphaVantage(CsvReading reading) {
        reading.ohlcv().time("timestamp");
    }

    static void cryptoDataDownload(CsvReading reading) {
        reading.ohlcv().time("unix").times(local -> new SizedEpochs(CRYPTO_DATA_DOWNLOAD), true);
    }
}
