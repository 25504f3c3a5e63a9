package io.forecastj.models.neighbours;

/**
 * Window to which windows of the training series are compared, and the nearest of them. Not thread-safe.
 *
 * <p>The window is kept in the form {@code (value - level) / change}, as {@link MeasuredSeries} has those of training.
 */
final class Query {
    private final NearestSettings settings;
    /** Index of the series of the same id, -1 if training had none. */
    private final int own;

    private final double[] shape;
    private final NearestHeap nearest;
    private double level;
    private double change;
    private double sum;
    private double squares;

    /**
     * Creates a query without a window.
     *
     * @param most the largest number of nearest windows
     */
    Query(NearestSettings settings, int own, int most) {
        this.settings = settings;
        this.own = own;
        this.shape = new double[settings.lookback()];
        this.nearest = new NearestHeap(most);
    }

    /**
     * Begins with a new window.
     *
     * @param ring the values of the window, a ring as long as the lookback
     * @param oldest the index of the oldest value
     */
    void begin(double[] ring, int oldest) {
        nearest.clear();
        int rows = ring.length;
        System.arraycopy(ring, oldest, shape, 0, rows - oldest);
        System.arraycopy(ring, 0, shape, rows - oldest, oldest);
        double changes = 0;
        for (int i = 1; i < rows; i++) {
            changes += Math.abs(shape[i] - shape[i - 1]);
        }
        change = changes / (rows - 1);
        double mean = 0;
        for (int i = rows - settings.centreRows(); i < rows; i++) {
            mean += shape[i] / settings.centreRows();
        }
        level = change == 0 ? shape[rows - 1] : mean;
        sum = 0;
        squares = 0;
        for (int i = 0; i < rows; i++) {
            shape[i] = (shape[i] - level) / change;
            sum += shape[i];
            squares += shape[i] * shape[i];
        }
    }

    /** Returns whether the rows of the window are all equal, so that it has no form that can be compared. */
    boolean flat() {
        return change == 0;
    }

    double[] shape() {
        return shape;
    }

    double level() {
        return level;
    }

    double change() {
        return change;
    }

    NearestHeap nearest() {
        return nearest;
    }

    /**
     * Takes the nearest of some windows.
     *
     * @param series the series of the windows
     * @param index its index
     * @param from the first row of the first window
     * @param count the number of windows
     * @param products for each window the sum of products of its rows and this query's form
     * @param at the index of the first sum
     */
    void offer(MeasuredSeries series, int index, int from, int count, double[] products, int at) {
        double[] inverses = series.inverses();
        double[] offsets = series.offsets();
        double[] norms = series.norms();
        double factor = index == own ? settings.ownFactor() : 1;
        double bound = nearest.bound();
        for (int i = 0; i < count; i++) {
            int start = from + i;
            // the square of a difference, written out; rounding may bring it below 0
            double product = inverses[start] * products[at + i] - offsets[start] * sum;
            double distance = Math.max(0, factor * (squares + norms[start] - 2 * product));
            if (distance < bound) {
                nearest.offer(distance, index, start);
                bound = nearest.bound();
            }
        }
    }
}
