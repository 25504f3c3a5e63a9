package io.forecastj.models.neighbours;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Nearest windows as {@link NearestWindows} defines them, computed without any of its arithmetic. */
final class PlainNearestWindows {
    private final int lookback;
    private final int horizon;
    private final int centreRows;
    private final int neighbours;
    private final double ownFactor;

    PlainNearestWindows(int lookback, int horizon, int centreRows, int neighbours, double ownFactor) {
        this.lookback = lookback;
        this.horizon = horizon;
        this.centreRows = centreRows;
        this.neighbours = neighbours;
        this.ownFactor = ownFactor;
    }

    /** A window that is compared: its distance and, in units of its changes, what followed. */
    record Neighbour(double distance, double[] after) {}

    /** The nearest windows of the last rows of a series, nearest first. */
    List<Neighbour> nearest(List<double[]> training, int own, double[] history) {
        double[] query = form(history, history.length - lookback);
        List<Neighbour> all = new ArrayList<>();
        for (int s = 0; s < training.size(); s++) {
            double[] values = training.get(s);
            double usual = usualChange(values);
            for (int start = 0; start + lookback + horizon <= values.length; start++) {
                double[] form = form(values, start);
                double[] after = after(values, start);
                if (!complete(form) || !complete(after) || change(values, start) < 0.1 * usual) {
                    continue;
                }
                double sum = 0;
                for (int i = 0; i < lookback; i++) {
                    sum += Math.pow(query[i] - form[i], 2);
                }
                all.add(new Neighbour(sum / lookback * (s == own ? ownFactor : 1), after));
            }
        }
        all.sort(Comparator.comparingDouble(Neighbour::distance));
        return all.subList(0, Math.min(neighbours, all.size()));
    }

    double[] weights(List<Neighbour> nearest) {
        return nearest.stream()
                .mapToDouble(one -> Math.exp(-one.distance() / (nearest.get(0).distance() + 1e-4)))
                .toArray();
    }

    double[] points(List<double[]> training, int own, double[] history) {
        List<Neighbour> nearest = nearest(training, own, history);
        double[] weights = weights(nearest);
        double[] points = new double[horizon];
        for (int step = 0; step < horizon; step++) {
            double sum = 0;
            double all = 0;
            for (int i = 0; i < weights.length; i++) {
                sum += weights[i] * nearest.get(i).after()[step];
                all += weights[i];
            }
            points[step] = value(history, sum / all);
        }
        return points;
    }

    /** The value of the column for a number in units of the history's changes. */
    double value(double[] history, double inUnits) {
        int start = history.length - lookback;
        return level(history, start) + change(history, start) * inUnits;
    }

    private double[] form(double[] values, int start) {
        double[] form = new double[lookback];
        for (int i = 0; i < lookback; i++) {
            form[i] = (values[start + i] - level(values, start)) / change(values, start);
        }
        return form;
    }

    private double[] after(double[] values, int start) {
        double[] after = new double[horizon];
        for (int i = 0; i < horizon; i++) {
            after[i] = (values[start + lookback + i] - level(values, start)) / change(values, start);
        }
        return after;
    }

    private double level(double[] values, int start) {
        double sum = 0;
        for (int i = lookback - centreRows; i < lookback; i++) {
            sum += values[start + i];
        }
        return sum / centreRows;
    }

    private double change(double[] values, int start) {
        double sum = 0;
        for (int i = 1; i < lookback; i++) {
            sum += Math.abs(values[start + i] - values[start + i - 1]);
        }
        return sum / (lookback - 1);
    }

    private static double usualChange(double[] values) {
        double sum = 0;
        int count = 0;
        for (int i = 1; i < values.length; i++) {
            double difference = Math.abs(values[i] - values[i - 1]);
            if (!Double.isNaN(difference)) {
                sum += difference;
                count++;
            }
        }
        return sum / count;
    }

    private static boolean complete(double[] values) {
        for (double value : values) {
            if (!Double.isFinite(value)) {
                return false;
            }
        }
        return true;
    }
}
