package io.forecastj;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The times of a forecast come from the training series, not from the few rows of a short history. */
class BoundedHistoryTest {
    private static TimeSeries weekdays(int rows) {
        TimeSeries.Builder series = TimeSeries.builder("y");
        LocalDate day = LocalDate.of(2020, 1, 6);
        for (int n = 0; n < rows; day = day.plusDays(1)) {
            if (day.getDayOfWeek().getValue() < 6) {
                series.add(day.atStartOfDay().toInstant(ZoneOffset.UTC), n++);
            }
        }
        return series.build();
    }

    private static List<Instant> times(Forecast forecast) {
        return IntStream.rangeClosed(1, forecast.horizon())
                .mapToObj(forecast::time)
                .toList();
    }

    @Test
    void fewRowsHaveTheTimesOfAllRows() {
        TimeSeries all = weekdays(600);
        try (Predictor naive = Baselines.naive("y", 5).fit(all)) {
            Forecast full = naive.predict(all);
            assertThat(full.time(1)).isEqualTo("2022-04-25T00:00:00Z"); // after a Friday
            for (int rows = naive.info().requiredHistory(); rows < 80; rows++) {
                Forecast bounded = naive.predict(all.tail(rows));
                assertThat(times(bounded)).as("%d rows", rows).isEqualTo(times(full));
                assertThat(bounded.timesEstimated()).isTrue();
            }
        }
    }

    @Test
    void theSamplingIsKnownIfAllTrainingSeriesShowTheSame() {
        TimeSeries few = weekdays(3);
        assertThat(PredictorInfo.builder("k", 1)
                        .column("y", ColumnRole.TARGET)
                        .trainedOn(List.of(weekdays(200), weekdays(300), few))
                        .build()
                        .sampling())
                .isEqualTo(Sampling.weekdays());
        TimeSeries hourly = TimeSeries.of("y", Instant.EPOCH, Sampling.hourly(), 1, 2, 3);
        assertThat(PredictorInfo.builder("k", 1)
                        .column("y", ColumnRole.TARGET)
                        .trainedOn(List.of(weekdays(200), hourly))
                        .build()
                        .sampling())
                .isNull();
    }

    @Test
    void aHistoryOfAnotherSpacingIsSaid() {
        try (Predictor naive = Baselines.naive("y", 2).fit(weekdays(200))) {
            Forecast declared = naive.predict(TimeSeries.of("y", Instant.EPOCH, Sampling.hourly(), 1, 2, 3));
            assertThat(declared.status()).isEqualTo(ForecastStatus.DEGRADED);
            assertThat(declared.reasons())
                    .anyMatch(reason -> reason.contains("the history declares one row every PT1H, but 'naive' was"));
            assertThat(declared.time(1)).isEqualTo("1970-01-01T03:00:00Z");
            assertThat(naive.predict(TimeSeries.of("y", Instant.EPOCH, Sampling.daily(), 1, 2, 3))
                            .reasons())
                    .anyMatch(reason -> reason.contains("the history declares one row every PT24H, but 'naive' was"));
        }
        TimeSeries.Builder days = TimeSeries.builder("y");
        IntStream.range(0, 10).forEach(i -> days.add(Instant.EPOCH.plus(Duration.ofDays(i)), i));
        try (Predictor hourly =
                Baselines.naive("y", 2).fit(TimeSeries.of("y", Instant.EPOCH, Sampling.hourly(), new double[300]))) {
            assertThat(hourly.predict(days.build()).reasons())
                    .anyMatch(reason -> reason.contains("about 23 rows are absent"));
        }
    }
}
