package io.forecastj.examples;

import io.forecastj.Baselines;
import io.forecastj.Forecast;
import io.forecastj.ForecastException;
import io.forecastj.Forecaster;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.Interval;
import io.forecastj.Predictor;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import io.forecastj.backtest.Backtest;
import io.forecastj.backtest.BacktestResult;
import io.forecastj.backtest.QuantileScores;
import io.forecastj.data.Csv;
import io.forecastj.features.Features;
import io.forecastj.models.Predictors;
import io.forecastj.models.conformal.Conformal;
import io.forecastj.models.ensemble.Ensembles;
import io.forecastj.models.lightgbm.LightGbm;
import io.forecastj.models.linear.Linear;
import io.forecastj.models.onnx.Onnx;
import io.forecastj.models.onnx.OnnxOptions;
import io.forecastj.models.regression.Strategy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Forecasts daily bars of the S&amp;P 500, or of your own file. A walk-forward backtest compares LightGBM, a linear
 * model, two networks trained in Python, and an ensemble of them with intervals, with the naive forecast. Then the
 * ensemble forecasts the next 10 days.
 *
 * <p>All scores are out of sample. The networks were trained on the index up to the end of 2014 and are never fitted
 * again. The ensemble learns its weights and intervals from the next two years; the years after are scored, from every
 * tenth day. The other models are fitted twice in these years, before the first forecast and two blocks of 250 days
 * later, each time to all rows up to that day. In between, the ensemble's weights and intervals still adapt, after each
 * day. Your own bars are forecast without the networks.
 *
 * <p>Do not expect a model to win by much: the index is close to a random walk, and a model that seems to beat the last
 * value clearly has usually seen the future.
 */
public final class Sp500Daily {
    private static final int HORIZON = 10;
    private static final int YEAR = 250;
    /** Rows from one scored forecast to the next. */
    private static final int STEP = 10;

    /** Of fewer rows, the long features of {@link Features#standardOhlcv} leave too little to train on. */
    private static final int LEAST_ROWS = 800;

    private static final int MOST_ROWS = 5_000;

    private static final double LIKELY = 0.80;
    private static final double WIDE = 0.95;

    private Sp500Daily() {}

    /**
     * Runs the example.
     *
     * @param args nothing for the bundled bars, or the path of a CSV file with date, open, high, low, close, volume
     * @throws IOException if the bundled bars or networks cannot be read
     */
    public static void main(String[] args) throws IOException {
        try {
            if (args.length > 0) {
                ownBars(Csv.ohlcv(Path.of(args[0])));
            } else {
                bundledBars();
            }
        } catch (ForecastException | UncheckedIOException e) {
            System.err.println();
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static void bundledBars() throws IOException {
        TimeSeries bars = bundled();
        try (Predictor lstm = Onnx.load(NeuralSp500.model("lstm.onnx"), OnnxOptions.defaults());
                Predictor transformer = Onnx.load(NeuralSp500.model("transformer.onnx"), OnnxOptions.defaults())) {
            int known = bars.rowAtOrBefore(ExportMatrix.lastTrainingTime()) + 1;
            run(
                    bars,
                    known,
                    YEAR,
                    lightGbm(),
                    linear(),
                    Predictors.asForecaster(lstm),
                    Predictors.asForecaster(transformer));
        }
    }

    static void ownBars(TimeSeries all) throws IOException {
        if (all.length() < LEAST_ROWS) {
            throw new InsufficientHistoryException("the example needs at least " + LEAST_ROWS + " rows, found "
                    + all.length() + ": its features look back "
                    + Features.standardOhlcv().warmup()
                    + " rows, and weights, intervals and the score table need rows of their own");
        }
        TimeSeries bars = all.tail(MOST_ROWS);
        if (bars.length() < all.length()) {
            System.out.printf(
                    Locale.ROOT,
                    "Only the last %,d of %,d rows are used, so that the example ends soon.%n",
                    bars.length(),
                    all.length());
        }
        int training = bars.length() * 4 / 5;
        int block = training / 16;
        run(bars, training - learning(block), block, lightGbm(), linear());
    }

    private static Forecaster lightGbm() {
        return LightGbm.forecaster()
                .target(Target.logReturn("close"))
                .features(Features.standardOhlcv())
                .strategy(Strategy.RECURSIVE)
                .horizon(HORIZON)
                .build();
    }

    private static Forecaster linear() {
        return Linear.forecaster().column("close").lookback(60).horizon(HORIZON).build();
    }

    /**
     * The number of rows to learn weights and intervals from: a block for each, with room for the labels that reach
     * ahead.
     */
    private static int learning(int block) {
        return 2 * (block + HORIZON);
    }

    /**
     * Combines the members and the naive forecast, with weights that adapt, inside intervals that adapt.
     *
     * <p>A fit of the ensemble fits each member twice: to the known rows, for the out-of-sample forecasts of later rows
     * from which the weights and the intervals are learnt, and to all rows. To fit the members again for each block of
     * later rows would take longer and hardly change a score.
     */
    private static Forecaster ensemble(int known, int block, List<Forecaster> models) {
        List<Forecaster> members = new ArrayList<>(models);
        members.add(Baselines.naive("close", HORIZON));
        Forecaster combined = Ensembles.online(members.toArray(Forecaster[]::new))
                .name("ensemble")
                .windows(WalkForward.expanding(known).test(block).step(block).fitOnce());
        return Conformal.builder().name("ensemble").coverages(LIKELY, WIDE).build(combined);
    }

    private static void run(TimeSeries bars, int known, int block, Forecaster... models) throws IOException {
        System.out.println(bars);
        System.out.println();
        Forecaster ensemble = ensemble(known, block, List.of(models));
        Progress progress = new Progress();
        BacktestResult result = Backtest.on(bars)
                .windows(WalkForward.expanding(known + learning(block))
                        .step(STEP)
                        .refitEvery(2 * block / STEP))
                .compare(List.of(models))
                .compare(ensemble)
                .listener(progress)
                .run();
        progress.done();
        System.out.println(result.summary());
        printCoverage(result.scores(ensemble.name()).quantiles());

        // weights and intervals learn from whole blocks, so these begin later, and the last one ends at the last bar
        int leftOver = (bars.length() - known - learning(block) + 1) % block;
        Forecaster upToDate = ensemble(known + leftOver, block, List.of(models));
        try (Predictor predictor = upToDate.fit(bars)) {
            print(bars, predictor.predict(bars));
        }
        int start = known + learning(block);
        try (Predictor predictor = ensemble.fit(bars.head(start))) {
            ReportPages.write(
                    result.report().with(ReportPages.weights(predictor, bars, start, STEP)), "sp500-report.html");
        }
    }

    private static void printCoverage(QuantileScores scores) {
        System.out.printf(
                Locale.ROOT,
                "An 80 %% interval should contain the actual close in 80 of 100 forecasts, a 95 %% interval in 95.%n"
                        + "In the walk-forward above the ensemble's contained %.1f %% and %.1f %% of %,d closes;%n"
                        + "a share below the promised one means that the intervals were too narrow in those years.%n%n",
                100 * scores.interval(LIKELY).coverage(),
                100 * scores.interval(WIDE).coverage(),
                scores.pairs());
    }

    private static void print(TimeSeries bars, Forecast forecast) {
        boolean days = IntStream.rangeClosed(1, HORIZON)
                .allMatch(step -> forecast.time(step).equals(forecast.time(step).truncatedTo(ChronoUnit.DAYS)));
        System.out.printf(
                Locale.ROOT,
                "The next %d %s by the ensemble%n%n",
                HORIZON,
                days && forecast.timesEstimated()
                        ? "days (estimated trading days)"
                        : "rows" + (forecast.timesEstimated() ? " (estimated times)" : ""));
        int width = days ? 12 : 18;
        System.out.printf(
                Locale.ROOT, "%-" + width + "s %10s %21s %21s%n", days ? "day" : "time", "close", "80 %", "95 %");
        String price = price(forecast.point(1));
        String row = "%-" + width + "s " + String.join(" ", price, price, price, price, price) + "%n";
        for (int step = 1; step <= HORIZON; step++) {
            Interval likely = forecast.interval(step, LIKELY);
            Interval wide = forecast.interval(step, WIDE);
            System.out.printf(
                    Locale.ROOT,
                    row,
                    forecast.time(step).toString().substring(0, days ? 10 : 16),
                    forecast.point(step),
                    likely.lower(),
                    likely.upper(),
                    wide.lower(),
                    wide.upper());
        }
        System.out.println();
        System.out.println("The last 60 closes and the forecast");
        System.out.println(Plot.of(bars.tail(60).values("close"), forecast.points()));
    }

    /** A format with about six digits, so that prices of currencies can be told apart. */
    private static String price(double usual) {
        int decimals = usual >= 1_000 ? 2 : usual >= 10 ? 3 : usual >= 1 ? 5 : 7;
        return "%10." + decimals + "f";
    }

    static TimeSeries bundled() throws IOException {
        try (InputStream in = Sp500Daily.class.getResourceAsStream("sp500-2000.csv")) {
            return Csv.ohlcv(in, "sp500-2000.csv");
        }
    }
}
