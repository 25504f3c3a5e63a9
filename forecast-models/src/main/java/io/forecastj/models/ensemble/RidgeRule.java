package io.forecastj.models.ensemble;

import java.util.Arrays;

/**
 * Online ridge towards equal weights, by recursive least squares on changes from the last value. The state: the
 * weights, then the inverse of {@code X'X + penalty I} row by row.
 */
final class RidgeRule extends WeightRule {
    /** Largest number that counts; squares of larger numbers overflow a double. */
    private static final double LARGEST = 1e100;

    private final double penalty;
    private final double[] changes;
    private final double[] gain;

    RidgeRule(int members, double penalty) {
        super(members);
        this.penalty = penalty;
        this.changes = new double[members];
        this.gain = new double[members];
    }

    @Override
    int size() {
        return members + members * members;
    }

    @Override
    void start(double[] state, int at) {
        Arrays.fill(state, at, at + size(), 0);
        for (int k = 0; k < members; k++) {
            state[at + k] = 1.0 / members;
            state[at + members + k * members + k] = 1 / penalty;
        }
    }

    @Override
    void weights(double[] state, int at, double[] x, int xAt, double[] w) {
        System.arraycopy(state, at, w, 0, members);
        MissingForecasts.shareOut(x, xAt, w);
    }

    @Override
    void learn(
            double[] state, int at, double[] x, int xAt, double p, double base, double y, double scale, double share) {
        double mean = 0;
        int there = 0;
        for (int k = 0; k < members; k++) {
            if (!Double.isNaN(x[xAt + k])) {
                mean += (x[xAt + k] - base) / scale;
                there++;
            }
        }
        mean /= there;
        double root = Math.sqrt(share);
        double error = root * (y - base) / scale;
        for (int k = 0; k < members; k++) {
            changes[k] = root * (Double.isNaN(x[xAt + k]) ? mean : (x[xAt + k] - base) / scale);
            error -= state[at + k] * changes[k];
        }
        double size = 1;
        int matrix = at + members;
        for (int i = 0; i < members; i++) {
            double sum = 0;
            for (int j = 0; j < members; j++) {
                sum += state[matrix + i * members + j] * changes[j];
            }
            gain[i] = sum;
            size += sum * changes[i];
        }
        if (!(Math.abs(error) <= LARGEST && size <= LARGEST)) {
            return;
        }
        for (int i = 0; i < members; i++) {
            state[at + i] += gain[i] * error / size;
            // compute one triangle and mirror it, so that rounding never makes the matrix asymmetric
            for (int j = 0; j <= i; j++) {
                double updated = state[matrix + i * members + j] - gain[i] * gain[j] / size;
                state[matrix + i * members + j] = updated;
                state[matrix + j * members + i] = updated;
            }
        }
    }
}
