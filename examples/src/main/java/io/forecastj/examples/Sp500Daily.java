package io.forecastj.examples;

import io.forecastj.Forecast;
import io.forecastj.ForecastException;
import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import io.forecastj.backtest.Backtest;
import io.forecastj.backtest.BacktestResult;
import io.forecastj.data.Csv;
import io.forecastj.features.Features;
import io.forecastj.models.Strategy;
import io.forecastj.models.lightgbm.LightGbm;
import io.forecastj.models.linear.Linear;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Daily bars of the S&amp;P 500, or of a file of your own: LightGBM and a linear model walk forward beside the naive
 * forecast, then forecast the next 10 days.
 *
 * <p>Expect no wonder: the index is close to a random walk, and a model that seems to beat the last value by much has
 * seen the future.
 */
public final class Sp500Daily {
    private static final int HORIZON = 10;

    private Sp500Daily() {}

    /**
     * Runs the example.
     *
     * @param args nothing for the bundled bars, or the path of a CSV file with date, open, high, low, close, volume
     * @throws IOException if the bundled bars cannot be read
     */
    public static void main(String[] args) throws IOException {
        try {
            run(args);
        } catch (ForecastException e) {
            System.err.println();
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static void run(String[] args) throws IOException {
        TimeSeries bars = args.length > 0 ? Csv.ohlcv(Path.of(args[0])) : bundled();
        System.out.println(bars);
        System.out.println();

        Forecaster lightGbm = LightGbm.forecaster()
                .target(Target.logReturn("close"))
                .features(Features.standardOhlcv())
                .strategy(Strategy.RECURSIVE)
                .horizon(HORIZON)
                .build();
        Forecaster linear = Linear.forecaster()
                .column("close")
                .lookback(60)
                .horizon(HORIZON)
                .build();

        int training = Math.min(2_000, bars.length() * 2 / 3);
        BacktestResult result = Backtest.on(bars)
                .windows(WalkForward.expanding(training).step(10).refitEvery(25))
                .compare(lightGbm, linear)
                .listener(new Progress())
                .run();
        Progress.done();
        System.out.println(result.summary());

        try (Predictor boosted = lightGbm.fit(bars);
                Predictor straight = linear.fit(bars)) {
            Forecast byTrees = boosted.predict(bars);
            Forecast byLine = straight.predict(bars);
            System.out.printf(Locale.ROOT, "The next %d days (estimated trading days)%n%n", HORIZON);
            System.out.printf(Locale.ROOT, "%-12s %12s %12s%n", "day", "lightgbm", "linear");
            for (int step = 1; step <= HORIZON; step++) {
                System.out.printf(
                        Locale.ROOT,
                        "%-12s %12.2f %12.2f%n",
                        byTrees.time(step).toString().substring(0, 10),
                        byTrees.point(step),
                        byLine.point(step));
            }
            System.out.println();
            System.out.println("The last 60 closes and the forecast of LightGBM");
            System.out.println(Plot.of(bars.tail(60).values("close"), byTrees.points()));
        }
    }

    static TimeSeries bundled() throws IOException {
        try (InputStream in = Sp500Daily.class.getResourceAsStream("sp500-2000.csv")) {
            return Csv.ohlcv(in, "sp500-2000.csv");
        }
    }
}
