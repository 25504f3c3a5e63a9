package io.forecastj.models.auto;

import io.forecastj.models.internal.LeastSquares;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Fit of weights to the members' forecasts of the windows.
 *
 * <p>Not thread-safe.
 */
final class WeightFit {
    /** Largest number of cells from which common weights are learnt; more make no difference to a few weights. */
    private static final int MOST_CELLS = 8_000;

    /** Part of a mean error that is added to each series' errors, so that none is infinitely better than another. */
    private static final double FLOOR = 0.02;

    private final WindowErrors errors;
    /** Forecasts with that of the median as the last one, {@code [member][cell]}. */
    private final double[][] forecasts;

    /** Common weights by all parts of some folds but one, by that part; several rules share them. */
    private final Map<Map.Entry<CombinationRule.Kind, Set<Integer>>, Map<Integer, double[]>> outsideOf =
            new HashMap<>();

    /**
     * Prepares the fit.
     *
     * @param errors the cells
     * @param members the forecasts of each member, NaN where one has none
     */
    WeightFit(WindowErrors errors, List<double[]> members) {
        this.errors = errors;
        int count = members.size();
        this.forecasts = new double[count + 1][errors.cells()];
        double[] row = new double[count];
        double[] sorted = new double[count];
        for (int cell = 0; cell < errors.cells(); cell++) {
            int there = 0;
            for (int k = 0; k < count; k++) {
                row[k] = members.get(k)[cell];
                if (Double.isFinite(row[k])) {
                    sorted[there++] = row[k];
                }
            }
            double median = median(sorted, there);
            for (int k = 0; k < count; k++) {
                // the weight of a member without a forecast goes to the others
                forecasts[k][cell] = Double.isFinite(row[k]) ? row[k] : median;
            }
            forecasts[count][cell] = median;
        }
    }

    private static double median(double[] values, int count) {
        if (count == 0) {
            return Double.NaN;
        }
        Arrays.sort(values, 0, count);
        return count % 2 == 1 ? values[count / 2] : values[count / 2 - 1] / 2 + values[count / 2] / 2;
    }

    /** Returns the median of the members in each cell. */
    double[] median() {
        return forecasts[forecasts.length - 1];
    }

    /** Fits a rule to some of the cells. */
    MemberWeights fit(CombinationRule rule, IntPredicate used) {
        return weights(common(rule.kind(), used), rule.power(), used);
    }

    private MemberWeights weights(double[] common, int power, IntPredicate used) {
        return new MemberWeights(common, power == 0 ? Map.of() : series(common, power, used));
    }

    private double[] common(CombinationRule.Kind kind, IntPredicate used) {
        int width = forecasts.length;
        double[] weights = new double[width];
        switch (kind) {
            case MEDIAN -> weights[width - 1] = 1;
            case EQUAL -> Arrays.fill(weights, 0, width - 1, 1.0 / (width - 1));
            case SIMPLEX -> {
                int[] cells = cells(used);
                if (cells.length == 0) {
                    weights[width - 1] = 1;
                } else {
                    double[][] x = new double[cells.length][width];
                    double[] y = new double[cells.length];
                    for (int i = 0; i < cells.length; i++) {
                        double weight = errors.weight(cells[i]);
                        for (int k = 0; k < width; k++) {
                            x[i][k] = weight * forecasts[k][cells[i]];
                        }
                        y[i] = weight * errors.actual(cells[i]);
                    }
                    weights = LeastSquares.simplexAbsolute(x, y);
                }
            }
        }
        return weights;
    }

    /** Returns at most {@link #MOST_CELLS} of the cells that count, of whole series at equal distances. */
    private int[] cells(IntPredicate used) {
        int count = 0;
        for (int cell = 0; cell < errors.cells(); cell++) {
            count += counts(cell) && used.test(cell) ? 1 : 0;
        }
        int every = (count + MOST_CELLS - 1) / MOST_CELLS;
        int[] cells = new int[count];
        int taken = 0;
        for (int cell = 0; cell < errors.cells(); cell++) {
            if (counts(cell) && used.test(cell) && errors.series(cell) % every == 0) {
                cells[taken++] = cell;
            }
        }
        return Arrays.copyOf(cells, taken);
    }

    private boolean counts(int cell) {
        return errors.weight(cell) > 0 && Double.isFinite(forecasts[forecasts.length - 1][cell]);
    }

    private Map<Integer, double[]> series(double[] common, int power, IntPredicate used) {
        Map<Integer, double[]> sums = new HashMap<>();
        for (int cell = 0; cell < errors.cells(); cell++) {
            if (counts(cell) && used.test(cell)) {
                // the number of cells is the last one
                double[] sum = sums.computeIfAbsent(errors.series(cell), index -> new double[forecasts.length + 1]);
                sum[forecasts.length]++;
                for (int k = 0; k < forecasts.length; k++) {
                    sum[k] += errors.weight(cell) * Math.abs(errors.actual(cell) - forecasts[k][cell]);
                }
            }
        }
        sums.replaceAll((index, sum) -> weights(common, power, sum));
        return sums;
    }

    private static double[] weights(double[] common, int power, double[] sum) {
        double count = sum[common.length];
        double best = Double.POSITIVE_INFINITY;
        for (int k = 0; k < common.length; k++) {
            best = Math.min(best, sum[k] / count + FLOOR);
        }
        double[] weights = new double[common.length];
        double all = 0;
        for (int k = 0; k < weights.length; k++) {
            weights[k] = common[k] * Math.pow((sum[k] / count + FLOOR) / best, -power);
            all += weights[k];
        }
        for (int k = 0; k < weights.length; k++) {
            weights[k] /= all;
        }
        return weights;
    }

    /** Writes the combined forecasts of some cells. */
    void combine(MemberWeights weights, IntPredicate wanted, double[] into) {
        for (int cell = 0; cell < into.length; cell++) {
            if (wanted.test(cell)) {
                double[] w = weights.of(errors.series(cell));
                double sum = 0;
                for (int k = 0; k < w.length; k++) {
                    sum += w[k] == 0 ? 0 : w[k] * forecasts[k][cell];
                }
                into[cell] = sum;
            }
        }
    }

    /**
     * Returns forecasts with weights from other cells: each fold by the other ones or, within a single fold, each half
     * of its steps by the other half.
     *
     * @param rule the rule
     * @param folds the folds whose cells are forecast and used
     * @return a forecast of each cell of the folds, NaN elsewhere
     */
    double[] outOfSample(CombinationRule rule, Set<Integer> folds) {
        double[] combined = errors.empty();
        for (int part = 0; part < Math.max(2, folds.size()); part++) {
            int held = part;
            List<Integer> sorted = folds.stream().sorted().toList();
            IntPredicate inFolds = cell -> folds.contains(errors.fold(cell));
            IntPredicate inPart = folds.size() > 1
                    ? cell -> errors.fold(cell) == sorted.get(held)
                    : cell -> inFolds.test(cell) && errors.early(cell) == (held == 0);
            IntPredicate others = cell -> inFolds.test(cell) && !inPart.test(cell);
            double[] common = outsideOf
                    .computeIfAbsent(Map.entry(rule.kind(), folds), each -> new HashMap<>())
                    .computeIfAbsent(part, each -> common(rule.kind(), others));
            combine(weights(common, rule.power(), others), inPart, combined);
        }
        return combined;
    }
}
