package io.forecastj.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.InvalidSeriesException;
import io.forecastj.TimeSeries;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Random tables in random dialects: what is read equals what was written, or is refused with an option. */
class CsvDialectTest {
    private static final int TABLES = 400;
    private static final int MANY_TABLES = 4_000;

    /** A table, the text of it in some dialect, and the options that read it. */
    private static final class Table {
        final Random random;
        final StringBuilder text = new StringBuilder();
        final CsvReading reading = Csv.read();
        final CsvReading detecting = Csv.read().detect();
        final List<String> names = new ArrayList<>(List.of("time"));
        final TimeSeries series;
        final char delimiter;
        final char quote;
        final char decimal;
        final char thousands;
        final boolean headless;
        final String currency;
        final int kind;
        final String end;

        Table(long seed) {
            random = new Random(seed);
            delimiter = pick(",;\t|");
            quote = random.nextInt(4) == 0 ? '\'' : '"';
            decimal = pick(".,");
            char separator = pick("\0\0,. '");
            thousands = separator == decimal || (separator == quote) ? '\0' : separator;
            headless = random.nextInt(4) == 0;
            currency = random.nextInt(5) == 0 ? List.of("$", "EUR", "\u20AC").get(random.nextInt(3)) : "";
            kind = random.nextInt(5);
            end = random.nextInt(5) == 0 ? "Total" : "";
            series = write();
        }

        private char pick(String chars) {
            return chars.charAt(random.nextInt(chars.length()));
        }

        private boolean oneOf(int count) {
            return random.nextInt(count) == 0;
        }

        private TimeSeries write() {
            int columns = 1 + random.nextInt(3);
            int rows = 1 + random.nextInt(12);
            List<String> values = new ArrayList<>();
            for (int i = 0; i < columns; i++) {
                values.add(List.of("load", "Preis", "close", "Vol.").get(i) + (oneOf(3) ? delimiter + "x" : ""));
            }
            names.addAll(values);
            TimeSeries.Builder builder = TimeSeries.builder(headless ? headlessNames(columns) : values);
            DateTimeFormatter dates = DateTimeFormatter.ofPattern(
                            List.of("yyyy-MM-dd", "dd.MM.yyyy HH:mm", "MM/dd/yyyy", "yyyy-MM-dd'T'HH:mm:ss'Z'", "")
                                    .get(kind)
                                    .replace("'Z'", "'Z'"))
                    .withZone(ZoneOffset.UTC);
            Instant time = Instant.parse("2023-12-25T00:00:00Z").plus(Duration.ofDays(random.nextInt(60)));
            List<String> lines = new ArrayList<>();
            for (int row = 0; row < rows; row++) {
                StringBuilder line = new StringBuilder();
                line.append(field(kind == 4 ? Long.toString(time.toEpochMilli() * 1000) : dates.format(time)));
                double[] numbers = new double[columns];
                for (int i = 0; i < columns; i++) {
                    line.append(delimiter).append(field(number(numbers, i)));
                }
                builder.add(time, numbers);
                lines.add(line.toString());
                time = time.plus(Duration.ofDays(1 + random.nextInt(3)));
            }
            options(lines);
            return builder.build();
        }

        private static List<String> headlessNames(int columns) {
            List<String> names = new ArrayList<>();
            for (int i = 0; i < columns; i++) {
                names.add("column" + (i + 2));
            }
            return names;
        }

        private void options(List<String> lines) {
            if (oneOf(3)) {
                Collections.reverse(lines);
                reading.newestFirst();
            }
            int preamble = oneOf(3) ? 1 + random.nextInt(3) : 0;
            for (int i = 0; i < preamble; i++) {
                text.append(List.of("https://example.org", "\"unclosed", "", "Prices of 2024", "Source: us")
                                .get(random.nextInt(5)))
                        .append('\n');
            }
            if (preamble > 0) {
                reading.skipLines(preamble);
            }
            boolean comments = oneOf(5);
            if (comments) {
                reading.comments('#');
                text.append("# unit: MW\n");
            }
            if (headless) {
                reading.noHeader(reversedNames());
            } else {
                text.append(String.join(
                                Character.toString(delimiter),
                                names.stream().map(this::field).toList()))
                        .append('\n');
            }
            boolean blanks = oneOf(6);
            for (String line : lines) {
                text.append(line).append(oneOf(2) ? "\n" : "\r\n");
                if (comments && oneOf(4)) {
                    text.append("# note " + delimiter + "\n");
                }
                if (blanks && oneOf(4)) {
                    text.append('\n');
                }
            }
            if (blanks) {
                reading.skipBlankLines();
                detecting.skipBlankLines();
            }
            if (!end.isEmpty()) {
                text.append(end).append(delimiter).append("12\nall rights \"reserved\n");
                reading.endAt(end);
                detecting.endAt(end);
            }
            reading.delimiter(delimiter).quote(quote).decimal(decimal).time("time");
            detecting.quote(quote);
            if (thousands != '\0') {
                reading.thousands(thousands);
            }
            if (!currency.isEmpty()) {
                reading.currency(currency);
                detecting.currency(currency);
            }
            reading.percentages().suffixes().parentheses();
            detecting.percentages().suffixes().parentheses();
            switch (kind) {
                case 1 -> reading.timeFormat("dd.MM.yyyy HH:mm");
                case 2 -> reading.timeFormat("MM/dd/yyyy");
                case 4 -> reading.epoch(TimeUnit.MICROSECONDS);
                default -> {}
            }
        }

        private String[] reversedNames() {
            List<String> all = new ArrayList<>(List.of("time"));
            all.addAll(headlessNames(names.size() - 1));
            return all.toArray(String[]::new);
        }

        private String field(String value) {
            String doubled = value.replace(Character.toString(quote), Character.toString(quote) + quote);
            boolean needed = value.indexOf(delimiter) >= 0 || !doubled.equals(value);
            return needed || oneOf(3) ? quote + doubled + quote : value;
        }

        /** Writes a random number, and sets what it is. */
        private String number(double[] into, int at) {
            if (oneOf(12)) {
                into[at] = Double.NaN;
                return "";
            }
            BigDecimal number = new BigDecimal(random.nextInt(200_000_000) - 100_000_000)
                    .movePointLeft(random.nextInt(8))
                    .setScale(random.nextInt(5), RoundingMode.DOWN);
            if (number.signum() == 0) {
                number = BigDecimal.ONE;
            }
            boolean parentheses = number.signum() < 0 && oneOf(5);
            String digits = grouped(number.abs());
            String minus = number.signum() > 0 || parentheses ? "" : oneOf(5) ? "\u2212" : "-";
            String sign = currency.isEmpty() || oneOf(2) ? "" : currency;
            if (sign.isEmpty() && oneOf(8)) {
                into[at] = number.movePointLeft(2).doubleValue();
                digits += oneOf(2) ? "%" : " %";
            } else if (oneOf(8)) {
                int power = 1 + random.nextInt(4);
                into[at] = number.movePointRight(3 * power).doubleValue();
                digits += " KMBT".charAt(power);
            } else {
                into[at] = number.doubleValue();
            }
            String signed = oneOf(2) ? minus + sign + digits : sign.isEmpty() ? minus + digits : minus + digits + sign;
            return parentheses ? "(" + signed + ")" : signed;
        }

        private String grouped(BigDecimal number) {
            String plain = number.toPlainString();
            int point = plain.indexOf('.');
            String whole = point < 0 ? plain : plain.substring(0, point);
            StringBuilder written = new StringBuilder(whole);
            for (int i = whole.length() - 3; i > 0 && thousands != '\0'; i -= 3) {
                written.insert(i, thousands);
            }
            return point < 0
                    ? written.toString()
                    : written.append(decimal)
                            .append(plain, point + 1, plain.length())
                            .toString();
        }
    }

    private static void read(int tables) {
        for (int seed = 0; seed < tables; seed++) {
            Table table = new Table(seed);
            try {
                assertThat(table.reading
                                .from(new StringReader(table.text.toString()), "a.csv")
                                .one())
                        .as("seed " + seed + "\n" + table.text)
                        .isEqualTo(table.series);
            } catch (InvalidSeriesException e) {
                throw new AssertionError("seed " + seed + "\n" + table.text, e);
            }
        }
    }

    private static void detect(int tables) {
        int read = 0;
        for (int seed = 0; seed < tables; seed++) {
            Table table = new Table(seed);
            try {
                CsvSeries found = table.detecting.from(new StringReader(table.text.toString()), "a.csv");
                assertThat(found.one())
                        .as("seed " + seed + " " + found.detected() + "\n" + table.text)
                        .isEqualTo(table.series);
                read++;
            } catch (InvalidSeriesException e) {
                assertThat(e.getMessage())
                        .as("seed " + seed + "\n" + table.text)
                        .matches("(?s).*\\b(delimiter|decimal|thousands|skipLines|comments|noHeader|time|timeFormat|"
                                + "newestFirst|epoch|skipBlankLines|endAt|columns)\\(.*");
            }
        }
        // the rest is open, mostly because all numbers are of one group, or few
        assertThat(read).isGreaterThan(tables / 3);
    }

    @Test
    void tablesInRandomDialectsAreReadAsWritten() {
        read(TABLES);
    }

    @Test
    void tablesInRandomDialectsAreDetectedOrRefusedWithAnOption() {
        detect(TABLES);
    }

    @Tag("slow")
    @Test
    void manyTablesInRandomDialectsAreReadAsWrittenAndDetectedOrRefused() {
        read(MANY_TABLES);
        detect(MANY_TABLES);
    }
}
