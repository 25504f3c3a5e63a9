package io.forecastj.models;

import io.forecastj.Forecast;
import io.forecastj.SeriesContext;
import io.forecastj.Target;
import java.util.Arrays;
import java.util.List;

/** Forecasts every step from the origin's features, by its own models or by shared ones. */
final class DirectState extends RegressionState {
    private final RegressionModel[] models;
    private final int[] steps;
    private final boolean shared;
    private final double[] answers;
    private final double[] values;
    /** The quantiles of the last forecast, {@code [step][level]}; as short as nothing if there are none. */
    private final double[][] quantiles;

    DirectState(Plan plan, List<RegressionModel> models, SeriesContext series) {
        super(plan, series);
        this.models = models.toArray(RegressionModel[]::new);
        this.steps = plan.steps().stream().mapToInt(Integer::intValue).toArray();
        this.shared = plan.strategy() == Strategy.DIRECT_SHARED;
        this.answers = new double[plan.parts()];
        this.values = new double[plan.response().columns().size()];
        this.quantiles = new double[plan.horizon()][plan.response().levels().size()];
        for (double[] row : quantiles) {
            Arrays.fill(row, Double.NaN);
        }
    }

    @Override
    public void forecastInto(double[] out) {
        Response response = plan.response();
        int horizon = quantiles.length;
        if (response.outputs() > 1 || steps.length < horizon) {
            Arrays.fill(out, Double.NaN);
        }
        if (response.outputs() > 1) {
            return;
        }
        stream.write(inputs, 0);
        for (int i = 0; i < steps.length; i++) {
            int step = steps[i];
            prepare(step);
            for (int part = 0; part < answers.length; part++) {
                answers[part] = model(i, part).predict(inputs);
            }
            response.decode(history.back(response.baseLag(step)), answers, values);
            for (int c = 0; c < values.length; c++) {
                out[c * horizon + step - 1] = values[c];
            }
            System.arraycopy(answers, 0, quantiles[step - 1], 0, quantiles[step - 1].length);
        }
    }

    private RegressionModel model(int step, int part) {
        return models[(shared ? 0 : step * answers.length) + part];
    }

    private void prepare(int step) {
        known(step);
        if (shared) {
            inputs[plan.stepAt()] = step;
        }
    }

    @Override
    public void complete(Forecast.Builder forecast, double[] points) {
        if (plan.response().outputs() > 1) {
            forecast.probabilities(Target.Direction.CLASSES, probabilities());
        }
        List<Double> levels = plan.response().levels();
        if (!levels.isEmpty()) {
            forecast.quantiles(
                    0, levels.stream().mapToDouble(Double::doubleValue).toArray(), quantiles);
        }
        super.complete(forecast, points);
    }

    private double[][] probabilities() {
        stream.write(inputs, 0);
        double[][] probabilities = new double[quantiles.length][plan.response().outputs()];
        for (int i = 0; i < steps.length; i++) {
            prepare(steps[i]);
            model(i, 0).predict(inputs, probabilities[steps[i] - 1], 0);
        }
        return probabilities;
    }
}
