package io.forecastj.models.internal;

import io.forecastj.models.internal.ShrinkageEstimate.Changes;

/** Least-squares weights of a model and a seasonal naive forecast, at least 0 and in sum at most 1. */
final class SimplexFit {
    private SimplexFit() {}

    /** Returns the weights of the model and of the seasonal naive forecast; the rest is the naive forecast's. */
    static double[] of(Changes changes, boolean seasonal) {
        double[] scales = changes.scales();
        double ff = 0;
        double fs = 0;
        double ss = 0;
        double fy = 0;
        double sy = 0;
        for (int i = 0; i < changes.count; i++) {
            if (!(scales[i] > 0)) {
                continue;
            }
            double f = changes.forecast[i];
            double s = seasonal ? changes.repeated[i] : 0;
            double y = changes.actual[i];
            ff += f * f / scales[i];
            fs += f * s / scales[i];
            ss += s * s / scales[i];
            fy += f * y / scales[i];
            sy += s * y / scales[i];
        }
        double determinant = ff * ss - fs * fs;
        if (determinant > 1e-12 * ff * ss) {
            double f = (fy * ss - sy * fs) / determinant;
            double s = (sy * ff - fy * fs) / determinant;
            if (f >= 0 && s >= 0 && f + s <= 1) {
                return new double[] {f, s};
            }
        }
        // the minimum lies on one of the three edges
        double[][] edges = {
            {limited(fy, ff), 0}, {0, limited(sy, ss)}, onSum(fy - sy - fs + ss, ff - 2 * fs + ss),
        };
        double[] best = edges[0];
        double least = Double.POSITIVE_INFINITY;
        for (double[] w : edges) {
            double loss = w[0] * w[0] * ff + 2 * w[0] * w[1] * fs + w[1] * w[1] * ss - 2 * w[0] * fy - 2 * w[1] * sy;
            if (loss < least) {
                least = loss;
                best = w;
            }
        }
        return best;
    }

    private static double[] onSum(double numerator, double denominator) {
        double model = limited(numerator, denominator);
        return new double[] {model, 1 - model};
    }

    private static double limited(double numerator, double denominator) {
        return denominator > 0 ? Math.max(0, Math.min(1, numerator / denominator)) : 0;
    }
}
