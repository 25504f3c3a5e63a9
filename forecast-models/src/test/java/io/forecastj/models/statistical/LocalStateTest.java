package io.forecastj.models.statistical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.Forecast;
import io.forecastj.ForecastStatus;
import io.forecastj.InvalidSeriesException;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions of statistical predictors on rows that are absent, refused or not whole. */
class LocalStateTest {
    private static final TimeSeries MONTHS = StatisticalContractTest.monthly(5);

    private static TimeSeries demand(double... values) {
        return TimeSeries.of("y", Instant.parse("2020-01-01T00:00:00Z"), Sampling.daily(), values).toBuilder()
                .id("item")
                .build();
    }

    private static TimeSeries without(TimeSeries series, int absent) {
        TimeSeries.Builder rows = series.head(absent).toBuilder();
        for (int row = absent + 1; row < series.length(); row++) {
            rows.add(series.timestamp(row), series.value(row, 0));
        }
        return rows.build();
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 95})
    void anAbsentRowShiftsTheSeasonSoThatForecastsAreDegraded(int absent) {
        TimeSeries holed = without(MONTHS, absent);
        try (Predictor predictor =
                HoltWinters.forecaster().column("y").horizon(12).build().fit(MONTHS.head(90))) {
            assertThat(predictor.predict(MONTHS).status()).isEqualTo(ForecastStatus.OK);
            Forecast forecast = predictor.predict(holed);
            assertThat(forecast.status()).isEqualTo(ForecastStatus.DEGRADED);
            assertThat(forecast.reasons().get(0))
                    .startsWith(
                            "a row is absent between " + MONTHS.time(absent - 1) + " and " + MONTHS.time(absent + 1))
                    .contains("TimeSeries.onGrid()");
            assertThat(predictor.predict(holed.onGrid()).status()).isEqualTo(ForecastStatus.OK);
            try (PredictionSession session = predictor.openSession(holed);
                    PredictionSession restored = predictor.restore(session.snapshot())) {
                assertThat(restored.forecast()).isEqualTo(forecast);
            }
        }
    }

    @Test
    void aModelWithoutASeasonForgetsAbsentRows() {
        TimeSeries all = demand(5, 6, 4, 5, 7, 6, 5, 4, 6, 5, 7);
        TimeSeries holed = without(all, 8);
        try (Predictor predictor =
                WindowMean.forecaster().column("y").horizon(2).window(3).build().fit(all.head(6))) {
            assertThat(predictor.predict(holed).status()).isEqualTo(ForecastStatus.OK);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-3, 1e101})
    void aRefusedRowLeavesTheSessionAsItWas(double value) {
        TimeSeries sold = demand(0, 2, 0, 0, 3, 0, 1, 0, 0, 2);
        Instant next = sold.time(9).plus(Duration.ofDays(1));
        try (Predictor predictor =
                        Croston.forecaster().column("y").horizon(2).build().fit(sold);
                PredictionSession session = predictor.openSession(sold);
                PredictionSession other = predictor.openSession(sold)) {
            Forecast before = session.forecast();
            assertThatThrownBy(() -> session.append(next, value))
                    .isInstanceOf(InvalidSeriesException.class)
                    .hasMessageStartingWith("'croston' cannot take the row at " + next + " of the series 'item': ")
                    .hasMessageContaining(String.valueOf(value));
            assertThat(session.forecast()).isEqualTo(before);
            session.append(next, 4);
            other.append(next, 4);
            assertThat(session.forecast()).isEqualTo(other.forecast());
        }
    }

    @Test
    void valuesTooLargeToComputeWithAreNamedAndTheOtherSeriesAreFitted() {
        TimeSeries bad = demand(1, 1e300, 2).toBuilder().id("bad").build();
        try (Predictor predictor =
                WindowMean.forecaster().column("y").horizon(2).build().fit(List.of(demand(1, 2, 3), bad))) {
            Forecast forecast = predictor.predict(bad);
            assertThat(forecast.status()).isEqualTo(ForecastStatus.FALLBACK);
            assertThat(forecast.reasons().get(0)).contains("row 1 from the first value", "1.0E300 is too large");
            assertThat(forecast.point(1)).isEqualTo(2);
        }
    }

    @Test
    void aMissingRegressorOfTheLastRowOrOfAStepIsNamed() {
        TimeSeries all = MONTHS.with("price", row -> Math.cos(row.timestamp()));
        TimeSeries unpriced =
                all.with("price", row -> row.time().equals(all.time(99)) ? Double.NaN : row.value("price"));
        try (Predictor predictor = Arima.forecaster()
                .column("y")
                .horizon(2)
                .order(1, 1, 0)
                .regressors("price")
                .build()
                .fit(all.head(90))) {
            Forecast last =
                    predictor.predict(unpriced.head(100), all.slice(100, 102).select("price"));
            assertThat(last.status()).isEqualTo(ForecastStatus.DEGRADED);
            assertThat(last.reasons()).singleElement().asString().startsWith("'price' is missing at " + all.time(99));
            Forecast step =
                    predictor.predict(all.head(98), unpriced.slice(98, 100).select("price"));
            assertThat(step.status()).isEqualTo(ForecastStatus.DEGRADED);
            assertThat(step.reasons()).containsExactly("'price' is missing at step 2, where the forecast needs it");
        }
    }
}
