package io.forecastj.market.files;

import io.forecastj.InvalidSeriesException;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.data.Csv;
import io.forecastj.data.CsvReading;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The file of a segment: lines that begin with #, and a CSV file of the bars unless there are none. The first line has
 * the version of the form and the hash of all that follows, each other one a key and a value.
 */
final class SegmentText {
    private static final String FORM = "# forecastj bars 1 sha256 ";
    private static final int HASH_DIGITS = 64;
    private static final int FIRST_LINE = FORM.length() + HASH_DIGITS + 1;
    private static final String KEY = "# ";
    private static final String EQUALS = " = ";
    private static final String FROM = "from";
    private static final String TO = "to";
    private static final String ROWS = "rows";
    private static final String ZONE = "zone";
    private static final String SAMPLING = "sampling";
    private static final String INFERRED = "inferred";
    private static final String WRITTEN = "written";

    /**
     * A segment as read.
     *
     * @param segment the segment
     * @param written the time at which it was written, by the clock of the cache
     */
    record Stored(BarSegment segment, Instant written) {}

    private SegmentText() {}

    /** Writes a segment to a file, which is created. */
    static void write(BarSegment segment, BarKey key, Instant now, Path file) throws IOException {
        TimeSeries bars = segment.bars();
        byte[] rows = {};
        if (bars.length() > 0) {
            Csv.write(bars.toBuilder().id("").build(), file);
            rows = Files.readAllBytes(file);
        }
        StringBuilder head = new StringBuilder();
        header(segment, key, now).forEach((name, value) -> head.append(KEY)
                .append(name)
                .append(EQUALS)
                .append(value)
                .append('\n'));
        byte[] first = head.toString().getBytes(StandardCharsets.UTF_8);
        byte[] content = new byte[FIRST_LINE + first.length + rows.length];
        System.arraycopy(first, 0, content, FIRST_LINE, first.length);
        System.arraycopy(rows, 0, content, FIRST_LINE + first.length, rows.length);
        byte[] form = firstLine(content).getBytes(StandardCharsets.UTF_8);
        System.arraycopy(form, 0, content, 0, FIRST_LINE);
        Files.write(file, content);
    }

    private static String firstLine(byte[] content) {
        return FORM + FolderNames.sha256(content, FIRST_LINE) + "\n";
    }

    private static Map<String, String> header(BarSegment segment, BarKey key, Instant now) {
        Map<String, String> header = new LinkedHashMap<>(key.header());
        header.put(FROM, Instant.ofEpochMilli(segment.from()).toString());
        header.put(TO, Instant.ofEpochMilli(segment.to()).toString());
        header.put(ROWS, Integer.toString(segment.bars().length()));
        header.put(ZONE, segment.bars().zone().getId());
        header.put(
                SAMPLING,
                segment.bars().declaredSampling() instanceof Sampling.Fixed fixed
                        ? fixed.period().toString()
                        : INFERRED);
        header.put(WRITTEN, now.toString());
        return header;
    }

    /**
     * Reads a segment.
     *
     * @param content the bytes of the file
     * @param start the start of the segment by the name of the file
     * @throws InvalidSeriesException if these are not the bytes that were written for this key and start
     */
    static Stored read(byte[] content, BarKey key, long start, String name) {
        if (content.length < FIRST_LINE
                || !new String(content, 0, FIRST_LINE, StandardCharsets.UTF_8).equals(firstLine(content))) {
            throw new InvalidSeriesException("its first line is not '" + FORM + "' with the hash of what follows");
        }
        Map<String, String> header = new LinkedHashMap<>();
        int at = FIRST_LINE;
        while (at < content.length && content[at] == KEY.charAt(0)) {
            int end = at;
            while (end < content.length && content[end] != '\n') {
                end++;
            }
            String line = new String(content, at, end - at, StandardCharsets.UTF_8);
            int equals = line.indexOf(EQUALS);
            if (equals < 0) {
                throw new InvalidSeriesException("expected a key and a value, found '" + line + "'");
            }
            header.put(line.substring(KEY.length(), equals), line.substring(equals + EQUALS.length()));
            at = Math.min(content.length, end + 1);
        }
        try {
            return stored(header, content, at, key, start, name);
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new InvalidSeriesException("it has a time, a zone or a spacing that is unknown here: " + e, e);
        }
    }

    private static Stored stored(
            Map<String, String> header, byte[] content, int at, BarKey key, long start, String name) {
        key.header().forEach((field, expected) -> require(field, expected, value(header, field)));
        require(FROM, Instant.ofEpochMilli(start).toString(), value(header, FROM));
        BarSegment segment = segment(header, content, at, key, start, name);
        require(ROWS, value(header, ROWS), Integer.toString(segment.bars().length()));
        return new Stored(segment, Instant.parse(value(header, WRITTEN)));
    }

    private static BarSegment segment(
            Map<String, String> header, byte[] content, int at, BarKey key, long start, String name) {
        long end = Instant.parse(value(header, TO)).toEpochMilli();
        if (at == content.length) {
            return new BarSegment(start, end, TimeSeries.empty());
        }
        CsvReading reading = Csv.read().named(key.symbol()).zone(ZoneId.of(value(header, ZONE)));
        String sampling = value(header, SAMPLING);
        if (!sampling.equals(INFERRED)) {
            reading.sampling(Sampling.fixed(Duration.parse(sampling)));
        }
        TimeSeries bars = reading.from(new ByteArrayInputStream(content, at, content.length - at), name)
                .one();
        BarSegment segment = new BarSegment(start, end, bars);
        if (segment.between(start, end).length() < bars.length()) {
            throw new InvalidSeriesException("it has bars outside its span");
        }
        return segment;
    }

    private static String value(Map<String, String> header, String field) {
        String value = header.get(field);
        if (value == null) {
            throw new InvalidSeriesException("it has no '" + field + "'");
        }
        return value;
    }

    private static void require(String field, String expected, String found) {
        if (!expected.equals(found)) {
            throw new InvalidSeriesException("expected '" + expected + "' as '" + field + "', found '" + found + "'");
        }
    }
}
