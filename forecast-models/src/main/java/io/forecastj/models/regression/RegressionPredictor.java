package io.forecastj.models.regression;

import io.forecastj.AbstractPredictor;
import io.forecastj.PredictorInfo;
import io.forecastj.SeriesContext;
import io.forecastj.SeriesState;
import io.forecastj.StateWriter;
import io.forecastj.models.internal.ClassForecasts;
import io.forecastj.models.internal.ExplainedPredictor;
import io.forecastj.models.internal.Shrinkage;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Trained models of a strategy. */
final class RegressionPredictor extends AbstractPredictor implements ExplainedPredictor, ClassForecasts {
    static final String KIND = "regression";
    static final String SCALE = "series scale";

    private final RegressionPlan plan;
    private final List<RegressionModel> models;
    private final MissingInTraining missing;
    private final Shrinkage shrinkage;

    /**
     * Creates a predictor.
     *
     * @param models in the order of {@link RegressionPlan}; closed with this predictor
     * @param missing the features that training rows lacked
     * @param shrinkage draws the models' forecasts towards naive ones
     */
    RegressionPredictor(
            PredictorInfo info,
            RegressionPlan plan,
            List<RegressionModel> models,
            MissingInTraining missing,
            Shrinkage shrinkage) {
        super(info);
        this.plan = plan;
        this.models = List.copyOf(models);
        this.missing = missing;
        this.shrinkage = shrinkage;
    }

    /** Starts the description of a plan's predictor. */
    static PredictorInfo.Builder describe(RegressionPlan plan, String name, Shrinkage shrinkage) {
        PredictorInfo.Builder info = PredictorInfo.builder(KIND, plan.horizon())
                .name(name)
                .steps(plan.steps())
                .requiredHistory(requiredHistory(plan, shrinkage))
                .sufficientHistory(plan.pipeline().boundedMemory() ? sufficientHistory(plan, shrinkage) : 0)
                .features(plan.inputs(), plan.schemaHash())
                .parameter("target", plan.response())
                .parameter("strategy", plan.strategy());
        if (plan.scaling().active()) {
            info.parameter(SCALE, String.valueOf(plan.scaling().scale()));
        }
        if (!plan.calendar().columns().isEmpty()) {
            info.parameter("step calendar", plan.calendar());
        }
        plan.columns().forEach(column -> info.column(column.name(), column.role()));
        if (!plan.response().levels().isEmpty()) {
            info.parameter("quantiles", plan.response().levels());
        }
        if (plan.strategy() == Strategy.RECURSIVE) {
            info.parameter("run-ahead", new RunAhead(plan).toString());
        }
        if (!shrinkage.none()) {
            info.parameter("shrinkage", shrinkage.describe(plan.steps()));
        }
        return info;
    }

    static int requiredHistory(RegressionPlan plan, Shrinkage shrinkage) {
        return Math.max(plan.firstOrigin(), shrinkage.farthest()) + 1;
    }

    @Override
    public boolean classes() {
        return plan.response() instanceof ClassResponse;
    }

    /** Returns the number of last rows that features of bounded memory and the scale depend on. */
    private static int sufficientHistory(RegressionPlan plan, Shrinkage shrinkage) {
        SeriesScale scale = plan.scaling().scale();
        int features =
                Math.max(requiredHistory(plan, shrinkage), plan.pipeline().warmup() + 1);
        return Math.max(features, scale == null ? 0 : scale.rows());
    }

    RegressionPlan plan() {
        return plan;
    }

    List<RegressionModel> models() {
        return models;
    }

    Shrinkage shrinkage() {
        return shrinkage;
    }

    MissingInTraining missingInTraining() {
        return missing;
    }

    @Override
    public Map<String, Double> gainShares() {
        double[] equal = new double[models.size()];
        Arrays.fill(equal, 1);
        return ExplainedPredictor.mix(
                models.stream()
                        .map(model -> model instanceof ExplainedModel explained
                                ? explained.gainImportance()
                                : Map.<String, Double>of())
                        .toList(),
                equal);
    }

    /**
     * Writes the models' identities. The plan follows from the description, except the fitted features, which are in
     * the schema hash.
     */
    @Override
    protected void identify(StateWriter out) {
        out.putInt(models.size());
        for (RegressionModel model : models) {
            out.putText(model.kind());
            model.identify(out);
        }
        shrinkage.identify(out);
    }

    @Override
    protected SeriesState newState(SeriesContext series) {
        return plan.strategy() == Strategy.RECURSIVE ? new RecursiveState(this, series) : new DirectState(this, series);
    }

    @Override
    protected void forecastAll(List<SeriesState> states, List<double[]> out) {
        RegressionState.forecastAll(
                states.stream().map(RegressionState.class::cast).toList(), out);
    }

    @Override
    protected void release() {
        for (RegressionModel model : models) {
            model.close();
        }
    }
}
