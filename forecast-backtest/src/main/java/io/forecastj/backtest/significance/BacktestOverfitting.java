package io.forecastj.backtest.significance;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.apache.commons.math3.util.Combinations;
import org.apache.commons.math3.util.CombinatoricsUtils;

/**
 * Probability of backtest overfitting: how often the strategy that is best on one half of the rows is below the median
 * on the other half, over all ways to choose the halves from blocks (Bailey, Borwein, Lopez de Prado and Zhu, The
 * Probability of Backtest Overfitting, 2016: combinatorially symmetric cross-validation).
 *
 * <p>Immutable and thread-safe.
 *
 * @param logits for each choice, in no particular order, the logarithm of the odds of the chosen strategy's rank on
 *     the other half; at most 0 if it is at or below the median
 * @param probability the share of the choices with a logit of at most 0
 * @param lossProbability the share of the choices whose strategy has a negative score on the other half
 * @param slope of the least-squares line from the best score on one half to the same strategy's score on the other
 *     half; negative if what looks better turns out worse, NaN if all best scores are equal
 * @param intercept of that line
 */
public record BacktestOverfitting(
        List<Double> logits, double probability, double lossProbability, double slope, double intercept) {
    private static final int MOST_BLOCKS = 20;

    /**
     * Measures by Sharpe ratios.
     *
     * @param returns for each row in the order of time the return of each strategy
     * @param blocks the even number of blocks, from 2 to 20
     * @return the result
     * @throws IllegalArgumentException as {@link #of(double[][], int, ToDoubleFunction)}
     */
    public static BacktestOverfitting of(double[][] returns, int blocks) {
        return of(returns, blocks, BacktestOverfitting::sharpe);
    }

    /**
     * Measures.
     *
     * @param returns for each row in the order of time the return of each strategy, at least 2 strategies
     * @param blocks the even number of blocks of equal length, from 2 to 20, with at least 2 rows each; rows left over
     *     at the end do not count
     * @param score computes the score of a strategy from its returns on one half; higher is better
     * @return the result
     * @throws IllegalArgumentException if a number is out of its range, rows differ in length, or a return or score is
     *     not finite
     */
    public static BacktestOverfitting of(double[][] returns, int blocks, ToDoubleFunction<double[]> score) {
        int strategies = Inputs.requireMatrix("returns", returns, 1, 2);
        if (blocks < 2 || blocks > MOST_BLOCKS || blocks % 2 != 0 || returns.length / blocks < 2) {
            throw new IllegalArgumentException("blocks should be an even number from 2 to " + MOST_BLOCKS
                    + " with at least 2 rows each, found " + blocks + " for " + returns.length + " rows");
        }
        int size = returns.length / blocks;
        int choices = (int) CombinatoricsUtils.binomialCoefficient(blocks, blocks / 2);
        double[] logits = new double[choices];
        double[] best = new double[choices];
        double[] after = new double[choices];
        int choice = 0;
        for (int[] chosen : new Combinations(blocks, blocks / 2)) {
            boolean[] in = new boolean[blocks];
            Arrays.stream(chosen).forEach(block -> in[block] = true);
            double[] inside = scores(returns, strategies, size, in, true, score);
            double[] outside = scores(returns, strategies, size, in, false, score);
            int top = IntStream.range(0, strategies)
                    .reduce((a, b) -> inside[b] > inside[a] ? b : a)
                    .orElseThrow();
            double rank = Arrays.stream(outside)
                    .filter(other -> other <= outside[top])
                    .count();
            logits[choice] = Math.log(rank / (strategies + 1 - rank));
            best[choice] = inside[top];
            after[choice++] = outside[top];
        }
        SimpleRegression line = new SimpleRegression();
        for (int i = 0; i < choices; i++) {
            line.addData(best[i], after[i]);
        }
        return new BacktestOverfitting(
                Arrays.stream(logits).boxed().toList(),
                share(logits, 0, true),
                share(after, 0, false),
                line.getSlope(),
                line.getIntercept());
    }

    private static double[] scores(
            double[][] returns,
            int strategies,
            int size,
            boolean[] in,
            boolean wanted,
            ToDoubleFunction<double[]> score) {
        int[] rows = IntStream.range(0, size * in.length)
                .filter(row -> in[row / size] == wanted)
                .toArray();
        double[] scores = new double[strategies];
        for (int strategy = 0; strategy < strategies; strategy++) {
            int column = strategy;
            scores[strategy] = score.applyAsDouble(
                    Arrays.stream(rows).mapToDouble(row -> returns[row][column]).toArray());
            if (!Double.isFinite(scores[strategy])) {
                throw new IllegalArgumentException("the score of strategy " + strategy + " on " + rows.length
                        + " rows should be finite, found " + scores[strategy]);
            }
        }
        return scores;
    }

    private static double sharpe(double[] returns) {
        double mean = StatUtils.mean(returns);
        return mean == 0 ? 0 : mean / Math.sqrt(StatUtils.variance(returns));
    }

    private static double share(double[] values, double bound, boolean included) {
        return Arrays.stream(values)
                        .filter(value -> value < bound || included && value == bound)
                        .count()
                / (double) values.length;
    }
}
