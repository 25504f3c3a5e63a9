package io.forecastj.examples;

import io.forecastj.Forecaster;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import io.forecastj.backtest.Backtest;
import io.forecastj.backtest.BacktestResult;
import io.forecastj.backtest.ClassScore;
import io.forecastj.backtest.ClassScores;
import io.forecastj.data.Csv;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.Features;
import io.forecastj.models.ensemble.Ensembles;
import io.forecastj.models.lightgbm.LightGbm;
import io.forecastj.models.lightgbm.RandomForest;
import io.forecastj.models.linear.Linear;
import io.forecastj.models.regression.Regression;
import io.forecastj.models.regression.Strategy;
import io.forecastj.models.xgboost.XgBoost;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;

/**
 * Two ensembles that many systems in Python have, and those of this library beside them in the same tables: fixed
 * weights of 40, 40 and 20 % for XGBoost, LightGBM and a random forest, and a vote of a random forest and XGBoost on
 * SELL, HOLD and BUY.
 *
 * <p>Values are forecast of Seattle's daily maximum temperature, where there is something to forecast. Classes are
 * forecast of the same days and of the S&amp;P 500. Nobody knows whether the index will rise, but calm and turbulent
 * weeks follow each other, so the probability of a change of less than 1 % can be forecast: the models beat the class
 * frequencies by that, and hardly ever find a fall.
 *
 * <p>The logarithmic loss of hard votes is large because they give classes the probability 0; read their other columns.
 */
public final class FixedEnsembles {
    private static final double KELVIN = 273.15;

    private FixedEnsembles() {}

    /**
     * Runs the example; some minutes.
     *
     * @param args none
     * @throws IOException if the bundled data cannot be read
     */
    public static void main(String[] args) throws IOException {
        System.out.println(values(WalkForward.expanding(730).fitOnce()).summary());
        print(
                "Seattle's maximum temperature",
                temperatureClasses(WalkForward.expanding(730).fitOnce()));
        print("S&P 500", indexClasses(WalkForward.expanding(3_500).step(5).fitOnce()));
    }

    /** Compares ensembles of values. */
    static BacktestResult values(WalkForward windows) throws IOException {
        TimeSeries days = days();
        // as in Python, nothing draws these three towards the last value
        Forecaster lightGbm = temperature(LightGbm.forecaster().shrinkage(false));
        Forecaster xgBoost = temperature(XgBoost.forecaster().shrinkage(false));
        Forecaster forest =
                temperature(RandomForest.forecaster(RandomForest.parameters().build()));

        Forecaster fixed = Ensembles.weighted(List.of(xgBoost, lightGbm, forest), 40, 40, 20)
                .name("fixed-40-40-20");

        Forecaster online = Ensembles.online(xgBoost, lightGbm, forest).name("online-of-the-same");
        Forecaster linear =
                Linear.forecaster().column("temp_max").lookback(30).horizon(3).build();
        Forecaster own = Ensembles.online(lightGbm, forest, linear).name("online-with-linear");
        return Backtest.on(days)
                .windows(windows)
                .compare(xgBoost, lightGbm, forest, linear, fixed, online, own)
                .run();
    }

    /** Compares votes on whether tomorrow's maximum is at least 1.4 degrees colder, about as today, or warmer. */
    static BacktestResult temperatureClasses(WalkForward windows) throws IOException {
        return votes(
                kelvin(days()),
                Target.direction("temp_max", 0.005),
                seattleFeatures(),
                1,
                RandomForest.forecaster(),
                windows);
    }

    /** Compares votes on whether the index falls by more than 1 % in five days, stays, or rises by more than 1 %. */
    static BacktestResult indexClasses(WalkForward windows) throws IOException {
        try (InputStream in = FixedEnsembles.class.getResourceAsStream("sp500-2000.csv")) {
            TimeSeries bars = Csv.ohlcv(in, "sp500-2000.csv");
            // where signals are weak, larger leaves; they are grown faster, too
            Regression.Builder forest = RandomForest.forecaster(
                    RandomForest.parameters().trees(200).minLeafRows(50).build());
            return votes(bars, Target.direction("close", 0.01), Features.standardOhlcv(), 5, forest, windows);
        }
    }

    private static BacktestResult votes(
            TimeSeries series,
            Target target,
            FeaturePipeline features,
            int step,
            Regression.Builder trees,
            WalkForward windows) {
        Forecaster xgBoost = classes(XgBoost.forecaster(), target, features, step);
        Forecaster forest = classes(trees, target, features, step);

        Forecaster soft = Ensembles.vote(forest, xgBoost).name("soft-vote");
        Forecaster hard = Ensembles.vote(forest, xgBoost).hard().name("hard-vote");

        Forecaster learnt = Ensembles.vote(forest, xgBoost).learnWeights().name("learnt-vote");
        return Backtest.on(series)
                .windows(windows)
                .compare(xgBoost, forest, soft, hard, learnt)
                .run();
    }

    private static Forecaster temperature(Regression.Builder model) {
        return model.target(Target.difference("temp_max", 1))
                .features(seattleFeatures())
                .strategy(Strategy.DIRECT)
                .horizon(3)
                .build();
    }

    private static Forecaster classes(Regression.Builder model, Target target, FeaturePipeline features, int step) {
        return model.target(target)
                .features(features)
                .strategy(Strategy.DIRECT)
                .horizons(step)
                .build();
    }

    private static FeaturePipeline seattleFeatures() {
        return Features.univariate("temp_max", 7)
                .plus(
                        Features.column("temp_max"),
                        Features.column("temp_min"),
                        Features.column("precipitation"),
                        Features.column("wind"),
                        Features.calendar().fourier(365.25, 1),
                        Features.calendar().fourier(365.25, 2));
    }

    private static TimeSeries days() throws IOException {
        try (InputStream in = FixedEnsembles.class.getResourceAsStream("seattle-weather.csv")) {
            return Csv.read()
                    .columns("temp_max", "temp_min", "precipitation", "wind")
                    .from(in, "seattle-weather.csv")
                    .one();
        }
    }

    /** A direction is a relative change, so its column is above 0. */
    private static TimeSeries kelvin(TimeSeries days) {
        TimeSeries.Builder shifted = TimeSeries.builder(days.columns()).id(days.id());
        for (int row = 0; row < days.length(); row++) {
            shifted.add(
                    days.timestamp(row),
                    days.value(row, 0) + KELVIN,
                    days.value(row, 1) + KELVIN,
                    days.value(row, 2),
                    days.value(row, 3));
        }
        return shifted.build();
    }

    private static void print(String title, BacktestResult result) {
        System.out.printf(Locale.ROOT, "%n%s%n%-18s %8s %8s %8s", title, "", "log loss", "accuracy", "macro F1");
        for (String name : Target.Direction.CLASSES) {
            System.out.printf(Locale.ROOT, "  %-4s %9s %6s %6s", name, "precision", "recall", "F1");
        }
        System.out.println();
        for (ClassScores model : result.classScores()) {
            ClassScore score = model.overall();
            System.out.printf(
                    Locale.ROOT,
                    "%-18s %8.4f %8.3f %8.3f",
                    model.model(),
                    score.logLoss(),
                    score.accuracy(),
                    score.macroF1());
            for (String name : score.classes()) {
                System.out.printf(
                        Locale.ROOT,
                        "  %4s %9.3f %6.3f %6.3f",
                        "",
                        score.precision(name),
                        score.recall(name),
                        score.f1(name));
            }
            System.out.println();
        }
    }
}
