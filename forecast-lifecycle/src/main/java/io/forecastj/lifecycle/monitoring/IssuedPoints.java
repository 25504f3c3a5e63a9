package io.forecastj.lifecycle.monitoring;

/**
 * The points that one session wrote at its last rows, for a caller who takes points without a {@link
 * io.forecastj.Forecast}. Step {@code k} is the {@code k}-th row after the origin. Not thread-safe; nothing is
 * allocated after construction.
 */
final class IssuedPoints {
    /** Takes a point whose actual value has become known. */
    interface Sink {
        void score(int target, double forecast, double actual, double naive);
    }

    private final int targets;
    private final int horizon;
    private final double[][] points;
    private final double[][] naive;
    private final boolean[] issued;
    private int current;

    IssuedPoints(int targets, int horizon) {
        this.targets = targets;
        this.horizon = horizon;
        this.points = new double[horizon + 1][targets * horizon];
        this.naive = new double[horizon + 1][targets];
        this.issued = new boolean[horizon + 1];
    }

    /** Moves to a new row, scores the points that are due and keeps the others. */
    void advance(double[] actual, Sink sink) {
        current = current == horizon ? 0 : current + 1;
        issued[current] = false;
        for (int step = 1; step <= horizon; step++) {
            int at = current - step < 0 ? current - step + horizon + 1 : current - step;
            if (issued[at]) {
                for (int target = 0; target < targets; target++) {
                    double point = points[at][target * horizon + step - 1];
                    if (!Double.isNaN(point) && !Double.isNaN(actual[target])) {
                        sink.score(target, point, actual[target], naive[at][target]);
                    }
                }
            }
        }
    }

    /** Keeps the points of the present row, laid out {@code [target][step]}. */
    void issue(double[] written, double[] lastValues) {
        issued[current] = true;
        System.arraycopy(written, 0, points[current], 0, written.length);
        System.arraycopy(lastValues, 0, naive[current], 0, targets);
    }

    /** Forgets the points of the present row, whose forecast is scored in another way. */
    void withdraw() {
        issued[current] = false;
    }
}
