package io.forecastj.lifecycle.retraining;

import io.forecastj.backtest.BacktestResult;
import io.forecastj.backtest.ClassScores;
import io.forecastj.backtest.ModelScores;
import io.forecastj.backtest.significance.BlockBootstrap;
import io.forecastj.backtest.significance.DieboldMariano;
import io.forecastj.backtest.significance.DieboldMariano.Variance;
import java.util.Arrays;
import java.util.Optional;

/**
 * The scores of champion and challenger on the same windows, none of which the champion was trained on.
 *
 * <p>Immutable and thread-safe. The error is the root mean squared error of the target, or for classes the logarithmic
 * loss. Tests take the losses of each origin: the squared errors of its steps and series, or the logarithmic losses of
 * its classes. The challenger was fitted on the rows before the windows; the model that is published later is fitted on
 * all rows.
 */
public final class ModelComparison {
    /** The name of the champion in {@link #result()}. */
    public static final String CHAMPION = "champion";
    /** The name of the challenger in {@link #result()}. */
    public static final String CHALLENGER = "challenger";

    /** The least number of origins without common test rows that a test needs, as in a backtest. */
    static final int LEAST = 4;

    private final BacktestResult result;
    private final String target;
    private final boolean classes;
    private final double champion;
    private final double challenger;
    private final double[] championLosses;
    private final double[] challengerLosses;
    private final int dependent;

    private ModelComparison(
            BacktestResult result,
            String target,
            boolean classes,
            double champion,
            double challenger,
            double[] championLosses,
            double[] challengerLosses,
            int dependent) {
        this.result = result;
        this.target = target;
        this.classes = classes;
        this.champion = champion;
        this.challenger = challenger;
        this.championLosses = championLosses;
        this.challengerLosses = challengerLosses;
        this.dependent = dependent;
    }

    /**
     * Compares.
     *
     * @param overlap the number of successive origins whose forecasts have rows in common
     */
    static ModelComparison of(BacktestResult result, String target, int overlap) {
        boolean classes = result.scores().stream()
                .noneMatch(one -> one.model().equals(CHALLENGER) && one.target().equals(target));
        if (classes) {
            ClassScores champion = result.classScores(CHAMPION);
            ClassScores challenger = result.classScores(CHALLENGER);
            return new ModelComparison(
                    result,
                    target,
                    true,
                    champion.overall().logLoss(),
                    challenger.overall().logLoss(),
                    champion.losses(),
                    challenger.losses(),
                    overlap);
        }
        ModelScores champion = result.scores(CHAMPION, target);
        ModelScores challenger = result.scores(CHALLENGER, target);
        return new ModelComparison(
                result,
                target,
                false,
                champion.overall().rmse(),
                challenger.overall().rmse(),
                champion.losses(),
                challenger.losses(),
                overlap);
    }

    /** {@return the target that is compared} */
    public String target() {
        return target;
    }

    /** {@return the name of the error, {@code root_mean_squared_error} or {@code log_loss}} */
    public String metric() {
        return classes ? "log_loss" : "root_mean_squared_error";
    }

    /** {@return the champion's error; NaN if nothing was scored} */
    public double championError() {
        return champion;
    }

    /** {@return the challenger's error; NaN if nothing was scored} */
    public double challengerError() {
        return challenger;
    }

    /**
     * Returns the challenger's error against the champion's: {@code challenger / champion - 1}.
     *
     * @return the difference as a fraction, negative if the challenger is better; NaN if neither has an error
     */
    public double relativeDifference() {
        return challenger == champion ? 0 : challenger / champion - 1;
    }

    /** {@return the number of origins from which both were scored} */
    public int origins() {
        return championLosses.length;
    }

    /** {@return the champion's loss at each origin; a new array} */
    public double[] championLosses() {
        return championLosses.clone();
    }

    /** {@return the challenger's loss at each origin; a new array} */
    public double[] challengerLosses() {
        return challengerLosses.clone();
    }

    /**
     * Returns the test of Diebold and Mariano whether challenger and champion differ by more than chance.
     *
     * @return the test, whose statistic is negative if the challenger is better and whose {@link
     *     DieboldMariano#pBetter} is small if it is so beyond chance; empty if there are fewer than four origins whose
     *     forecasts have no row in common
     */
    public Optional<DieboldMariano> test() {
        return test(1);
    }

    /**
     * Returns the test of Diebold and Mariano of the challenger against a champion whose losses are larger or smaller
     * by a factor, as the one for "not worse by more than a tolerance" needs.
     *
     * @param factor the factor of the champion's losses, above 0
     * @return the test; empty as in {@link #test()}
     * @throws IllegalArgumentException if the factor is not above 0
     */
    public Optional<DieboldMariano> test(double factor) {
        if (!(factor > 0 && factor < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("expected a factor above 0, found " + factor);
        }
        int count = origins();
        if (count < LEAST * dependent) {
            return Optional.empty();
        }
        double[] scaled =
                Arrays.stream(championLosses).map(loss -> factor * loss).toArray();
        return Optional.of(DieboldMariano.of(
                challengerLosses, scaled, BlockBootstrap.usualBlock(count, dependent), Variance.COSINES));
    }

    /** {@return the whole result, with the models {@value #CHAMPION} and {@value #CHALLENGER}} */
    public BacktestResult result() {
        return result;
    }

    /** {@return whether the losses are logarithmic, so that they are not squares of errors} */
    boolean classes() {
        return classes;
    }

    /** {@return a sentence with both errors and the two-sided p-value} */
    @Override
    public String toString() {
        return metric() + " of '" + target + "' of the challenger " + RuleText.number(challenger)
                + ", of the champion " + RuleText.number(champion) + " (" + RuleText.change(relativeDifference())
                + ") over " + RuleText.count(origins(), "origin")
                + test().map(one -> ", two-sided p = " + RuleText.number(one.pValue()))
                        .orElse(", too few to test the difference");
    }
}
