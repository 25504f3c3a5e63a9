package io.forecastj.evaluations;

import io.forecastj.Forecaster;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import io.forecastj.backtest.Backtest;
import io.forecastj.backtest.BacktestResult;
import io.forecastj.backtest.ForecastRow;
import io.forecastj.backtest.Verdict;
import io.forecastj.backtest.strategy.StrategyResult;
import io.forecastj.backtest.strategy.TradingStrategy;
import io.forecastj.backtest.tuning.Parameter;
import io.forecastj.backtest.tuning.Parameters;
import io.forecastj.backtest.tuning.SearchSpace;
import io.forecastj.backtest.tuning.Trial;
import io.forecastj.backtest.tuning.Tuner;
import io.forecastj.backtest.tuning.TuningResult;
import io.forecastj.models.linear.Linear;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Takes random walks, on which nothing can be forecast, through the whole chain, and counts what it finds; and what the
 * usual mistakes would have found on the same walks. Prints the tables of docs/honesty.md.
 *
 * <p>A walk has 1,200 prices whose log returns are normal and independent. A tuner scores 20 linear models by their
 * windows in the rows up to 1,000; the best one is then backtested on the origins after that, a step ahead, and traded
 * long and short. A naive study scores the same 20 models on the last 200 rows themselves and reports the best one.
 */
public final class HonestyTable {
    private static final int ROWS = 1_200;
    private static final int TRAINED = 1_000;
    private static final int TRIALS = 20;
    private static final Instant START = Instant.parse("2020-01-01T00:00:00Z");
    private static final Parameter<Integer> LOOKBACK = Parameter.integer("lookback", 2, 10);
    private static final Parameter<Double> RIDGE = Parameter.logUniform("ridge", 0.01, 100);

    /**
     * Findings of the chain and of a naive study on one walk.
     *
     * @param outcome the verdict on the tuned model, on rows that the search had not seen
     * @param pValue its p-value
     * @param deflatedSharpe the probability of skill by the deflated Sharpe ratio of its strategy
     * @param naiveSkill the skill of the best of the models on the last rows, chosen by these rows
     * @param naiveSharpe the probability of skill by the Sharpe ratio of the best strategy, chosen by these rows and
     *     not deflated
     * @param levelR2 the coefficient of determination of that model's prices
     */
    public record Findings(
            Verdict.Outcome outcome,
            double pValue,
            double deflatedSharpe,
            double naiveSkill,
            double naiveSharpe,
            double levelR2) {}

    private HonestyTable() {}

    /**
     * Prints the tables.
     *
     * @param args the number of walks, by default 1,000
     */
    public static void main(String[] args) {
        int walks = args.length == 0 ? 1_000 : Integer.parseInt(args[0]);
        for (boolean shrunk : new boolean[] {false, true}) {
            List<Findings> found = IntStream.range(0, walks)
                    .parallel()
                    .mapToObj(seed -> study(seed, shrunk))
                    .toList();
            System.out.println(text(found, shrunk));
        }
    }

    /** Returns the shares of walks, as lines of text. */
    static String text(List<Findings> found, boolean shrunk) {
        return String.format(
                Locale.ROOT,
                "%d random walks, 20 linear models each, %s%n"
                        + "  the chain: significant %.1f %% (better %.1f %%, worse %.1f %%), deflated Sharpe > 0.95:"
                        + " %.1f %%%n"
                        + "  a naive study: skill above 0 %.1f %%, Sharpe 'significant' %.1f %%, R2 of prices %.3f",
                found.size(),
                shrunk ? "shrunk towards naive (the default)" : "not shrunk",
                100 * significant(found),
                100 * share(found, one -> one.outcome() == Verdict.Outcome.BETTER),
                100 * share(found, one -> one.outcome() == Verdict.Outcome.WORSE),
                100 * share(found, one -> one.deflatedSharpe() > 0.95),
                100 * share(found, one -> one.naiveSkill() > 0),
                100 * share(found, one -> one.naiveSharpe() > 0.95),
                found.stream().mapToDouble(Findings::levelR2).average().orElse(Double.NaN));
    }

    /** Returns the share of walks with a difference from naive whose p-value is below 0.05. */
    static double significant(List<Findings> found) {
        return share(found, one -> one.pValue() < 0.05);
    }

    static double share(List<Findings> found, Predicate<Findings> what) {
        return found.stream().filter(what).count() / (double) found.size();
    }

    /** Returns what is found on the walk of a seed. */
    static Findings study(long seed, boolean shrunk) {
        TimeSeries walk = walk(seed);
        TuningResult search = Tuner.on(walk.head(TRAINED))
                .space(SearchSpace.of(LOOKBACK, RIDGE))
                .forecaster(p -> model("tuned", p, shrunk))
                .windows(WalkForward.expanding(600).test(100).step(100))
                .seasonLength(1)
                .trials(TRIALS)
                .seed(seed)
                .executor(Runnable::run)
                .run();
        BacktestResult tested =
                backtest(walk, List.of(model("tuned", search.best().parameters(), shrunk)));
        Verdict verdict = tested.verdicts().get(0);
        StrategyResult traded =
                trade(tested, verdict.model(), walk, search.trials().size());
        return naive(walk, search, shrunk, verdict, traded.deflatedSharpe());
    }

    /** Adds what comes out if the models are chosen by the rows on which they are judged. */
    private static Findings naive(
            TimeSeries walk, TuningResult search, boolean shrunk, Verdict verdict, double deflated) {
        List<Forecaster> models = new ArrayList<>();
        for (Trial trial : search.trials()) {
            models.add(model("trial " + trial.number(), trial.parameters(), shrunk));
        }
        BacktestResult judged = backtest(walk, models);
        String best = judged.scores().stream()
                .filter(model -> !model.reference())
                .max(Comparator.comparingDouble(model -> model.overall().skill()))
                .orElseThrow()
                .model();
        double sharpe = models.stream()
                .mapToDouble(model -> trade(judged, model.name(), walk, 1).probabilisticSharpe())
                .filter(probability -> !Double.isNaN(probability))
                .max()
                .orElse(0);
        List<ForecastRow> rows =
                judged.rows().filter(row -> row.model().equals(best)).toList();
        return new Findings(
                verdict.outcome(),
                verdict.pValue(),
                deflated,
                judged.scores(best).overall().skill(),
                sharpe,
                r2(rows));
    }

    private static TimeSeries walk(long seed) {
        Random random = new Random(seed);
        double[] prices = new double[ROWS];
        double log = StrictMath.log(100);
        for (int i = 0; i < ROWS; i++) {
            prices[i] = StrictMath.exp(log);
            log += 0.01 * random.nextGaussian();
        }
        return TimeSeries.of("price", START, Sampling.daily(), prices);
    }

    private static BacktestResult backtest(TimeSeries walk, List<Forecaster> models) {
        return Backtest.on(walk)
                .windows(WalkForward.expanding(TRAINED - 1).fitOnce())
                .seasonLength(1)
                .compare(models)
                .run();
    }

    private static StrategyResult trade(BacktestResult result, String model, TimeSeries walk, int trials) {
        return TradingStrategy.longShort().trials(trials).run(result, model, walk);
    }

    /** Returns the coefficient of determination, as of the mean price. */
    private static double r2(List<ForecastRow> rows) {
        double mean = rows.stream().mapToDouble(ForecastRow::actual).average().orElseThrow();
        double residual = 0;
        double total = 0;
        for (ForecastRow row : rows) {
            residual += (row.actual() - row.forecast()) * (row.actual() - row.forecast());
            total += (row.actual() - mean) * (row.actual() - mean);
        }
        return 1 - residual / total;
    }

    private static Forecaster model(String name, Parameters parameters, boolean shrunk) {
        return Linear.forecaster()
                .name(name)
                .column("price")
                .lookback(parameters.get(LOOKBACK))
                .ridge(parameters.get(RIDGE))
                .horizon(1)
                .shrinkage(shrunk)
                .build();
    }
}
