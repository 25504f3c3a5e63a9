package io.forecastj.backtest;

import io.forecastj.Target;
import io.forecastj.TimeSeries;

/**
 * A rule for the class that happened, with which a backtest scores forecasts of classes.
 *
 * <p>Immutable and thread-safe. Predictors whose target is a {@link Target.Direction}, as their description says, need
 * none. A rule is for networks with a target of their own, such as BUY where a price reaches a limit within the step.
 */
@FunctionalInterface
public interface ClassLabel {
    /**
     * Returns the class that happened.
     *
     * @param series the series
     * @param origin the row of the origin
     * @param step the step, from 1; the row {@code origin + step} exists. The class may depend on rows up to that one
     * @return the index of the class in the order of the forecast's classes; -1 if it is not known, as where a value is
     *     missing
     */
    int of(TimeSeries series, int origin, int step);

    /**
     * Returns the rule of a target: whether the value falls, stays or rises from the origin to the step.
     *
     * @param target the target
     * @return the rule, with the classes in the order of {@link Target.Direction#CLASSES}
     */
    static ClassLabel of(Target.Direction target) {
        return (series, origin, step) -> {
            int column = series.columnIndex(target.column());
            double label = target.encode(series.value(origin, column), series.value(origin + step, column));
            return Double.isNaN(label) ? -1 : (int) label;
        };
    }
}
