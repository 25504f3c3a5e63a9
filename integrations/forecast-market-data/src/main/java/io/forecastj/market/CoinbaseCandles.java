package io.forecastj.market;

import com.fasterxml.jackson.core.JsonToken;
import io.forecastj.Sampling;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/** Candles of Coinbase Exchange: at most 300 a request by start and end, from late to early. */
final class CoinbaseCandles implements Provider {
    private static final int MOST = 300;
    private static final int FIELDS = 6;

    @Override
    public String name() {
        return "coinbase";
    }

    @Override
    public URI address() {
        return URI.create("https://api.exchange.coinbase.com");
    }

    /** Public endpoints allow 10 requests a second; polling of candles is discouraged. */
    @Override
    public double requestsPerSecond() {
        return 5;
    }

    @Override
    public Set<BarInterval> intervals() {
        return EnumSet.of(
                BarInterval.ONE_MINUTE,
                BarInterval.FIVE_MINUTES,
                BarInterval.FIFTEEN_MINUTES,
                BarInterval.ONE_HOUR,
                BarInterval.SIX_HOURS,
                BarInterval.ONE_DAY);
    }

    @Override
    public Sampling sampling(BarInterval interval) {
        return interval.sampling();
    }

    /** The exchange opened in January 2015; there is nothing to page through before. */
    @Override
    public long earliest() {
        return Instant.parse("2015-01-01T00:00:00Z").toEpochMilli();
    }

    /** A symbol is a part of the path here. */
    @Override
    public String wrongSymbol(String symbol) {
        return symbol.contains("/") ? "expected the two currencies with a hyphen, such as BTC-USD" : "";
    }

    @Override
    public void download(Download download) {
        PageRange range = download.range();
        long window = MOST * range.step();
        for (long start = download.firstStart(); start < range.to(); start += window) {
            long end = Math.min(start + window, range.to());
            long last = range.interval().floor(Instant.ofEpochMilli(end - 1)).toEpochMilli();
            // the end lies within the last candle: at its start, a request for one candle would have no length
            long within = last + range.step() - 1_000;
            download.page(
                    range.of(start, end),
                    "/products/" + Download.encoded(range.symbol()) + "/candles",
                    Download.query(
                            "granularity", range.interval().duration().toSeconds(),
                            "start", Instant.ofEpochMilli(start),
                            "end", Instant.ofEpochMilli(within)),
                    PageCheck.Outside.SOME,
                    answer -> JsonAnswer.read(answer, CoinbaseCandles::rows).reversed());
        }
    }

    static BarRows rows(JsonAnswer json) throws IOException, FailedAttempt {
        BarRows rows = new BarRows();
        double[] values = new double[FIELDS];
        json.require(JsonToken.START_ARRAY, "an array of bars");
        while (json.next() != JsonToken.END_ARRAY) {
            long time = json.row(values, FIELDS, 1_000);
            rows.add(time, values[3], values[2], values[1], values[4], values[5]);
        }
        return rows;
    }
}
