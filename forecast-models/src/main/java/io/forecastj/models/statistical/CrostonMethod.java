package io.forecastj.models.statistical;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.InvalidSeriesException;
import io.forecastj.models.internal.ArgumentChecks;
import io.forecastj.models.internal.JsonFields;
import java.util.Arrays;
import java.util.List;

/**
 * Method of {@link CrostonModel}. Croston's models start at the first demand, those of TSB from the mean size and share
 * of all rows, and those of ADIDA from the first full block, the last block ending at the last row.
 *
 * @param variant the variant
 * @param alpha the smoothing parameter, above 0 and at most 1; NaN if those that give the least squared error one row
 *     (ADIDA: one block) ahead are taken, from {@value #LEAST_ALPHA} to {@value #MOST_ALPHA}
 */
record CrostonMethod(CrostonVariant variant, double alpha) implements LocalMethod {
    static final String KIND = CrostonModel.KIND;

    private static final double LEAST_ALPHA = 0.01;
    private static final double MOST_ALPHA = 0.5;
    /** Value that suits most series (Croston 1972), where there are too few demands to estimate one. */
    private static final double USUAL_ALPHA = 0.1;

    private static final int FEWEST_DEMANDS = 5;
    /** Rounds in which each of the two parameters of TSB is searched with the other one given. */
    private static final int ROUNDS = 3;

    /**
     * @throws IllegalArgumentException if {@code alpha} is a number that is not above 0 and at most 1
     */
    CrostonMethod {
        ArgumentChecks.require(Double.isNaN(alpha) || alpha > 0 && alpha <= 1, "alpha", "above 0 and at most 1", alpha);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Fitted fit(LocalRows rows, int season) {
        double[] values = observed(rows.values());
        DemandSizes sizes = DemandSizes.of(values);
        long demands = Arrays.stream(values).filter(value -> value > 0).count();
        double share = (double) demands / values.length;
        int block = variant == CrostonVariant.ADIDA && demands > 0 ? (int) Math.round(1 / share) : 1;
        CrostonModel first = new CrostonModel(variant, USUAL_ALPHA, USUAL_ALPHA, block, share, sizes);
        double[] start = start(first, values);
        CrostonModel model = Double.isNaN(alpha)
                ? (demands < FEWEST_DEMANDS ? first : optimised(first, values, start))
                : with(first, alpha, alpha);
        run(model, values, start);
        return new Fitted(model, start);
    }

    private double[] observed(double[] values) {
        for (int i = 0; i < values.length; i++) {
            if (values[i] < 0) {
                throw new InvalidSeriesException(
                        CrostonModel.negative(values[i]) + " (row " + i + " from the first value)");
            }
        }
        double[] observed =
                Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
        if (observed.length == 0) {
            throw new InsufficientHistoryException(
                    "a model of intermittent demand needs at least one value, found none");
        }
        return observed;
    }

    private double[] start(CrostonModel model, double[] values) {
        double mean = Arrays.stream(values).average().orElse(0);
        return switch (variant) {
            case CROSTON, SBA -> new double[3];
            case TSB -> new double[] {model.share() > 0 ? mean / model.share() : 0, model.share(), 0};
            case ADIDA -> {
                int block = model.block();
                int rest = values.length % block;
                // the rows before the first block can be left out only if there is one
                int from = values.length < block ? 0 : rest;
                double level = Arrays.stream(values, from, Math.min(values.length, from + block))
                        .average()
                        .orElse(0);
                yield new double[] {level, 0, values.length < block ? 0 : -rest};
            }
        };
    }

    private CrostonModel optimised(CrostonModel model, double[] values, double[] start) {
        if (variant != CrostonVariant.TSB) {
            double best = LineSearch.minimum(
                    each -> run(with(model, each, each), values, start.clone()), LEAST_ALPHA, MOST_ALPHA);
            return with(model, best, best);
        }
        double sizes = USUAL_ALPHA;
        double shares = USUAL_ALPHA;
        for (int round = 0; round < ROUNDS; round++) {
            double given = sizes;
            shares = LineSearch.minimum(
                    each -> run(with(model, given, each), values, start.clone()), LEAST_ALPHA, MOST_ALPHA);
            double found = shares;
            sizes = LineSearch.minimum(
                    each -> run(with(model, each, found), values, start.clone()), LEAST_ALPHA, MOST_ALPHA);
        }
        return with(model, sizes, shares);
    }

    private static CrostonModel with(CrostonModel model, double alpha, double beta) {
        return new CrostonModel(model.variant(), alpha, beta, model.block(), model.share(), model.sizes());
    }

    /** Updates a state by all values and returns the sum of squared errors. */
    private double run(CrostonModel model, double[] values, double[] state) {
        boolean blocks = variant == CrostonVariant.ADIDA;
        double[] row = new double[1];
        double squares = 0;
        double sum = 0;
        for (double value : values) {
            double point = model.point(state);
            boolean started = blocks ? state[2] >= 0 : variant == CrostonVariant.TSB || state[1] > 0;
            row[0] = value;
            skipOrUpdate(model, state, row);
            sum = started ? sum + value : 0;
            if (started && (!blocks || state[2] == 0)) {
                double error = sum / model.block() - point;
                squares += error * error;
                sum = 0;
            }
        }
        return squares;
    }

    /** Leaves out the rows before the first block of ADIDA, counted by a negative number of rows. */
    private void skipOrUpdate(CrostonModel model, double[] state, double[] row) {
        if (variant == CrostonVariant.ADIDA && state[2] < 0) {
            state[2]++;
        } else {
            model.update(state, row);
        }
    }

    @Override
    public void write(ObjectNode out) {
        out.put("kind", KIND).put("variant", variant.word());
        LocalJson.put(out, "alpha", alpha);
    }

    static LocalMethod read(JsonFields in) {
        return new CrostonMethod(
                in.choice("variant", List.of(CrostonVariant.values()), CrostonVariant::word),
                in.has("alpha") ? SavedNumbers.between(in, "alpha", Double.MIN_VALUE, 1) : Double.NaN);
    }
}
