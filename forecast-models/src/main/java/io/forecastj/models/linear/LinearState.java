package io.forecastj.models.linear;

import io.forecastj.Forecast;
import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import io.forecastj.models.internal.ExplainedState;
import io.forecastj.models.internal.PointParts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Last values of one series, and the forecasts from them. */
final class LinearState implements ExplainedState {
    private final String column;
    private final double[][] weights;
    private final ValueRing ring;
    private final double[] values;
    private final double[] changes;

    LinearState(String column, double[][] weights) {
        this.column = column;
        this.weights = weights;
        this.changes = new double[weights[0].length];
        this.values = new double[changes.length + 1];
        this.ring = new ValueRing(values.length);
    }

    @Override
    public void update(long time, double[] row) {
        ring.add(time, row[0]);
    }

    @Override
    public void save(StateWriter out) {
        ring.save(out);
    }

    @Override
    public void restore(StateReader in) {
        ring.restore(in);
    }

    @Override
    public void forecastInto(double[] out) {
        double last = ring.last();
        ring.copyInto(values);
        for (int lag = 1; lag <= changes.length; lag++) {
            changes[lag - 1] = values[changes.length - lag] - last;
        }
        int step = 0;
        // four sums at once: with a single sum each addition would wait for the one before
        for (; step + 4 <= weights.length; step += 4) {
            forecastFour(step, last, out);
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
        return new PointParts(out[step - 1], ring.last(), byLag, List.of());
    }

    @Override
    public Map<String, Double> gainShares() {
        return Map.of();
    }

    private void forecastFour(int step, double last, double[] out) {
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
        ring.complete(forecast, column, "missing");
    }
}
