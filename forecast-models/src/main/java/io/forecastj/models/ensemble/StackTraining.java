package io.forecastj.models.ensemble;

import io.forecastj.FitListener;
import io.forecastj.FitTasks;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.models.internal.LeastSquares;
import io.forecastj.models.internal.SeriesForecasts;
import io.forecastj.models.lightgbm.LightGbm;
import io.forecastj.models.regression.Examples;
import io.forecastj.models.regression.RegressionModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes training rows of out-of-fold forecasts, as scaled changes from the last value, and solves for the weights. */
final class StackTraining {
    /** Keeps the logarithm of an error of 0 finite: a hundredth of the naive error. */
    private static final double SMALL = 0.01;

    private static final double POWER = -4;

    private static final double[] NONE = {};

    private final String name;
    private final Stacking stacking;
    private final boolean shared;
    private final List<String> members;
    private final int targets;
    private final int horizon;
    private final FitListener listener;
    private final long known;
    private final boolean median;
    private final List<List<Row>> rows = new ArrayList<>();
    private final FlatRows[] flat;

    /** One origin, target and step at which all members' forecasts and the actual value are known. */
    private record Row(String series, double[] changes, double truth, double[] features) {}

    StackTraining(
            String name,
            Stacking stacking,
            boolean shared,
            List<String> members,
            int targets,
            int horizon,
            FitListener listener) {
        this(name, stacking, shared, members, targets, horizon, listener, Long.MAX_VALUE);
    }

    private StackTraining(
            String name,
            Stacking stacking,
            boolean shared,
            List<String> members,
            int targets,
            int horizon,
            FitListener listener,
            long known) {
        this.name = name;
        this.stacking = stacking;
        this.shared = shared;
        this.members = members;
        this.targets = targets;
        this.horizon = horizon;
        this.listener = listener;
        this.known = known;
        this.median = stacking instanceof Stacking.ScaledError;
        for (int cell = 0; cell < targets * horizon; cell++) {
            rows.add(new ArrayList<>());
        }
        this.flat = new FlatRows[targets * horizon];
        Arrays.setAll(flat, cell -> new FlatRows(members.size()));
    }

    /** Returns a training by the actual values that are known at a time, not by later ones. */
    StackTraining knowing(long time) {
        return new StackTraining(name, stacking, shared, members, targets, horizon, listener, time);
    }

    int members() {
        return members.size();
    }

    int targets() {
        return targets;
    }

    int horizon() {
        return horizon;
    }

    StackModel train(List<SeriesForecasts> forecasts) {
        if (!read(forecasts)) {
            throw new InsufficientHistoryException("'" + name + "' found no training row at which all of " + members
                    + " forecast and the actual value is known (a forecast that is "
                    + MissingForecasts.UNUSABLE + " counts as none); use more history, or leave out members that often"
                    + " fail");
        }
        return solve();
    }

    /** Makes the training rows; returns false if there is none. */
    boolean read(List<SeriesForecasts> forecasts) {
        forecasts.forEach(this::add);
        return changed() || Arrays.stream(flat).anyMatch(FlatRows::any);
    }

    private boolean changed() {
        return rows.stream().anyMatch(cell -> !cell.isEmpty());
    }

    /** Learns the weights from the training rows. */
    StackModel solve() {
        if (changed() && stacking instanceof Stacking.Boosted boosted) {
            return new StackModel(new double[0][], false, Map.of(), boost(boosted));
        }
        double[][] weights = new double[targets * horizon][];
        for (int target = 0; target < targets; target++) {
            for (int step = 1; step <= horizon; step++) {
                int cell = target * horizon + step - 1;
                weights[cell] = shared && step > 1
                        ? weights[target * horizon]
                        : solve(shared ? ofTarget(target) : rows.get(cell), flat[cell]);
            }
        }
        return new StackModel(weights, median, median ? factors() : Map.of(), List.of());
    }

    /** Returns the number of rows that the weights of a target and step are learnt from. */
    long rows(int target, int step) {
        List<List<Row>> cells = rows;
        if (!(stacking instanceof Stacking.Boosted)) {
            int from = target * horizon;
            cells = shared ? rows.subList(from, from + horizon) : List.of(rows.get(from + step - 1));
        }
        return cells.stream().mapToLong(List::size).sum() + flat[target * horizon + step - 1].count();
    }

    private List<Row> ofTarget(int target) {
        return rows.subList(target * horizon, (target + 1) * horizon).stream()
                .flatMap(List::stream)
                .toList();
    }

    private void add(SeriesForecasts forecasts) {
        OriginFeatures[] origins = OriginFeatures.of(targets, horizon);
        double[] x = new double[members.size()];
        for (int row = 0; row <= forecasts.lastOrigin(); row++) {
            for (int target = 0; target < targets; target++) {
                origins[target].take(forecasts.value(row, target));
                for (int step = 1; step <= horizon && row >= forecasts.firstOrigin(); step++) {
                    if (forecasts.truthTime(row, step) > known) {
                        break;
                    }
                    for (int k = 0; k < x.length; k++) {
                        x[k] = forecasts.point(row, k, target, step);
                    }
                    MissingForecasts.dropUnusable(x);
                    double truth = forecasts.truth(row, target, step);
                    add(forecasts.series().id(), origins[target], target, step, x, truth);
                }
            }
        }
    }

    private void add(String series, OriginFeatures origin, int target, int step, double[] x, double truth) {
        double scale = origin.scale(step);
        double base = origin.base();
        boolean whole = !Double.isNaN(truth) && !Double.isNaN(base) && scale >= 0;
        for (double forecast : x) {
            whole &= !Double.isNaN(forecast);
        }
        if (whole && scale == 0) {
            flat[target * horizon + step - 1].add(x, truth);
        } else if (whole) {
            double[] changes = Arrays.copyOf(x, median ? x.length + 1 : x.length);
            if (median) {
                changes[x.length] = Median.of(x, 0, x.length, new double[x.length]);
            }
            for (int k = 0; k < changes.length; k++) {
                changes[k] = (changes[k] - base) / scale;
            }
            double[] features = NONE;
            if (stacking instanceof Stacking.Boosted) {
                features = new double[OriginFeatures.OWN + x.length];
                origin.write(step, x, 0, x.length, features);
            }
            rows.get(target * horizon + step - 1).add(new Row(series, changes, (truth - base) / scale, features));
        }
    }

    private double[] solve(List<Row> of, FlatRows unchanged) {
        int width = members.size() + (median ? 1 : 0);
        if (of.isEmpty()) {
            return unchanged.weights(width);
        }
        double[][] x = of.stream().map(Row::changes).toArray(double[][]::new);
        double[] y = of.stream().mapToDouble(Row::truth).toArray();
        if (stacking instanceof Stacking.Ridge ridge) {
            return LeastSquares.ridge(x, y, ridge.penalty(), 0);
        } else if (stacking instanceof Stacking.RidgeTowardsEqual ridge) {
            return LeastSquares.ridge(x, y, ridge.penalty(), 1.0 / width);
        } else if (stacking instanceof Stacking.NonNegative) {
            return LeastSquares.nonNegative(x, y);
        } else if (stacking instanceof Stacking.ScaledError) {
            return LeastSquares.simplexAbsolute(x, y);
        }
        return LeastSquares.simplex(x, y);
    }

    /** Returns, for each series, each member's error relative to the best member's, to the power -4. */
    private Map<String, double[]> factors() {
        Map<String, double[]> errors = new HashMap<>();
        for (List<Row> cell : rows) {
            for (Row row : cell) {
                double[] sums = errors.computeIfAbsent(row.series(), id -> new double[row.changes().length]);
                for (int k = 0; k < sums.length; k++) {
                    sums[k] += Math.abs(row.changes()[k] - row.truth());
                }
            }
        }
        for (double[] sums : errors.values()) {
            double best = Arrays.stream(sums).min().orElseThrow();
            for (int k = 0; k < sums.length; k++) {
                sums[k] = sums[k] == best ? 1 : Math.pow(sums[k] / best, POWER);
            }
        }
        return errors;
    }

    private List<RegressionModel> boost(Stacking.Boosted boosted) {
        List<Row> all = rows.stream().flatMap(List::stream).toList();
        double[][] features = all.stream().map(Row::features).toArray(double[][]::new);
        List<FitTasks.Task<RegressionModel>> tasks = new ArrayList<>();
        for (int k = 0; k < members.size(); k++) {
            int member = k;
            tasks.add(its -> {
                double[] labels = new double[features.length];
                for (int i = 0; i < labels.length; i++) {
                    Row row = all.get(i);
                    labels[i] = Math.log(Math.abs(row.changes()[member] - row.truth()) + SMALL);
                }
                Examples examples = new Examples(OriginFeatures.names(members), features, labels, null);
                return LightGbm.regressor(boosted.parameters()).fit(examples, null, its);
            });
        }
        return FitTasks.run(tasks, listener);
    }
}
