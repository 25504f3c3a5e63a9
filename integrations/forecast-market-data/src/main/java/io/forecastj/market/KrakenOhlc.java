package io.forecastj.market;

import com.fasterxml.jackson.core.JsonToken;
import io.forecastj.Sampling;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Bars of Kraken: the last 720 only, with the one that has not ended, in one request. */
final class KrakenOhlc implements Provider {
    private static final int MOST = 720;
    private static final int FIELDS = 8;

    @Override
    public String name() {
        return "kraken";
    }

    @Override
    public URI address() {
        return URI.create("https://api.kraken.com");
    }

    @Override
    public double requestsPerSecond() {
        return 1;
    }

    /** Its weeks begin on Thursday, so they are none of {@link BarInterval}. */
    @Override
    public Set<BarInterval> intervals() {
        return EnumSet.of(
                BarInterval.ONE_MINUTE,
                BarInterval.FIVE_MINUTES,
                BarInterval.FIFTEEN_MINUTES,
                BarInterval.THIRTY_MINUTES,
                BarInterval.ONE_HOUR,
                BarInterval.FOUR_HOURS,
                BarInterval.ONE_DAY);
    }

    @Override
    public Sampling sampling(BarInterval interval) {
        return interval.sampling();
    }

    @Override
    public void download(Download download) {
        PageRange range = download.range();
        long first = download.firstStart();
        if (first >= range.to()) {
            return;
        }
        download.page(
                range.of(first, range.to()),
                "/0/public/OHLC",
                Download.query(
                        "pair", range.symbol(),
                        "interval", range.interval().duration().toMinutes(),
                        "since", first / 1_000 - 1),
                PageCheck.Outside.ANY,
                answer -> covering(first, JsonAnswer.read(answer, KrakenOhlc::rows)));
    }

    /** Refuses the last bars of a history that is longer, if the range starts before them. */
    private static BarRows covering(long first, BarRows rows) throws FailedAttempt {
        if (rows.size() == 0) {
            throw FailedAttempt.refused("expected at least the current bar, found none; check the symbol");
        }
        if (rows.size() >= MOST && rows.time(0) > first) {
            throw FailedAttempt.refused("kraken serves the last " + MOST + " bars only, here from "
                    + Instant.ofEpochMilli(rows.time(0)) + "; take a later start or longer bars");
        }
        return rows;
    }

    static BarRows rows(JsonAnswer json) throws IOException, FailedAttempt {
        List<BarRows> pairs = new ArrayList<>();
        json.object("an object with error and result", field -> {
            switch (field) {
                case "error" -> requireNoError(json);
                case "result" -> json.object("the bars of one pair", pair(json, pairs));
                default -> json.skip();
            }
        });
        if (pairs.size() != 1) {
            throw FailedAttempt.refused("expected the bars of one pair, found those of " + pairs.size());
        }
        return pairs.get(0);
    }

    private static void requireNoError(JsonAnswer json) throws IOException, FailedAttempt {
        json.require(JsonToken.START_ARRAY, "an array of errors");
        if (json.next() == JsonToken.END_ARRAY) {
            return;
        }
        String error = json.text("an error");
        String message = "kraken answers with the error '" + error + "'";
        if (error.contains("Rate limit") || error.contains("Too many requests")) {
            throw FailedAttempt.later(message + "; lower requestsPerSecond, or wait");
        }
        if (error.startsWith("EService")) {
            throw FailedAttempt.down(message + "; try again later", null);
        }
        throw FailedAttempt.refused(message + "; check the symbol");
    }

    /** Reads the bars, under Kraken's own name of the pair; beside them is the time of the last one that has ended. */
    private static JsonAnswer.Field pair(JsonAnswer json, List<BarRows> pairs) {
        double[] values = new double[FIELDS];
        return field -> {
            if (field.equals("last")) {
                json.skip();
                return;
            }
            BarRows rows = new BarRows();
            json.require(JsonToken.START_ARRAY, "an array of bars");
            while (json.next() != JsonToken.END_ARRAY) {
                long time = json.row(values, FIELDS, 1_000);
                rows.add(time, values[1], values[2], values[3], values[4], values[6]);
            }
            pairs.add(rows);
        };
    }
}
