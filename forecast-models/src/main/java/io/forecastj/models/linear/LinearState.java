package io.forecastj.models.linear;

import io.forecastj.Forecast;
import io.forecastj.ForecastStatus;
import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import io.forecastj.models.internal.ExplainedState;
import io.forecastj.models.internal.PointParts;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Last values of one series in a ring, with missing values filled. */
final class LinearState implements ExplainedState {
    private final String column;
    private final double[][] weights;
    private final double[] ring;
    private final boolean[] filled;
    private final double[] changes;
    private int next;
    private int holes;
    private long lastHole;
    private double last = Double.NaN;

    LinearState(String column, double[][] weights) {
        this.column = column;
        this.weights = weights;
        this.changes = new double[weights[0].length];
        this.ring = new double[changes.length + 1];
        this.filled = new boolean[ring.length];
    }

    @Override
    public void update(long time, double[] row) {
        double value = row[0];
        boolean hole = Double.isNaN(value);
        if (filled[next]) {
            holes--;
        }
        if (hole) {
            holes++;
            lastHole = time;
        } else {
            if (Double.isNaN(last)) {
                // the first observed value also fills the rows before it, which have no earlier value
                Arrays.fill(ring, value);
            }
            last = value;
        }
        filled[next] = hole;
        ring[next] = last;
        next = next + 1 == ring.length ? 0 : next + 1;
    }

    @Override
    public void save(StateWriter out) {
        out.putDoubles(ring);
        out.putBooleans(filled);
        out.putInt(next);
        out.putInt(holes);
        out.putLong(lastHole);
        out.putDouble(last);
    }

    @Override
    public void restore(StateReader in) {
        in.getDoubles(ring);
        in.getBooleans(filled);
        next = in.getInt(0, ring.length - 1);
        holes = in.getInt(0, ring.length);
        lastHole = in.getLong();
        last = in.getDouble();
    }

    @Override
    public void forecastInto(double[] out) {
        int newest = next == 0 ? ring.length - 1 : next - 1;
        int lag = 0;
        for (int at = newest - 1; at >= 0; at--) {
            changes[lag++] = ring[at] - last;
        }
        for (int at = ring.length - 1; at > newest; at--) {
            changes[lag++] = ring[at] - last;
        }
        int step = 0;
        // four sums at once: with a single sum each addition would wait for the one before
        for (; step + 4 <= weights.length; step += 4) {
            forecastFour(step, out);
        }
        for (; step < weights.length; step++) {
            double[] w = weights[step];
            double sum = 0;
            for (int j = 0; j < changes.length; j++) {
                sum += w[j] * changes[j];
            }
            out[step] = last + sum;
        }
    }

    /**
     * Explains a point: the base is the last value, as of the naive forecast, and each earlier value contributes its
     * weight times its difference from the last one. For a linear function these are the Shapley values.
     */
    @Override
    public PointParts explain(int target, int step) {
        double[] out = new double[weights.length];
        forecastInto(out);
        Map<String, Double> byLag = new LinkedHashMap<>();
        for (int lag = 1; lag <= changes.length; lag++) {
            byLag.put("lag(" + column + "," + lag + ")", weights[step - 1][lag - 1] * changes[lag - 1]);
        }
        return new PointParts(out[step - 1], last, byLag, List.of());
    }

    @Override
    public Map<String, Double> gainShares() {
        return Map.of();
    }

    private void forecastFour(int step, double[] out) {
        double[] x = changes;
        double[] w0 = weights[step];
        double[] w1 = weights[step + 1];
        double[] w2 = weights[step + 2];
        double[] w3 = weights[step + 3];
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        double sum3 = 0;
        for (int j = 0; j < x.length; j++) {
            double change = x[j];
            sum0 += w0[j] * change;
            sum1 += w1[j] * change;
            sum2 += w2[j] * change;
            sum3 += w3[j] * change;
        }
        out[step] = last + sum0;
        out[step + 1] = last + sum1;
        out[step + 2] = last + sum2;
        out[step + 3] = last + sum3;
    }

    @Override
    public void complete(Forecast.Builder forecast, double[] points) {
        if (Double.isNaN(last)) {
            forecast.status(
                    ForecastStatus.DEGRADED, "the series holds no value of '" + column + "', so there is no forecast");
        } else if (holes > 0) {
            forecast.status(
                    ForecastStatus.DEGRADED,
                    holes + " of the last " + ring.length + " values of '" + column + "' missing, the latest at "
                            + Instant.ofEpochMilli(lastHole) + ": last observation carried forward");
        }
    }
}
