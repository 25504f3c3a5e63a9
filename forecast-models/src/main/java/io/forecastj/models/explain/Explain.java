package io.forecastj.models.explain;

import io.forecastj.Forecast;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import io.forecastj.models.internal.ExplainedPredictor;
import io.forecastj.models.internal.ExplainedState;
import io.forecastj.models.internal.PointParts;
import io.forecastj.models.internal.PredictorView;
import io.forecastj.models.internal.SessionStates;
import java.util.Collections;
import java.util.Map;

/**
 * Explains a predictor: which features its trees use, and what each feature contributes to a forecast.
 *
 * <p>Thread-safe. Explains linear and LightGBM forecasters and all others of {@code Regression}, ensembles of them by
 * their weights, and intervals around them.
 *
 * <pre>{@code
 * Explain explain = Explain.of(predictor);
 * System.out.println(explain.gainImportance());
 * System.out.println(explain.shapley(history, 5).largest(10));
 * }</pre>
 */
public final class Explain {
    private final Predictor predictor;
    private final ExplainedPredictor explained;

    private Explain(Predictor predictor, ExplainedPredictor explained) {
        this.predictor = predictor;
        this.explained = explained;
    }

    /**
     * Prepares the explanation of a predictor.
     *
     * @param predictor a fitted or loaded predictor; not closed here
     * @return its explanation
     * @throws IllegalArgumentException if predictors of its kind have no explanation
     */
    public static Explain of(Predictor predictor) {
        if (PredictorView.behind(predictor) instanceof ExplainedPredictor explained) {
            return new Explain(predictor, explained);
        }
        throw new IllegalArgumentException("'" + predictor.info().name() + "' of the kind '"
                + predictor.info().kind()
                + "' has no explanation; expected a linear or LightGBM forecaster, another one of Regression,"
                + " an ensemble of them, or intervals around one");
    }

    /**
     * Returns the share of each feature in the reduction of the training loss by all trees (gain). Each model of a step
     * and each member with trees counts equally.
     *
     * @return the shares by feature, which add up to 1; empty if there are no trees; unmodifiable
     */
    public Map<String, Double> gainImportance() {
        return Collections.unmodifiableMap(explained.gainShares());
    }

    /**
     * Returns the share of each feature in the gain of all trees, as {@link #gainImportance()}, but with members
     * weighted as in the present forecast of a session, by the mean over targets and steps of the sizes of the weights.
     *
     * @param session a session of this predictor
     * @return the shares by feature, which add up to 1; empty if there are no trees; unmodifiable
     * @throws IllegalArgumentException if it is a session of another kind of predictor
     * @throws io.forecastj.PredictorClosedException if the session or its predictor is closed
     */
    public Map<String, Double> gainImportance(PredictionSession session) {
        return Collections.unmodifiableMap(state(session).gainShares());
    }

    /**
     * Explains the forecast of the first target at a step, as {@link #shapley(PredictionSession, String, int)}.
     *
     * @param history the rows known so far
     * @param step the step, one of those that the predictor forecasts
     * @return the base value and each feature's Shapley value
     * @throws IndexOutOfBoundsException if there is no such step
     * @throws IllegalStateException if the forecast has classes, or its model has no explanation
     * @throws io.forecastj.ForecastException if the history is invalid or too short, or the forecast needs known-future
     *     rows; open a session with these
     */
    public ShapleyValues shapley(TimeSeries history, int step) {
        try (PredictionSession session = predictor.openSession(history)) {
            return shapley(session, step);
        }
    }

    /**
     * Explains the present forecast of the first target at a step, as {@link #shapley(PredictionSession, String, int)}.
     *
     * @param session a session of this predictor
     * @param step the step, one of those that the predictor forecasts
     * @return the base value and each feature's Shapley value
     * @throws IndexOutOfBoundsException if there is no such step
     * @throws IllegalArgumentException if it is a session of another kind of predictor
     * @throws IllegalStateException if the forecast has classes, or its model has no explanation
     * @throws io.forecastj.ForecastException as {@link PredictionSession#forecast()}
     */
    public ShapleyValues shapley(PredictionSession session, int step) {
        return shapley(session, predictor.info().targets().get(0), step);
    }

    /**
     * Explains a point of the present forecast of a session: the base value and the Shapley values of all features add
     * up to the point. The session's forecasts stay the same.
     *
     * <p>Trees are explained exactly (TreeSHAP: Lundberg, Erion and Lee 2018), with the training rows as the
     * background; linear models by the weight times the difference from the training mean, and forecasters of {@code
     * Linear} by the difference of each earlier value from the last one. If the target is not a plain difference, such
     * as a log return, the values are brought to the unit of the target in proportion. In a recursive forecast the
     * contributions of all steps up to this one are added; features of later steps are made of forecasts. In an
     * ensemble they are weighted as the members are, and features of equal names are added. What bounds around the
     * predictor change counts in the base value.
     *
     * @param session a session of this predictor
     * @param target the target column
     * @param step the step, one of those that the predictor forecasts
     * @return the base value and each feature's Shapley value
     * @throws IndexOutOfBoundsException if there is no such step
     * @throws IllegalArgumentException if it is a session of another kind of predictor, or there is no such target
     * @throws IllegalStateException if the forecast has classes, or its model has no explanation
     * @throws io.forecastj.ForecastException as {@link PredictionSession#forecast()}, or if a model of trees lacks the
     *     numbers of its training rows
     */
    public ShapleyValues shapley(PredictionSession session, String target, int step) {
        Forecast forecast = session.forecast();
        double point = forecast.point(target, step); // refuses classes, other targets and other steps
        PointParts parts = state(session).explain(forecast.targets().indexOf(target), step);
        if (parts == null) {
            throw new IllegalStateException("the model of '" + predictor.info().name()
                    + "' has no explanation; its models must implement ExplainedModel");
        }
        return new ShapleyValues(
                target,
                step,
                forecast.time(step),
                point,
                parts.base() + (point - parts.point()), // with what bounds around the predictor change
                parts.byFeature(),
                parts.unexplained());
    }

    private static ExplainedState state(PredictionSession session) {
        if (SessionStates.of(session) instanceof ExplainedState state) {
            return state;
        }
        throw new IllegalArgumentException("expected a session of the explained predictor, found " + session);
    }
}
