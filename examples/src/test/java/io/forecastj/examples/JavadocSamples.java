package io.forecastj.examples;

import io.forecastj.AbstractPredictor;
import io.forecastj.ColumnRole;
import io.forecastj.FitListener;
import io.forecastj.Forecast;
import io.forecastj.ForecastStatus;
import io.forecastj.Forecaster;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.SeriesContext;
import io.forecastj.SeriesState;
import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import io.forecastj.TimeSeries;
import io.forecastj.models.Predictors;
import io.forecastj.models.linear.Linear;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;

/** The samples in the javadoc of forecast-api, which {@link JavadocTest} compares with this class. */
final class JavadocSamples {
    private JavadocSamples() {}

    static void forecaster(TimeSeries load) {
        Forecaster forecaster =
                Linear.forecaster().column("load").lookback(168).horizon(24).build();
        try (Predictor predictor = forecaster.fit(load)) {
            System.out.println(predictor.predict(load));
            Predictors.save(predictor, Path.of("model"));
        }
    }

    static void listener(Forecaster forecaster, TimeSeries series, Executor pool) {
        forecaster.fit(List.of(series), FitListener.NONE.on(pool)); // parts run on this pool
        forecaster.fit(List.of(series), FitListener.NONE.on(Runnable::run)); // one after the other
    }

    static void predictor(Forecaster forecaster, TimeSeries history) {
        try (Predictor predictor = forecaster.fit(history)) {
            Forecast forecast = predictor.predict(history);
            double tomorrow = forecast.point(1);
            Instant day = forecast.time(1);
        }
    }

    static void session(Predictor predictor, TimeSeries history, Instant time, double load, double temperature) {
        try (PredictionSession session = predictor.openSession(history)) {
            session.append(time, load, temperature);
            Forecast forecast = session.forecast();
            System.out.println(forecast.point(1));
        }
    }

    static final class LastValue extends AbstractPredictor {
        LastValue(String column, int horizon) {
            super(PredictorInfo.builder("last-value", horizon)
                    .column(column, ColumnRole.TARGET)
                    .build());
        }

        @Override
        protected void identify(StateWriter out) {} // nothing was learnt: the description defines the model

        @Override
        protected SeriesState newState(SeriesContext series) {
            return new SeriesState() {
                private double last;

                @Override
                public void update(long time, double[] row) {
                    last = row[0];
                }

                @Override
                public void forecastInto(double[] out) {
                    Arrays.fill(out, last);
                }

                @Override
                public void complete(Forecast.Builder forecast, double[] points) {
                    if (Double.isNaN(last)) {
                        forecast.status(ForecastStatus.DEGRADED, "the last value is missing");
                    }
                }

                @Override
                public void save(StateWriter out) {
                    out.putDouble(last);
                }

                @Override
                public void restore(StateReader in) {
                    last = in.getDouble();
                }
            };
        }
    }
}
