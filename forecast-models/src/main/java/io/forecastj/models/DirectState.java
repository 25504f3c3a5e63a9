package io.forecastj.models;

import io.forecastj.Forecast;
import io.forecastj.SeriesContext;
import io.forecastj.Target;
import java.util.Arrays;
import java.util.List;

/** Forecasts every step from the origin's features, by its own model or by a shared one. */
final class DirectState extends RegressionState {
    private final RegressionModel[] models;
    private final boolean shared;

    DirectState(Plan plan, List<RegressionModel> models, SeriesContext series) {
        super(plan, series);
        this.shared = plan.strategy() == Strategy.DIRECT_SHARED;
        this.models = new RegressionModel[plan.horizon()];
        for (int step = 1; step <= this.models.length; step++) {
            this.models[step - 1] = models.get(shared ? 0 : step - 1);
        }
    }

    @Override
    public void forecastInto(double[] out) {
        if (plan.outputs() > 1) {
            Arrays.fill(out, Double.NaN);
            return;
        }
        stream.write(inputs, 0);
        Target target = plan.target();
        for (int step = 1; step <= models.length; step++) {
            prepare(step);
            out[step - 1] = target.decode(history.back(target.baseLag(step)), models[step - 1].predict(inputs));
        }
    }

    private void prepare(int step) {
        known(step);
        if (shared) {
            inputs[plan.stepAt()] = step;
        }
    }

    @Override
    public void complete(Forecast.Builder forecast, double[] points) {
        if (plan.outputs() > 1) {
            stream.write(inputs, 0);
            double[][] probabilities = new double[models.length][plan.outputs()];
            for (int step = 1; step <= models.length; step++) {
                prepare(step);
                models[step - 1].predict(inputs, probabilities[step - 1], 0);
            }
            forecast.probabilities(Target.Direction.CLASSES, probabilities);
        }
        super.complete(forecast, points);
    }
}
