package io.forecastj.models;

import io.forecastj.SeriesContext;
import io.forecastj.features.FeatureStream;
import java.util.List;

/** Forecasts one step, takes the forecast for the next row, and so on, on a copy of the feature stream. */
final class RecursiveState extends RegressionState {
    private final RegressionModel[] models;
    private final FeatureStream ahead;
    private final TargetHistory historyAhead;
    private final RunAhead policy;
    private final double[] row;
    private final double[] answers;
    private final double[] values;

    RecursiveState(Plan plan, List<RegressionModel> models, SeriesContext series) {
        super(plan, series);
        this.models = models.toArray(RegressionModel[]::new);
        this.ahead = stream.copy();
        this.historyAhead = new TargetHistory(plan.farthestBase());
        this.policy = new RunAhead(plan);
        this.row = new double[plan.rowColumns().size()];
        this.answers = new double[plan.parts()];
        this.values = new double[plan.response().columns().size()];
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
        Response response = plan.response();
        int baseLag = response.baseLag(1);
        int horizon = out.length / values.length;
        for (int step = 1; step <= horizon; step++) {
            ahead.write(inputs, 0);
            known(step);
            for (int part = 0; part < models.length; part++) {
                answers[part] = models[part].predict(inputs);
            }
            response.decode(historyAhead.back(baseLag), answers, values);
            for (int c = 0; c < values.length; c++) {
                out[c * horizon + step - 1] = values[c];
            }
            if (step < horizon) {
                runAhead(step);
            }
        }
    }

    private void runAhead(int step) {
        for (int c = 0; c < values.length; c++) {
            // a diverged forecast has no features; it goes on as a missing value and complete() says so
            row[c] = Double.isInfinite(values[c]) ? Double.NaN : values[c];
        }
        for (int c = 0; c < plan.knownFuture().size(); c++) {
            row[values.length + c] = future.value(step, c);
        }
        policy.fill(row);
        ahead.update(future.time(step), row);
        historyAhead.add(row[plan.response().base()]);
    }
}
