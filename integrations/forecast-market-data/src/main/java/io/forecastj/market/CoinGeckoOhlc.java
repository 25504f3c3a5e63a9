package io.forecastj.market;

import com.fasterxml.jackson.core.JsonToken;
import io.forecastj.Sampling;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/**
 * Bars of CoinGecko, which have no volume and are stamped by their end. The public address has those of half an hour
 * for a day and of four hours for thirty days; hours and days of any range need a key of a paid plan.
 */
final class CoinGeckoOhlc implements Provider {
    private static final int FIELDS = 5;
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final int[] FOUR_HOUR_SPANS = {7, 14, 30};

    @Override
    public String name() {
        return "coingecko";
    }

    @Override
    public URI address() {
        return URI.create("https://api.coingecko.com/api/v3");
    }

    /** Without a key, some 5 to 15 requests a minute are allowed, by load. */
    @Override
    public double requestsPerSecond() {
        return 0.1;
    }

    @Override
    public Set<BarInterval> intervals() {
        return EnumSet.of(
                BarInterval.THIRTY_MINUTES, BarInterval.ONE_HOUR, BarInterval.FOUR_HOURS, BarInterval.ONE_DAY);
    }

    @Override
    public Sampling sampling(BarInterval interval) {
        return interval.sampling();
    }

    @Override
    public String wrongSymbol(String symbol) {
        int slash = symbol.indexOf('/');
        boolean two = slash > 0 && slash < symbol.length() - 1 && slash == symbol.lastIndexOf('/');
        return two ? "" : "expected the id of a coin and a currency, such as bitcoin/usd";
    }

    @Override
    public void download(Download download) {
        if (download.firstStart() >= download.range().to()) {
            return;
        }
        switch (download.range().interval()) {
            case ONE_HOUR -> ranges(download, "hourly", Duration.ofDays(31));
            case ONE_DAY -> ranges(download, "daily", Duration.ofDays(180));
            default -> recent(download);
        }
    }

    /** Gets the last days, of which the number decides the length of the bars. */
    private void recent(Download download) {
        PageRange range = download.range();
        long age = download.now() - download.firstStart();
        int days = range.interval() == BarInterval.THIRTY_MINUTES ? 1 : FOUR_HOUR_SPANS[FOUR_HOUR_SPANS.length - 1];
        if (age > days * DAY) {
            throw range.failure(
                    "coingecko serves bars of " + range.interval() + " of the last " + days
                            + " days only; take a later start, or ONE_HOUR or ONE_DAY with a key of a paid plan",
                    null,
                    0,
                    1);
        }
        for (int span : FOUR_HOUR_SPANS) {
            if (days > 1 && age <= span * DAY) {
                days = span;
                break;
            }
        }
        download.page(
                range.of(download.firstStart(), range.to()),
                path(range) + "/ohlc",
                Download.query("vs_currency", currency(range), "days", days),
                PageCheck.Outside.ANY,
                answer -> spaced(range, JsonAnswer.read(answer, json -> rows(json, range.step()))));
    }

    private void ranges(Download download, String name, Duration longest) {
        PageRange range = download.range();
        long step = range.step();
        for (long start = download.firstStart(); start < range.to(); start += longest.toMillis()) {
            long end = Math.min(start + longest.toMillis(), range.to());
            long last = range.interval().floor(Instant.ofEpochMilli(end - 1)).toEpochMilli();
            download.page(
                    range.of(start, end),
                    path(range) + "/ohlc/range",
                    Download.query(
                            "vs_currency",
                            currency(range),
                            "from",
                            (start + step) / 1_000,
                            "to",
                            (last + step) / 1_000,
                            "interval",
                            name),
                    PageCheck.Outside.SOME,
                    answer -> JsonAnswer.read(answer, json -> rows(json, step)));
        }
    }

    /** The first range that the provider has begins on 9 February 2018. */
    @Override
    public long earliest() {
        return Instant.parse("2018-02-09T00:00:00Z").toEpochMilli();
    }

    private static String path(PageRange range) {
        return "/coins/"
                + Download.encoded(range.symbol().substring(0, range.symbol().indexOf('/')));
    }

    private static String currency(PageRange range) {
        return range.symbol().substring(range.symbol().indexOf('/') + 1);
    }

    /** Refuses longer bars than requested, whose ends lie on the grid too: the provider chooses the length. */
    private static BarRows spaced(PageRange range, BarRows rows) throws FailedAttempt {
        for (int row = 1; row < rows.size(); row++) {
            if (rows.time(row) - rows.time(row - 1) <= range.step()) {
                return rows;
            }
        }
        if (rows.size() < 3) {
            return rows;
        }
        throw FailedAttempt.refused("expected bars of " + range.interval() + ", found " + rows.size()
                + " bars that lie further apart, such as " + rows.shown(0) + " and " + rows.shown(1));
    }

    static BarRows rows(JsonAnswer json, long step) throws IOException, FailedAttempt {
        BarRows rows = new BarRows();
        double[] values = new double[FIELDS];
        json.require(JsonToken.START_ARRAY, "an array of bars");
        while (json.next() != JsonToken.END_ARRAY) {
            long end = json.row(values, FIELDS, 1);
            rows.add(end - step, values[1], values[2], values[3], values[4], Double.NaN);
        }
        return rows;
    }
}
