package io.forecastj.models.regression;

import io.forecastj.Forecast;
import io.forecastj.SeriesContext;
import java.util.Arrays;

/** Forecasts every step from the origin's features, by a model for each step or by a shared one. */
final class DirectState extends RegressionState {
    private final RegressionModel[] models;
    private final int[] steps;
    private final boolean shared;
    /** Answers of the last forecast that are needed for more than points, {@code [step][answer]}. */
    private final double[][] kept;

    DirectState(RegressionPredictor predictor, SeriesContext series) {
        super(predictor, series);
        this.models = predictor.models().toArray(RegressionModel[]::new);
        this.steps = plan.steps().stream().mapToInt(Integer::intValue).toArray();
        this.shared = plan.strategy() == Strategy.DIRECT_SHARED;
        this.kept = new double[plan.horizon()][plan.response().kept()];
        for (double[] row : kept) {
            Arrays.fill(row, Double.NaN);
        }
    }

    @Override
    int rounds() {
        return steps.length;
    }

    @Override
    int step(int round) {
        return steps[round];
    }

    @Override
    boolean recursive() {
        return false;
    }

    @Override
    double base(int round) {
        return history.back(plan.response().baseLag(steps[round]));
    }

    @Override
    ScaleState scaleOf() {
        return scale;
    }

    @Override
    int baseStep(int round) {
        return 0;
    }

    @Override
    void begin(double[] out) {
        if (rounds() < plan.horizon()) {
            Arrays.fill(out, Double.NaN);
        }
        features(stream, scale);
    }

    @Override
    void prepare(int round) {
        known(steps[round]);
        if (shared) {
            inputs[plan.stepAt()] = steps[round];
        }
    }

    @Override
    RegressionModel model(int round, int part) {
        return models[(shared ? 0 : round * parts) + part];
    }

    @Override
    void take(int round, double[] out) {
        int step = steps[round];
        unscale(scale);
        plan.response().decode(base(round), answers, values);
        put(step, out);
        System.arraycopy(answers, 0, kept[step - 1], 0, kept[step - 1].length);
    }

    @Override
    public void complete(Forecast.Builder forecast, double[] points) {
        plan.response().complete(forecast, plan.steps(), kept);
        super.complete(forecast, points);
    }
}
