package io.forecastj.training;

import io.forecastj.training.network.Batch;

/** Points with weights, as rows of one feature and one label. */
record Points(float[] x, float[] y, float[] weights) implements RowSource {
    /** Points on a line, of equal weight. */
    static Points line(int count, float slope, float intercept) {
        float[] x = new float[count];
        float[] y = new float[count];
        float[] weights = new float[count];
        for (int i = 0; i < count; i++) {
            x[i] = 2f * i / count - 1;
            y[i] = slope * x[i] + intercept;
            weights[i] = 1;
        }
        return new Points(x, y, weights);
    }

    static Points none() {
        return line(0, 0, 0);
    }

    @Override
    public int size() {
        return x.length;
    }

    @Override
    public void read(int[] rows, int from, int count, Batch into) {
        for (int i = 0; i < count; i++) {
            into.past[i] = x[rows[from + i]];
            into.labels[i] = y[rows[from + i]];
            into.weights[i] = weights[rows[from + i]];
        }
        into.size = count;
    }
}
