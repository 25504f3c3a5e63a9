package io.forecastj.backtest.significance;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.stat.StatUtils;

/**
 * Tests of a Sharpe ratio, which count the skewness and the fat tails of the returns and the number of strategies that
 * were tried (Bailey and Lopez de Prado, The Sharpe Ratio Efficient Frontier, 2012; The Deflated Sharpe Ratio, 2014).
 *
 * <p>Immutable and thread-safe. All ratios are those of one period, not of a year: mean over standard deviation with
 * n - 1.
 *
 * @param sharpe the ratio of one period
 * @param error its standard error
 * @param skewness the returns' skewness, with the population's moments
 * @param kurtosis the returns' kurtosis, with the population's moments; 3 for a normal distribution
 * @param count the number of returns
 */
public record SharpeTest(double sharpe, double error, double skewness, double kurtosis, int count) {
    private static final double EULER = 0.5772156649015329;
    private static final double SAME = 1e-12;
    private static final double ROUNDING = 1e-15;
    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

    /**
     * Measures returns.
     *
     * @param returns the returns of one period each, less those of cash if they count
     * @return the measures
     * @throws IllegalArgumentException if there are fewer than 3 returns, one is not finite, or all are equal but for
     *     rounding: their standard deviation is at most 1e-12 of their mean's size, or 1e-15
     */
    public static SharpeTest of(double[] returns) {
        Inputs.requireFinite("returns", returns, 3);
        int n = returns.length;
        double squares = Inputs.deviations(returns, 2);
        double mean = StatUtils.mean(returns);
        double sample = Math.sqrt(squares / (n - 1));
        if (sample <= Math.max(SAME * Math.abs(mean), ROUNDING)) {
            throw new IllegalArgumentException(
                    "returns should differ from one another, found " + returns[0] + " in all " + n + " periods");
        }
        double deviation = Math.sqrt(squares / n);
        double sharpe = mean / sample;
        double skewness = Inputs.deviations(returns, 3) / n / (deviation * deviation * deviation);
        double kurtosis = Inputs.deviations(returns, 4) / n / (deviation * deviation * deviation * deviation);
        double error = Math.sqrt(spread(sharpe, skewness, kurtosis) / (n - 1));
        return new SharpeTest(sharpe, error, skewness, kurtosis, n);
    }

    private static double spread(double sharpe, double skewness, double kurtosis) {
        return 1 - skewness * sharpe + (kurtosis - 1) / 4 * sharpe * sharpe;
    }

    /**
     * Returns the probabilistic Sharpe ratio: the probability that the true ratio is above another one.
     *
     * @param benchmark the other ratio, of one period; 0 for no skill
     * @return the probability
     */
    public double probabilistic(double benchmark) {
        return NORMAL.cumulativeProbability((sharpe - benchmark) / error);
    }

    /**
     * Returns the deflated Sharpe ratio: the probability that the true ratio is above the greatest one to expect of so
     * many trials without any skill. Above 0.95 it is usually called significant.
     *
     * @param trials the number of independent strategies that were tried, at least 1, this one included
     * @param variance the variance of their Sharpe ratios of one period, at least 0
     * @return the probability
     * @throws IllegalArgumentException if a number is out of its range
     */
    public double deflated(int trials, double variance) {
        return probabilistic(expectedMaximum(trials, variance));
    }

    /**
     * Returns the greatest Sharpe ratio to expect of trials without any skill.
     *
     * @param trials the number of independent strategies that were tried, at least 1
     * @param variance the variance of their Sharpe ratios, at least 0
     * @return the ratio, of the period of the variance; 0 for one trial
     * @throws IllegalArgumentException if a number is out of its range
     */
    public static double expectedMaximum(int trials, double variance) {
        if (trials < 1) {
            throw new IllegalArgumentException("trials should be at least 1, found " + trials);
        }
        if (!(variance >= 0 && variance < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("variance should be finite and at least 0, found " + variance);
        }
        if (trials == 1) {
            return 0;
        }
        double first = NORMAL.inverseCumulativeProbability(1 - 1.0 / trials);
        double second = NORMAL.inverseCumulativeProbability(1 - 1 / (trials * Math.E));
        return Math.sqrt(variance) * ((1 - EULER) * first + EULER * second);
    }

    /**
     * Returns the minimum track record length: the number of returns of this kind after which the probability that the
     * true ratio is above a benchmark reaches the confidence.
     *
     * @param benchmark the other ratio, of one period; 0 for no skill
     * @param confidence the confidence, between 0.5 and 1, such as 0.95
     * @return the number, at least 1; infinite if the ratio is not above the benchmark
     * @throws IllegalArgumentException if the confidence is out of its range
     */
    public double minimumTrackRecord(double benchmark, double confidence) {
        if (!(confidence > 0.5 && confidence < 1)) {
            throw new IllegalArgumentException("confidence should be between 0.5 and 1, found " + confidence);
        }
        if (!(sharpe > benchmark)) {
            return Double.POSITIVE_INFINITY;
        }
        double ratio = NORMAL.inverseCumulativeProbability(confidence) / (sharpe - benchmark);
        return 1 + spread(sharpe, skewness, kurtosis) * ratio * ratio;
    }
}
