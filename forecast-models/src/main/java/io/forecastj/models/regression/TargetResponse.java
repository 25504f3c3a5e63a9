package io.forecastj.models.regression;

import io.forecastj.Target;
import io.forecastj.TimeSeries;
import java.util.List;

/** Change of one column, forecast by one model. */
record TargetResponse(Target.Valued target) implements Response {
    @Override
    public List<String> columns() {
        return List.of(target.column());
    }

    @Override
    public int baseLag(int step) {
        return target.baseLag(step);
    }

    @Override
    public List<String> parts() {
        return List.of("");
    }

    @Override
    public String flaw(double[] row) {
        return Response.flaw(target, row[0]);
    }

    @Override
    public void check(TimeSeries series) {
        target.check(series);
    }

    @Override
    public double label(int part, double[][] columns, int base, int row) {
        return target.encode(columns[0][base], columns[0][row]);
    }

    @Override
    public void decode(double base, double[] answers, double[] values) {
        values[0] = target.decode(base, answers[0]);
    }

    @Override
    public String toString() {
        return target.toString();
    }
}
