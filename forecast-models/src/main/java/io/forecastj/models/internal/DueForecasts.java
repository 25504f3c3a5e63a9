package io.forecastj.models.internal;

import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Ring of one series' issued forecasts whose actual values are not all known yet. The actual value of row {@code t} is
 * compared with the forecast of step {@code h} that was issued at row {@code t - h}.
 *
 * <p>Not thread-safe. The ring keeps as many rows as the horizon; nothing is allocated after construction. Use for each
 * row:
 *
 * <pre>{@code
 * due.advance();                                   // the row's actual value has arrived
 * for (int step = 1; step <= horizon; step++) {
 *     double[] issued = due.issued(step);          // null if nothing was issued there
 *     ...                                          // compare it with the actual value
 * }
 * double[] now = due.issue();                      // fill it with the forecast of this row
 * }</pre>
 */
public final class DueForecasts {
    private final double[][] ring;
    private final boolean[] issued;
    private int current;

    /**
     * Creates an empty ring.
     *
     * @param horizon the largest number of rows between a forecast's origin and its actual value, at least 1
     * @param width the number of values in one origin's forecasts
     */
    public DueForecasts(int horizon, int width) {
        this.ring = new double[horizon + 1][width];
        this.issued = new boolean[horizon + 1];
    }

    /** Moves to the next row, at which nothing is issued yet. */
    public void advance() {
        current = current + 1 == ring.length ? 0 : current + 1;
        issued[current] = false;
    }

    /**
     * Issues the current row's forecasts.
     *
     * @return the array to fill, all NaN; its layout is up to the caller
     */
    public double[] issue() {
        issued[current] = true;
        Arrays.fill(ring[current], Double.NaN);
        return ring[current];
    }

    /**
     * Writes the issued forecasts.
     *
     * @param out receives them
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
     * Reads the forecasts written by a ring of the same horizon and width.
     *
     * @param in provides them
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
     * Returns the forecasts issued a number of rows ago.
     *
     * @param step the number of rows before the current one, from 0 to the horizon
     * @return the array that was filled then, or null if nothing was issued
     */
    public double @Nullable [] issued(int step) {
        int at = current - step;
        at = at < 0 ? at + ring.length : at;
        return issued[at] ? ring[at] : null;
    }
}
