package io.forecastj.models.statistical;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.InvalidSeriesException;
import io.forecastj.models.internal.JsonFields;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Model of intermittent demand; {@link CrostonVariant} names the sources of the formulas. The forecasts of all steps
 * are equal. A missing value changes nothing.
 *
 * <p>Immutable and thread-safe. The state holds three numbers. Croston and SBA: the size, the interval, 0 before the
 * first demand, and the rows since the last demand. TSB: the size, the probability, and 0. ADIDA: the mean of a row,
 * the sum of the block that is not full, and its number of rows.
 *
 * @param variant the variant
 * @param alpha the smoothing parameter of sizes, and of intervals or sums
 * @param beta the smoothing parameter of the probability of TSB, else equal to {@code alpha}
 * @param block the number of rows of a block of ADIDA, else 1
 * @param share the share of rows with a demand
 * @param sizes the sizes of the demands
 */
record CrostonModel(CrostonVariant variant, double alpha, double beta, int block, double share, DemandSizes sizes)
        implements LocalModel {
    static final String KIND = "croston";

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String form() {
        return variant.form();
    }

    @Override
    public String description() {
        String parameters =
                switch (variant) {
                    case CROSTON, SBA -> "";
                    case TSB -> String.format(Locale.ROOT, ", beta %.6g", beta);
                    case ADIDA -> ", block " + block;
                };
        return form()
                + String.format(Locale.ROOT, ": alpha %.6g", alpha)
                + parameters
                + String.format(Locale.ROOT, ", share of rows with demand %.6g", share);
    }

    @Override
    public int stateSize() {
        return 3;
    }

    @Override
    public void check(double[] state) {
        for (int i = 0; i < state.length; i++) {
            StateChecks.requireBetween(state, i, 0, Double.MAX_VALUE);
        }
        if (variant == CrostonVariant.TSB) {
            StateChecks.requireBetween(state, 1, 0, 1);
        } else if (variant == CrostonVariant.ADIDA) {
            StateChecks.requireIndex(state, 2, block);
        }
    }

    static String negative(double value) {
        return "models of intermittent demand need values of at least 0, found " + value
                + "; book returns to the row of their demand, or mark the value as missing";
    }

    /**
     * @throws InvalidSeriesException if the value is negative; the state stays
     */
    @Override
    public void update(double[] state, double[] row) {
        double value = row[0];
        if (value < 0) {
            throw new InvalidSeriesException(negative(value));
        }
        if (!Double.isNaN(value)) {
            switch (variant) {
                case CROSTON, SBA -> croston(state, value);
                case TSB -> tsb(state, value);
                case ADIDA -> adida(state, value);
            }
        }
    }

    private void croston(double[] state, double value) {
        state[2]++;
        if (value > 0) {
            boolean first = state[1] == 0;
            state[0] = first ? value : state[0] + alpha * (value - state[0]);
            state[1] = first ? state[2] : state[1] + alpha * (state[2] - state[1]);
            state[2] = 0;
        }
    }

    private void tsb(double[] state, double value) {
        if (value > 0) {
            state[0] += alpha * (value - state[0]);
            state[1] += beta * (1 - state[1]);
        } else {
            state[1] -= beta * state[1];
        }
    }

    private void adida(double[] state, double value) {
        state[1] += value;
        state[2]++;
        if (state[2] == block) {
            state[0] += alpha * (state[1] / block - state[0]);
            state[1] = 0;
            state[2] = 0;
        }
    }

    /** Returns the forecast of every step. */
    double point(double[] state) {
        return switch (variant) {
            case CROSTON -> state[1] == 0 ? 0 : state[0] / state[1];
            case SBA -> state[1] == 0 ? 0 : state[0] / state[1] * (1 - alpha / 2);
            case TSB -> state[0] * state[1];
            case ADIDA -> state[0];
        };
    }

    private double probability(double[] state) {
        return switch (variant) {
            case CROSTON, SBA -> state[1] == 0 ? 0 : Math.min(1, 1 / state[1]);
            case TSB -> state[1];
            case ADIDA -> share;
        };
    }

    @Override
    public void forecast(double[] state, double[] scratch, Regressors regressors, double[] points) {
        Arrays.fill(points, point(state));
    }

    /**
     * Quantiles of one row: with the estimated probability a demand, whose size has the distribution of the sizes that
     * the model was estimated from, scaled so that the mean of the row is the point forecast, and rounded if all of
     * them were whole. They are the same at all steps. That the probability and the mean are estimates and move on is
     * neglected, and so is any dependence of sizes and intervals.
     */
    @Override
    public double[][] quantiles(double[] state, Regressors regressors, double[] points, double[] levels) {
        double probability = probability(state);
        double mean = point(state);
        double[] row = Arrays.stream(levels)
                .map(level -> sizes.quantile(level, probability, mean))
                .toArray();
        double[][] quantiles = new double[points.length][];
        Arrays.setAll(quantiles, step -> row.clone());
        return quantiles;
    }

    @Override
    public void write(ObjectNode out) {
        out.put("kind", KIND)
                .put("variant", variant.word())
                .put("alpha", alpha)
                .put("beta", beta)
                .put("block", block)
                .put("share", share);
        sizes.write(out);
    }

    static LocalModel read(JsonFields in) {
        return new CrostonModel(
                in.choice("variant", List.of(CrostonVariant.values()), CrostonVariant::word),
                SavedNumbers.between(in, "alpha", 0, 1),
                SavedNumbers.between(in, "beta", 0, 1),
                in.integer("block", 1, Integer.MAX_VALUE),
                SavedNumbers.between(in, "share", 0, 1),
                DemandSizes.read(in));
    }
}
