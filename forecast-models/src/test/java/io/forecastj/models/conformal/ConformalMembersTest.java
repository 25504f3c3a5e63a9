package io.forecastj.models.conformal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.AbstractPredictor;
import io.forecastj.Baselines;
import io.forecastj.ColumnRole;
import io.forecastj.Forecast;
import io.forecastj.ForecastStatus;
import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.Sampling;
import io.forecastj.SeriesContext;
import io.forecastj.SeriesState;
import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.models.Predictors;
import io.forecastj.models.ensemble.Ensembles;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Members that give something else than intervals need, from the start or all of a sudden. */
class ConformalMembersTest {
    private static final TimeSeries SERIES = TimeSeries.of(
            "y",
            Instant.parse("2024-01-01T00:00:00Z"),
            Sampling.hourly(),
            new Random(1).doubles(200, 0, 9).toArray());

    /** The series with one more row. */
    private static TimeSeries then(double value) {
        double[] values = Arrays.copyOf(SERIES.values("y"), 201);
        values[200] = value;
        return TimeSeries.of("y", SERIES.time(0), Sampling.hourly(), values);
    }

    /** Forecasts the last value; what else it gives may depend on that value. */
    private abstract static class Last extends AbstractPredictor {
        Last() {
            super(PredictorInfo.builder("last", 1)
                    .column("y", ColumnRole.TARGET)
                    .build());
        }

        abstract void complete(Forecast.Builder forecast, double last);

        double point(double last) {
            return last;
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
                    out[0] = point(last);
                }

                @Override
                public void complete(Forecast.Builder forecast, double[] points) {
                    Last.this.complete(forecast, last);
                }
            };
        }
    }

    private static Last classes() {
        return new Last() {
            @Override
            double point(double last) {
                return Double.NaN;
            }

            @Override
            void complete(Forecast.Builder forecast, double last) {
                forecast.probabilities(Target.Direction.CLASSES, new double[][] {{0.5, 0.25, 0.25}});
            }
        };
    }

    @Test
    void aMemberOfClassesIsRefusedAsSuch() {
        String message = " learns from forecasts of values, and 'last' forecasts the classes [DOWN, FLAT, UP]";
        Forecaster member = Predictors.asForecaster(classes());
        assertThatThrownBy(() -> Conformal.adaptive(member, 0.9).fit(SERIES))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("'last+adaptive'" + message);
        assertThatThrownBy(() -> Conformal.of(classes(), List.of(SERIES), 0.9))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
        assertThatThrownBy(
                        () -> Ensembles.online(Baselines.naive("y", 1), member).fit(SERIES))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aMemberThatSuddenlyGivesOtherQuantilesHasNoIntervalAndSaysSo() {
        Last member = new Last() {
            @Override
            void complete(Forecast.Builder forecast, double last) {
                double[] levels = last < 100 ? new double[] {0.1, 0.9} : new double[] {0.2, 0.8};
                forecast.quantiles(0, levels, new double[][] {{last - 1, last + 1}});
            }
        };
        try (Predictor predictor =
                Conformal.builder().coverages(0.8).fromQuantiles().build(member, List.of(SERIES))) {
            assertThat(predictor.predict(SERIES).levels()).containsExactly(0.1, 0.5, 0.9);
            Forecast forecast = predictor.predict(then(100));
            assertThat(forecast.point(1)).isEqualTo(100);
            assertThat(forecast.levels()).isEmpty();
            assertThat(forecast.status()).isEqualTo(ForecastStatus.DEGRADED);
            assertThat(forecast.reasons())
                    .containsExactly("'last' gave no quantiles at [0.1, 0.9], so there is no interval");
        }
    }

    @Test
    void anInfinitePointHasNoIntervalAndSaysSo() {
        Last member = new Last() {
            @Override
            double point(double last) {
                return last < 100 ? last : Double.POSITIVE_INFINITY;
            }

            @Override
            void complete(Forecast.Builder forecast, double last) {}
        };
        try (Predictor predictor = Conformal.of(member, List.of(SERIES), 0.8)) {
            assertThat(predictor.predict(then(100)).reasons())
                    .contains("no finite point of 'y', so there is no interval");
        }
    }
}
