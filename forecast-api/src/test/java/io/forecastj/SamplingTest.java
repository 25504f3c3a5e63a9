package io.forecastj;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SamplingTest {
    private static long at(String date) {
        return LocalDate.parse(date).atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
    }

    private static List<String> dates(long[] times) {
        return LongStream.of(times)
                .mapToObj(time -> LocalDate.ofInstant(Instant.ofEpochMilli(time), ZoneOffset.UTC)
                        .toString())
                .toList();
    }

    private static TimeSeries at(long... times) {
        TimeSeries.Builder builder = TimeSeries.builder("y");
        for (long time : times) {
            builder.add(time, 0.0);
        }
        return builder.build();
    }

    @Test
    void hourlyRowsWithAFewHolesAreHourly() {
        long[] times = LongStream.range(0, 500)
                .filter(i -> i != 77 && i != 300)
                .map(i -> i * 3_600_000)
                .toArray();
        assertThat(at(times).sampling()).isEqualTo(Sampling.hourly());
        assertThat(Sampling.hourly().after(0, 2)).containsExactly(3_600_000, 7_200_000);
    }

    @Test
    void monthsKeepTheirDay() {
        assertThat(at(at("2023-11-01"), at("2023-12-01"), at("2024-01-01"), at("2024-02-01"))
                        .sampling())
                .isEqualTo(Sampling.monthly());
        Sampling ends = at(at("2023-10-31"), at("2023-11-30"), at("2023-12-31"), at("2024-01-31"))
                .sampling();
        assertThat(ends).isEqualTo(new Sampling.Calendar(1, 31));
        assertThat(dates(ends.after(at("2024-01-31"), 3))).containsExactly("2024-02-29", "2024-03-31", "2024-04-30");
        assertThat(at(at("2020-01-01"), at("2020-04-01"), at("2020-07-01"), at("2020-10-01"))
                        .sampling())
                .isEqualTo(new Sampling.Calendar(3, 1));
    }

    @Test
    void tradingDaysSkipTheWeekendAndAreEstimates() {
        long[] times = LongStream.range(0, 400)
                .mapToObj(i -> LocalDate.of(2023, 1, 2).plusDays(i))
                .filter(day -> day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY)
                .filter(day -> day.getDayOfYear() % 50 != 0)
                .mapToLong(day -> day.toEpochDay() * 86_400_000)
                .toArray();
        Sampling sampling = at(times).sampling();
        assertThat(sampling.estimated()).isTrue();
        assertThat(sampling).isEqualTo(new Sampling.Irregular(Duration.ofDays(1), List.of(0, 1, 4, 5, 6)));
        assertThat(dates(sampling.after(at("2024-03-07"), 3)))
                .containsExactly("2024-03-08", "2024-03-11", "2024-03-12");
    }

    @Test
    void rowsWithoutAPatternGoOnAtTheirMeanDistance() {
        assertThat(at(0, 10, 40, 60, 100).sampling())
                .isEqualTo(new Sampling.Irregular(Duration.ofMillis(25), List.of()));
        assertThat(at(0).sampling().estimated()).isTrue();
    }

    @Test
    void futureTimesAlwaysIncreaseWhateverTheRows() {
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            long[] times = new long[1 + random.nextInt(60)];
            long time = random.nextLong(-1L << 40, 1L << 41);
            long[] gaps = {1, 60_000, 3_600_000, 86_400_000, 604_800_000, 2_592_000_000L};
            for (int i = 0; i < times.length; i++) {
                times[i] = time;
                time += gaps[random.nextInt(gaps.length)] * (1 + random.nextInt(2));
            }
            long before = times[times.length - 1];
            for (long after : at(times).sampling().after(before, 50)) {
                assertThat(after).as("seed " + seed).isGreaterThan(before);
                before = after;
            }
        }
    }

    @Test
    void declaredSamplingIsKeptByViewsAndNotInferred() {
        TimeSeries series = TimeSeries.of("y", Instant.EPOCH, Sampling.fixed(Duration.ofMinutes(5)), 1, 2, 3);
        assertThat(series.head(1).sampling()).isEqualTo(Sampling.fixed(Duration.ofMinutes(5)));
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> Sampling.fixed(Duration.ZERO)).hasMessageContaining("PT0S");
        assertThatThrownBy(() -> new Sampling.Calendar(0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Sampling.Irregular(Duration.ofDays(1), List.of(7)))
                .hasMessageContaining("0 to 6");
        assertThatThrownBy(() -> new Sampling.Irregular(Duration.ofDays(2), List.of(1)))
                .hasMessageContaining("do not divide a week");
    }

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static TimeSeries rows(ZoneId zone, Stream<LocalDateTime> times) {
        TimeSeries.Builder builder = TimeSeries.builder("y").zone(zone);
        times.map(time -> time.atZone(zone).toInstant()).distinct().forEach(time -> builder.add(time, 0.0));
        return builder.build();
    }

    private static Stream<LocalDateTime> hours(String from, int count) {
        return IntStream.range(0, count).mapToObj(i -> LocalDateTime.parse(from).plusHours(i));
    }

    @Test
    void daysOfLessThanAWeekCouldBeTradingDaysAndAreEstimates() {
        Sampling five = rows(
                        ZoneOffset.UTC, IntStream.range(0, 5).mapToObj(i -> LocalDateTime.of(2024, 1, 1 + i, 0, 0)))
                .sampling();
        assertThat(five.estimated()).isTrue();
        assertThat(dates(five.after(at("2024-01-05"), 1))).containsExactly("2024-01-06");
        assertThat(rows(ZoneOffset.UTC, IntStream.range(0, 8).mapToObj(i -> LocalDateTime.of(2024, 1, 1 + i, 0, 0)))
                        .sampling())
                .isEqualTo(Sampling.daily());
        assertThat(rows(ZoneOffset.UTC, hours("2024-01-02T00:00", 48))
                        .sampling()
                        .estimated())
                .isTrue();
    }

    @Test
    void monthsThatHappenToHaveOneLengthAreMonths() {
        assertThat(at(at("2020-07-01"), at("2020-08-01"), at("2020-09-01")).sampling())
                .isEqualTo(Sampling.monthly());
        assertThat(at(at("2021-12-31"), at("2022-01-31")).sampling()).isEqualTo(new Sampling.Calendar(1, 31));
        assertThat(at(at("2021-07-01"), at("2021-10-01"), at("2022-01-01")).sampling())
                .isEqualTo(new Sampling.Calendar(3, 1));
        assertThat(at(at("2021-01-01"), at("2022-01-01"), at("2023-01-01")).sampling())
                .isEqualTo(new Sampling.Calendar(12, 1));
        assertThat(at(at("2021-04-30"), at("2021-06-30")).sampling()).isEqualTo(new Sampling.Calendar(2, 31));
    }

    @Test
    void fourWeeksAreNoMonth() {
        assertThat(at(at("2024-01-04"), at("2024-02-01"), at("2024-02-29"), at("2024-03-28"))
                        .sampling())
                .isEqualTo(Sampling.fixed(Duration.ofDays(28)));
    }

    @Test
    void closedHoursAreNotForecast() {
        // currencies: from Sunday 22:00 to Friday 22:00, so 119 of 120 steps are an hour
        TimeSeries currency =
                rows(ZoneOffset.UTC, hours("2024-01-07T22:00", 24 * 40).filter(time -> {
                    int hour = (time.getDayOfWeek().getValue() - 1) * 24 + time.getHour();
                    return hour < 4 * 24 + 22 || hour >= 6 * 24 + 22;
                }));
        Sampling sampling = currency.sampling();
        assertThat(sampling.estimated()).isTrue();
        long friday = Instant.parse("2024-02-09T21:00:00Z").toEpochMilli();
        assertThat(Instant.ofEpochMilli(sampling.after(friday, 1)[0])).isEqualTo("2024-02-11T22:00:00Z");
        // minutes of the same market
        TimeSeries.Builder minutes = TimeSeries.builder("y");
        for (int i = 0; i < currency.length(); i++) {
            for (int minute = 0; minute < 60; minute++) {
                minutes.add(currency.timestamp(i) + minute * 60_000L, 0.0);
            }
        }
        long last = Instant.parse("2024-02-09T21:59:00Z").toEpochMilli();
        assertThat(Instant.ofEpochMilli(minutes.build().sampling().after(last, 1)[0]))
                .isEqualTo("2024-02-11T22:00:00Z");
    }

    @Test
    void lostRowsAreNoClosedHours() {
        for (long seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            int outage = random.nextInt(600);
            long[] times = LongStream.range(0, 720)
                    .filter(i -> i == 0 || i == 719 || random.nextInt(40) > 0 && (i < outage || i >= outage + 10))
                    .map(i -> i * 3_600_000)
                    .toArray();
            assertThat(at(times).sampling()).as("seed " + seed).isEqualTo(Sampling.hourly());
        }
    }

    @Test
    void localDaysAndMonthsKeepTheirTimeOverTheChangeOfClocks() {
        TimeSeries days = rows(BERLIN, IntStream.range(0, 300).mapToObj(i -> LocalDateTime.of(2023, 6, 1, 0, 0)
                .plusDays(i)));
        assertThat(days.sampling()).isEqualTo(Sampling.daily(BERLIN));
        long before = LocalDate.of(2024, 3, 30).atStartOfDay(BERLIN).toInstant().toEpochMilli();
        assertThat(LongStream.of(days.sampling().after(before, 3))
                        .mapToObj(time ->
                                Instant.ofEpochMilli(time).atZone(BERLIN).toLocalDateTime()))
                .containsExactly(
                        LocalDateTime.of(2024, 3, 31, 0, 0),
                        LocalDateTime.of(2024, 4, 1, 0, 0),
                        LocalDateTime.of(2024, 4, 2, 0, 0));
        assertThat(rows(BERLIN, IntStream.range(0, 12).mapToObj(i -> LocalDateTime.of(2023, 6, 1, 0, 0)
                                .plusMonths(i)))
                        .sampling())
                .isEqualTo(Sampling.monthly(BERLIN));
        assertThat(rows(
                                BERLIN,
                                IntStream.range(0, 300)
                                        .mapToObj(i -> LocalDateTime.of(2023, 6, 1, 0, 0)
                                                .plusDays(i))
                                        .filter(time -> time.getDayOfWeek().getValue() < 6))
                        .sampling())
                .isEqualTo(Sampling.weekdays(BERLIN));
        assertThat(rows(BERLIN, hours("2024-03-01T00:00", 1_000)).sampling()).isEqualTo(Sampling.hourly());
    }

    @Test
    void rowsOfLongAgoDoNotCount() {
        TimeSeries.Builder century = TimeSeries.builder("y");
        for (LocalDate day = LocalDate.of(1980, 1, 1); day.getYear() < 2000; day = day.plusDays(1)) {
            if (day.getDayOfWeek().getValue() < 6
                    || day.getYear() < 1992 && day.getDayOfWeek().getValue() == 6) {
                century.add(day.toEpochDay() * 86_400_000, 0.0);
            }
        }
        assertThat(century.build().sampling()).isEqualTo(Sampling.weekdays());
    }

    @Test
    void twoRowsInARepeatedHourHaveASampling() {
        TimeSeries.Builder two = TimeSeries.builder("y").zone(BERLIN);
        two.add(Instant.parse("2024-10-27T00:30:00Z"), 0.0).add(Instant.parse("2024-10-27T01:30:00Z"), 0.0);
        assertThat(two.build().sampling().after(0, 1)).containsExactly(3_600_000L);
    }

    @Test
    void daysOfUtcStayDaysOfUtcInAnyZone() {
        TimeSeries.Builder days = TimeSeries.builder("y").zone(BERLIN);
        IntStream.range(0, 305).forEach(i -> days.add(at("2023-06-01") + i * 86_400_000L, 0.0));
        assertThat(days.build().sampling()).isEqualTo(Sampling.daily());
    }

    @Test
    void monthsOfWhichSomeAreAbsentAreMonths() {
        long[] times = IntStream.range(0, 36)
                .filter(i -> i != 7 && i != 20)
                .mapToObj(i -> LocalDate.of(2020, 1, 31).plusMonths(i))
                .mapToLong(date -> date.toEpochDay() * 86_400_000)
                .toArray();
        assertThat(at(times).sampling()).isEqualTo(new Sampling.Calendar(1, 31));
        assertThat(at(times).gaps()).extracting(Gap::rows).containsExactly(1L, 1L);
        long[] fifth = LongStream.range(0, 200)
                .filter(i -> i % 12 != 3)
                .map(i -> i * 5 * 86_400_000)
                .toArray();
        assertThat(at(fifth).sampling()).isEqualTo(Sampling.fixed(Duration.ofDays(5)));
    }

    @Test
    void everySamplingGivesTimesThatIncreaseInEveryZone() {
        for (String id : new String[] {"Europe/Berlin", "Pacific/Apia", "America/Sao_Paulo", "Asia/Gaza", "Z"}) {
            ZoneId zone = ZoneId.of(id);
            for (Sampling sampling : new Sampling[] {
                Sampling.daily(zone), Sampling.monthly(zone), Sampling.weekdays(zone), new Sampling.Days(3, zone)
            }) {
                for (long start = at("2011-12-01"); start < at("2012-02-01"); start += 5_400_000) {
                    long before = start;
                    for (long time : sampling.after(start, 400)) {
                        assertThat(time)
                                .as("%s in %s from %d", sampling, id, start)
                                .isGreaterThan(before);
                        before = time;
                    }
                }
            }
        }
    }

    @Test
    void aLocalTimeThatTheClocksSkipIsLater() {
        long before =
                LocalDateTime.of(2024, 3, 30, 2, 30).atZone(BERLIN).toInstant().toEpochMilli();
        assertThat(LongStream.of(Sampling.daily(BERLIN).after(before, 2))
                        .mapToObj(time ->
                                Instant.ofEpochMilli(time).atZone(BERLIN).toLocalDateTime()))
                .containsExactly(LocalDateTime.of(2024, 3, 31, 3, 30), LocalDateTime.of(2024, 4, 1, 2, 30));
        Sampling night = new Sampling.Irregular(Duration.ofHours(1), List.of(74, 75), BERLIN); // Sunday 2:00 and 3:00
        long saturday =
                LocalDateTime.of(2024, 3, 30, 12, 0).atZone(BERLIN).toInstant().toEpochMilli();
        assertThat(night.after(saturday, 3)).isSorted().doesNotHaveDuplicates();
    }
}
