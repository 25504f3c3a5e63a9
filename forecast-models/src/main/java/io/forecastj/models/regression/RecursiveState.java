package io.forecastj.models.regression;

import io.forecastj.SeriesContext;
import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import io.forecastj.features.FeatureStream;
import io.forecastj.models.internal.TargetHistory;

/**
 * Forecasts step by step on a copy of the feature stream; each forecast becomes the next row. A single step reads the
 * stream itself.
 */
final class RecursiveState extends RegressionState {
    private final RegressionModel[] models;
    private final FeatureStream ahead;
    private final TargetHistory historyAhead;
    private final ScaleState scaleAhead;
    private final RunAhead policy;
    private final int horizon;
    private final int baseLag;
    private final double[] row;

    RecursiveState(RegressionPredictor predictor, SeriesContext series) {
        super(predictor, series);
        this.models = predictor.models().toArray(new RegressionModel[0]);
        this.horizon = plan.horizon();
        this.ahead = horizon == 1 ? stream : stream.copy();
        this.historyAhead = horizon == 1 ? history : newHistory();
        this.scaleAhead = horizon == 1 ? scale : plan.scaling().open();
        this.policy = new RunAhead(plan);
        this.baseLag = plan.response().baseLag(1);
        this.row = new double[plan.rowColumns().size()];
    }

    @Override
    public void update(long time, double[] observed) {
        super.update(time, observed);
        policy.update(observed);
    }

    @Override
    public void save(StateWriter out) {
        super.save(out);
        policy.save(out);
    }

    @Override
    public void restore(StateReader in) {
        super.restore(in);
        policy.restore(in);
    }

    @Override
    int rounds() {
        return horizon;
    }

    @Override
    int step(int round) {
        return round + 1;
    }

    @Override
    boolean recursive() {
        return true;
    }

    @Override
    double base(int round) {
        return historyAhead.back(baseLag);
    }

    @Override
    ScaleState scaleOf() {
        return scaleAhead;
    }

    @Override
    int baseStep(int round) {
        return round - baseLag;
    }

    @Override
    void begin(double[] out) {
        if (horizon == 1) {
            return;
        }
        ahead.copyFrom(stream);
        historyAhead.copyFrom(history);
        scaleAhead.copyFrom(scale);
        policy.begin(row);
    }

    @Override
    void prepare(int round) {
        features(ahead, scaleAhead);
        known(round + 1);
    }

    @Override
    RegressionModel model(int round, int part) {
        return models[part];
    }

    @Override
    void take(int round, double[] out) {
        unscale(scaleAhead);
        plan.response().decode(base(round), answers, values);
        if (round + 1 < horizon) {
            // on the model's own forecast, as the shrinkage was estimated
            runAhead(round + 1);
        }
        put(round + 1, out);
    }

    private void runAhead(int step) {
        for (int c = 0; c < values.length; c++) {
            // a diverged forecast has no features; later steps see a missing value, and complete() reports it
            row[c] = Double.isInfinite(values[c]) ? Double.NaN : values[c];
        }
        for (int c = 0; c < plan.knownFuture().size(); c++) {
            row[values.length + c] = future.value(step, c);
        }
        policy.fill(row);
        ahead.update(future.time(step), row);
        historyAhead.add(row[plan.response().base()]);
        scaleAhead.add(row[plan.response().base()]);
    }
}
