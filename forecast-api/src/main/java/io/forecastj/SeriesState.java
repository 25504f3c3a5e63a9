package io.forecastj;

/**
 * Mutable state of one series inside a predictor: takes rows and computes forecasts. Implementers of predictors write
 * the model's arithmetic here; {@link AbstractPredictor} does the rest.
 *
 * <p>Not thread-safe; used by one thread. {@link #update} and {@link #forecastInto} should allocate nothing.
 */
public interface SeriesState {
    /**
     * Takes the next row. {@link SeriesContext#future()} is still that of the previous row. So a state that forecasts
     * at every row may issue the forecast of the previous row here if it was not requested.
     *
     * @param time the row's time in milliseconds since 1970-01-01T00:00Z, after every earlier one
     * @param row the values of {@link PredictorInfo#rowColumns()}, in that order; NaN for a missing one; reused by the
     *     caller
     */
    void update(long time, double[] row);

    /**
     * Writes the point forecasts of the present state, and does not change it.
     *
     * @param out receives {@code [target][step]}; NaN for a classification target
     */
    void forecastInto(double[] out);

    /**
     * Adds the parts of the forecast other than points: quantiles, probabilities, a status. Called after {@link
     * #forecastInto} from the same state, without a row in between; perhaps several times after one such call.
     *
     * <p>If a value that the forecast needs is missing, this method sets {@link ForecastStatus#DEGRADED} with a reason,
     * unless {@code forecastInto} has thrown a {@link ForecastException} that names the column.
     *
     * @param forecast the forecast, with origin, times and points
     * @param points the points that {@link #forecastInto} wrote
     */
    default void complete(Forecast.Builder forecast, double[] points) {}

    /**
     * Writes all values on which later forecasts depend, and does not change the state. Values that the constructor
     * sets or that {@link #forecastInto} computes again are not written. May be called between any two rows, also if
     * nothing was forecast since the last one.
     *
     * @param out receives the state
     */
    void save(StateWriter out);

    /**
     * Reads the values that {@link #save} has written, so that later rows give forecasts equal in every bit. Called
     * once on a new state, in place of its earlier rows. {@link SeriesContext#future()} has been restored before.
     *
     * @param in supplies the state, written by a state of the same model
     * @throws SnapshotException if the bytes are not those of such a state; lengths and indices are checked
     */
    void restore(StateReader in);

    /** Frees the resources of this state outside the heap; called once. */
    default void close() {}
}
