package io.forecastj.models;

import io.forecastj.AbstractPredictor;
import io.forecastj.PredictorInfo;
import io.forecastj.SeriesContext;
import io.forecastj.SeriesState;
import java.util.List;

/** The trained models of a strategy. */
final class RegressionPredictor extends AbstractPredictor {
    static final String KIND = "regression";

    private final Plan plan;
    private final List<RegressionModel> models;

    /**
     * @param models one, or one for each step; closed with this predictor
     */
    RegressionPredictor(PredictorInfo info, Plan plan, List<RegressionModel> models) {
        super(info);
        this.plan = plan;
        this.models = List.copyOf(models);
    }

    Plan plan() {
        return plan;
    }

    List<RegressionModel> models() {
        return models;
    }

    @Override
    protected SeriesState newState(SeriesContext series) {
        return plan.strategy() == Strategy.RECURSIVE
                ? new RecursiveState(plan, models.get(0), series)
                : new DirectState(plan, models, series);
    }

    @Override
    protected void release() {
        models.forEach(RegressionModel::close);
    }
}
