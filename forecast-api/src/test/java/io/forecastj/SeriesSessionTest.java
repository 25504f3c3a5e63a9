package io.forecastj;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SeriesSessionTest {
    private static final TimeSeries SERIES =
            TimeSeries.of("y", Instant.parse("2024-01-01T00:00:00Z"), Sampling.daily(), 1, 2, 3);

    /** Forecasts the last value, and counts its forecasts. */
    private static final class Last extends AbstractPredictor {
        int asked;
        boolean fails;

        Last() {
            super(PredictorInfo.builder("last", 2)
                    .column("y", ColumnRole.TARGET)
                    .build());
        }

        @Override
        protected void identify(StateWriter out) {}

        @Override
        protected SeriesState newState(SeriesContext series) {
            return new SeriesState() {
                private double last;

                @Override
                public void update(long time, double[] row) {
                    last = row[0];
                }

                @Override
                public void save(StateWriter out) {
                    out.putDouble(last);
                }

                @Override
                public void restore(StateReader in) {
                    last = in.getDouble();
                }

                @Override
                public void forecastInto(double[] out) {
                    asked++;
                    out[0] = last;
                    if (fails) {
                        throw new ForecastException("fails at step 2");
                    }
                    out[1] = last;
                }
            };
        }

        /** Reads the state, as programs do that look behind a session. */
        static void look(PredictionSession session) {
            stateOf(session);
        }
    }

    @Test
    void aForecastTakesThePointsThatWereWrittenSinceTheLastRow() {
        double[] out = new double[2];
        try (Last predictor = new Last();
                PredictionSession session = predictor.openSession(SERIES)) {
            session.forecastInto(out);
            out[0] = Double.NaN; // the caller's array is the caller's
            assertThat(session.forecast().points()).containsExactly(3, 3);
            assertThat(predictor.asked).isEqualTo(1);

            session.append(SERIES.time(2).plusSeconds(86_400), 4);
            assertThat(session.forecast().points()).containsExactly(4, 4);
            assertThat(predictor.asked).as("a new row").isEqualTo(2);

            session.forecastInto(out);
            Last.look(session);
            session.forecast();
            assertThat(predictor.asked).as("somebody has had the state").isEqualTo(4);
        }
    }

    @Test
    void aForecastThatFailedIsNoForecast() {
        double[] out = {-1, -1};
        try (Last predictor = new Last();
                PredictionSession session = predictor.openSession(SERIES)) {
            session.forecastInto(new double[2]);
            predictor.fails = true;
            assertThatThrownBy(() -> session.forecastInto(out)).hasMessage("fails at step 2");
            assertThat(out).containsExactly(-1, -1);
            assertThatThrownBy(session::forecast).hasMessage("fails at step 2");
        }
    }
}
