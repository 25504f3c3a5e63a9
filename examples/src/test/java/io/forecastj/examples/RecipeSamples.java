package io.forecastj.examples;

import io.forecastj.Baselines;
import io.forecastj.Forecast;
import io.forecastj.ForecastStatus;
import io.forecastj.Forecaster;
import io.forecastj.Interval;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.data.Csv;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.Features;
import io.forecastj.models.Predictors;
import io.forecastj.models.conformal.Conformal;
import io.forecastj.models.fallback.FallbackPredictor;
import io.forecastj.models.lightgbm.LightGbm;
import io.forecastj.models.lightgbm.LightGbmModel;
import io.forecastj.models.linear.Linear;
import io.forecastj.models.onnx.Onnx;
import io.forecastj.models.regression.Strategy;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.function.BiConsumer;

/** The Java samples of docs/recipes.md; {@link RecipesTest} runs them. */
final class RecipeSamples {
    private RecipeSamples() {}

    static TimeSeries csv(Path file) {
        TimeSeries sales = Csv.read()
                .delimiter(';')
                .time("day")
                .timeFormat("dd.MM.yyyy")
                .zone(ZoneId.of("Europe/Berlin"))
                .column("Units sold", "units")
                .missing("", "n/a")
                .from(file)
                .one();
        return sales;
    }

    static TimeSeries sales(String shop, ResultSet rows) throws SQLException {
        // select day, units, price from sales where shop = ? order by day
        TimeSeries.Builder sales = TimeSeries.builder("units", "price").id(shop);
        while (rows.next()) {
            Instant day = rows.getTimestamp("day").toInstant();
            sales.add(day, number(rows, "units"), number(rows, "price"));
        }
        return sales.build();
    }

    static double number(ResultSet rows, String column) throws SQLException {
        double value = rows.getDouble(column);
        return rows.wasNull() ? Double.NaN : value; // NaN is a missing value
    }

    static double[] plainNumbers(double[] units) {
        TimeSeries sales = TimeSeries.of("units", Instant.parse("2026-01-01T00:00:00Z"), Sampling.daily(), units);
        Forecaster linear =
                Linear.forecaster().column("units").lookback(28).horizon(7).build();
        double[] nextWeek;
        try (Predictor predictor = linear.fit(sales)) {
            nextWeek = predictor.predict(sales).points();
        }
        return nextWeek;
    }

    record Quote(long epochMillis, double[] openHighLowCloseVolume) {}

    static void live(Predictor predictor, TimeSeries bars, Iterable<Quote> quotes, BiConsumer<Long, double[]> out) {
        double[] points = new double[predictor.info().horizon()];
        try (PredictionSession live = predictor.openSession(bars)) {
            for (Quote quote : quotes) { // in the order of live.columns(), that of the history
                live.append(quote.epochMillis(), quote.openHighLowCloseVolume());
                live.forecastInto(points);
                out.accept(quote.epochMillis(), points);
            }
        }
    }

    static List<Forecast> manySeries(Path file) {
        List<TimeSeries> shops =
                Csv.read().id("shop").attributes("floor_space").from(file).list();
        Forecaster global = LightGbm.forecaster()
                .target(Target.difference("units", 7))
                .features(Features.univariate("units", 7))
                .staticAttributes("floor_space")
                .strategy(Strategy.DIRECT_SHARED)
                .horizon(14)
                .build();
        List<Forecast> forecasts;
        try (Predictor predictor = global.fit(shops)) {
            forecasts = predictor.predictAll(shops);
        }
        return forecasts;
    }

    static Forecast weatherAhead(TimeSeries load, TimeSeries weatherForecast) {
        Forecaster boosted = LightGbm.forecaster()
                .target(Target.difference("load", 24))
                .features(Features.univariate("load", 24).plus(Features.column("temperature")))
                .knownFuture("temperature")
                .strategy(Strategy.DIRECT_SHARED)
                .horizon(24)
                .build();
        Forecast tomorrow;
        try (Predictor predictor = boosted.fit(load)) { // load has the columns load and temperature
            tomorrow = predictor.predict(load, weatherForecast); // 24 rows of temperature after the last load
        }
        return tomorrow;
    }

    static Interval intervals(TimeSeries sales) {
        Forecaster linear =
                Linear.forecaster().column("units").lookback(28).horizon(7).build();
        Forecaster sure = Conformal.adaptive(linear, 0.80, 0.95);
        Interval nextWeek;
        try (Predictor predictor = sure.fit(sales)) {
            Forecast forecast = predictor.predict(sales);
            nextWeek = forecast.interval(7, 0.80); // lower() and upper()
            double enough = forecast.probabilityBelow(7, 100); // that 100 in stock suffice; within 0.025 to 0.975 here
        }
        return nextWeek;
    }

    static Forecast saveAndLoad(Forecaster forecaster, TimeSeries history, Path directory) {
        try (Predictor trained = forecaster.fit(history)) {
            Predictors.save(trained, directory);
        }
        Forecast forecast;
        try (Predictor served = Predictors.load(directory)) { // in another process, on another day
            forecast = served.predict(history);
        }
        return forecast;
    }

    static Forecast fallback(Predictor network, Predictor linear, TimeSeries history) {
        Predictor naive = Baselines.naive("close", 10).fit(history); // all three forecast the close, 10 steps
        Forecast forecast;
        try (Predictor safe = FallbackPredictor.builder(network, linear, naive)
                .deadline(Duration.ofMillis(20))
                .build()) {
            forecast = safe.predict(history);
            if (forecast.status() == ForecastStatus.FALLBACK) {
                System.err.println(forecast.reasons());
            }
        }
        return forecast;
    }

    static final class ForecastService implements AutoCloseable {
        private final Predictor predictor;

        ForecastService(Path model) {
            this.predictor = Predictors.load(model);
        }

        Forecast forecast(TimeSeries history) {
            return predictor.predict(history); // from any number of threads
        }

        @Override
        public void close() {
            predictor.close();
        }
    }

    static Forecast network(TimeSeries bars, Path matrix, Path model) {
        FeaturePipeline features = Features.standardOhlcv();
        features.fit(List.of(bars)).export(List.of(bars), Target.logReturn("close"), 10, matrix);
        // train on matrix/matrix.csv in Python, and write the model with its contract: examples/python
        Forecast forecast;
        try (Predictor lstm = Onnx.load(model)) {
            forecast = lstm.predict(bars);
        }
        return forecast;
    }

    static FeaturePipeline exported(TimeSeries load, Path matrix) {
        FeaturePipeline features = Features.univariate("load", 24);
        features.export(List.of(load), Target.difference("load", 24), 1, matrix);
        return features;
    }

    static Forecast boosted(FeaturePipeline features, TimeSeries load, Path model) {
        LightGbmModel trees = LightGbm.load(model);
        Forecast forecast;
        try (Predictor predictor =
                LightGbm.predictor(trees, features, Target.difference("load", 24), Strategy.RECURSIVE, 24)) {
            forecast = predictor.predict(load);
        }
        return forecast;
    }
}
