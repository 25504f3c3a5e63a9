package io.forecastj.backtest.strategy;

/**
 * Figures of a series of returns. Every figure has one definition, given at its method, since libraries differ: five
 * well-known ones give Sharpe ratios from 1.86 to 3.00 for the same twenty returns.
 *
 * <p>Immutable and thread-safe. Returns are simple ones, net of costs, one for each period; a year has as many periods
 * as were given. No risk-free rate is deducted. A figure is NaN if it is undefined, such as the Sharpe ratio of returns
 * that are all equal. Returns that differ by rounding only are equal: those with a standard deviation of at most 1e-12
 * of their mean's size, or 1e-15.
 */
public final class Performance {
    private static final double SAME = 1e-12;
    private static final double ROUNDING = 1e-15;

    private final double[] returns;
    private final double periodsPerYear;
    private final double mean;
    private final double deviation;
    private final double downside;
    private final double gains;
    private final double losses;
    private final int winners;
    private final int losers;
    private final double growth;
    private final Drawdown drawdown;

    private record Drawdown(double depth, int peak, int trough, int recovery) {}

    private Performance(double[] returns, double periodsPerYear) {
        this.returns = returns;
        this.periodsPerYear = periodsPerYear;
        this.mean = Volatility.mean(returns);
        this.deviation = deviation(returns, mean);
        double squares = 0;
        double won = 0;
        double lost = 0;
        int up = 0;
        int down = 0;
        for (double one : returns) {
            if (one > 0) {
                won += one;
                up++;
            } else if (one < 0) {
                lost -= one;
                squares += one * one;
                down++;
            }
        }
        this.downside = Math.sqrt(squares / returns.length);
        this.gains = won;
        this.losses = lost;
        this.winners = up;
        this.losers = down;
        this.drawdown = drawdown(returns);
        double product = 1;
        for (double one : returns) {
            product *= 1 + one;
        }
        this.growth = product;
    }

    /** Returns the standard deviation (n - 1), and 0 for one that is rounding: of the mean, or of 1 + return. */
    private static double deviation(double[] returns, double mean) {
        double deviation = Math.sqrt(Volatility.variance(returns));
        return deviation <= Math.max(SAME * Math.abs(mean), ROUNDING) ? 0 : deviation;
    }

    /** Finds the deepest drawdown, the first one of several that are equally deep. */
    private static Drawdown drawdown(double[] returns) {
        double equity = 1;
        double highest = 1;
        int peak = 0;
        Drawdown worst = new Drawdown(0, 0, 0, 0);
        double regained = 1;
        for (int period = 1; period <= returns.length; period++) {
            equity *= 1 + returns[period - 1];
            if (equity >= highest) {
                highest = equity;
                peak = period;
            }
            double depth = equity / highest - 1;
            if (depth < worst.depth) {
                worst = new Drawdown(depth, peak, period, -1);
                regained = highest;
            } else if (worst.recovery < 0 && equity >= regained) {
                worst = new Drawdown(worst.depth, worst.peak, worst.trough, period);
            }
        }
        return worst;
    }

    /**
     * Measures returns.
     *
     * @param returns the net return of each period, at least 1; 0.01 is 1 %
     * @param periodsPerYear the number of periods of a year, such as 252 for trading days
     * @return the figures
     * @throws IllegalArgumentException if there are no returns, one is not finite, or the number of periods
     *     is not finite and above 0
     */
    public static Performance of(double[] returns, double periodsPerYear) {
        StrategyChecks.atLeast(1, "the number of returns", returns.length);
        StrategyChecks.positive("periodsPerYear", periodsPerYear);
        for (int i = 0; i < returns.length; i++) {
            if (!Double.isFinite(returns[i])) {
                throw new IllegalArgumentException("returns must be finite, found " + returns[i] + " at index " + i);
            }
        }
        return new Performance(returns.clone(), periodsPerYear);
    }

    /** {@return the number of periods} */
    public int periods() {
        return returns.length;
    }

    /** {@return the number of periods of a year, by which figures are annualised} */
    public double periodsPerYear() {
        return periodsPerYear;
    }

    /** {@return the return of each period, in a new array} */
    public double[] returns() {
        return returns.clone();
    }

    /** {@return the total return: the product of 1 + return, minus 1} */
    public double totalReturn() {
        return growth - 1;
    }

    /**
     * {@return the compound return of a year: (1 + total return) ^ (periods of a year / periods) - 1; -1 after ruin}
     */
    public double annualReturn() {
        return growth <= 0 ? -1 : StrictMath.pow(growth, periodsPerYear / returns.length) - 1;
    }

    /** {@return the mean return of a period} */
    public double meanReturn() {
        return mean;
    }

    /** {@return the standard deviation (n - 1) of a period's return} */
    public double volatility() {
        return deviation;
    }

    /** {@return the standard deviation (n - 1) of a period's return, times the root of the periods of a year} */
    public double annualVolatility() {
        return deviation * Math.sqrt(periodsPerYear);
    }

    /**
     * {@return the Sharpe ratio of a period: the mean by the standard deviation (n - 1); NaN if all returns are equal}
     */
    public double periodSharpe() {
        return deviation > 0 ? mean / deviation : Double.NaN;
    }

    /**
     * Returns the Sharpe ratio of a year: that of a period times the root of the periods of a year. This is the
     * definition of empyrical and ta4j. It assumes returns that do not depend on one another; {@link
     * #annualSharpe(int)} does not.
     *
     * @return the ratio; NaN if all returns are equal
     */
    public double annualSharpe() {
        return periodSharpe() * Math.sqrt(periodsPerYear);
    }

    /**
     * Returns the Sharpe ratio of a year with regard to autocorrelation (Lo, The Statistics of Sharpe Ratios, 2002):
     * that of a period times {@code q / sqrt(q + 2 * sum over k of (q - k) * rho(k))}, with q periods of a year and the
     * autocorrelations rho of the first lags.
     *
     * @param lags the number of autocorrelations, at least 1 and below the number of periods and q
     * @return the ratio; NaN if the root is of a negative number, or all returns are equal
     * @throws IllegalArgumentException if the number of lags is out of this range
     */
    public double annualSharpe(int lags) {
        if (lags < 1 || lags >= returns.length || lags >= periodsPerYear) {
            throw new IllegalArgumentException("lags must be from 1 to below the " + returns.length
                    + " periods and the " + periodsPerYear + " periods of a year, found " + lags);
        }
        double sum = 0;
        for (int lag = 1; lag <= lags; lag++) {
            sum += (periodsPerYear - lag) * autocorrelation(lag);
        }
        return periodSharpe() * periodsPerYear / Math.sqrt(periodsPerYear + 2 * sum);
    }

    /**
     * Returns the autocorrelation of the returns at a lag: the sum of products of deviations from the mean, by the sum
     * of their squares.
     */
    double autocorrelation(int lag) {
        double products = 0;
        double squares = 0;
        for (int i = 0; i < returns.length; i++) {
            squares += (returns[i] - mean) * (returns[i] - mean);
            if (i >= lag) {
                products += (returns[i] - mean) * (returns[i - lag] - mean);
            }
        }
        return products / squares;
    }

    /**
     * Returns the Sortino ratio of a year: the mean return by the root of the mean over all periods of the squares of
     * negative returns, times the root of the periods of a year.
     *
     * @return the ratio
     */
    public double annualSortino() {
        return downside > 0 ? mean / downside * Math.sqrt(periodsPerYear) : Double.NaN;
    }

    /**
     * {@return the downside deviation of a period: the root of the mean over all periods of squared negative returns}
     */
    public double downsideDeviation() {
        return downside;
    }

    /** {@return the Calmar ratio: the compound return of a year by the size of the maximum drawdown} */
    public double calmar() {
        return drawdown.depth < 0 ? annualReturn() / -drawdown.depth : Double.NaN;
    }

    /**
     * Returns the maximum drawdown: the lowest value of equity by its highest one before, minus 1. The equity at the
     * start counts.
     *
     * @return the drawdown, 0 or negative; -0.1 is a loss of 10 % from the peak
     */
    public double maxDrawdown() {
        return drawdown.depth;
    }

    /** {@return the number of periods from the start to the peak before the maximum drawdown} */
    public int drawdownPeak() {
        return drawdown.peak;
    }

    /** {@return the number of periods from the start to the lowest point of the maximum drawdown} */
    public int drawdownTrough() {
        return drawdown.trough;
    }

    /** {@return the number of periods from the start until the peak was regained; -1 if it has not been} */
    public int drawdownRecovery() {
        return drawdown.recovery;
    }

    /** {@return the hit ratio: the share of periods with a gain among those with a return other than 0} */
    public double hitRatio() {
        return (double) winners / (winners + losers);
    }

    /**
     * {@return the profit factor: the sum of the positive returns by that of the negative ones; infinite without any}
     */
    public double profitFactor() {
        return gains == 0 && losses == 0 ? Double.NaN : gains / losses;
    }

    @Override
    public String toString() {
        return returns.length + " periods, " + periodsPerYear + " a year: total return " + totalReturn()
                + ", annual Sharpe ratio " + annualSharpe() + ", maximum drawdown " + maxDrawdown();
    }
}
