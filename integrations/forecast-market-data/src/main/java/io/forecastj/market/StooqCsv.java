package io.forecastj.market;

import io.forecastj.InvalidSeriesException;
import io.forecastj.Ohlcv;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.data.Csv;
import io.forecastj.data.CsvReading;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** CSV of Stooq: bars of days, one request for any range. */
final class StooqCsv implements Provider {
    private static final DateTimeFormatter DATE = DateTimeFormatter.BASIC_ISO_DATE;
    private static final String HEADER = "date,";

    @Override
    public String name() {
        return "stooq";
    }

    @Override
    public URI address() {
        return URI.create("https://stooq.com");
    }

    @Override
    public double requestsPerSecond() {
        return 1;
    }

    /** Its weeks are stamped by their last day, so they are none of {@link BarInterval}. */
    @Override
    public Set<BarInterval> intervals() {
        return EnumSet.of(BarInterval.ONE_DAY);
    }

    @Override
    public @Nullable Sampling sampling(BarInterval interval) {
        return null;
    }

    /** Some series begin in the 18th century. */
    @Override
    public long earliest() {
        return Instant.parse("1700-01-01T00:00:00Z").toEpochMilli();
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
                "/q/d/l/",
                Download.query("s", range.symbol(), "d1", date(first), "d2", date(range.to() - 1), "i", "d"),
                PageCheck.Outside.NONE,
                StooqCsv::rows);
    }

    private static String date(long time) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(time), ZoneOffset.UTC).format(DATE);
    }

    static BarRows rows(HttpAnswer answer) throws FailedAttempt {
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        String begin = text.substring(0, Math.min(text.length(), 200)).strip().toLowerCase(Locale.ROOT);
        if (begin.startsWith("no data")) {
            return new BarRows();
        }
        if (begin.startsWith("exceeded")) {
            throw FailedAttempt.refused("stooq answers " + answer.shown()
                    + "; it allows few requests a day: try again tomorrow, and keep what was downloaded");
        }
        if (text.isEmpty()) {
            throw FailedAttempt.down("expected CSV, found an empty answer", null);
        }
        if (!begin.startsWith(HEADER) && !HEADER.startsWith(begin)) {
            throw FailedAttempt.refused("expected CSV with the header Date,Open,High,Low,Close,Volume, found "
                    + answer.shown() + (answer.firstCharacter() == '<' ? ", which is HTML" : "")
                    + "; stooq may want a key: set parameter(\"apikey\", ...)");
        }
        if (!text.endsWith("\n")) {
            throw FailedAttempt.down(
                    "the CSV is cut after " + answer.body().length + " bytes: its last line has no end", null);
        }
        if (!answer.delimited()) {
            throw FailedAttempt.refused(
                    "the answer does not state its length, so that lines may be missing at its end; a"
                            + " proxy of HTTP/1.0 may be in between: connect without it");
        }
        return rows(answer, text.substring(0, text.indexOf('\n')).toLowerCase(Locale.ROOT));
    }

    private static BarRows rows(HttpAnswer answer, String header) throws FailedAttempt {
        boolean volume = header.contains(Ohlcv.VOLUME);
        CsvReading reading = Csv.read().columns("Open", "High", "Low", "Close");
        if (volume) {
            reading.columns("Volume");
        }
        TimeSeries read;
        try {
            read = reading.named("")
                    .from(new ByteArrayInputStream(answer.body()), "the answer")
                    .one();
        } catch (InvalidSeriesException e) {
            throw FailedAttempt.refused("the CSV breaks a rule: " + e.getMessage(), e);
        }
        BarRows rows = new BarRows();
        for (int row = 0; row < read.length(); row++) {
            rows.add(
                    read.timestamp(row),
                    read.value(row, 0),
                    read.value(row, 1),
                    read.value(row, 2),
                    read.value(row, 3),
                    volume ? read.value(row, 4) : Double.NaN);
        }
        return rows;
    }
}
