package io.forecastj.models.internal;

/** A forecaster or predictor that knows whether its forecasts are classes, which have no numbers. */
public interface ClassForecasts {
    /**
     * Returns whether its forecasts are classes.
     *
     * @return true for classes, false for numbers
     */
    boolean classes();

    /**
     * Refuses a forecaster or predictor of classes where numbers are needed.
     *
     * @param member the forecaster or predictor
     * @param what the part that needs numbers
     * @throws IllegalArgumentException if its forecasts are classes
     */
    static void refuse(Object member, Object what) {
        if (member instanceof ClassForecasts its && its.classes()) {
            throw new IllegalArgumentException(member + " forecasts classes, which have no numbers, so bounds (" + what
                    + ") have no effect on" + " them; leave them out");
        }
    }
}
