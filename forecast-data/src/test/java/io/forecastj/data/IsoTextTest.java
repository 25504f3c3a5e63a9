package io.forecastj.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.TimeSeries;
import java.io.StringReader;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The fast conversion of times against java.time. */
class IsoTextTest {
    private static final long SEED = 20_241_130;
    private static final long LAST = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();
    private static final String CHARACTERS = "0123456789-:.TZ+ tz";

    private static final DateTimeFormatter OFFSET = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX][X]")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    /** A form of times, converted fast and by java.time. */
    private interface Form {
        long convert(char[] chars, int from, int to);
    }

    private static long fast(Form form, String text) {
        String around = "20" + text + "01";
        return form.convert(around.toCharArray(), 2, 2 + text.length());
    }

    /** Returns what java.time makes of a text, or none if it refuses it or finds more than milliseconds. */
    private static long slow(ToLongFunction<String> parser, String text) {
        try {
            return parser.applyAsLong(text);
        } catch (DateTimeException e) {
            return IsoText.NONE;
        }
    }

    private static long millis(Instant instant) {
        return instant.getNano() % 1_000_000 == 0 ? instant.toEpochMilli() : IsoText.NONE;
    }

    private static long date(String text) {
        return millis(LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC));
    }

    private static long dateTime(String text) {
        return millis(LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC));
    }

    private static long instant(String text) {
        return millis(OffsetDateTime.parse(text.replace(' ', 'T'), OFFSET).toInstant());
    }

    /** A random instant of the years 0 to 9999, most of them of the last century. */
    private static LocalDateTime local(Random random) {
        long first = random.nextInt(3) == 0 ? -62_167_219_200_000L : 0;
        long last = random.nextInt(3) == 0 ? LAST : 4_000_000_000_000L;
        long millis = random.nextLong(first, last);
        long unit = new long[] {1, 1_000, 60_000, 86_400_000}[random.nextInt(4)];
        return LocalDateTime.ofInstant(Instant.ofEpochMilli(Math.floorDiv(millis, unit) * unit), ZoneOffset.UTC);
    }

    private static String separated(LocalDateTime time, Random random) {
        String text = time.toString();
        return random.nextBoolean() ? text : text.replace('T', ' ');
    }

    private static String offset(Random random) {
        if (random.nextInt(3) == 0) {
            return "Z";
        }
        ZoneOffset offset = ZoneOffset.ofHoursMinutes(random.nextInt(18), random.nextInt(60));
        String id = offset.getId().equals("Z") ? "+00:00" : offset.getId();
        return random.nextBoolean() ? id : id.replace('+', '-');
    }

    private static String changed(String text, Random random) {
        StringBuilder changed = new StringBuilder(text);
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(changed.length());
            char c = CHARACTERS.charAt(random.nextInt(CHARACTERS.length()));
            switch (random.nextInt(4)) {
                case 0 -> changed.insert(at, c);
                case 1 -> changed.deleteCharAt(at);
                default -> changed.setCharAt(at, c);
            }
            if (changed.isEmpty()) {
                return "0";
            }
        }
        return changed.toString();
    }

    /** Assertions cost more than what they check here. */
    private static void assertEqual(long actual, long expected, String text) {
        if (actual != expected) {
            assertThat(actual).as("seed %d, '%s'", SEED, text).isEqualTo(expected);
        }
    }

    private static void check(Form form, ToLongFunction<String> parser, String text, Random random) {
        assertEqual(fast(form, text), slow(parser, text), text);
        String changed = changed(text, random);
        long converted = fast(form, changed);
        if (converted != IsoText.NONE) {
            assertEqual(converted, slow(parser, changed), changed);
        }
    }

    @Test
    void datesAreThoseOfJavaTime() {
        Random random = new Random(SEED);
        for (int i = 0; i < 100_000; i++) {
            check(IsoText::date, IsoTextTest::date, local(random).toLocalDate().toString(), random);
        }
    }

    @Test
    void allDaysOfEightHundredYearsAreThoseOfJavaTime() {
        LocalDate end = LocalDate.of(2401, 1, 1);
        for (LocalDate day = LocalDate.of(1600, 1, 1); day.isBefore(end); day = day.plusDays(1)) {
            assertEqual(fast(IsoText::date, day.toString()), day.toEpochDay() * IsoText.DAY, day.toString());
        }
    }

    @Test
    void dateTimesAreThoseOfJavaTime() {
        Random random = new Random(SEED);
        for (int i = 0; i < 100_000; i++) {
            check(IsoText::dateTime, IsoTextTest::dateTime, separated(local(random), random), random);
        }
    }

    @Test
    void instantsAreThoseOfJavaTime() {
        Random random = new Random(SEED);
        for (int i = 0; i < 100_000; i++) {
            check(IsoText::instant, IsoTextTest::instant, separated(local(random), random) + offset(random), random);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2023-02-29",
                "1900-02-29",
                "2020-00-01",
                "2020-01-00",
                "2020-13-01",
                "2020-04-31",
                "2020-1-01",
                "2020/01/01",
                "+2020-01-01",
                "-2020-01-01",
                "20200101",
                "2020-01-01T",
                ""
            })
    void whatIsNoUsualDateIsLeftToJavaTime(String text) {
        assertThat(fast(IsoText::date, text)).isEqualTo(IsoText.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2020-01-01T24:00", "2020-01-01T23:60", "2020-01-01T23:59:60", "2020-01-01T23:59:59.",
                "2020-01-01T23:59:59.0001", "2020-01-01T23:59:59,1", "2020-01-01t23:59", "2020-01-01T23",
                "2020-01-01T23:59:5", "2020-01-01T23:59:59.1234567890", "2020-01-01"
            })
    void whatIsNoUsualDateTimeIsLeftToJavaTime(String text) {
        assertThat(fast(IsoText::dateTime, text)).isEqualTo(IsoText.NONE);
    }

    @Test
    void zerosAfterTheMillisecondsAreNoFinerTime() {
        assertThat(fast(IsoText::dateTime, "1970-01-01T00:00:00.120000000")).isEqualTo(120);
        assertThat(fast(IsoText::dateTime, "1970-01-01T00:00:00.5")).isEqualTo(500);
    }

    /** Counts of all sizes that leave no doubt about the unit, some written with zeros before them. */
    @ParameterizedTest
    @EnumSource(
            value = TimeUnit.class,
            names = {"SECONDS", "MILLISECONDS", "MICROSECONDS", "NANOSECONDS"})
    void countsSinceTheEpochAreThoseOfTheirUnit(TimeUnit unit) {
        Random random = new Random(SEED);
        StringBuilder text = new StringBuilder("t,y\n");
        TimeSeries.Builder expected = TimeSeries.builder("y");
        long millis = 100_000_000_000L;
        while (millis < 9_000_000_000_000L) {
            millis = (millis / 1_000 + 1 + random.nextLong(1_000_000_000)) * 1_000;
            text.append(random.nextInt(10) == 0 ? "00" : "")
                    .append(unit.convert(millis, TimeUnit.MILLISECONDS))
                    .append(",1\n");
            expected.add(millis, 1);
        }
        assertThat(Csv.read()
                        .epoch(unit)
                        .from(new StringReader(text.toString()), "a.csv")
                        .one())
                .isEqualTo(expected.build());
    }

    @Test
    void aCountThatIsRefusedNamesTheOneBeforeAsItIsWritten() {
        String text = "t,y\n1577836800000,1\n001577836860000,2\n1577836920,3\n";
        assertThatThrownBy(() -> Csv.read().from(new StringReader(text), "a.csv"))
                .hasMessageContaining("but '001577836860000' on line 3 is epoch milliseconds");
        String usual = text.replace("00157", "157");
        assertThatThrownBy(() -> Csv.read().from(new StringReader(usual), "a.csv"))
                .hasMessageContaining("but '1577836860000' on line 3 is epoch milliseconds");
    }

    /** Every hour of some years, of which the file has those that occur once. */
    @ParameterizedTest
    @ValueSource(
            strings = {"UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "+03:30"})
    void timesOfAZoneAreThoseOfJavaTime(String name) {
        ZoneId zone = ZoneId.of(name);
        StringBuilder text = new StringBuilder("t,y\n");
        TimeSeries.Builder expected = TimeSeries.builder("y").zone(zone);
        LocalDateTime end = LocalDateTime.of(2024, 1, 1, 0, 0);
        for (LocalDateTime time = LocalDateTime.of(2021, 1, 1, 0, 0); time.isBefore(end); time = time.plusHours(1)) {
            if (zone.getRules().getValidOffsets(time).size() == 1) {
                text.append(time).append(",1\n");
                expected.add(time.atZone(zone).toInstant().toEpochMilli(), 1);
            }
        }
        assertThat(Csv.read()
                        .zone(zone)
                        .from(new StringReader(text.toString()), name)
                        .one())
                .isEqualTo(expected.build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Berlin", "America/Sao_Paulo", "Asia/Beirut", "Pacific/Apia"})
    void datesOfAZoneAreThoseOfJavaTime(String name) {
        ZoneId zone = ZoneId.of(name);
        StringBuilder text = new StringBuilder("t,y\n");
        TimeSeries.Builder expected = TimeSeries.builder("y").zone(zone);
        LocalDate end = LocalDate.of(2024, 1, 1);
        for (LocalDate day = LocalDate.of(2005, 1, 1); day.isBefore(end); day = day.plusDays(1)) {
            // a day that a country left out, to move to the other side of the date line
            if (!day.equals(LocalDate.of(2011, 12, 30))) {
                text.append(day).append(",1\n");
                expected.add(day.atStartOfDay(zone).toInstant().toEpochMilli(), 1);
            }
        }
        assertThat(Csv.read()
                        .zone(zone)
                        .from(new StringReader(text.toString()), name)
                        .one())
                .isEqualTo(expected.build());
    }
}
