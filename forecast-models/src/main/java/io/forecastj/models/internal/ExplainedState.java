package io.forecastj.models.internal;

import io.forecastj.SeriesState;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** State of a series whose forecast has an explanation. */
public interface ExplainedState extends SeriesState {
    /**
     * Explains a point of the present forecast.
     *
     * @param target the target's index
     * @param step the step, one of those that are forecast
     * @return the parts, which add up to the point; null if the model has no explanation
     */
    @Nullable
    PointParts explain(int target, int step);

    /**
     * Returns the shares of the features in the gain of all trees, with the present weights of members.
     *
     * @return shares that add up to 1; empty without trees
     */
    Map<String, Double> gainShares();
}
