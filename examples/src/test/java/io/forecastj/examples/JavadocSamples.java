package io.forecastj.examples;

import io.forecastj.Forecast;
import io.forecastj.Forecaster;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import io.forecastj.models.Predictors;
import io.forecastj.models.linear.Linear;
import java.nio.file.Path;
import java.time.Instant;

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
}
