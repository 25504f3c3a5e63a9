package io.forecastj.models.ensemble;

import io.forecastj.FitListener;
import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import io.forecastj.models.internal.ClassForecasts;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A forecaster that combines others with given weights. Made by {@link Ensembles#weighted(List, double...)}.
 *
 * <p>Immutable and thread-safe. A fit fits each member once, to all rows. It holds no naive forecasts beside the given
 * members, and learns nothing: {@link Ensembles#online} does both. A member without a forecast is left out: the others
 * take its weight in equal parts, and the forecast is {@link io.forecastj.ForecastStatus#DEGRADED}. Forecasts hold
 * points only, no quantiles.
 */
public final class WeightedEnsemble implements Forecaster {
    private final Members members;
    private final String name;
    private final double[] weights;

    WeightedEnsemble(Members members, String name, double[] weights) {
        this.members = members;
        this.name = Objects.requireNonNull(name, "name");
        this.weights = Objects.requireNonNull(weights, "weights").clone();
        for (Forecaster member : members.forecasters()) {
            if (member instanceof ClassForecasts its && its.classes()) {
                throw new IllegalArgumentException("weights combine forecasts of values, and '" + member.name()
                        + "' forecasts classes; combine their probabilities with Ensembles.vote(...)");
            }
        }
        WeightedMembers.requireWeights(
                "the weights", weights, members.forecasters().size());
    }

    /**
     * Returns a copy with another name.
     *
     * @param other the name that reports show; {@code "weighted"} unless set
     * @return the copy
     */
    public WeightedEnsemble name(String other) {
        return new WeightedEnsemble(members, other, weights);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int horizon() {
        return members.horizon();
    }

    @Override
    public List<String> targets() {
        return members.targets();
    }

    @Override
    public Predictor fit(List<TimeSeries> series, FitListener listener) {
        return MemberFits.fit(members.forecasters(), series, listener, this::combine);
    }

    @Override
    public Trainer prepare(List<TimeSeries> series) {
        return MemberFits.prepare(members.forecasters(), series, this::combine);
    }

    private Predictor combine(List<Predictor> fitted, List<TimeSeries> series) {
        int required = fitted.stream()
                .mapToInt(member -> member.info().requiredHistory())
                .max()
                .orElseThrow();
        return WeightedMembers.combine(name, fitted, false, weights, Map.of(), series, required);
    }
}
