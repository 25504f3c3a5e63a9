package io.forecastj;

import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Running sums of a baseline, for its points and the spread of its residuals. */
abstract class BaselineState implements SeriesState {
    /** Quantile levels of the central 80 % and 95 % intervals, and the normal quantiles there. */
    private static final double[] LEVELS = {0.025, 0.1, 0.9, 0.975};

    private static final double[] NORMAL = {
        -1.9599639845400545, -1.2815515655446004, 1.2815515655446004, 1.9599639845400545
    };

    /** Number of residuals from which the spread of a history's own ones is used. */
    private static final int ENOUGH = 10;

    final String column;
    final int horizon;
    /** The number of rows during which a missing value affects the forecast. */
    private final int memory;

    /** The spread of the training series, or null if that is another series or unknown. */
    private final @Nullable BaselineSpread trained;

    double last = Double.NaN;
    long rows;
    private long missingAt = -1;
    private long missingTime;

    BaselineState(String column, int horizon, int memory, @Nullable BaselineSpread trained) {
        this.trained = trained;
        this.column = column;
        this.horizon = horizon;
        this.memory = memory;
    }

    @Override
    public final void update(long time, double[] row) {
        double value = row[0];
        take(value);
        if (Double.isNaN(value)) {
            missingAt = rows;
            missingTime = time;
        } else {
            last = value;
        }
        rows++;
    }

    @Override
    public final void forecastInto(double[] out) {
        if (Double.isNaN(last)) {
            throw new InsufficientHistoryException(
                    "the history's " + rows + " rows hold no value of '" + column + "': all are missing");
        }
        for (int step = 1; step <= horizon; step++) {
            out[step - 1] = point(step);
        }
    }

    @Override
    public final void complete(Forecast.Builder forecast, double[] points) {
        if (missingAt >= 0 && missingAt >= rows - memory) {
            forecast.status(
                    ForecastStatus.DEGRADED,
                    "'" + column + "' is missing at " + Instant.ofEpochMilli(missingTime)
                            + "; an earlier value stands in for it");
        }
        boolean few = residuals() < ENOUGH;
        boolean fromTraining = few && trained != null && trained.count() > residuals();
        if (few && trained == null && !Double.isNaN(deviation(1))) {
            forecast.status(
                    ForecastStatus.DEGRADED,
                    "the intervals rest on " + residuals() + " errors within the history, too few for an estimate;"
                            + " give at least " + (rows + ENOUGH - residuals()) + " rows");
        }
        double[][] quantiles = new double[horizon][LEVELS.length];
        for (int step = 1; step <= horizon; step++) {
            double factor = factor(step);
            double deviation =
                    fromTraining && trained != null ? trained.deviation() * Math.sqrt(factor) : deviation(factor);
            // finite only if all quantiles of the step are
            double widest = Math.abs(points[step - 1]) + NORMAL[NORMAL.length - 1] * deviation;
            if (!Double.isFinite(widest)) {
                forecast.status(
                        ForecastStatus.DEGRADED,
                        Double.isNaN(deviation)
                                ? "too few values of '" + column + "' for intervals"
                                : "the values of '" + column + "', or their changes, are too large for intervals");
                return;
            }
            for (int i = 0; i < LEVELS.length; i++) {
                quantiles[step - 1][i] = points[step - 1] + NORMAL[i] * deviation;
            }
        }
        forecast.quantiles(0, LEVELS, quantiles);
    }

    @Override
    public final void save(StateWriter out) {
        out.putDouble(last);
        out.putLong(rows);
        out.putLong(missingAt);
        out.putLong(missingTime);
        saveSums(out);
    }

    @Override
    public final void restore(StateReader in) {
        last = in.getDouble();
        rows = in.getLong(0, Long.MAX_VALUE);
        missingAt = in.getLong();
        missingTime = in.getLong();
        restoreSums(in);
    }

    abstract void saveSums(StateWriter out);

    abstract void restoreSums(StateReader in);

    /** Takes a value, NaN if it is missing; {@code last} and {@code rows} do not include it yet. */
    abstract void take(double value);

    abstract double point(int step);

    /** The number of one-step errors within the history. */
    abstract long residuals();

    /** The variance of the error at a step in terms of that of the one-step errors, NaN if it is unknown. */
    abstract double factor(int step);

    /**
     * The standard deviation of the one-step errors within the history, times the root of a factor, NaN if it is
     * unknown.
     */
    abstract double deviation(double factor);

    static final class Naive extends BaselineState {
        private final SquareSum squares = new SquareSum();
        private long changes;

        Naive(String column, int horizon, @Nullable BaselineSpread trained) {
            super(column, horizon, 1, trained);
        }

        @Override
        void take(double value) {
            double change = value - last;
            if (!Double.isNaN(change)) {
                squares.add(change);
                changes++;
            }
        }

        @Override
        void saveSums(StateWriter out) {
            squares.save(out);
            out.putLong(changes);
        }

        @Override
        void restoreSums(StateReader in) {
            squares.restore(in);
            changes = in.getLong(0, Long.MAX_VALUE);
        }

        @Override
        double point(int step) {
            return last;
        }

        @Override
        long residuals() {
            return changes;
        }

        @Override
        double factor(int step) {
            return step;
        }

        @Override
        double deviation(double factor) {
            return squares.root(changes, factor);
        }
    }

    static final class Seasonal extends BaselineState {
        private final int season;
        /** Empty until the first row, so that a forged description costs no memory. */
        private double[] phases = {};

        private final SquareSum squares = new SquareSum();
        private long changes;

        Seasonal(String column, int horizon, int season, @Nullable BaselineSpread trained) {
            super(column, horizon, season, trained);
            this.season = season;
        }

        @Override
        void take(double value) {
            if (phases.length == 0) {
                phases = new double[season];
                Arrays.fill(phases, Double.NaN);
            }
            int phase = (int) (rows % phases.length);
            if (!Double.isNaN(value)) {
                double change = value - phases[phase];
                if (!Double.isNaN(change)) {
                    squares.add(change);
                    changes++;
                }
                phases[phase] = value;
            }
        }

        @Override
        void saveSums(StateWriter out) {
            out.putDoubles(phases);
            squares.save(out);
            out.putLong(changes);
        }

        @Override
        void restoreSums(StateReader in) {
            phases = in.getDoubles();
            if (phases.length != season) {
                throw new SnapshotException("expected the values of a season of " + season + " rows, found "
                        + phases.length + Snapshots.INSTEAD);
            }
            squares.restore(in);
            changes = in.getLong(0, Long.MAX_VALUE);
        }

        @Override
        double point(int step) {
            double value = phases[(int) ((rows + step - 1) % phases.length)];
            return Double.isNaN(value) ? last : value;
        }

        @Override
        long residuals() {
            return changes;
        }

        @Override
        double factor(int step) {
            return (step - 1) / season + 1;
        }

        @Override
        double deviation(double factor) {
            return squares.root(changes, factor);
        }
    }

    static final class Drift extends BaselineState {
        private final Moments changes = new Moments();
        private double first = Double.NaN;
        private long firstRow;
        private long lastRow;

        Drift(String column, int horizon, @Nullable BaselineSpread trained) {
            super(column, horizon, 1, trained);
        }

        @Override
        void take(double value) {
            if (Double.isNaN(value)) {
                return;
            }
            if (Double.isNaN(first)) {
                first = value;
                firstRow = rows;
            } else {
                long distance = rows - lastRow;
                changes.add((value - last) / distance);
            }
            lastRow = rows;
        }

        @Override
        void saveSums(StateWriter out) {
            changes.save(out);
            out.putDouble(first);
            out.putLong(firstRow);
            out.putLong(lastRow);
        }

        @Override
        void restoreSums(StateReader in) {
            changes.restore(in);
            first = in.getDouble();
            firstRow = in.getLong();
            lastRow = in.getLong();
        }

        private double slope() {
            return lastRow == firstRow ? 0 : (last - first) / (lastRow - firstRow);
        }

        @Override
        double point(int step) {
            return last + slope() * (rows - 1 - lastRow + step);
        }

        @Override
        long residuals() {
            return changes.count;
        }

        @Override
        double factor(int step) {
            return changes.count < 2 ? Double.NaN : step * (1 + step / (double) (lastRow - firstRow));
        }

        @Override
        double deviation(double factor) {
            double offset = changes.mean - slope();
            return changes.count < 2
                    ? Double.NaN
                    : changes.squares.plus(offset, changes.count).root(changes.count - 1, factor);
        }
    }

    static final class Mean extends BaselineState {
        private final Moments values = new Moments();

        Mean(String column, int horizon, @Nullable BaselineSpread trained) {
            super(column, horizon, 0, trained);
        }

        @Override
        void take(double value) {
            if (!Double.isNaN(value)) {
                values.add(value);
            }
        }

        @Override
        void saveSums(StateWriter out) {
            values.save(out);
        }

        @Override
        void restoreSums(StateReader in) {
            values.restore(in);
        }

        @Override
        double point(int step) {
            return values.mean;
        }

        @Override
        long residuals() {
            return values.count;
        }

        @Override
        double factor(int step) {
            return 1 + 1.0 / values.count;
        }

        @Override
        double deviation(double factor) {
            return values.count < 2 ? Double.NaN : values.squares.root(values.count - 1, factor);
        }
    }

    /** Running mean and sum of squared deviations (Welford, 1962). */
    private static final class Moments {
        private long count;
        private double mean;
        private final SquareSum squares = new SquareSum();

        void add(double value) {
            count++;
            double delta = value - mean;
            mean += delta / count;
            squares.add(delta, value - mean);
        }

        void save(StateWriter out) {
            out.putLong(count);
            out.putDouble(mean);
            squares.save(out);
        }

        void restore(StateReader in) {
            count = in.getLong();
            mean = in.getDouble();
            squares.restore(in);
        }
    }
}
