package io.forecastj.models.regression;

import io.forecastj.Forecast;
import io.forecastj.ForecastStatus;
import io.forecastj.SeriesContext;
import io.forecastj.Target;
import java.util.Arrays;
import java.util.List;

/** Forecasts every step from the origin's features, by its own models or by shared ones. */
final class DirectState extends RegressionState {
    private final RegressionModel[] models;
    private final int[] steps;
    private final boolean shared;
    /** The quantiles of the last forecast, {@code [step][level]}; as short as nothing if there are none. */
    private final double[][] quantiles;

    DirectState(RegressionPlan plan, List<RegressionModel> models, SeriesContext series) {
        super(plan, series);
        this.models = models.toArray(RegressionModel[]::new);
        this.steps = plan.steps().stream().mapToInt(Integer::intValue).toArray();
        this.shared = plan.strategy() == Strategy.DIRECT_SHARED;
        this.quantiles = new double[plan.horizon()][plan.response().levels().size()];
        for (double[] row : quantiles) {
            Arrays.fill(row, Double.NaN);
        }
    }

    @Override
    int rounds() {
        return plan.response().outputs() > 1 ? 0 : steps.length;
    }

    @Override
    void begin(double[] out) {
        if (rounds() < plan.horizon()) {
            Arrays.fill(out, Double.NaN);
        }
        stream.write(inputs, 0);
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
        return models[(shared ? 0 : round * answers.length) + part];
    }

    @Override
    void take(int round, double[] out) {
        int step = steps[round];
        Response response = plan.response();
        response.decode(history.back(response.baseLag(step)), answers, values);
        put(step, out);
        System.arraycopy(answers, 0, quantiles[step - 1], 0, quantiles[step - 1].length);
    }

    @Override
    public void complete(Forecast.Builder forecast, double[] points) {
        if (plan.response().outputs() > 1) {
            forecast.probabilities(Target.Direction.CLASSES, probabilities());
        }
        if (!plan.response().levels().isEmpty()) {
            completeQuantiles(forecast);
        }
        super.complete(forecast, points);
    }

    private void completeQuantiles(Forecast.Builder forecast) {
        for (int step : steps) {
            // a missing one was sorted to the end
            double[] ofStep = quantiles[step - 1];
            if (Double.isNaN(ofStep[ofStep.length - 1])) {
                forecast.status(ForecastStatus.DEGRADED, "the quantiles of step " + step + " are missing");
                return;
            }
        }
        double[] levels = plan.response().levels().stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
        forecast.quantiles(0, levels, quantiles);
    }

    private double[][] probabilities() {
        stream.write(inputs, 0);
        double[][] probabilities = new double[quantiles.length][plan.response().outputs()];
        for (int i = 0; i < steps.length; i++) {
            prepare(i);
            model(i, 0).predict(inputs, probabilities[steps[i] - 1], 0);
        }
        return probabilities;
    }
}
