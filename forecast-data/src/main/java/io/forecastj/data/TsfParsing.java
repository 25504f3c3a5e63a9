package io.forecastj.data;

import io.forecastj.InvalidSeriesException;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the tags and the series of one {@code .tsf} file. */
final class TsfParsing {
    private static final String NAME = "series_name";
    private static final String START = "start_timestamp";
    private static final String MISSING = "?";
    private static final Set<String> TYPES = Set.of("string", "date", "numeric");
    private static final Set<String> TAGS = Set.of("@relation", "@frequency", "@horizon", "@missing", "@equallength");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH-mm-ss", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    private final TsfTokens tokens;
    private final List<Attribute> attributes = new ArrayList<>();
    private final Map<String, String> tags = new HashMap<>();
    private final Set<String> names = new HashSet<>();
    private double[] values = new double[64];

    private record Attribute(String name, String type) {
        boolean is(String wanted) {
            return name.equalsIgnoreCase(wanted);
        }
    }

    TsfParsing(TsfTokens tokens) {
        this.tokens = tokens;
    }

    int horizon() throws IOException {
        readTags();
        return horizon(tags.get("@horizon"));
    }

    private int horizon(@Nullable String text) {
        if (text == null) {
            throw tokens.error("", "there is no @horizon before @data");
        }
        return Integer.parseInt(text);
    }

    List<TimeSeries> series(@Nullable Instant start, @Nullable Sampling sampling) throws IOException {
        readTags();
        requireAttribute(NAME, "string", "");
        if (start == null) {
            requireAttribute(START, "date", ": give the first time with read(path, start)");
        }
        if (sampling == null && !tags.containsKey("@frequency")) {
            throw tokens.error(
                    "", "there is no @frequency before @data: give the spacing with read(path, start," + " sampling)");
        }
        List<TimeSeries> all = new ArrayList<>();
        int first;
        while ((first = tokens.nextLine()) >= 0) {
            if (first == '#') {
                tokens.skipLine();
                continue;
            }
            if (first == '@') {
                throw tokens.error("", CsvPosition.quote(tokens.until('\n')) + " is a tag after @data");
            }
            TimeSeries one = one(start, sampling);
            if ("true".equals(tags.get("@equallength"))
                    && !all.isEmpty()
                    && all.get(0).length() != one.length()) {
                throw tokens.error(
                        "",
                        "the series has " + one.length() + " values, the first one has "
                                + all.get(0).length() + ", but @equallength is true");
            }
            all.add(one);
            tokens.leaveLine();
        }
        if (all.isEmpty()) {
            throw tokens.error("", "no series follows @data");
        }
        return Collections.unmodifiableList(all);
    }

    private void requireAttribute(String name, String type, String advice) {
        if (attributes.stream().noneMatch(each -> each.is(name) && each.type().equals(type))) {
            throw tokens.error(name, "there is no '@attribute " + name + " " + type + "' before @data" + advice);
        }
    }

    private void readTags() throws IOException {
        int first;
        while ((first = tokens.nextLine()) >= 0) {
            if (first == '#') {
                tokens.skipLine();
                continue;
            }
            String line = tokens.until('\n');
            if (line.equalsIgnoreCase("@data")) {
                if (attributes.isEmpty()) {
                    throw tokens.error("", "there is no @attribute before @data");
                }
                tokens.leaveLine();
                return;
            }
            String[] words = line.split("\\s+");
            String tag = words[0].toLowerCase(Locale.ROOT);
            if (tag.equals("@attribute")) {
                addAttribute(words, line);
            } else {
                addTag(tag, words, line);
            }
            tokens.leaveLine();
        }
        throw tokens.error("", "the file ends before @data; is it a .tsf file?");
    }

    private void addAttribute(String[] words, String line) {
        if (words.length != 3 || !TYPES.contains(words[2])) {
            throw tokens.error(
                    "",
                    "expected '@attribute name type' with the type string, date or numeric, found "
                            + CsvPosition.quote(line));
        }
        if (attributes.stream().anyMatch(each -> each.is(words[1]))) {
            throw tokens.error(words[1], "the attribute is declared twice");
        }
        attributes.add(new Attribute(words[1], words[2]));
    }

    private void addTag(String tag, String[] words, String line) {
        if (!TAGS.contains(tag)) {
            throw tokens.error(
                    "",
                    "expected a comment, @attribute, @data or one of "
                            + TAGS.stream().sorted().toList() + ", found " + CsvPosition.quote(line));
        }
        if (words.length < 2 && !tag.equals("@relation")) {
            throw tokens.error("", tag + " has no value");
        }
        String value = String.join(" ", Arrays.asList(words).subList(1, words.length));
        boolean valid =
                switch (tag) {
                    case "@missing", "@equallength" -> value.equals("true") || value.equals("false");
                    case "@horizon" -> value.matches("[1-9]\\d{0,8}");
                    case "@frequency" -> FrequencyWords.sampling(value, Instant.EPOCH) != null;
                    default -> true;
                };
        if (!valid) {
            throw tokens.error(
                    "",
                    tag + " is " + CsvPosition.quote(value) + "; expected "
                            + (tag.equals("@horizon")
                                    ? "a number of steps"
                                    : tag.equals("@frequency") ? FrequencyWords.EXPECTED : "true or false"));
        }
        if (tags.put(tag, value) != null) {
            throw tokens.error("", tag + " occurs twice");
        }
    }

    private TimeSeries one(@Nullable Instant given, @Nullable Sampling sampling) throws IOException {
        TimeSeries.Builder builder = TimeSeries.builder(Tsf.COLUMN);
        Instant start = given;
        for (Attribute attribute : attributes) {
            String text = tokens.until(':');
            if (tokens.lineEnded()) {
                throw tokens.error(
                        attribute.name(),
                        "the line ends before the values; expected "
                                + attributes.stream().map(Attribute::name).toList()
                                + " and the values, separated by ':'");
            }
            if (attribute.is(NAME)) {
                builder.id(name(text));
            } else if (attribute.type().equals("numeric")) {
                builder.attribute(attribute.name(), number(attribute, text));
            } else if (attribute.is(START)) {
                Instant written = time(text);
                start = given == null ? written : given;
            }
        }
        if (start == null) {
            throw new IllegalStateException("checked before the first series");
        }
        Sampling spacing = sampling;
        if (spacing == null) {
            spacing = FrequencyWords.sampling(tags.getOrDefault("@frequency", ""), start);
        }
        if (spacing == null) {
            throw new IllegalStateException("checked with its tag");
        }
        return rows(builder, start, spacing, readValues());
    }

    private TimeSeries rows(TimeSeries.Builder builder, Instant start, Sampling sampling, int count) {
        try {
            builder.sampling(sampling);
            double[] row = {values[0]};
            builder.add(start, row);
            long[] times = sampling.after(start.toEpochMilli(), count - 1);
            for (int i = 1; i < count; i++) {
                row[0] = values[i];
                builder.add(times[i - 1], row);
            }
            return builder.build();
        } catch (InvalidSeriesException e) {
            throw tokens.error(START, String.valueOf(e.getMessage()), e);
        }
    }

    private String name(String text) {
        if (text.isEmpty()) {
            throw tokens.error(NAME, "the name is missing");
        }
        if (!names.add(text)) {
            throw tokens.error(NAME, CsvPosition.quote(text) + " is the name of an earlier series as well");
        }
        return text;
    }

    private Instant time(String text) {
        try {
            return LocalDateTime.parse(text, TIME).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw tokens.error(
                    START, CsvPosition.quote(text) + " is not a time; expected the form 1979-01-01 00-00-00");
        }
    }

    private int readValues() throws IOException {
        int count = 0;
        boolean complete = "false".equals(tags.get("@missing"));
        do {
            String text = tokens.until(',');
            if (count == values.length) {
                values = Arrays.copyOf(values, 2 * count);
            }
            if (!text.equals(MISSING)) {
                values[count] = value(text, count);
            } else if (complete) {
                throw tokens.error("", "value " + (count + 1) + " is missing, but @missing is false");
            } else {
                values[count] = Double.NaN;
            }
            count++;
        } while (!tokens.lineEnded());
        return count;
    }

    private double value(String text, int index) {
        double value = finite(text);
        if (Double.isNaN(value)) {
            throw tokens.error(
                    "",
                    "value " + (index + 1) + ", " + CsvPosition.quote(text)
                            + ", is not a number; expected one, or ? for a missing value");
        }
        return value;
    }

    private double number(Attribute attribute, String text) {
        double value = finite(text);
        if (Double.isNaN(value)) {
            throw tokens.error(attribute.name(), CsvPosition.quote(text) + " is not a number");
        }
        return value;
    }

    private static double finite(String text) {
        double value = CsvNumbers.plain(text) ? Double.parseDouble(text) : Double.NaN;
        return Double.isInfinite(value) ? Double.NaN : value;
    }
}
