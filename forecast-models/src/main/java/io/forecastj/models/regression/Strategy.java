package io.forecastj.models.regression;

/** How a model of one number forecasts several steps. */
public enum Strategy {
    /**
     * One model of the change over one step, fed its own forecasts. It learns from the most rows and its steps fit
     * together; errors add up with the steps. Between the steps a copy of the feature stream runs ahead on rows made of
     * the forecasts; {@link Regression#forecaster()} says what fills their other columns.
     */
    RECURSIVE,

    /**
     * A model for each step, of the whole change from the origin (or the target's base) to that step. Each step is
     * learnt for itself from observed rows alone, at the price of as many models as steps.
     */
    DIRECT,

    /**
     * One model of the whole change from the origin (or the target's base) to any step, with the number of the step as
     * one more input. Training holds every origin once for each step.
     */
    DIRECT_SHARED
}
