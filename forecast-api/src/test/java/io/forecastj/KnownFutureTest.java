package io.forecastj;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KnownFutureTest {
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

    /** Forecasts the known temperature itself. */
    private static final class Echo extends AbstractPredictor {
        Echo() {
            super(PredictorInfo.builder("echo", 2)
                    .column("load", ColumnRole.TARGET)
                    .column("temperature", ColumnRole.KNOWN_FUTURE)
                    .build());
        }

        @Override
        protected void identify(StateWriter out) {}

        @Override
        protected SeriesState newState(SeriesContext series) {
            return new SeriesState() {
                @Override
                public void update(long time, double[] row) {}

                @Override
                public void save(StateWriter out) {}

                @Override
                public void restore(StateReader in) {}

                @Override
                public void forecastInto(double[] out) {
                    out[0] = series.future().value(1, 0);
                    out[1] = series.future().value(2, 0);
                }
            };
        }
    }

    private static TimeSeries hours(Duration after, double... temperatures) {
        TimeSeries.Builder series = TimeSeries.builder("load", "temperature").sampling(Sampling.hourly());
        for (int i = 0; i < temperatures.length; i++) {
            series.add(START.plus(after).plus(Duration.ofHours(i)), 0, temperatures[i]);
        }
        return series.build();
    }

    @Test
    void rowsInPlaceAreTheSteps() {
        try (Predictor echo = new Echo()) {
            Forecast forecast = echo.predict(hours(Duration.ZERO, 1, 2), hours(Duration.ofHours(2), 3, 4, 5));
            assertThat(forecast.points()).containsExactly(3, 4);
            assertThat(forecast.status()).isEqualTo(ForecastStatus.OK);
            assertThat(forecast.time(2)).isEqualTo(START.plus(Duration.ofHours(3)));
        }
    }

    @Test
    void rowsThatLeaveTheSpacingDegradeTheForecast() {
        try (Predictor echo = new Echo()) {
            Forecast late = echo.predict(hours(Duration.ZERO, 1, 2), hours(Duration.ofHours(20), 3, 4));
            assertThat(late.status()).isEqualTo(ForecastStatus.DEGRADED);
            assertThat(late.reasons())
                    .containsExactly("the known-future row of step 1 is at 2024-01-01T20:00:00Z; by the series' spacing"
                            + " it would be at 2024-01-01T02:00:00Z");
        }
    }

    @Test
    void rowsThatHaveBecomeThePastAreDropped() {
        try (Predictor echo = new Echo();
                PredictionSession session =
                        echo.openSession(hours(Duration.ZERO, 1, 2), hours(Duration.ofHours(2), 3, 4))) {
            session.append(START.plus(Duration.ofHours(2)), 0, 3);
            session.extendFuture(hours(Duration.ofHours(4), 5));
            assertThat(session.forecast().points()).containsExactly(4, 5);
        }
    }

    /** Forecasts at every row before the next one comes, and answers with the sum of all that it has forecast. */
    private static final class Adaptive extends AbstractPredictor {
        Adaptive() {
            super(PredictorInfo.builder("adaptive", 2)
                    .column("load", ColumnRole.TARGET)
                    .column("temperature", ColumnRole.KNOWN_FUTURE)
                    .build());
        }

        @Override
        protected void identify(StateWriter out) {}

        @Override
        protected SeriesState newState(SeriesContext series) {
            return new SeriesState() {
                private double sum;
                private int rows;

                @Override
                public void update(long time, double[] row) {
                    if (rows > 0) {
                        sum = after();
                    }
                    rows++;
                }

                private double after() {
                    double known = 0;
                    for (int step = 1; step <= 2; step++) {
                        known += step
                                * series.future().value(step, 0)
                                / (series.future().time(step) % 7 + 2);
                    }
                    return sum / 3 + known;
                }

                @Override
                public void save(StateWriter out) {
                    out.putDouble(sum);
                    out.putInt(rows);
                }

                @Override
                public void restore(StateReader in) {
                    sum = in.getDouble();
                    rows = in.getInt();
                }

                @Override
                public void forecastInto(double[] out) {
                    out[0] = after();
                    out[1] = rows;
                }
            };
        }
    }

    @Test
    void aStateThatForecastsAtPastRowsKnowsTheirFutureAsItDidThen() {
        double[] temperatures = new Random(5).doubles(30).toArray();
        TimeSeries all = hours(Duration.ZERO, temperatures);
        try (Predictor adaptive = new Adaptive();
                PredictionSession live = adaptive.openSession(all.head(3), all.slice(3, 5))) {
            for (int row = 3; row + 2 < all.length(); row++) {
                live.append(all.timestamp(row), new double[] {0, temperatures[row]});
                live.extendFuture(all.slice(row + 2, row + 3));
                Forecast opened = adaptive.predict(all.head(row + 1), all.slice(row + 1, row + 3));
                assertThat(live.forecast()).as("origin at row " + row).isEqualTo(opened);
            }
        }
    }

    private static TimeSeries weekdays(String from, int rows) {
        TimeSeries.Builder series = TimeSeries.builder("load", "temperature");
        LocalDate day = LocalDate.parse(from);
        for (int n = 0; n < rows; day = day.plusDays(1)) {
            if (day.getDayOfWeek().getValue() < 6) {
                series.add(day.atStartOfDay().toInstant(ZoneOffset.UTC), n, n);
                n++;
            }
        }
        return series.build();
    }

    @Test
    void rowsOfTradingDaysAreHeldToTheirWeek() {
        TimeSeries history = weekdays("2023-01-02", 300); // to Friday 2024-02-23
        try (Predictor echo = new Echo()) {
            assertThat(echo.predict(history, weekdays("2024-02-26", 2)).status())
                    .isEqualTo(ForecastStatus.OK);
            assertThat(echo.predict(history, weekdays("2024-02-27", 2)).reasons())
                    .as("a day left out")
                    .containsExactly("the known-future row of step 1 is at 2024-02-27T00:00:00Z; by the series'"
                            + " spacing it would be at 2024-02-26T00:00:00Z; declare holidays by"
                            + " Sampling.weekdays().withHolidays(dates)");
            assertThat(echo.predict(history, weekdays("2024-05-21", 2)).status())
                    .as("months later")
                    .isEqualTo(ForecastStatus.DEGRADED);
            TimeSeries.Builder saturday = TimeSeries.builder("temperature");
            saturday.add(Instant.parse("2024-02-24T00:00:00Z"), 1).add(Instant.parse("2024-02-26T00:00:00Z"), 1);
            assertThat(echo.predict(history, saturday.build()).status()).isEqualTo(ForecastStatus.DEGRADED);
        }
    }

    @Test
    void aHolidayThatIsDeclaredHasNoRow() {
        Sampling calendar = Sampling.weekdays().withHolidays(List.of(LocalDate.of(2024, 2, 26)));
        TimeSeries.Builder history = TimeSeries.builder("load", "temperature").sampling(calendar);
        TimeSeries days = weekdays("2023-01-02", 300);
        for (int i = 0; i < days.length(); i++) {
            history.add(days.timestamp(i), 1, 1);
        }
        try (Predictor echo = new Echo()) {
            assertThat(echo.predict(history.build(), weekdays("2024-02-27", 2)).reasons())
                    .isEmpty();
            assertThat(echo.predict(history.build(), weekdays("2024-02-26", 2)).reasons())
                    .hasSize(1);
        }
    }

    /** Rows of Berlin's weekdays from 9 to 17 h, before and after the change of clocks on 31 March 2024. */
    private static TimeSeries officeHours(ZoneId zone, int minutes, String from, int rows) {
        TimeSeries.Builder series = TimeSeries.builder("load", "temperature").zone(zone);
        LocalDateTime time = LocalDateTime.parse(from);
        for (int n = 0; n < rows; time = time.plusMinutes(minutes)) {
            if (time.getDayOfWeek().getValue() < 6 && time.getHour() >= 9 && time.getHour() < 17) {
                series.add(time.atZone(ZoneId.of("Europe/Berlin")).toInstant(), n, n);
                n++;
            }
        }
        return series.build();
    }

    @Test
    void rowsOfOpeningHoursMayNotBeAWholeSlotLate() {
        try (Predictor echo = new Echo()) {
            for (int minutes : new int[] {1, 5, 30}) {
                int perDay = 480 / minutes;
                TimeSeries all = officeHours(ZoneOffset.UTC, minutes, "2024-01-08T00:00", 25 * perDay + 70);
                int known = 25 * perDay;
                TimeSeries some = all.head(known);
                TimeSeries history = some.toBuilder().sampling(some.sampling()).build();
                assertThat(((Sampling.Irregular) history.sampling()).openSlots())
                        .isNotEmpty();
                assertThat(echo.predict(history, all.slice(known, known + 2)).status())
                        .as("every %d minutes", minutes)
                        .isEqualTo(ForecastStatus.OK);
                for (int late : new int[] {1, 2, 60}) {
                    assertThat(echo.predict(history, all.slice(known + late, known + late + 2))
                                    .status())
                            .as("every %d minutes, %d rows late", minutes, late)
                            .isEqualTo(ForecastStatus.DEGRADED);
                }
            }
        }
    }

    @Test
    void rowsMayMoveByTheChangeOfClocksOfTheirZoneOnly() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        TimeSeries before = officeHours(berlin, 60, "2024-02-05T00:00", 40 * 8); // to Friday 29 March
        Sampling inUtc = before.toBuilder().zone(ZoneOffset.UTC).build().sampling();
        TimeSeries history = before.toBuilder().sampling(inUtc).build();
        TimeSeries after = officeHours(berlin, 60, "2024-03-31T00:00", 4);
        try (Predictor echo = new Echo()) {
            assertThat(echo.predict(history, after.head(2)).status()).isEqualTo(ForecastStatus.OK);
            assertThat(echo.predict(history, after.tail(2)).status())
                    .as("two hours late in Berlin, one in UTC")
                    .isEqualTo(ForecastStatus.DEGRADED);
            assertThat(echo.predict(history.toBuilder().zone(ZoneOffset.UTC).build(), after.head(2))
                            .status())
                    .as("clocks of UTC do not change")
                    .isEqualTo(ForecastStatus.DEGRADED);
            assertThat(echo.predict(before, after.head(2)).status())
                    .as("the spacing inferred in Berlin")
                    .isEqualTo(ForecastStatus.OK);
        }
    }

    @Test
    void rowsWithoutAPatternMayNotBeFarAway() {
        TimeSeries.Builder history = TimeSeries.builder("load", "temperature");
        history.add(0, 1, 1).add(10, 1, 1).add(40, 1, 1).add(60, 1, 1).add(100, 1, 1);
        try (Predictor echo = new Echo()) {
            assertThat(echo.predict(history.build(), hours(Duration.ZERO, 3, 4)).status())
                    .isEqualTo(ForecastStatus.DEGRADED);
            TimeSeries.Builder near =
                    TimeSeries.builder("temperature").add(130, 1).add(140, 2);
            assertThat(echo.predict(history.build(), near.build()).status()).isEqualTo(ForecastStatus.OK);
        }
    }

    @Test
    void replacedRowsAreTheNewOnesOnly() {
        try (Predictor echo = new Echo();
                PredictionSession session =
                        echo.openSession(hours(Duration.ZERO, 1, 2), hours(Duration.ofHours(2), 3, 4, 5))) {
            session.replaceFuture(hours(Duration.ofHours(2), 13, 14));
            assertThat(session.forecast().points()).containsExactly(13, 14);
            session.append(START.plus(Duration.ofHours(2)), 0, 13);
            assertThatThrownBy(session::forecast)
                    .isInstanceOf(InvalidSeriesException.class)
                    .hasMessageContaining("needed for 2 steps");
            assertThatThrownBy(() -> session.replaceFuture(hours(Duration.ofHours(2), 1)))
                    .isInstanceOf(InvalidSeriesException.class)
                    .hasMessageContaining("must come after 2024-01-01T02:00:00Z");
            session.extendFuture(hours(Duration.ofHours(4), 15));
            assertThat(session.forecast().points())
                    .as("a refused replacement changes nothing")
                    .containsExactly(14, 15);
        }
    }

    @Test
    void manySeriesHaveTheirOwnKnownRows() {
        try (Predictor echo = new Echo()) {
            List<TimeSeries> histories = List.of(hours(Duration.ZERO, 1, 2), hours(Duration.ZERO, 1, 2, 3));
            List<TimeSeries> futures = List.of(hours(Duration.ofHours(2), 3, 4), hours(Duration.ofHours(3), 5, 6));
            List<Forecast> forecasts = echo.predictAll(histories, futures);
            assertThat(forecasts.get(0)).isEqualTo(echo.predict(histories.get(0), futures.get(0)));
            assertThat(forecasts.get(1).points()).containsExactly(5, 6);
            assertThatThrownBy(() -> echo.predictAll(histories, futures.subList(0, 1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("each of the 2 histories, found 1");
        }
    }
}
