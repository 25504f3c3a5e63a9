package io.forecastj.models;

import io.forecastj.SeriesContext;
import io.forecastj.Target;
import io.forecastj.features.FeatureStream;

/** Forecasts one step, takes the forecast for the next row, and so on, on a copy of the feature stream. */
final class RecursiveState extends RegressionState {
    private final RegressionModel model;
    private final FeatureStream ahead;
    private final TargetHistory historyAhead;
    private final RunAhead policy;
    private final double[] row;

    RecursiveState(Plan plan, RegressionModel model, SeriesContext series) {
        super(plan, series);
        this.model = model;
        this.ahead = stream.copy();
        this.historyAhead = new TargetHistory(plan.farthestBase());
        this.policy = new RunAhead(plan);
        this.row = new double[plan.rowColumns().size()];
    }

    @Override
    public void update(long time, double[] observed) {
        super.update(time, observed);
        policy.update(observed);
    }

    @Override
    public void forecastInto(double[] out) {
        ahead.copyFrom(stream);
        historyAhead.copyFrom(history);
        policy.begin(row);
        Target target = plan.target();
        int baseLag = target.baseLag(1);
        for (int step = 1; step <= out.length; step++) {
            ahead.write(inputs, 0);
            known(step);
            double value = target.decode(historyAhead.back(baseLag), model.predict(inputs));
            out[step - 1] = value;
            if (step < out.length) {
                // a diverged forecast has no features; it goes on as a missing value and complete() says so
                runAhead(step, Double.isInfinite(value) ? Double.NaN : value);
            }
        }
    }

    private void runAhead(int step, double value) {
        row[0] = value;
        for (int c = 0; c < plan.knownFuture().size(); c++) {
            row[1 + c] = future.value(step, c);
        }
        policy.fill(value, row);
        ahead.update(future.time(step), row);
        historyAhead.add(value);
    }
}
