package io.forecastj.lifecycle.retraining;

import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.models.lightgbm.LightGbmParameters;
import io.forecastj.models.regression.Regressor;
import java.util.Objects;
import java.util.function.Function;

/**
 * Makes the forecaster of the challenger, anew or as a continuation of the champion.
 *
 * <p>An implementation must be thread-safe.
 *
 * <p>{@link #refit} suits most models. A linear model that is fitted on all rows is the exact update of the one that
 * was fitted on fewer, and takes milliseconds. The states of statistical models (levels, trends, seasons, filters)
 * follow every new row of a session or a history without retraining; a refit estimates their parameters again. Boosted
 * trees can continue, see {@link #continuing}.
 */
@FunctionalInterface
public interface ChallengerRecipe {
    /**
     * Makes the forecaster.
     *
     * @param champion the serving predictor; valid until the retraining ends, not to be closed
     * @return the forecaster, which is fitted on the rows before the test windows, and then on all rows
     */
    Forecaster challenger(Predictor champion);

    /**
     * Returns the recipe that fits the same forecaster anew.
     *
     * @param forecaster the forecaster
     * @return the recipe
     */
    static ChallengerRecipe refit(Forecaster forecaster) {
        Objects.requireNonNull(forecaster, "forecaster");
        return champion -> forecaster;
    }

    /**
     * Returns the recipe that continues the champion's LightGBM model by further rounds, which is faster than a
     * training from the beginning and stays closer to the champion. The champion's trees stay as they are, so the model
     * grows with each retraining; when it has {@code mostRounds} rounds or more, or the champion is not one LightGBM
     * model, the forecaster is fitted anew.
     *
     * <p>The features must be those of the champion; after a change of them use {@link #refit} once. For LightGBM of
     * several targets, or of {@link io.forecastj.models.regression.Strategy#DIRECT} with several steps, there are
     * several models, which cannot be continued.
     *
     * @param rounds the settings of the further rounds
     * @param mostRounds the number of rounds from which to begin anew, at least 1
     * @param continued makes the forecaster from the regressor that continues, such as {@code regressor ->
     *     Regression.forecaster().regressor(regressor)...build()}
     * @param anew the forecaster of a beginning
     * @return the recipe
     * @throws IllegalArgumentException if {@code mostRounds < 1}
     */
    static ChallengerRecipe continuing(
            LightGbmParameters rounds, int mostRounds, Function<Regressor, Forecaster> continued, Forecaster anew) {
        PolicyChecks.atLeastOne("number of rounds", mostRounds);
        return new ContinuedBoosting(
                Objects.requireNonNull(rounds, "rounds"),
                mostRounds,
                Objects.requireNonNull(continued, "continued"),
                Objects.requireNonNull(anew, "anew"));
    }
}
