package io.forecastj.training;

import io.forecastj.FitListener;
import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Forecaster built by a {@link NeuralBuilder}.
 *
 * @param start the network whose training is continued, or null
 */
record NeuralForecaster(NeuralPlan plan, @Nullable StartingNetwork start) implements Forecaster {
    @Override
    public String name() {
        return plan.name();
    }

    @Override
    public int horizon() {
        return plan.horizon();
    }

    @Override
    public List<String> targets() {
        return List.of(plan.target().column());
    }

    @Override
    public Predictor fit(List<TimeSeries> series, FitListener listener) {
        if (series.isEmpty()) {
            throw new IllegalArgumentException(
                    "'" + plan.name() + "' needs at least one series to train on, found none");
        }
        return new NetworkFit(plan, start, List.copyOf(series), listener).run();
    }

    @Override
    public String toString() {
        return "'" + plan.name() + "' of " + plan.target() + " by " + plan.architecture() + ", horizon "
                + plan.horizon() + (start == null ? "" : ", from " + start.name());
    }
}
