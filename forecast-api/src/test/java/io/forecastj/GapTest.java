package io.forecastj;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GapTest {
    private static final long HOUR = 3_600_000;

    /** Hours with a pattern of day and night, of which only some are there. */
    private static TimeSeries hours(int count, IntPredicate there) {
        TimeSeries.Builder series = TimeSeries.builder("y");
        IntStream.range(0, count)
                .filter(there)
                .forEach(i -> series.add(i * HOUR, i % 24 >= 8 && i % 24 < 20 ? 100 : 10));
        return series.build();
    }

    private static TimeSeries fiveLost() {
        return hours(720, i -> i < 700 || i >= 705);
    }

    @Test
    void absentRowsAreFound() {
        Gap gap = new Gap(Instant.ofEpochMilli(699 * HOUR), Instant.ofEpochMilli(705 * HOUR), 5);
        assertThat(fiveLost().gaps()).containsExactly(gap);
        assertThat(hours(720, i -> true).gaps()).isEmpty();
        assertThatThrownBy(() -> fiveLost().requireNoGaps())
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("1 gaps, the first between 1970-01-30T03:00:00Z and 1970-01-30T09:00:00Z with 5");
        assertThat(hours(400, i -> true).requireNoGaps().length()).isEqualTo(400);
    }

    @Test
    void twoRowsInOneStepAreAGapAndALateRowIsNone() {
        TimeSeries.Builder series = TimeSeries.builder("y").sampling(Sampling.hourly());
        series.add(0, 1).add(HOUR, 1).add(2 * HOUR + 60_000, 1).add(3 * HOUR, 1);
        assertThat(series.build().gaps()).isEmpty();
        assertThat(series.build().onGrid().values("y")).containsExactly(1, 1, 1, 1);
        series.add(3 * HOUR + 60_000, 1);
        assertThat(series.build().gaps()).extracting(Gap::rows).containsExactly(0L);
    }

    @Test
    void daysWhoseTimeOfDayChangesStayOnTheirDay() {
        ZoneId newYork = ZoneId.of("America/New_York");
        TimeSeries.Builder opens = TimeSeries.builder("y");
        TimeSeries.Builder local = TimeSeries.builder("y").zone(newYork);
        for (int i = 0, n = 0; i < 60; i++) {
            LocalDate day = LocalDate.of(2024, 2, 1).plusDays(i);
            if (day.getDayOfWeek().getValue() < 6) {
                long time = day.atTime(9, 30).atZone(newYork).toInstant().toEpochMilli();
                opens.add(time, n);
                local.add(time + (n == 0 ? 5_000 : 0), n++);
            }
        }
        for (TimeSeries series : new TimeSeries[] {opens.build(), local.build()}) {
            TimeSeries grid = series.onGrid();
            assertThat(grid.values("y")).isEqualTo(series.values("y"));
            for (int i = 0; i < grid.length(); i++) {
                assertThat(grid.timestamp(i) / 86_400_000).isEqualTo(series.timestamp(i) / 86_400_000);
            }
            assertThat(series.gaps()).isEmpty();
        }
    }

    @Test
    void aRowOutsideTheOpenSlotsIsNotMovedToAnotherDay() {
        TimeSeries.Builder days = TimeSeries.builder("y");
        for (int i = 0; i < 7; i++) {
            days.add(LocalDate.of(2024, 1, 1 + i).atStartOfDay().toInstant(ZoneOffset.UTC), i);
        }
        assertThatThrownBy(() -> days.build().onGrid(Sampling.weekdays(), Aggregation.LAST))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("2024-01-06T00:00:00Z, outside the open slots");
    }

    @Test
    void hoursLostInASessionAreGapsAndANightIsNone() {
        TimeSeries.Builder whole = TimeSeries.builder("y");
        TimeSeries.Builder lost = TimeSeries.builder("y");
        for (int day = 0; day < 60; day++) {
            LocalDate date = LocalDate.of(2024, 6, 3).plusDays(day);
            for (int hour = 13; hour < 20 && date.getDayOfWeek().getValue() < 6; hour++) {
                long time = date.atTime(hour, 30).toInstant(ZoneOffset.UTC).toEpochMilli();
                whole.add(time, hour);
                if (day != 45 || hour < 15 || hour > 17) {
                    lost.add(time, hour);
                }
            }
        }
        assertThat(whole.build().gaps()).isEmpty();
        assertThat(lost.build().gaps()).extracting(Gap::rows).containsExactly(3L);
    }

    @Test
    void aHistoryOfAnotherSpacingThanTradingDaysIsSaid() {
        TimeSeries.Builder weekdays = TimeSeries.builder("y");
        TimeSeries.Builder weeks = TimeSeries.builder("y");
        TimeSeries.Builder everyDay = TimeSeries.builder("y");
        TimeSeries.Builder saturday = TimeSeries.builder("y");
        for (int day = 0; day < 400; day++) {
            LocalDate date = LocalDate.of(2022, 1, 3).plusDays(day);
            long time = date.atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
            everyDay.add(time, day);
            if (date.getDayOfWeek().getValue() < 6) {
                weekdays.add(time, day);
            }
            if (date.getDayOfWeek().getValue() < 6 || day == 397) {
                saturday.add(time, day);
            }
            if (date.getDayOfWeek().getValue() == 1) {
                weeks.add(time, day);
            }
        }
        try (Predictor seasonal = Baselines.seasonalNaive("y", 2, 20).fit(weekdays.build())) {
            assertThat(seasonal.predict(weekdays.build()).status()).isEqualTo(ForecastStatus.OK);
            assertThat(seasonal.predict(saturday.build()).status()).isEqualTo(ForecastStatus.OK);
            assertThat(seasonal.predict(weeks.build()).reasons()).anyMatch(reason -> reason.contains("do not fit"));
            assertThat(seasonal.predict(everyDay.build()).reasons()).anyMatch(reason -> reason.contains("do not fit"));
            assertThat(seasonal.predict(hours(200, i -> true)).reasons())
                    .anyMatch(reason -> reason.contains("does not fit the spacing"));
        }
    }

    @Test
    void aRestoredSessionSeesTheSameGaps() {
        TimeSeries hours = hours(3_000, i -> i != 2_500);
        try (Predictor unknown = Baselines.seasonalNaive("y", 2, 1_500).fit(hours(1, i -> true));
                PredictionSession session = unknown.openSession(hours);
                PredictionSession restored = unknown.restore(session.snapshot())) {
            assertThat(unknown.info().sampling()).isNull();
            assertThat(session.forecast().status()).isEqualTo(ForecastStatus.DEGRADED);
            assertThat(restored.forecast()).isEqualTo(session.forecast());
        }
    }

    @Test
    void theGridHasTheAbsentRowsAsMissingOnes() {
        TimeSeries grid = fiveLost().onGrid();
        assertThat(grid.length()).isEqualTo(720);
        assertThat(grid.sampling()).isEqualTo(Sampling.hourly());
        assertThat(grid.gaps()).isEmpty();
        for (int i = 0; i < 720; i++) {
            assertThat(grid.timestamp(i)).isEqualTo(i * HOUR);
            assertThat(Double.isNaN(grid.value(i, 0))).isEqualTo(i >= 700 && i < 705);
        }
        assertThat(grid.onGrid()).isEqualTo(grid);
    }

    @Test
    void severalRowsInASlotNeedARule() {
        TimeSeries.Builder builder =
                TimeSeries.builder("y").id("meter").attribute("size", 2).sampling(Sampling.hourly());
        builder.add(0, 1)
                .add(HOUR, 2)
                .add(HOUR + 60_000, 4)
                .add(HOUR + 120_000, Double.NaN)
                .add(3 * HOUR, 8);
        TimeSeries series = builder.build();
        assertThatThrownBy(series::onGrid)
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("3 rows of series 'meter'")
                .hasMessageContaining("1970-01-01T01:00:00Z")
                .hasMessageContaining("Aggregation.LAST");
        double[][] expected = {{2, 4, 3, 6, 2, 4}};
        Aggregation[] rules = {
            Aggregation.FIRST, Aggregation.LAST, Aggregation.MEAN, Aggregation.SUM, Aggregation.MIN, Aggregation.MAX
        };
        for (int i = 0; i < rules.length; i++) {
            TimeSeries grid = series.onGrid(Sampling.hourly(), rules[i]);
            assertThat(grid.values("y")).as(rules[i].toString()).containsExactly(1, expected[0][i], Double.NaN, 8);
            assertThat(grid.id()).isEqualTo("meter");
            assertThat(grid.attributes()).containsEntry("size", 2.0);
        }
    }

    @Test
    void slotsBeginWhereMostRowsAre() {
        TimeSeries.Builder late = TimeSeries.builder("y");
        for (int i = 0; i < 400; i++) {
            late.add(i * HOUR + (i == 0 ? 180_000 : i == 77 ? 1 : 0), i);
        }
        TimeSeries grid = late.build().onGrid(Sampling.hourly(), Aggregation.LAST);
        assertThat(grid.timestamps()).isEqualTo(Sampling.hourly().after(-HOUR, 400));
        assertThat(grid.gaps()).isEmpty();
    }

    @Test
    void localDaysWeekdaysAndMonthsHaveGridsToo() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        for (Sampling sampling : new Sampling[] {
            Sampling.daily(berlin), Sampling.weekdays(berlin), Sampling.monthly(berlin), Sampling.daily()
        }) {
            long start =
                    LocalDate.of(2020, 1, 1).atStartOfDay(berlin).toInstant().toEpochMilli();
            long[] times = sampling.after(start, 3_000);
            for (long seed = 0; seed < 5; seed++) {
                Random random = new Random(seed);
                TimeSeries.Builder some =
                        TimeSeries.builder("y").sampling(sampling).zone(berlin);
                some.add(start, 0);
                double[] expected = new double[times.length + 1];
                for (int i = 0; i < times.length; i++) {
                    boolean there = i == times.length - 1 || random.nextInt(3) > 0;
                    expected[i + 1] = there ? i + 1 : Double.NaN;
                    if (there) {
                        some.add(times[i], i + 1);
                    }
                }
                TimeSeries grid = some.build().onGrid();
                assertThat(grid.length()).as("%s, seed %d", sampling, seed).isEqualTo(times.length + 1);
                assertThat(grid.tail(times.length).timestamps()).isEqualTo(times);
                assertThat(grid.values("y")).isEqualTo(expected);
            }
        }
    }

    @Test
    void aSpacingThatIsNotKnownIsNotGuessed() {
        TimeSeries.Builder random = TimeSeries.builder("y");
        random.add(0, 1).add(10, 1).add(40, 1).add(60, 1).add(100, 1);
        assertThatThrownBy(() -> random.build().onGrid()).hasMessageContaining("Sampling.hourly()");
        TimeSeries.Builder years = TimeSeries.builder("y");
        years.add(0, 1).add(Duration.ofDays(3_650).toMillis(), 1);
        assertThatThrownBy(() -> years.build().onGrid(Sampling.fixed(Duration.ofMillis(1)), Aggregation.LAST))
                .hasMessageContaining("would have 315360000000 rows, more than 100000000");
    }

    @Test
    void aForecastOverAbsentRowsIsDegradedAndOneOverMissingRowsIsRight() {
        try (Predictor seasonal = Baselines.seasonalNaive("y", 24, 24).fit(hours(480, i -> true))) {
            Forecast shifted = seasonal.predict(fiveLost());
            assertThat(shifted.status()).isEqualTo(ForecastStatus.DEGRADED);
            assertThat(shifted.reasons().get(0))
                    .contains("about 5 rows are absent between the rows at 1970-01-30T03:00:00Z and"
                            + " 1970-01-30T09:00:00Z by the spacing, one row every PT1H")
                    .contains("onGrid()");
            assertThat(seasonal.predict(hours(720, i -> i < 600 || i >= 605)).status())
                    .as("the gap is more than a season ago")
                    .isEqualTo(ForecastStatus.OK);
        }
    }

    @Test
    void aSessionSeesTheGapThatItsRowsMakeAndForgetsItAfterASeason() {
        TimeSeries whole = hours(800, i -> true);
        for (boolean trained : new boolean[] {true, false}) {
            try (Predictor seasonal = Baselines.seasonalNaive("y", 24, 24).fit(whole.head(trained ? 700 : 1));
                    PredictionSession session = seasonal.openSession(whole.head(700))) {
                assertThat(session.forecast().status()).isEqualTo(ForecastStatus.OK);
                for (int i = 703; i < 727; i++) {
                    session.append(whole.timestamp(i), new double[] {whole.value(i, 0)});
                    assertThat(session.forecast().status())
                            .as("row %d, spacing of training known: %s", i, trained)
                            .isEqualTo(ForecastStatus.DEGRADED);
                }
                session.append(whole.timestamp(727), new double[] {whole.value(727, 0)});
                assertThat(session.forecast().status()).isEqualTo(ForecastStatus.OK);
            }
        }
    }

    @Test
    void theDescriptionCountsTheAbsentRowsOfTraining() {
        assertThat(Baselines.naive("y", 1).fit(fiveLost()).info().parameters()).containsEntry("absent rows", "5");
        assertThat(Baselines.naive("y", 1).fit(hours(400, i -> true)).info().parameters())
                .doesNotContainKey("absent rows");
    }

    @Test
    void holidaysOfTradingDaysAreNoGapsAndTwoLostWeeksAre() {
        TimeSeries.Builder holidays = TimeSeries.builder("y");
        TimeSeries.Builder lost = TimeSeries.builder("y");
        for (int day = 0; day < 800; day++) {
            LocalDate date = LocalDate.of(2022, 1, 3).plusDays(day);
            long time = date.atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
            if (date.getDayOfWeek().getValue() < 6) {
                if (date.getDayOfYear() != 359 && date.getDayOfYear() != 1) {
                    holidays.add(time, 1);
                }
                if (day < 700 || day >= 720) {
                    lost.add(time, 1);
                }
            }
        }
        assertThat(holidays.build().gaps()).isEmpty();
        assertThat(lost.build().gaps()).hasSize(1);
    }
}
