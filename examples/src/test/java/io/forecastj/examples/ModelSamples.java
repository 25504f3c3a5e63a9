package io.forecastj.examples;

import io.forecastj.Baselines;
import io.forecastj.FitListener;
import io.forecastj.Forecast;
import io.forecastj.Forecaster;
import io.forecastj.Interval;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.features.Features;
import io.forecastj.models.Predictors;
import io.forecastj.models.auto.Auto;
import io.forecastj.models.auto.AutoReport;
import io.forecastj.models.auto.Preset;
import io.forecastj.models.ensemble.Ensembles;
import io.forecastj.models.lightgbm.LightGbm;
import io.forecastj.models.linear.Autoregression;
import io.forecastj.models.linear.PooledLinear;
import io.forecastj.models.neighbours.NearestWindows;
import io.forecastj.models.regression.Strategy;
import io.forecastj.models.statistical.Arima;
import io.forecastj.models.statistical.Ces;
import io.forecastj.models.statistical.Croston;
import io.forecastj.models.statistical.Decomposition;
import io.forecastj.models.statistical.Deseasonalised;
import io.forecastj.models.statistical.Ets;
import io.forecastj.models.statistical.HoltWinters;
import io.forecastj.models.statistical.Statistical;
import io.forecastj.models.statistical.Theta;
import io.forecastj.models.statistical.Trigonometric;
import io.forecastj.models.statistical.UnseenSeries;
import io.forecastj.models.statistical.WindowMean;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;

/** The samples of docs/models.md, and that of Auto in the README. */
final class ModelSamples {
    private ModelSamples() {}

    static void readme(TimeSeries days) {
        Forecaster auto = Auto.forecaster().column("temp_max").horizon(7).build();
        try (Predictor predictor = auto.fit(days)) {
            Forecast week = predictor.predict(days);
            System.out.println(Auto.report(predictor)); // candidates, their errors and weights
        }
    }

    static void first(TimeSeries series) {
        Forecaster auto = Auto.forecaster().column("y").horizon(12).build();
        try (Predictor predictor = auto.fit(series)) { // one series, or a list
            Forecast forecast = predictor.predict(series);
            Interval range = forecast.interval(12, 0.95);
            System.out.println(Auto.report(predictor));
        }
    }

    static void local(List<TimeSeries> shops, TimeSeries shop, Executor pool, Instant month) {
        Forecaster ets = Ets.forecaster()
                .column("sales")
                .horizon(12)
                .unseen(UnseenSeries.REFUSE)
                .build();
        try (Predictor predictor = ets.fit(shops, FitListener.NONE.on(pool))) {
            List<Forecast> forecasts = predictor.predictAll(shops);
            PredictionSession session = predictor.openSession(shop);
            session.append(month, 118.0); // constant time
            Statistical.models(predictor).forEach(System.out::println);
            Predictors.save(predictor, Path.of("sales"));
        }
    }

    static void ets() {
        Forecaster chosen = Ets.forecaster().column("sales").horizon(12).build();
        Forecaster damped = Ets.forecaster()
                .column("sales")
                .horizon(12)
                .form("MAdM") // error, trend, season
                .season(12)
                .build();
    }

    static void arima(TimeSeries sales, TimeSeries nextPrices) {
        Forecaster chosen = Arima.forecaster()
                .column("sales")
                .horizon(12)
                .regressors("price")
                .build();
        Forecaster airline = Arima.forecaster()
                .column("sales")
                .horizon(12)
                .order(0, 1, 1)
                .seasonalOrder(0, 1, 1)
                .build();
        try (Predictor predictor = chosen.fit(sales)) {
            Forecast forecast = predictor.predict(sales, nextPrices); // 12 rows of price
        }
    }

    static void theta() {
        Forecaster theta = Theta.forecaster().column("y").horizon(6).build();
        Forecaster dynamic =
                Theta.forecaster().column("y").horizon(6).dynamicOptimised().build();
    }

    static void ces() {
        Forecaster ces = Ces.forecaster().column("y").horizon(12).build();
    }

    static void seasons() {
        Forecaster load = HoltWinters.forecaster()
                .column("load")
                .horizon(48)
                .seasons(24, 168)
                .multiplicative()
                .build();
        Forecaster weeks = Trigonometric.forecaster()
                .column("births")
                .horizon(13)
                .seasons(52.18)
                .build();
    }

    static void croston() {
        Forecaster parts = Croston.forecaster().column("demand").horizon(6).build();
        Forecaster ending = Croston.forecaster()
                .column("demand")
                .horizon(6)
                .probabilities()
                .smoothing(0.1)
                .build();
    }

    static void means() {
        Forecaster lastEight = WindowMean.forecaster()
                .column("visits")
                .horizon(14)
                .window(8)
                .seasonal()
                .build();
    }

    static void decomposition(TimeSeries load) {
        TimeSeries parts = Decomposition.mstl(load, "load", 24, 168); // seasonal_24, seasonal_168, trend, remainder
        Forecaster trend = Ets.forecaster()
                .column("load")
                .horizon(48)
                .season(1)
                .form("AAdN")
                .build();
        Forecaster whole = Deseasonalised.forecaster(trend).seasons(24, 168).build();
    }

    static void pooled() {
        Forecaster pooled = PooledLinear.forecaster()
                .column("sales")
                .lookback(24)
                .horizon(12)
                .build();
        Forecaster lags = Autoregression.forecaster()
                .column("sales")
                .horizon(12)
                .seasons(12)
                .build();
    }

    static void nearest() {
        Forecaster nearest = NearestWindows.forecaster()
                .column("load")
                .lookback(168)
                .horizon(48)
                .neighbours(100)
                .build();
    }

    static void together(Forecaster ets, Forecaster theta) {
        Forecaster both = Ensembles.online(ets, theta);
    }

    static void auto(TimeSeries load) {
        Forecaster trees = LightGbm.forecaster()
                .target(Target.difference("load", 24))
                .features(Features.univariate("load", 24))
                .knownFuture("temperature")
                .strategy(Strategy.DIRECT_SHARED)
                .horizon(48)
                .build();
        Forecaster auto = Auto.forecaster()
                .column("load")
                .horizon(48)
                .seasons(24, 168)
                .preset(Preset.BEST)
                .budget(Duration.ofMinutes(2))
                .candidate(trees)
                .candidate(Baselines.drift("load", 48))
                .build();
        try (Predictor predictor = auto.fit(load)) {
            AutoReport report = Auto.report(predictor);
            for (AutoReport.Tried one : report.tried()) {
                System.out.println(
                        one.name() + ": error " + one.error() + ", weight " + one.weight() + " " + one.note());
            }
        }
    }
}
