package io.forecastj.models.statistical;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Fitted model of one series: parameters that stay as they are, and the arithmetic on a state that is kept outside.
 *
 * <p>Immutable and thread-safe. The state is an array of {@link #stateSize()} numbers, owned by a session; {@link
 * #update} moves it on by one row in constant time. {@link #update} and {@link #forecast} allocate nothing.
 */
interface LocalModel {
    /** Returns the word that names the kind of model in files, such as {@code "ets"}. */
    String kind();

    /** Returns the form without numbers, such as {@code "ETS(A,Ad,M)"}, by which models are counted. */
    String form();

    /** Returns the form with all parameters, such as {@code "ETS(A,N,N): alpha 0.61, sigma 3.2"}. */
    String description();

    /** Returns the number of numbers of a state. */
    int stateSize();

    /** Returns the number of numbers of the scratch array of {@link #forecast}, 0 if it needs none. */
    default int scratchSize(int horizon) {
        return 0;
    }

    /** Returns the number of regressors that a row holds after the value. */
    default int regressors() {
        return 0;
    }

    /**
     * Returns the number of last rows of which none may be absent by time, but for those before the first of them,
     * since the model counts rows: 1 if it needs none before the last one, {@link Integer#MAX_VALUE} if it counts the
     * places of a season from its first row on.
     */
    default int countedRows() {
        return 1;
    }

    /**
     * Requires that a state can be one of this model. By default all its numbers must be finite.
     *
     * @param state {@link #stateSize()} numbers
     * @throws IllegalArgumentException if it cannot; the message names the number
     */
    default void check(double[] state) {
        StateChecks.requireFinite(state);
    }

    /**
     * Takes the next row.
     *
     * @param state the state, changed in place
     * @param row the value, NaN if it is missing, then one value for each regressor
     */
    void update(double[] state, double[] row);

    /**
     * Writes the point forecasts of steps 1 to {@code points.length}; the state does not change.
     *
     * @param state the state
     * @param scratch an array of {@link #scratchSize} numbers, for intermediate results
     * @param regressors the known values of later rows
     * @param points receives the forecasts
     */
    void forecast(double[] state, double[] scratch, Regressors regressors, double[] points);

    /**
     * Computes quantiles of the forecasts. May allocate.
     *
     * @param state the state
     * @param regressors the known values of later rows
     * @param points the point forecasts of this state
     * @param levels the levels, increasing between 0 and 1
     * @return {@code [step - 1][level]}, none decreasing with the level; NaN where the model has no estimate
     */
    double[][] quantiles(double[] state, Regressors regressors, double[] points, double[] levels);

    /** Writes all parameters, so that the reader of this kind in {@link LocalKinds} makes an equal model of them. */
    void write(ObjectNode out);

    /** Known values of the rows after the last one. */
    @FunctionalInterface
    interface Regressors {
        /** No regressors. */
        Regressors NONE = (step, index) -> {
            throw new IllegalStateException("the model has no regressors");
        };

        /**
         * Returns the value of a regressor at a step, both counted as in the model: steps from 1, regressors from 0.
         */
        double value(int step, int index);
    }
}
