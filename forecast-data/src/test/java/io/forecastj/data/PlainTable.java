package io.forecastj.data;

import io.forecastj.InvalidSeriesException;
import io.forecastj.TimeSeries;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A simple reader of the plainest files, to compare with: a header {@code t} or {@code id,t} and columns of plain
 * names, ISO dates, instants with seconds or epoch milliseconds, and numbers, without quotes, blanks or anything else.
 */
final class PlainTable {
    private static final String NUMBER = "-?[0-9]{1,15}([.][0-9]{1,15})?(e-?[0-9]{1,2})?|NaN|";
    private static final String DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}";
    private static final String INSTANT = DATE + "T[0-9]{2}:[0-9]{2}:[0-9]{2}Z";
    private static final String EPOCH = "1[5-7][0-9]{11}";

    /** The forms of the valid files. */
    enum Form {
        DATES("t,y"),
        INSTANTS("t,open,high,low,close,volume"),
        EPOCHS("t,y,x"),
        SEVERAL("id,t,y");

        private final String header;

        Form(String header) {
            this.header = header;
        }
    }

    private final Map<String, TimeSeries.Builder> builders = new LinkedHashMap<>();

    private PlainTable() {}

    /** Returns a valid file. */
    static String text(Form form, Random random) {
        StringBuilder text = new StringBuilder(form.header).append('\n');
        LocalDate day = LocalDate.of(2020, 1, 1).plusDays(random.nextInt(500));
        for (int row = 0; row < 3 + random.nextInt(20); row++) {
            day = day.plusDays(1 + random.nextInt(2));
            long millis = day.toEpochDay() * IsoText.DAY + 1_000L * random.nextInt(86_400);
            String time =
                    switch (form) {
                        case DATES, SEVERAL -> day.toString();
                        case INSTANTS -> Instant.ofEpochMilli(millis).toString();
                        case EPOCHS -> Long.toString(millis);
                    };
            text.append(form == Form.SEVERAL ? (row % 3 == 0 ? "a," : "b,") : "")
                    .append(time);
            double price = random.nextInt(10_000) / 100.0;
            if (form == Form.INSTANTS) {
                text.append(',')
                        .append(price)
                        .append(',')
                        .append(price + 1)
                        .append(',')
                        .append(price - 1);
            }
            text.append(',').append(price);
            text.append(form == Form.INSTANTS || form == Form.EPOCHS ? "," + random.nextInt(1_000_000) : "");
            text.append('\n');
        }
        return text.toString();
    }

    /** Reads a file, or returns null if it is not one of the plainest. */
    static PlainTable of(byte[] bytes) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
        List<String> lines = Arrays.asList(text.split("\r?\n", -1));
        int end = lines.get(lines.size() - 1).isEmpty() ? lines.size() - 1 : lines.size();
        PlainTable table = new PlainTable();
        return end > 1 && table.read(lines.subList(0, end)) ? table : null;
    }

    private boolean read(List<String> lines) {
        List<String> header = List.of(lines.get(0).split(",", -1));
        boolean several = header.get(0).equals("id");
        int time = several ? 1 : 0;
        List<String> names = header.subList(Math.min(header.size(), time + 1), header.size());
        boolean plain = names.stream().allMatch(name -> name.matches("y|x|open|high|low|close|volume"));
        if (!plain
                || names.isEmpty()
                || !header.get(time).equals("t")
                || names.stream().distinct().count() < names.size()) {
            return false;
        }
        String form = null;
        for (String line : lines.subList(1, lines.size())) {
            List<String> fields = List.of(line.split(",", -1));
            if (fields.size() != header.size() || (several && !fields.get(0).matches("[ab]"))) {
                return false;
            }
            String now = form(fields.get(time));
            form = form == null ? now : form;
            if (now == null || !now.equals(form) || !add(fields, time, names)) {
                return false;
            }
        }
        return true;
    }

    private static String form(String time) {
        for (String form : List.of(DATE, INSTANT, EPOCH)) {
            if (time.matches(form)) {
                return form;
            }
        }
        return null;
    }

    private boolean add(List<String> fields, int time, List<String> names) {
        List<Double> values = new ArrayList<>();
        for (String field : fields.subList(time + 1, fields.size())) {
            if (!field.matches(NUMBER)) {
                return false;
            }
            values.add(field.isEmpty() ? Double.NaN : Double.parseDouble(field));
        }
        String id = time == 0 ? "" : fields.get(0);
        try {
            builders.computeIfAbsent(id, key -> TimeSeries.builder(names).id(key))
                    .add(
                            millis(fields.get(time)),
                            values.stream().mapToDouble(each -> each).toArray());
            return true;
        } catch (DateTimeException | InvalidSeriesException e) {
            return false;
        }
    }

    private static long millis(String text) {
        if (text.matches(EPOCH)) {
            return Long.parseLong(text);
        }
        return text.matches(DATE)
                ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli()
                : Instant.parse(text).toEpochMilli();
    }

    List<TimeSeries> series() {
        return builders.values().stream().map(TimeSeries.Builder::build).toList();
    }
}
