package io.forecastj;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The spacing that rows show: the next times are those of the true grid, or they are estimates. */
class InferredSpacingTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final LocalDateTime START = LocalDateTime.of(2024, 1, 8, 0, 0); // a Monday
    private static final long SECOND = 1_000;
    private static final long HOUR = 3_600 * SECOND;

    private final List<String> wrong = new ArrayList<>();

    /** A grid in local time, of which some slots are closed. */
    private record Market(String name, ZoneId zone, int minutes, Predicate<LocalDateTime> open) {
        long[] times(LocalDateTime from, int days) {
            return Stream.iterate(from, time -> time.plusMinutes(minutes))
                    .limit(days * 1_440L / minutes)
                    .filter(open)
                    .mapToLong(time -> time.atZone(zone).toInstant().toEpochMilli())
                    .distinct()
                    .toArray();
        }

        Market every(int other) {
            return new Market(name, zone, other, open);
        }
    }

    private static boolean weekday(LocalDateTime time) {
        return time.getDayOfWeek().getValue() < 6;
    }

    private static boolean between(LocalDateTime time, String from, String to) {
        return !time.toLocalTime().isBefore(LocalTime.parse(from))
                && time.toLocalTime().isBefore(LocalTime.parse(to));
    }

    private static int hourOfWeek(LocalDateTime time) {
        return (time.getDayOfWeek().getValue() - 1) * 24 + time.getHour();
    }

    private static Market always(int minutes) {
        return new Market("always", ZoneOffset.UTC, minutes, time -> true);
    }

    private static Market days(String name, Predicate<DayOfWeek> open) {
        return new Market(name, ZoneOffset.UTC, 1_440, time -> open.test(time.getDayOfWeek()));
    }

    private static final Market CURRENCY = new Market(
            "currency", ZoneOffset.UTC, 60, time -> hourOfWeek(time) < 4 * 24 + 22 || hourOfWeek(time) >= 6 * 24 + 22);
    private static final Market NYSE =
            new Market("NYSE", ZoneOffset.UTC, 30, time -> weekday(time) && between(time, "14:30", "21:00"));
    private static final Market LOCAL_NYSE =
            new Market("local NYSE", NEW_YORK, 30, time -> weekday(time) && between(time, "09:30", "16:00"));
    private static final Market CME = new Market(
            "CME",
            ZoneOffset.UTC,
            60,
            time -> time.getHour() != 22 && (hourOfWeek(time) < 4 * 24 + 22 || hourOfWeek(time) >= 6 * 24 + 22));
    private static final Market TOKYO = new Market(
            "Tokyo",
            ZoneId.of("Asia/Tokyo"),
            30,
            time -> weekday(time) && (between(time, "09:00", "11:30") || between(time, "12:30", "15:00")));

    private static final Market SHOP = new Market(
            "shop hours",
            ZoneOffset.UTC,
            60,
            time -> time.getDayOfWeek() != DayOfWeek.SUNDAY && between(time, "09:00", "20:00"));
    private static final Market THREE_A_DAY = new Market(
            "three a day", ZoneOffset.UTC, 60, time -> List.of(8, 12, 18).contains(time.getHour()));

    private static TimeSeries rows(ZoneId zone, long... times) {
        TimeSeries.Builder series = TimeSeries.builder("y").zone(zone);
        Arrays.stream(times).forEach(time -> series.add(time, 0.0));
        return series.build();
    }

    private static long[] without(long[] times, double share, Random random) {
        return IntStream.range(0, times.length)
                .filter(i -> i == 0 || i >= times.length - 3 || random.nextDouble() >= share)
                .mapToLong(i -> times[i])
                .toArray();
    }

    /** Notes a case whose next times are not the true ones; no pattern is allowed where most rows are absent. */
    private void check(Market market, int weeks, double absent, long seed) {
        Random random = new Random(seed);
        int days = 7 * weeks + random.nextInt(7);
        long[] all = market.times(START.plusDays(random.nextInt(40)), days + 21);
        long[] times = Arrays.copyOf(all, (int) ((long) all.length * days / (days + 21)));
        Sampling sampling = rows(market.zone(), without(times, absent, random)).sampling();
        if (absent > 0.5
                && sampling instanceof Sampling.Irregular irregular
                && irregular.openSlots().isEmpty()) {
            return;
        }
        int steps = Math.min(400, (all.length - times.length) / 2);
        long last = times[times.length - 1];
        Instant first =
                firstWrong(Arrays.copyOfRange(all, times.length, times.length + steps), sampling.after(last, steps));
        if (first != null) {
            wrong.add("%s every %d minutes, %d weeks, %.0f %% absent, seed %d: %s at %s after %s"
                    .formatted(
                            market.name(),
                            market.minutes(),
                            weeks,
                            100 * absent,
                            seed,
                            Spacing.text(sampling),
                            first,
                            Instant.ofEpochMilli(last)));
        }
    }

    private static @Nullable Instant firstWrong(long[] expected, long[] actual) {
        for (int i = 0; i < expected.length; i++) {
            if (expected[i] != actual[i]) {
                return Instant.ofEpochMilli(actual[i]);
            }
        }
        return null;
    }

    @Test
    void aConstantDistanceIsFoundWhateverRowsAreAbsent() {
        constantDistances(0, 1);
        assertThat(wrong).isEmpty();
    }

    private void constantDistances(long from, long to) {
        for (long seed = from; seed < to; seed++) {
            for (int minutes : new int[] {15, 30, 60, 360, 1_440}) {
                for (double absent : new double[] {0, 0.05, 0.1, 0.3, 0.4, 0.55}) {
                    check(always(minutes), 3 + (int) seed % 12, absent, seed);
                }
            }
        }
    }

    @Test
    void closedHoursAreFoundInTwoWeeks() {
        closedHours(0, 1);
        assertThat(wrong).isEmpty();
    }

    private void closedHours(long from, long to) {
        for (long seed = from; seed < to; seed++) {
            for (int weeks : new int[] {2, 3, 5, 9, 14}) {
                for (Market market : List.of(CURRENCY, NYSE, LOCAL_NYSE, CME, TOKYO, SHOP)) {
                    check(market, weeks, 0, seed);
                }
                for (int minutes : new int[] {5, 15}) {
                    check(NYSE.every(minutes), weeks, 0, seed);
                    check(TOKYO.every(minutes), weeks, 0, seed);
                }
                check(CURRENCY.every(240), weeks, 0, seed);
                check(CURRENCY.every(30), weeks, 0, seed);
            }
        }
    }

    @Test
    void closedHoursAreFoundWhereRowsAreAbsentToo() {
        closedHoursWithAbsentRows(0, 1);
        assertThat(wrong).isEmpty();
    }

    private void closedHoursWithAbsentRows(long from, long to) {
        for (long seed = from; seed < to; seed++) {
            for (int weeks : new int[] {4, 6, 9, 14}) {
                for (Market market : List.of(CURRENCY, NYSE, LOCAL_NYSE, CME, TOKYO)) {
                    check(market, weeks, 0.02, seed);
                    check(market, weeks, 0.1, seed);
                }
            }
        }
    }

    @Test
    void someDaysOfTheWeekAreFound() {
        someDays(0, 1);
        assertThat(wrong).isEmpty();
    }

    private void someDays(long from, long to) {
        for (long seed = from; seed < to; seed++) {
            for (int weeks : new int[] {6, 9, 20}) {
                for (double absent : weeks < 9 ? new double[] {0} : new double[] {0, 0.05}) {
                    for (Market market : List.of(
                            days("weekdays", day -> day.getValue() < 6),
                            days("shop", day -> day.getValue() < 7),
                            days("Mon/Wed/Fri", day -> day.getValue() % 2 == 1 && day.getValue() < 7),
                            days("Tue/Thu", day -> day.getValue() == 2 || day.getValue() == 4),
                            days("Mon+Tue", day -> day.getValue() < 3),
                            THREE_A_DAY)) {
                        check(market, weeks, absent, seed);
                    }
                }
            }
        }
    }

    @Test
    @Tag("slow")
    void manySeedsAgree() {
        constantDistances(1, 40);
        closedHours(1, 40);
        closedHoursWithAbsentRows(1, 40);
        someDays(1, 40);
        assertThat(wrong).isEmpty();
        assertThat(certainForecasts(300, 5_000)).isGreaterThan(1_000);
    }

    @Test
    void fewRowsOfSomeDaysGiveWholeDaysAndAreEstimates() {
        for (long seed = 0; seed < 5; seed++) {
            Random random = new Random(seed);
            LocalDateTime start = START.plusDays(random.nextInt(30));
            long[] businessEnds = IntStream.range(0, 40)
                    .mapToObj(month -> start.toLocalDate()
                            .withDayOfMonth(1)
                            .plusMonths(month)
                            .minusDays(1))
                    .map(day -> day.minusDays(Math.max(0, day.getDayOfWeek().getValue() - 5)))
                    .mapToLong(day -> day.toEpochDay() * 24 * HOUR)
                    .toArray();
            long[] decades = IntStream.range(0, 60)
                    .mapToObj(third -> start.toLocalDate().plusMonths(third / 3).withDayOfMonth(1 + third % 3 * 10))
                    .mapToLong(day -> day.toEpochDay() * 24 * HOUR)
                    .toArray();
            long[] fewDays = days("Tue/Thu", day -> day.getValue() == 2 || day.getValue() == 4)
                    .times(start, 10);
            for (long[] times : List.of(businessEnds, decades, fewDays)) {
                Sampling sampling = rows(ZoneOffset.UTC, times).sampling();
                assertThat(sampling.estimated()).isTrue();
                assertThat(sampling.after(times[0], 3)[2] % (24 * HOUR)).isZero();
            }
        }
    }

    @Test
    void scatteredRowsCanBePutOnTheirGrid() {
        for (int count : new int[] {400, 700, 1_400}) {
            for (double absent : new double[] {0.1, 0.15, 0.3, 0.4, 0.55}) {
                Random random = new Random(count);
                long[] all = always(60).times(START, 150);
                long[] some = without(all, absent, random);
                TimeSeries series = rows(ZoneOffset.UTC, Arrays.copyOfRange(some, some.length - count, some.length));
                assertThat(series.sampling())
                        .as("%d rows, %f absent", count, absent)
                        .isEqualTo(Sampling.hourly());
                assertThat(series.sampling().season()).isEqualTo(24);
                TimeSeries grid = series.onGrid();
                assertThat(grid.length())
                        .isEqualTo(count
                                + series.gaps().stream().mapToLong(Gap::rows).sum());
                assertThat(grid.gaps()).isEmpty();
                try (Predictor naive = Baselines.seasonalNaive("y", 24, 168).fit(series)) {
                    assertThat(naive.predict(series).status()).isEqualTo(ForecastStatus.DEGRADED);
                }
            }
        }
    }

    /** Times of rows that stop at some time, and go on after it. */
    private record Known(String text, ZoneId zone, long[] past, long[] future) {}

    private static Known known(Random random) {
        int kind = random.nextInt(5);
        LocalDateTime from = START.plusDays(random.nextInt(100)).plusHours(random.nextInt(24));
        int days = 3 + random.nextInt(90);
        int minutes = List.of(15, 30, 60, 120, 240, 360, 720, 1_440).get(random.nextInt(8));
        Market market =
                List.of(CURRENCY, NYSE, LOCAL_NYSE, CME, TOKYO, THREE_A_DAY).get(random.nextInt(6));
        String text = "kind " + kind + ", " + days + " days, " + minutes + " minutes, " + market.name();
        if (kind == 0) { // some days or hours are closed
            return cut(
                    text,
                    random.nextBoolean() ? market : someDays(random),
                    from.toLocalDate().atStartOfDay(),
                    days);
        }
        if (kind == 1) { // a constant distance in local time
            LocalDateTime midnight = from.toLocalDate().atStartOfDay();
            return cut(text, new Market("local", BERLIN, minutes, time -> true), midnight, days);
        }
        if (kind == 2) { // a constant distance that no clock has
            return cut(text, always(7 + random.nextInt(2_000)), from, days);
        }
        if (kind == 3) { // another distance for some last rows
            Known first = cut(text, always(minutes), from, days);
            long other = List.of(10, 45, 59, 61, 90, 1_500).get(random.nextInt(6)) * 60 * SECOND;
            long last = first.past[first.past.length - 1];
            int rows = 1 + random.nextInt(300);
            return new Known(
                    text + ", then " + rows + " rows every " + other,
                    ZoneOffset.UTC,
                    LongStream.concat(
                                    LongStream.of(first.past),
                                    LongStream.rangeClosed(1, rows).map(i -> last + i * other))
                            .toArray(),
                    LongStream.rangeClosed(rows + 1, rows + 5)
                            .map(i -> last + i * other)
                            .toArray());
        }
        return cut(text, always(minutes), from, days);
    }

    private static Market someDays(Random random) {
        int open = 1 + random.nextInt(127);
        return days("days " + open, day -> (open >> day.ordinal() & 1) == 1);
    }

    private static Known cut(String text, Market market, LocalDateTime from, int days) {
        long[] all = market.times(from, days + 60);
        int past = Math.max(2, (int) ((long) all.length * days / (days + 60)));
        return new Known(text, market.zone(), Arrays.copyOf(all, past), Arrays.copyOfRange(all, past, past + 5));
    }

    private static int certainForecasts(long from, long to) {
        int certain = 0;
        for (long seed = from; seed < to; seed++) {
            Random random = new Random(seed);
            Known known = known(random);
            double absent = List.of(0.0, 0.0, 0.03, 0.3).get(random.nextInt(4));
            TimeSeries series = rows(known.zone(), without(known.past(), absent, random));
            try (Predictor predictor = Baselines.seasonalNaive("y", 5, 12).fit(series)) {
                if (series.length() < predictor.info().requiredHistory()) {
                    continue;
                }
                Forecast forecast = predictor.predict(series);
                if (forecast.status() == ForecastStatus.OK && !forecast.timesEstimated()) {
                    certain++;
                    assertThat(IntStream.rangeClosed(1, 5)
                                    .mapToLong(step -> forecast.time(step).toEpochMilli()))
                            .as("seed %d: %s, %s", seed, known.text(), Spacing.text(series.sampling()))
                            .containsExactly(
                                    LongStream.of(known.future()).boxed().toArray(Long[]::new));
                }
            }
        }
        return certain;
    }

    @Test
    void aForecastThatIsOkAndCertainHasTheRightTimes() {
        assertThat(certainForecasts(0, 300)).isGreaterThan(50);
    }

    @Test
    void jitterIsRoundedAway() {
        for (long seed = 0; seed < 5; seed++) {
            Random random = new Random(seed);
            for (int minutes : new int[] {1, 10, 60, 1_440}) {
                for (double absent : new double[] {0, 0.1, 0.4}) {
                    long[] grid = always(minutes).times(START, minutes == 1 ? 8 : 60);
                    long[] times = LongStream.of(without(grid, absent, random))
                            .map(time -> time + random.nextLong(minutes == 1 ? 5 * SECOND : 20 * SECOND))
                            .toArray();
                    assertThat(rows(ZoneOffset.UTC, times).sampling())
                            .as("every %d minutes, %.0f %% absent, seed %d", minutes, 100 * absent, seed)
                            .isEqualTo(Sampling.fixed(Duration.ofMinutes(minutes)));
                }
            }
        }
    }

    @Test
    void secondsWithJitterAreRoundedToo() {
        Random random = new Random(1);
        long[] times = LongStream.range(0, 2_000)
                .map(i -> i * 10 * SECOND + random.nextInt(900))
                .toArray();
        assertThat(rows(ZoneOffset.UTC, times).sampling())
                .isEqualTo(new Sampling.Irregular(Duration.ofSeconds(10), List.of()));
    }

    @Test
    void oneOutageIsNoClosedTime() {
        for (long seed = 0; seed < 30; seed++) {
            Random random = new Random(seed);
            long[] all = always(60).times(START, 8 + random.nextInt(30));
            int length = 5 + random.nextInt(40);
            int from = 1 + random.nextInt(all.length - length - 2);
            TimeSeries series = rows(
                    ZoneOffset.UTC,
                    IntStream.range(0, all.length)
                            .filter(i -> i < from || i >= from + length)
                            .mapToLong(i -> all[i])
                            .toArray());
            boolean saturday = IntStream.range(from, from + length - 23)
                    .anyMatch(i -> START.plusHours(i).getDayOfWeek() == DayOfWeek.SATURDAY
                            && START.plusHours(i).getHour() == 0);
            if (!saturday) {
                assertThat(series.sampling()).as("seed %d", seed).isEqualTo(Sampling.hourly());
                assertThat(series.gaps())
                        .extracting(Gap::rows)
                        .as("seed %d", seed)
                        .containsExactly((long) length);
            }
        }
    }

    @Test
    void theLastWeeksCount() {
        Market newSundays = new Market(
                "open on Sundays for a year",
                ZoneOffset.UTC,
                1_440,
                time -> time.getDayOfWeek() != DayOfWeek.SUNDAY || time.isAfter(START.plusDays(700)));
        TimeSeries toSaturday = rows(ZoneOffset.UTC, newSundays.times(START, 7 * 152 - 1));
        long sunday = toSaturday.timestamp(toSaturday.length() - 1) + 24 * HOUR;
        assertThat(toSaturday.sampling().after(sunday - 24 * HOUR, 1)).containsExactly(sunday);
        for (int weeks : new int[] {6, 8, 52}) {
            for (int day = 1; day <= 7; day++) {
                int closed = day;
                Market closing = new Market(
                        "closed",
                        ZoneOffset.UTC,
                        1_440,
                        time -> time.getDayOfWeek().getValue() != closed || time.isBefore(START.plusDays(700)));
                Sampling sampling = rows(ZoneOffset.UTC, closing.times(START, 700 + 7 * weeks))
                        .sampling();
                assertThat(LongStream.of(sampling.after(
                                START.plusDays(1_400).toInstant(ZoneOffset.UTC).toEpochMilli(), 12)))
                        .as("day %d is closed for %d weeks", day, weeks)
                        .noneMatch(time -> Instant.ofEpochMilli(time)
                                        .atZone(ZoneOffset.UTC)
                                        .getDayOfWeek()
                                        .getValue()
                                == closed);
            }
        }
    }

    @Test
    void someWeeksAfterTheChangeOfClocksOnlyTheNewHoursAreOpen() {
        for (int weeks : new int[] {3, 4, 6, 7, 9}) {
            LocalDateTime end = LocalDateTime.of(2023, 11, 5, 0, 0).plusDays(7 * weeks);
            long[] times = LOCAL_NYSE.times(LocalDateTime.of(2023, 9, 3, 0, 0), 9 * 7 + 7 * weeks);
            Sampling sampling = rows(ZoneOffset.UTC, times).sampling();
            assertThat(sampling.after(times[times.length - 1], 65))
                    .as("%d weeks after it", weeks)
                    .isEqualTo(LOCAL_NYSE.times(end, 7));
        }
    }

    @Test
    void rightAfterTheChangeOfClocksTheTimeZoneIsNamed() {
        long[] times = LOCAL_NYSE.times(LocalDateTime.of(2023, 9, 3, 0, 0), 9 * 7 + 6);
        TimeSeries series = rows(ZoneOffset.UTC, times);
        try (Predictor predictor = Baselines.seasonalNaive("y", 5, 13).fit(series)) {
            assertThat(predictor.predict(series).reasons()).anyMatch(reason -> reason.contains("zone(...)"));
        }
        TimeSeries local = rows(NEW_YORK, times);
        try (Predictor predictor = Baselines.seasonalNaive("y", 5, 13).fit(local)) {
            assertThat(predictor.predict(local).status()).isEqualTo(ForecastStatus.OK);
        }
    }

    @Test
    void twoHolidaysOnTheSameDayDoNotCloseIt() {
        Market holidays = new Market(
                "NYSE",
                NEW_YORK,
                30,
                time -> LOCAL_NYSE.open().test(time) && time.getDayOfYear() != 1 && time.getDayOfYear() != 360);
        long[] times = holidays.times(LocalDateTime.of(2024, 10, 7, 0, 0), 91); // to Saturday, 4 January 2025
        TimeSeries series = rows(NEW_YORK, times);
        assertThat(series.sampling().after(times[times.length - 1], 65))
                .isEqualTo(holidays.times(LocalDateTime.of(2025, 1, 5, 0, 0), 7));
        assertThat(series.gaps()).isEmpty();
        try (Predictor predictor = Baselines.seasonalNaive("y", 5, 130).fit(series)) {
            assertThat(predictor.predict(series).status()).isEqualTo(ForecastStatus.OK);
        }
    }

    @Test
    void rowsAtLocalHoursKeepThemOverTheChangeOfClocks() {
        for (int minutes : new int[] {120, 180, 240, 360, 480, 720}) {
            Market local = new Market("local", BERLIN, minutes, time -> true);
            for (String start : new String[] {"2024-01-01T00:00", "2023-10-01T00:00", "2024-03-08T00:00"}) {
                long[] all = local.times(LocalDateTime.parse(start), 180);
                int known = all.length * 22 / 180; // some weeks, to days before the change or after it
                TimeSeries series = rows(BERLIN, Arrays.copyOf(all, all.length * 80 / 180));
                assertThat(series.sampling().after(series.timestamp(series.length() - 1), 40))
                        .as("every %d minutes from %s: %s", minutes, start, Spacing.text(series.sampling()))
                        .isEqualTo(Arrays.copyOfRange(all, series.length(), series.length() + 40));
                assertThat(series.sampling().season()).isEqualTo(1_440 / minutes);
                TimeSeries few = rows(BERLIN, Arrays.copyOf(all, known));
                assertThat(few.sampling().after(few.timestamp(known - 1), 100))
                        .as("%d rows every %d minutes from %s", known, minutes, start)
                        .isEqualTo(Arrays.copyOfRange(all, known, known + 100));
            }
        }
        for (int minutes : new int[] {30, 60, 180, 360, 720}) {
            long[] inUtc = always(minutes).times(LocalDateTime.of(2024, 2, 1, 0, 0), 50);
            assertThat(rows(BERLIN, inUtc).sampling())
                    .as("every %d minutes in UTC", minutes)
                    .isEqualTo(Sampling.fixed(Duration.ofMinutes(minutes)));
        }
    }

    @Test
    void rowsWithoutAGridHaveNoPattern() {
        for (long seed = 0; seed < 30; seed++) {
            Random random = new Random(seed);
            long unit = List.of(1L, SECOND, 60 * SECOND).get((int) seed % 3);
            long[] times = random.longs(400, 0, 30 * 24 * HOUR / unit)
                    .map(time -> time * unit)
                    .sorted()
                    .distinct()
                    .toArray();
            Sampling sampling = rows(ZoneOffset.UTC, times).sampling();
            assertThat(sampling).as("seed %d", seed).isInstanceOf(Sampling.Irregular.class);
            assertThat(((Sampling.Irregular) sampling).openSlots())
                    .as("seed %d", seed)
                    .isEmpty();
        }
    }
}
