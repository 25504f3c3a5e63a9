package io.forecastj.models.regression;

import io.forecastj.Target;

/** Change of one column, forecast by one model. */
record TargetResponse(Target.Valued target) implements ColumnResponse {
    @Override
    public void decode(double base, double[] answers, double[] values) {
        values[0] = target.decode(base, answers[0]);
    }

    @Override
    public String toString() {
        return target.toString();
    }
}
