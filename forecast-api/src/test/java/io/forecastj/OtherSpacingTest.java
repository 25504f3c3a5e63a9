package io.forecastj;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Rows of another spacing than the series declares or the model was trained on. */
class OtherSpacingTest {
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final long START = Instant.parse("2024-03-04T00:00:00Z").toEpochMilli(); // a Monday

    private static TimeSeries rows(LongStream times) {
        TimeSeries.Builder series = TimeSeries.builder("y");
        times.forEach(time -> series.add(time, Math.floorMod(time / HOUR, 24)));
        return series.build();
    }

    private static TimeSeries every(long distance, int count) {
        return rows(LongStream.range(0, count).map(i -> START + i * distance));
    }

    private static TimeSeries days(int count, Predicate<DayOfWeek> open) {
        return rows(IntStream.range(0, count)
                .mapToObj(i -> LocalDate.of(2024, 3, 4).plusDays(i))
                .filter(day -> open.test(day.getDayOfWeek()))
                .mapToLong(day -> day.toEpochDay() * DAY));
    }

    private static TimeSeries weekdays(int count) {
        return days(count, day -> day.getValue() < 6);
    }

    private static TimeSeries declared(TimeSeries series, Sampling sampling) {
        return series.toBuilder().sampling(sampling).build();
    }

    @Test
    void aModelOfHoursSaysThatRowsAreNotHours() {
        try (Predictor hourly = Baselines.seasonalNaive("y", 24, 3).fit(every(HOUR, 500));
                Predictor naive = Baselines.naive("y", 3).fit(every(HOUR, 500))) {
            assertThat(hourly.predict(every(HOUR, 100)).status()).isEqualTo(ForecastStatus.OK);
            for (int minutes : new int[] {30, 31, 40, 44, 45, 50, 57, 59, 61, 63, 75, 89, 90, 91}) {
                for (int rows : new int[] {48, 101, 300}) {
                    TimeSeries history = every(minutes * MINUTE, rows);
                    Forecast forecast = hourly.predict(history);
                    assertThat(forecast.status()).as("%d minutes", minutes).isEqualTo(ForecastStatus.DEGRADED);
                    assertThat(forecast.reasons().get(0)).contains("the spacing, one row every PT1H");
                    assertThat(naive.predict(history).status())
                            .as("%d rows of %d minutes, naive", rows, minutes)
                            .isEqualTo(ForecastStatus.DEGRADED);
                    assertThat(hourly.predict(declared(history, Sampling.hourly()))
                                    .status())
                            .isEqualTo(ForecastStatus.DEGRADED);
                }
            }
        }
    }

    @Test
    void aModelOfDaysSaysThatRowsAreHalfDays() {
        for (TimeSeries training : List.of(every(DAY, 200), weekdays(200))) {
            try (Predictor daily = Baselines.seasonalNaive("y", 7, 3).fit(training)) {
                for (long distance : new long[] {12 * HOUR, 8 * HOUR, 30 * HOUR, 36 * HOUR}) {
                    assertThat(daily.predict(every(distance, 60)).status())
                            .as("%s, every %d ms", training.sampling(), distance)
                            .isEqualTo(ForecastStatus.DEGRADED);
                }
            }
        }
    }

    @Test
    void aSessionThatIsFedHalfHoursSaysSoAndSoDoesARestoredOne() {
        TimeSeries whole = every(HOUR, 500);
        try (Predictor hourly = Baselines.seasonalNaive("y", 24, 3).fit(whole);
                PredictionSession session = hourly.openSession(whole)) {
            long time = whole.timestamp(499);
            for (int i = 0; i < 60; i++) {
                time += 30 * MINUTE;
                session.append(time, new double[] {i});
                Forecast forecast = session.forecast();
                assertThat(forecast.status()).as("row %d", i).isEqualTo(ForecastStatus.DEGRADED);
                try (PredictionSession restored = hourly.restore(session.snapshot())) {
                    assertThat(restored.forecast()).isEqualTo(forecast);
                    restored.append(time + HOUR, new double[] {1});
                    assertThat(restored.forecast().status()).isEqualTo(ForecastStatus.DEGRADED);
                }
            }
        }
    }

    @Test
    void sessionsCountTheStepsAsStatelessCallsDoAlsoAfterSnapshots() {
        for (long seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            long[] distances = {HOUR, HOUR, HOUR, HOUR, 30 * MINUTE, 59 * MINUTE, 2 * HOUR, 59 * HOUR};
            TimeSeries training = seed % 2 == 0 ? every(HOUR, 500) : weekdays(300);
            long unit = seed % 2 == 0 ? 1 : 24;
            try (Predictor predictor = Baselines.seasonalNaive("y", 6, 2).fit(training)) {
                TimeSeries history = every(HOUR * unit, 10);
                PredictionSession session = predictor.openSession(history);
                for (int i = 0; i < 60; i++) {
                    long time = history.timestamp(history.length() - 1)
                            + unit * distances[random.nextInt(random.nextInt(distances.length) + 1)];
                    history = history.append(time, i);
                    session.append(time, new double[] {i});
                    if (random.nextInt(5) == 0) {
                        PredictionSession restored = predictor.restore(session.snapshot());
                        session.close();
                        session = restored;
                    }
                    assertThat(session.forecast())
                            .as("seed %d, row %d", seed, i)
                            .isEqualTo(predictor.predict(history));
                }
                session.close();
            }
        }
    }

    @Test
    void aStrayRowAndRowsThatTurnHalfHourlyAreGaps() {
        TimeSeries stray = rows(LongStream.range(0, 500)
                .flatMap(i -> i == 490 ? LongStream.of(i * 60, i * 60 + 30) : LongStream.of(i * 60))
                .map(minute -> START + minute * MINUTE));
        TimeSeries turned = rows(
                LongStream.range(0, 520).map(i -> START + (i < 500 ? i * HOUR : 500 * HOUR + (i - 500) * 30 * MINUTE)));
        try (Predictor hourly = Baselines.seasonalNaive("y", 3, 24).fit(every(HOUR, 500))) {
            for (TimeSeries series : List.of(stray, turned, declared(every(30 * MINUTE, 400), Sampling.hourly()))) {
                assertThat(series.sampling()).isEqualTo(Sampling.hourly());
                assertThat(series.gaps()).isNotEmpty().allMatch(gap -> gap.rows() == 0);
                assertThatThrownBy(series::requireNoGaps)
                        .isInstanceOf(InvalidSeriesException.class)
                        .hasMessageContaining("does not fit its spacing");
                assertThat(hourly.predict(series).status()).isEqualTo(ForecastStatus.DEGRADED);
            }
        }
        assertThat(declared(every(59 * MINUTE, 100), Sampling.hourly()).gaps()).isNotEmpty();
    }

    @Test
    void jitterAndSlowClocksAreNoGaps() {
        for (long seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            TimeSeries jitter = rows(LongStream.range(0, 2_000).map(i -> START + i * HOUR + random.nextInt(420_000)));
            assertThat(declared(jitter, Sampling.hourly()).gaps())
                    .as("seed " + seed)
                    .isEmpty();
        }
        assertThat(declared(every(MINUTE + 100, 20_000), Sampling.fixed(Duration.ofMinutes(1)))
                        .gaps())
                .as("2 seconds late in 20 minutes")
                .isEmpty();
    }

    @Test
    void declaredSpacingsOfOneLengthContradictEachOtherByTheirOpenSlots() {
        Sampling currency = new Sampling.Irregular(
                Duration.ofHours(1),
                IntStream.range(0, 168)
                        .filter(hour -> hour < 46 || hour >= 94)
                        .boxed()
                        .toList());
        record Case(TimeSeries training, Sampling declared, boolean fits) {}
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        for (Case one : List.of(
                new Case(weekdays(200), Sampling.daily(), false),
                new Case(every(DAY, 200), Sampling.weekdays(), false),
                new Case(every(HOUR, 500), currency, false),
                new Case(every(HOUR, 500), Sampling.hourly(), true),
                new Case(every(DAY, 200), Sampling.daily(berlin), true),
                new Case(weekdays(200), Sampling.weekdays(berlin), true),
                new Case(weekdays(200), Sampling.weekdays().withHolidays(List.of(LocalDate.EPOCH)), true),
                new Case(every(DAY, 200), Sampling.monthly(), false))) {
            try (Predictor naive = Baselines.naive("y", 2).fit(one.training())) {
                TimeSeries history = TimeSeries.of("y", Instant.ofEpochMilli(START), one.declared(), 1, 2, 3);
                List<String> reasons = naive.predict(history).reasons();
                assertThat(reasons.stream().anyMatch(reason -> reason.contains("the history declares")))
                        .as("%s", one.declared())
                        .isEqualTo(!one.fits());
            }
        }
    }

    @Test
    void calendarDaysAreNoWeekdays() {
        for (int horizon : new int[] {1, 5}) {
            try (Predictor naive = Baselines.naive("y", horizon).fit(weekdays(200));
                    Predictor seasonal = Baselines.seasonalNaive("y", 5, 2).fit(weekdays(200))) {
                for (int rows = 10; rows < 40; rows++) {
                    for (Predictor predictor : List.of(naive, seasonal)) {
                        assertThat(predictor.predict(every(DAY, rows)).reasons())
                                .as("%d days", rows)
                                .anyMatch(reason -> reason.contains("do not fit the spacing"));
                    }
                }
            }
        }
    }

    @Test
    void fiveLostTradingDaysAreCountedAndHolidaysAreNot() {
        for (int lost = 1; lost < 13; lost++) {
            int from = 85; // a Tuesday
            LocalDate first = LocalDate.of(2024, 3, 4).plusDays(from);
            int count = lost;
            TimeSeries all = weekdays(150);
            int row = IntStream.range(0, all.length())
                    .filter(i -> all.timestamp(i) == first.toEpochDay() * DAY)
                    .findFirst()
                    .orElseThrow();
            TimeSeries series = rows(IntStream.range(0, all.length())
                    .filter(i -> i < row || i >= row + count)
                    .mapToLong(all::timestamp));
            if (lost < 5) {
                assertThat(series.gaps()).as("%d lost", lost).isEmpty();
            } else {
                assertThat(series.gaps())
                        .extracting(Gap::rows)
                        .as("%d lost", lost)
                        .containsExactly((long) lost);
            }
            List<LocalDate> holidays = IntStream.range(row, row + lost)
                    .mapToObj(i -> LocalDate.ofInstant(all.time(i), ZoneOffset.UTC))
                    .toList();
            assertThat(declared(series, Sampling.weekdays().withHolidays(holidays))
                            .gaps())
                    .isEmpty();
        }
    }

    @Test
    void opensThatMoveWithTheClocksNameTheTimeZone() {
        ZoneId newYork = ZoneId.of("America/New_York");
        LongStream.Builder winter = LongStream.builder();
        LongStream.Builder summer = LongStream.builder();
        for (int day = 0; day < 100; day++) {
            LocalDate date = LocalDate.of(2024, 1, 1).plusDays(day);
            for (int half = 0; half < 13 && date.getDayOfWeek().getValue() < 6; half++) {
                long time = date.atTime(9, 30).atZone(newYork).toInstant().toEpochMilli() + half * 30 * MINUTE;
                (date.isBefore(LocalDate.of(2024, 3, 9)) ? winter : summer).add(time);
            }
        }
        try (Predictor naive = Baselines.seasonalNaive("y", 13, 2).fit(rows(winter.build()))) {
            assertThat(naive.predict(rows(summer.build())).reasons())
                    .anyMatch(reason -> reason.contains("set the time zone of the series with zone(...)"));
        }
    }
}
