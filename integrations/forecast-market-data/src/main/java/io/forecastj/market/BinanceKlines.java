package io.forecastj.market;

import com.fasterxml.jackson.core.JsonToken;
import io.forecastj.Sampling;
import java.io.IOException;
import java.net.URI;
import java.util.EnumSet;
import java.util.Set;

/** Klines of Binance's spot market: at most 1,000 a page from a start time, from early to late. */
final class BinanceKlines implements Provider {
    private static final int MOST = 1_000;
    private static final int FIELDS = 12;

    @Override
    public String name() {
        return "binance";
    }

    @Override
    public URI address() {
        return URI.create("https://api.binance.com");
    }

    /** The limit of 6,000 a minute allows 3,000 of these requests, each of weight 2; other programs share it. */
    @Override
    public double requestsPerSecond() {
        return 10;
    }

    @Override
    public Set<BarInterval> intervals() {
        return EnumSet.allOf(BarInterval.class);
    }

    @Override
    public Sampling sampling(BarInterval interval) {
        return interval.sampling();
    }

    private static String name(BarInterval interval) {
        long minutes = interval.duration().toMinutes();
        if (minutes < 60) {
            return minutes + "m";
        }
        if (minutes < 24 * 60) {
            return minutes / 60 + "h";
        }
        return interval == BarInterval.ONE_DAY ? "1d" : "1w";
    }

    /** Asks on until a page is empty or the end is reached, since a short page need not be the last one. */
    @Override
    public void download(Download download) {
        PageRange range = download.range();
        long next = download.firstStart();
        while (next < range.to()) {
            PageRange page = range.of(next, range.to());
            BarRows rows = download.page(
                    page,
                    "/api/v3/klines",
                    Download.query(
                            "symbol",
                            range.symbol(),
                            "interval",
                            name(range.interval()),
                            "startTime",
                            next,
                            "endTime",
                            range.to() - 1,
                            "limit",
                            MOST),
                    PageCheck.Outside.NONE,
                    answer -> JsonAnswer.read(answer, BinanceKlines::rows));
            if (rows.size() == 0) {
                return;
            }
            next = rows.time(rows.size() - 1) + range.step();
        }
    }

    static BarRows rows(JsonAnswer json) throws IOException, FailedAttempt {
        BarRows rows = new BarRows();
        double[] values = new double[FIELDS];
        json.require(JsonToken.START_ARRAY, "an array of bars");
        while (json.next() != JsonToken.END_ARRAY) {
            long time = json.row(values, FIELDS, 1);
            rows.add(time, values[1], values[2], values[3], values[4], values[5]);
        }
        return rows;
    }
}
