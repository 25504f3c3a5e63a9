package io.forecastj.models.statistical;

/**
 * Estimation of Theta models with a fixed line by least squares. The errors are linear in the start level and the
 * drift, so that these are solved for, and only alpha is searched.
 *
 * <p>Not thread-safe; serves one series.
 */
final class ThetaSearch {
    private static final double LEAST_ALPHA = 1e-4;
    private static final double MOST_ALPHA = 0.9999;

    /** Largest weight {@code 1 - 1 / theta} of the line: a theta of 100. */
    static final double MOST_WEIGHT = 0.99;

    private final double[] adjusted;
    private final double[] values;
    private final int observed;
    private final double centre;
    private final double slope;
    private final PairRegression regression = new PairRegression();

    /**
     * @param adjusted the values without season, missing ones interpolated
     * @param values the values, NaN where one is missing
     * @param observed the number of values that are not missing
     */
    ThetaSearch(double[] adjusted, double[] values, int observed) {
        this.adjusted = adjusted;
        this.values = values;
        this.observed = observed;
        // values far from 0 would lose digits in sums of squares
        this.centre = adjusted[0];
        this.slope = slope(adjusted, values);
    }

    /** Returns the slope of the line of least squares through the observed values. */
    static double slope(double[] adjusted, double[] values) {
        double places = 0;
        double sum = 0;
        int count = 0;
        for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(values[i])) {
                places += i;
                sum += adjusted[i] - adjusted[0];
                count++;
            }
        }
        double place = places / count;
        double mean = sum / count;
        double squares = 0;
        double products = 0;
        for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(values[i])) {
                squares += (i - place) * (i - place);
                products += (i - place) * (adjusted[i] - adjusted[0] - mean);
            }
        }
        return products / squares;
    }

    /**
     * Estimates the standard method: alpha and the start level by simple exponential smoothing without drift, then half
     * of the slope as the drift (Hyndman and Billah 2003).
     */
    LocalMethod.Fitted standard(SeasonalIndices season) {
        double alpha = LineSearch.minimum(this::squaresWithoutDrift, LEAST_ALPHA, MOST_ALPHA);
        double deviation = Math.sqrt(squaresWithoutDrift(alpha) / (observed - 2));
        double drift = slope / 2;
        // the sum that the drift adds to the forecast of the first row is the drift itself
        return run(new ThetaModel(ThetaVariant.STANDARD, alpha, 2, drift, deviation, season), start() - drift);
    }

    private double squaresWithoutDrift(double alpha) {
        regression.clear();
        double level = 0;
        double weight = 1;
        for (int i = 0; i < adjusted.length; i++) {
            if (!Double.isNaN(values[i])) {
                double error = adjusted[i] - centre - level;
                regression.add(weight, 0, error);
                level += alpha * error;
                weight *= 1 - alpha;
            }
        }
        regression.solveFirst(0);
        return regression.squares();
    }

    /**
     * Estimates the optimised model: alpha, the start level and theta together. Of the drift {@code (1 - 1 / theta) B},
     * {@code B} is the slope of the line of least squares, so that it lies between 0 and {@code B}.
     */
    LocalMethod.Fitted optimised(SeasonalIndices season) {
        double alpha = LineSearch.minimum(this::squaresWithDrift, LEAST_ALPHA, MOST_ALPHA);
        double deviation = Math.sqrt(squaresWithDrift(alpha) / (observed - 3));
        double weight = regression.second();
        double theta = 1 / (1 - weight);
        return run(new ThetaModel(ThetaVariant.OPTIMISED, alpha, theta, weight * slope, deviation, season), start());
    }

    /** Computes the errors of smoothing with drift: the forecast is level + weight * start + drift * slope. */
    private double squaresWithDrift(double alpha) {
        regression.clear();
        double level = 0;
        double weight = 1;
        double line = 0;
        for (int i = 0; i < adjusted.length; i++) {
            line += slope;
            if (!Double.isNaN(values[i])) {
                double error = adjusted[i] - centre - level;
                regression.add(weight, line, error);
                level += alpha * error;
                weight *= 1 - alpha;
                line *= 1 - alpha;
            }
        }
        regression.solve(0, MOST_WEIGHT);
        return regression.squares();
    }

    private double start() {
        return centre + regression.first();
    }

    private LocalMethod.Fitted run(ThetaModel model, double level) {
        double[] state = model.start(level);
        double[] row = new double[1];
        for (double value : values) {
            row[0] = value;
            model.update(state, row);
        }
        return new LocalMethod.Fitted(model, state);
    }
}
