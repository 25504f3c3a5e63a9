package io.forecastj;

/**
 * One series' mutable state inside a predictor: fed row by row, asked for forecasts. Those who write a predictor put
 * the model's arithmetic here, and {@link AbstractPredictor} does the rest.
 *
 * <p>Used by one thread. {@link #update} and {@link #forecastInto} should allocate nothing.
 */
public interface SeriesState {
    /**
     * Takes the next row. {@link SeriesContext#future()} still stands at the row before it, so that a state which
     * forecasts at every row can make up here for a forecast that nobody asked for, with all that was known by then.
     *
     * @param time the row's time in milliseconds since 1970-01-01T00:00Z, after every earlier one
     * @param row the values of {@link PredictorInfo#rowColumns()}, in that order; NaN for a missing
     *     one; reused by the caller
     */
    void update(long time, double[] row);

    /**
     * Writes the point forecasts from the state as it is, and leaves it so.
     *
     * @param out takes {@code [target][step]}; NaN for a classification target
     */
    void forecastInto(double[] out);

    /**
     * Adds what the forecast has beyond points: quantiles, probabilities, a status. Called after {@link
     * #forecastInto} from the same state, with no row in between; perhaps several times after one such call.
     *
     * @param forecast the forecast, with origin, times and points
     * @param points what {@link #forecastInto} wrote
     */
    default void complete(Forecast.Builder forecast, double[] points) {}

    /**
     * Writes all that later forecasts depend on, and leaves the state as it is. What the constructor sets is not
     * written, nor what {@link #forecastInto} computes anew. May be called between any two rows, also when nothing was
     * forecast since the last one.
     *
     * @param out takes the state
     */
    void save(StateWriter out);

    /**
     * Takes over what {@link #save} has written, so that every later row and forecast gives what it would have given
     * there, equal in every bit. Called once on a new state, in place of the rows that the other one has seen. {@link
     * SeriesContext#future()} has been restored before.
     *
     * @param in gives the state, written by a state of the same model
     * @throws SnapshotException if the bytes are not those of such a state; lengths and places in arrays are checked
     */
    void restore(StateReader in);

    /** Frees what this state holds outside the heap; called once. */
    default void close() {}
}
