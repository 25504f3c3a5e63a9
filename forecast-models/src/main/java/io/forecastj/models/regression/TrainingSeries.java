package io.forecastj.models.regression;

import io.forecastj.InvalidSeriesException;
import io.forecastj.TimeSeries;
import io.forecastj.features.StepCalendar;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Arrays of one series for training, computed once and cut for each fit.
 *
 * @param series the rows that may be used
 * @param offset the index of their first row in the arrays
 * @param features the features of every row
 * @param targets the target columns' values, {@code [column][row]}
 * @param known the known-future columns' values, {@code [column][row]}
 * @param calendar the features of every row's time; empty if there are none
 * @param attributes the attributes' values
 * @param weights the weights of every row, or null for equal weights
 * @param scales the series' scale at every row, NaN before it is known; empty if nothing is scaled
 */
record TrainingSeries(
        TimeSeries series,
        int offset,
        double[][] features,
        double[][] targets,
        double[][] known,
        double[][] calendar,
        double[] attributes,
        double @Nullable [] weights,
        double[] scales) {

    static TrainingSeries of(TimeSeries series, RegressionPlan plan, @Nullable String weights) {
        double[][] targets =
                plan.response().columns().stream().map(series::values).toArray(double[][]::new);
        double[][] known = plan.knownFuture().stream().map(series::values).toArray(double[][]::new);
        double[] attributes = plan.attributes().stream()
                .mapToDouble(name -> attribute(series, name))
                .toArray();
        double[] weighting = weights == null ? null : series.values(weights);
        double[][] features = plan.pipeline().rows(series);
        double[] scales = scale(features, series, plan);
        return new TrainingSeries(
                series, 0, features, targets, known, calendar(series, plan.calendar()), attributes, weighting, scales);
    }

    /** Divides the features of all rows, and returns the scales. */
    private static double[] scale(double[][] features, TimeSeries series, RegressionPlan plan) {
        SeriesScaling scaling = plan.scaling();
        int target = series.columnIndex(plan.response().columns().get(0));
        boolean revised = series.vintageColumns().contains(series.columns().get(target));
        double[] scales = new double[scaling.active() ? series.length() : 0];
        ScaleState state = scaling.open();
        for (int row = 0; row < scales.length; row++) {
            if (revised) {
                state = scaling.open();
            }
            for (int known = revised ? 0 : row; known <= row; known++) {
                state.add(series.valueAsOf(known, target, series.timestamp(row)));
            }
            scaling.divide(features[row], state.value());
            scales[row] = state.known() ? state.value() : Double.NaN;
        }
        return scales;
    }

    private static double[][] calendar(TimeSeries series, StepCalendar calendar) {
        int width = calendar.columns().size();
        double[][] rows = new double[width == 0 ? 0 : series.length()][width];
        StepCalendar.Evaluator evaluator = calendar.open();
        for (int row = 0; row < rows.length; row++) {
            evaluator.write(series.timestamp(row), rows[row], 0);
        }
        return rows;
    }

    static double attribute(TimeSeries series, String name) {
        Double value = series.attributes().get(name);
        if (value == null) {
            throw new InvalidSeriesException(series + " has no attribute '" + name + "', which is an input; it has "
                    + series.attributes().keySet());
        }
        return value;
    }

    TrainingSeries between(Instant from, Instant to) {
        TimeSeries cut = series.between(from, to);
        int start = cut.length() == 0 ? 0 : series.rowAtOrBefore(cut.time(0));
        return new TrainingSeries(cut, offset + start, features, targets, known, calendar, attributes, weights, scales);
    }

    /** Returns whether a feature has a value in any row. */
    boolean knows(int feature) {
        for (int row = 0; row < length(); row++) {
            if (!Double.isNaN(features[offset + row][feature])) {
                return true;
            }
        }
        return false;
    }

    /** Returns the number of rows, from one on, in which a feature is missing. */
    int missing(int feature, int from) {
        int count = 0;
        for (int row = from; row < length(); row++) {
            count += Double.isNaN(features[offset + row][feature]) ? 1 : 0;
        }
        return count;
    }

    /** Returns whether the scale is known at any row, or all values are missing, so that it is not the cause. */
    boolean hasScale() {
        boolean value = false;
        for (int row = 0; row < length(); row++) {
            value |= !Double.isNaN(targets[0][offset + row]);
            if (!Double.isNaN(scales[offset + row])) {
                return true;
            }
        }
        return !value;
    }

    int length() {
        return series.length();
    }

    /** Returns the label of an origin for a step and a part; NaN if its start or end is missing. */
    double label(RegressionPlan plan, int origin, int step, int part) {
        int at = offset + origin;
        int base = plan.response().baseLag(step);
        double label = series.hasVintages()
                ? revisedLabel(plan, origin, step, part)
                : plan.response().label(part, targets, at - base, at + step);
        return scales.length == 0 ? label : label / scales[at];
    }

    /** Returns the label from the base as it was known at the origin to the value that is known now. */
    private double revisedLabel(RegressionPlan plan, int origin, int step, int part) {
        long known = series.timestamp(origin);
        double[][] ends = new double[targets.length][2];
        for (int c = 0; c < ends.length; c++) {
            int column = series.columnIndex(plan.response().columns().get(c));
            ends[c][0] = series.valueAsOf(origin - plan.response().baseLag(step), column, known);
            ends[c][1] = targets[c][offset + origin + step];
        }
        return plan.response().label(part, ends, 0, 1);
    }

    /** Returns the weight of an origin's example; rejects a NaN or negative weight. */
    double weight(int origin) {
        if (weights == null) {
            return 1;
        }
        double weight = weights[offset + origin];
        if (!(weight >= 0)) {
            throw new InvalidSeriesException(series + " has the weight " + weight + " in row " + origin + " at "
                    + Instant.ofEpochMilli(series.timestamp(origin))
                    + "; weights must be at least 0, and 0 leaves the row out");
        }
        return weight;
    }

    /** Returns a model's inputs, which must not be changed: if they are the features only, models share the array. */
    double[] inputs(RegressionPlan plan, int origin, int step) {
        double[] row = features[offset + origin];
        if (plan.width() == row.length) {
            return row;
        }
        double[] inputs = new double[plan.width()];
        System.arraycopy(row, 0, inputs, 0, row.length);
        for (int c = 0; c < known.length; c++) {
            inputs[plan.knownAt() + c] = series.hasVintages()
                    ? series.valueAsOf(
                            origin + step, series.columnIndex(plan.knownFuture().get(c)), series.timestamp(origin))
                    : known[c][offset + origin + step];
        }
        if (calendar.length > 0) {
            double[] ofStep = calendar[offset + origin + step];
            System.arraycopy(ofStep, 0, inputs, plan.calendarAt(), ofStep.length);
        }
        System.arraycopy(attributes, 0, inputs, plan.attributesAt(), attributes.length);
        if (plan.strategy() == Strategy.DIRECT_SHARED) {
            inputs[plan.stepAt()] = step;
        }
        return inputs;
    }
}
