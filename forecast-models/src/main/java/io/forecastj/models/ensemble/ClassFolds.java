package io.forecastj.models.ensemble;

import io.forecastj.ColumnRole;
import io.forecastj.FitListener;
import io.forecastj.Forecast;
import io.forecastj.Forecaster;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.models.internal.Folds;
import java.util.Arrays;
import java.util.List;

/**
 * Outcomes of the origins of folds, and the probabilities that a member, fitted to the rows before a fold, gave them.
 *
 * @param series the training series, without publication times
 * @param folds the folds
 * @param direction the target
 * @param steps the forecast steps
 */
record ClassFolds(List<TimeSeries> series, Folds folds, Target.Direction direction, int[] steps) {
    private static final int CLASSES = Target.Direction.CLASSES.size();

    /** Returns the class that occurred from an origin to a step; -1 if it is unknown. */
    private int outcome(TimeSeries one, int origin, int step) {
        if (origin + step >= one.length()) {
            return -1;
        }
        int column = one.columnIndex(direction.column());
        double label = direction.encode(one.value(origin, column), one.value(origin + step, column));
        return Double.isNaN(label) ? -1 : (int) label;
    }

    /**
     * Returns the class frequencies of the rows up to a time, each class counted once more, so that none is impossible.
     *
     * @param to the last time, in milliseconds
     * @return {@code [step][class]}, in the order of {@link #steps}
     */
    double[][] frequencies(long to) {
        double[][] counts = new double[steps.length][CLASSES];
        for (double[] step : counts) {
            Arrays.fill(step, 1);
        }
        for (TimeSeries one : series) {
            for (int row = 0; row < one.length(); row++) {
                for (int i = 0; i < steps.length; i++) {
                    int outcome = outcome(one, row, steps[i]);
                    if (outcome >= 0 && one.timestamp(row + steps[i]) <= to) {
                        counts[i][outcome]++;
                    }
                }
            }
        }
        for (double[] step : counts) {
            double sum = Arrays.stream(step).sum();
            Arrays.setAll(step, c -> step[c] / sum);
        }
        return counts;
    }

    private int firstOrigin(int index, Folds.Fold fold) {
        int earliest = folds.firstRows().isEmpty() ? 0 : folds.firstRows().get(index);
        return Math.max(
                earliest, series.get(index).rowAtOrBefore(fold.firstOrigin().minusMillis(1)) + 1);
    }

    private int lastOrigin(int index, Folds.Fold fold) {
        TimeSeries one = series.get(index);
        return Math.min(one.rowAtOrBefore(fold.lastOrigin()), one.length() - 2);
    }

    /** Returns the number of pairs of an origin and a step in a fold. */
    int pairs(Folds.Fold fold) {
        int count = 0;
        for (int s = 0; s < series.size(); s++) {
            count += Math.max(0, lastOrigin(s, fold) - firstOrigin(s, fold) + 1);
        }
        return count * steps.length;
    }

    /** Writes the probabilities that the class frequencies before a fold gave to the outcomes; NaN if unknown. */
    void frequenciesInto(Folds.Fold fold, double[] out) {
        double[][] frequencies = frequencies(fold.to().toEpochMilli());
        int at = 0;
        for (int s = 0; s < series.size(); s++) {
            for (int origin = firstOrigin(s, fold); origin <= lastOrigin(s, fold); origin++) {
                for (int i = 0; i < steps.length; i++) {
                    int outcome = outcome(series.get(s), origin, steps[i]);
                    out[at++] = outcome < 0 ? Double.NaN : frequencies[i][outcome];
                }
            }
        }
    }

    /** Fits a member before a fold and writes the probabilities that it gave to the outcomes; NaN if it gave none. */
    void membersInto(Forecaster.Trainer trainer, Folds.Fold fold, FitListener listener, double[] out) {
        Arrays.fill(out, Double.NaN);
        if (Forecaster.Trainer.cut(series, fold.from(), fold.to()).isEmpty()) {
            return;
        }
        try (Predictor predictor = trainer.fit(fold.from(), fold.to(), listener)) {
            int at = 0;
            for (int s = 0; s < series.size(); s++) {
                int first = firstOrigin(s, fold);
                int last = lastOrigin(s, fold);
                int usable = Math.max(first, predictor.info().requiredHistory() - 1);
                if (usable <= last) {
                    walk(predictor, series.get(s), usable, last, out, at + (usable - first) * steps.length);
                }
                at += Math.max(0, last - first + 1) * steps.length;
            }
        } catch (InsufficientHistoryException e) {
            // the member has no forecast in this fold
        }
    }

    private void walk(Predictor predictor, TimeSeries one, int first, int last, double[] out, int from) {
        double[] row = new double[one.columns().size()];
        int at = from;
        try (PredictionSession session = predictor.openSession(one.head(first + 1), future(predictor, one, first))) {
            for (int origin = first; origin <= last; origin++) {
                if (origin > first) {
                    for (int c = 0; c < row.length; c++) {
                        row[c] = one.value(origin, c);
                    }
                    session.append(one.timestamp(origin), row);
                }
                Forecast forecast = session.forecast();
                for (int step : steps) {
                    int outcome = outcome(one, origin, step);
                    out[at++] = outcome < 0 ? Double.NaN : probability(forecast, step, outcome);
                }
            }
        }
    }

    private static double probability(Forecast forecast, int step, int outcome) {
        if (!forecast.steps().contains(step)) {
            return Double.NaN; // another member forecasts it
        }
        return forecast.probabilities(step).getOrDefault(Target.Direction.CLASSES.get(outcome), Double.NaN);
    }

    private static TimeSeries future(Predictor predictor, TimeSeries one, int origin) {
        List<String> known = predictor.info().columns(ColumnRole.KNOWN_FUTURE);
        return known.isEmpty()
                ? TimeSeries.empty()
                : one.slice(origin + 1, one.length()).select(known.toArray(String[]::new));
    }
}
