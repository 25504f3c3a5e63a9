package io.forecastj.models.statistical;

/**
 * Estimation of {@link DynamicThetaModel} by least squares. With the lines known beforehand the errors are linear in
 * the start level and in {@code 1 - 1 / theta}, so that these are solved for, and only alpha is searched.
 *
 * <p>The first two errors do not count, since a line needs two values. Not thread-safe; serves one series.
 */
final class DynamicThetaSearch {
    private static final double LEAST_ALPHA = 0.01;
    /** Nearer to 1 the start level would have no influence on the errors that count. */
    private static final double MOST_ALPHA = 0.99;

    private final double[] adjusted;
    private final double[] values;
    private final int observed;
    private final double centre;
    /** Intercept and slope of the line through the values up to each row, at index row + 1. */
    private final double[] intercepts;

    private final double[] slopes;
    private final PairRegression regression = new PairRegression();

    DynamicThetaSearch(double[] adjusted, double[] values, int observed) {
        this.adjusted = adjusted;
        this.values = values;
        this.observed = observed;
        this.centre = adjusted[0];
        this.intercepts = new double[adjusted.length + 1];
        this.slopes = new double[adjusted.length + 1];
        double mean = 0;
        for (int row = 1; row <= adjusted.length; row++) {
            double value = adjusted[row - 1] - centre;
            slopes[row] = DynamicThetaModel.slope(row, slopes[row - 1], value - mean);
            mean += (value - mean) / row;
            intercepts[row] = mean - (row + 1) / 2.0 * slopes[row];
        }
    }

    /**
     * Estimates the model. Its state takes interpolated values up to the last observed one, as the estimate does: the
     * first level is free wherever it hardly matters for errors, and forecasts in place of missing values would carry
     * it on.
     *
     * @param season the season of the values
     * @param filled the values with their season, the missing ones interpolated
     */
    LocalMethod.Fitted fit(SeasonalIndices season, double[] filled) {
        double alpha = LineSearch.minimum(this::squares, LEAST_ALPHA, MOST_ALPHA);
        double deviation = Math.sqrt(squares(alpha) / (observed - 2 - 3));
        double theta = 1 / (1 - regression.second());
        // the lines were computed from values less the centre: the level is that of values / theta in the same way
        double start = regression.first() + centre / theta;
        DynamicThetaModel model = new DynamicThetaModel(alpha, theta, deviation, season);
        double[] state = model.start(start);
        double[] row = new double[1];
        int end = values.length;
        while (Double.isNaN(values[end - 1])) {
            end--;
        }
        for (int i = 0; i < values.length; i++) {
            row[0] = i < end ? filled[i] : Double.NaN;
            model.update(state, row);
        }
        return new LocalMethod.Fitted(model, state);
    }

    private double squares(double alpha) {
        regression.clear();
        double level = 0;
        double weight = 1;
        for (int i = 0; i < adjusted.length; i++) {
            double line = weight * intercepts[i] + (1 - weight * (1 - alpha)) / alpha * slopes[i];
            double value = adjusted[i] - centre;
            if (i > 1 && !Double.isNaN(values[i])) {
                regression.add(weight, line, value - level);
            }
            level += alpha * (value - level);
            weight *= 1 - alpha;
        }
        regression.solve(0, ThetaSearch.MOST_WEIGHT);
        return regression.squares();
    }
}
