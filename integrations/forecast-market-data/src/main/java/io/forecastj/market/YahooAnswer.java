package io.forecastj.market;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parts of a chart that make bars: times, columns, and what the answer says about the exchange and its session. */
final class YahooAnswer {
    private static final List<String> COLUMNS = List.of("open", "high", "low", "close", "volume");

    /** Quotes of some exchanges arrive late; by then the last bar of a session has all its trades. */
    private static final long DELAY = Duration.ofHours(1).toMillis();

    private long[] times = new long[0];
    private final double[][] columns = new double[COLUMNS.size()][0];
    private @Nullable ZoneId zone;
    private String granularity = "";
    private long marketTime = Long.MAX_VALUE;
    private long sessionStart;
    private long sessionEnd;
    private boolean hasSession;
    private int charts;

    private YahooAnswer() {}

    /** Reads an answer. */
    static YahooAnswer read(JsonAnswer json) throws IOException, FailedAttempt {
        YahooAnswer answer = new YahooAnswer();
        json.object("the chart", name -> {
            if (name.equals("chart")) {
                json.object("the chart", answer.chart(json));
            } else {
                json.skip();
            }
        });
        if (answer.charts != 1) {
            throw FailedAttempt.refused("expected one result, found " + answer.charts);
        }
        if (answer.zone == null) {
            throw FailedAttempt.refused("expected meta with exchangeTimezoneName, found none");
        }
        for (int c = 0; c < COLUMNS.size(); c++) {
            int found = answer.columns[c].length;
            if (found != answer.times.length) {
                throw FailedAttempt.refused("expected " + answer.times.length + " values of " + COLUMNS.get(c)
                        + ", one for each time, found " + found);
            }
        }
        return answer;
    }

    private JsonAnswer.Field chart(JsonAnswer json) {
        return name -> {
            if (name.equals("error") && json.token() != JsonToken.VALUE_NULL) {
                throw error(json);
            } else if (name.equals("result") && json.token() == JsonToken.START_ARRAY) {
                while (json.next() != JsonToken.END_ARRAY) {
                    charts++;
                    json.object("a result", result(json));
                }
            } else {
                json.skip();
            }
        };
    }

    private static FailedAttempt error(JsonAnswer json) throws IOException, FailedAttempt {
        StringBuilder text = new StringBuilder();
        json.object("an error", name -> {
            if (json.token() == JsonToken.VALUE_STRING) {
                text.append(text.length() == 0 ? "" : ": ").append(json.text(name));
            } else {
                json.skip();
            }
        });
        return FailedAttempt.refused("yahoo answers with the error '" + text + "'; check the symbol and the range");
    }

    private JsonAnswer.Field result(JsonAnswer json) {
        return name -> {
            switch (name) {
                case "meta" -> json.object("meta", meta(json));
                case "timestamp" -> times = json.times("a time", 1_000);
                case "indicators" ->
                    json.object("indicators", indicator -> {
                        if (!indicator.equals("quote")) {
                            json.skip();
                            return;
                        }
                        json.require(JsonToken.START_ARRAY, "an array of one quote");
                        while (json.next() != JsonToken.END_ARRAY) {
                            json.object("a quote", quote(json));
                        }
                    });
                default -> json.skip();
            }
        };
    }

    private JsonAnswer.Field quote(JsonAnswer json) {
        return name -> {
            int column = COLUMNS.indexOf(name);
            if (column < 0) {
                json.skip();
            } else {
                columns[column] = json.numbers(name);
            }
        };
    }

    private JsonAnswer.Field meta(JsonAnswer json) {
        return name -> {
            switch (name) {
                case "exchangeTimezoneName" -> zone = zone(json.text(name));
                case "dataGranularity" -> granularity = json.text(name);
                case "regularMarketTime" -> marketTime = json.time(name, 1_000);
                case "currentTradingPeriod" ->
                    json.object(name, period -> {
                        if (period.equals("regular")) {
                            json.object(period, session(json));
                        } else {
                            json.skip();
                        }
                    });
                default -> json.skip();
            }
        };
    }

    private JsonAnswer.Field session(JsonAnswer json) {
        return name -> {
            switch (name) {
                case "start" -> sessionStart = json.time(name, 1_000);
                case "end" -> {
                    sessionEnd = json.time(name, 1_000);
                    hasSession = true;
                }
                default -> json.skip();
            }
        };
    }

    private static ZoneId zone(String name) throws FailedAttempt {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw FailedAttempt.refused("expected the zone of the exchange, found '" + name + "'", e);
        }
    }

    /** Returns the zone of the exchange. */
    ZoneId zone() {
        if (zone == null) {
            throw new IllegalStateException("an answer that was read has a zone");
        }
        return zone;
    }

    /**
     * Returns the bars that have ended. Times without any price had no trade, and have no bar. The last row may be a
     * live quote, stamped by its trade: that of a day is its bar once its session has ended, and starts with it; others
     * are left out. A day that has a row beside its live quote is left out until the next one.
     */
    BarRows bars(BarInterval interval, long now) throws FailedAttempt {
        if (!granularity.isEmpty() && !granularity.equals(YahooChart.name(interval)) && !sameHour(interval)) {
            throw FailedAttempt.refused("expected bars of " + YahooChart.name(interval) + ", found bars of "
                    + granularity + ": the provider has chosen longer ones for the range");
        }
        BarRows rows = new BarRows();
        long step = interval.duration().toMillis();
        boolean intraday = interval.compareTo(BarInterval.ONE_DAY) < 0;
        int last = times.length - 1;
        boolean live = last >= 0 && times[last] == marketTime;
        boolean doubled = live && !intraday && last > 0 && day(times[last]) == day(times[last - 1]);
        for (int row = 0; row <= last; row++) {
            long time = times[row];
            if (live && row == last) {
                if (interval != BarInterval.ONE_DAY || doubled || day(time) != day(sessionStart)) {
                    continue;
                }
                time = sessionStart;
            }
            boolean ended = intraday
                    ? ended(time + step, now)
                    : time + step <= now || interval == BarInterval.ONE_DAY && !doubled && sessionEnded(time, now);
            if (ended && !untraded(row)) {
                rows.add(time, columns[0][row], columns[1][row], columns[2][row], columns[3][row], columns[4][row]);
            }
        }
        requireTimes(rows, interval);
        return rows;
    }

    private boolean sameHour(BarInterval interval) {
        return interval == BarInterval.ONE_HOUR && granularity.equals("60m");
    }

    private boolean untraded(int row) {
        for (int c = 0; c < COLUMNS.size() - 1; c++) {
            if (!Double.isNaN(columns[c][row])) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether a bar has ended by the clock and by the last trade that the provider knows. */
    private boolean ended(long end, long now) {
        return end <= now && (end <= marketTime || marketTime >= sessionEnd || now >= sessionEnd + DELAY);
    }

    /** Returns whether the session of a day has ended: it is an earlier one than the current one, or this has ended. */
    private boolean sessionEnded(long time, long now) {
        return hasSession && (day(time) < day(sessionStart) || now >= sessionEnd);
    }

    /** Refuses bars that do not start at whole minutes, and two bars of one day or week of the exchange. */
    private void requireTimes(BarRows rows, BarInterval interval) throws FailedAttempt {
        long grid =
                Duration.ofMinutes(interval == BarInterval.ONE_MINUTE ? 1 : 5).toMillis();
        int days = (int) interval.duration().toDays();
        for (int row = 0; row < rows.size(); row++) {
            if (days == 0 && rows.time(row) % grid != 0) {
                throw FailedAttempt.refused("bar " + row + " starts at " + Instant.ofEpochMilli(rows.time(row))
                        + ", which is no start of " + interval);
            }
            boolean repeated = row > 0 && rows.time(row) == rows.time(row - 1);
            if (days > 0 && row > 0 && !repeated && day(rows.time(row)) < day(rows.time(row - 1)) + days) {
                throw FailedAttempt.refused("expected one bar of " + interval + " for each, found two: "
                        + rows.shown(row - 1) + " and " + rows.shown(row));
            }
        }
    }

    private long day(long time) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(time), zone()).toEpochDay();
    }
}
