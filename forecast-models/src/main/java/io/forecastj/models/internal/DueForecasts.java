package io.forecastj.models.internal;

import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The forecasts of one series that were issued and are not all due yet: at row {@code t} its truth scores what was said
 * of step {@code h} at row {@code t - h}.
 *
 * <p>Not thread-safe. A ring of as many rows as the horizon; nothing is allocated after construction. A row goes so:
 *
 * <pre>{@code
 * due.advance();                                   // the row's truth has come
 * for (int step = 1; step <= horizon; step++) {
 *     double[] said = due.issued(step);            // null if nothing was issued there
 *     ...                                          // score it
 * }
 * double[] now = due.issue();                      // fill it with what is said at this row
 * }</pre>
 */
public final class DueForecasts {
    private final double[][] ring;
    private final boolean[] issued;
    private int current;

    /**
     * Creates an empty ring.
     *
     * @param horizon how many rows after its origin a forecast is due at the latest, at least 1
     * @param width how many numbers an origin's forecasts have
     */
    public DueForecasts(int horizon, int width) {
        this.ring = new double[horizon + 1][width];
        this.issued = new boolean[horizon + 1];
    }

    /** Goes on to the next row, at which nothing is issued yet. */
    public void advance() {
        current = current + 1 == ring.length ? 0 : current + 1;
        issued[current] = false;
    }

    /**
     * Issues the current row's forecasts.
     *
     * @return the array to fill, all NaN; its layout is the caller's
     */
    public double[] issue() {
        issued[current] = true;
        Arrays.fill(ring[current], Double.NaN);
        return ring[current];
    }

    /**
     * Writes the forecasts that are issued.
     *
     * @param out takes them
     */
    public void save(StateWriter out) {
        out.putInt(current);
        out.putBooleans(issued);
        for (int i = 0; i < ring.length; i++) {
            if (issued[i]) {
                out.putDoubles(ring[i]);
            }
        }
    }

    /**
     * Takes over the forecasts that a ring of the same horizon and width has written.
     *
     * @param in gives them
     */
    public void restore(StateReader in) {
        current = in.getInt(0, ring.length - 1);
        in.getBooleans(issued);
        for (int i = 0; i < ring.length; i++) {
            if (issued[i]) {
                in.getDoubles(ring[i]);
            }
        }
    }

    /**
     * Returns what was issued some rows ago.
     *
     * @param step how many rows before the current one, from 0 to the horizon
     * @return the array that was filled then, or null if nothing was issued
     */
    public double @Nullable [] issued(int step) {
        int at = current - step;
        at = at < 0 ? at + ring.length : at;
        return issued[at] ? ring[at] : null;
    }
}
