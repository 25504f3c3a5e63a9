package io.forecastj.models.regression;

/** Method by which models with one output forecast several steps. Immutable and thread-safe. */
public enum Strategy {
    /**
     * One model of the change over one step, which uses its own forecasts as inputs. It trains on the most rows, and
     * the forecasts of all steps are consistent with each other, but errors add up from step to step. Between the steps
     * a copy of the feature stream runs ahead on rows of forecasts; {@link Regression#forecaster()} describes the other
     * columns of these rows.
     */
    RECURSIVE,

    /**
     * A model for each step, trained on the whole change from the origin (or the target's base) to that step. Inputs
     * are observed rows only, so errors do not add up; the cost is one model for each step.
     */
    DIRECT,

    /**
     * One model of the whole change from the origin (or the target's base) to any step, with the number of the step as
     * an additional input. The training data contain every origin once for each step.
     */
    DIRECT_SHARED
}
