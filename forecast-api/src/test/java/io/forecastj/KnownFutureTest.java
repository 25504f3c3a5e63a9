package io.forecastj;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
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
}
