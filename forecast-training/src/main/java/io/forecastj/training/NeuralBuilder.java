package io.forecastj.training;

import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.Target;
import io.forecastj.features.Feature;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.FeatureRegistry;
import io.forecastj.features.StepCalendar;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Settings that all neural forecasters have. A column or a target, and the horizon, must be set.
 *
 * <p>Not thread-safe. A call that contradicts an earlier one throws {@link IllegalStateException}; any other setting
 * may be set again, and the last one counts.
 *
 * @param <B> the type of the builder
 */
public abstract class NeuralBuilder<B extends NeuralBuilder<B>> {
    private @Nullable String name;
    private @Nullable Target target;
    private String learns = "";
    private @Nullable FeaturePipeline features;
    private FeatureRegistry kinds = FeatureRegistry.standard();
    private @Nullable Integer lookback;
    private int horizon;
    private List<Double> quantiles = List.of();
    private List<String> knownFuture = List.of();
    private StepCalendar calendar = StepCalendar.of(List.of());
    private List<String> attributes = List.of();
    private @Nullable String weights;
    private @Nullable NetworkScaling scaling;
    private @Nullable PointLoss loss;
    private boolean balanced;
    private TrainingSettings training = TrainingSettings.defaults();
    private int samples;
    private @Nullable Predictor start;

    NeuralBuilder() {}

    /** Returns this builder. */
    abstract B self();

    /** Returns the architecture that the settings describe; throws {@link IllegalArgumentException} for a bad one. */
    abstract Architecture architecture();

    /**
     * Sets the name for reports; default the name of the architecture, such as {@code "lstm"}.
     *
     * @param name the name, not empty
     * @return this builder
     */
    public B name(String name) {
        this.name = Objects.requireNonNull(name, "name");
        return self();
    }

    /**
     * Sets the column to forecast as a level, as {@code target(Target.level(column))} does.
     *
     * @param column its name
     * @return this builder
     * @throws IllegalStateException if {@link #target} was called
     */
    public B column(String column) {
        return learn("column(" + column + ")", "column(", Target.level(column));
    }

    /**
     * Sets the target. A {@link Target.Direction} gives forecasts of probabilities of its classes.
     *
     * @param target the target
     * @return this builder
     * @throws IllegalStateException if {@link #column} was called
     */
    public B target(Target target) {
        return learn("target(" + target + ")", "target(", target);
    }

    private B learn(String call, String kind, Target target) {
        if (!learns.isEmpty() && !learns.startsWith(kind)) {
            throw new IllegalStateException(
                    call + " contradicts " + learns + ", which is set already; set one of" + " them");
        }
        this.learns = call;
        this.target = Objects.requireNonNull(target, "target");
        return self();
    }

    /**
     * Sets the features of each row of the window. By default they are the target's column if it is forecast as a
     * level, its differences over one row for {@link Target.Difference}, and its log returns over one row for the other
     * targets.
     *
     * @param features the features, at least one; with {@link NetworkScaling#WINDOW} the first one scales the answers
     *     back, so for a level it is the target's column
     * @return this builder
     */
    public B features(Feature... features) {
        return features(FeaturePipeline.of(features));
    }

    /**
     * Sets the features of each row of the window, as {@link #features(Feature...)} does.
     *
     * @param pipeline the features; those that need fitting are fitted on the training rows, unless they are fitted
     * @return this builder
     */
    public B features(FeaturePipeline pipeline) {
        return features(pipeline, FeatureRegistry.standard());
    }

    /**
     * Sets the features of each row of the window, as {@link #features(Feature...)} does, among them kinds of your own.
     *
     * @param pipeline the features
     * @param kinds the kinds of features; the predictor is loaded with the same ones later
     * @return this builder
     */
    public B features(FeaturePipeline pipeline, FeatureRegistry kinds) {
        this.features = Objects.requireNonNull(pipeline, "pipeline");
        this.kinds = Objects.requireNonNull(kinds, "kinds");
        return self();
    }

    /**
     * Sets the number of rows of the window that the network reads. By default it is the largest of twice the horizon,
     * three {@linkplain io.forecastj.Sampling#season(List) usual seasons} and 16, but at most a quarter of the rows of
     * the longest series and 1,000; the fit finds it, and the predictor's parameter {@code "lookback"} has it.
     *
     * @param rows the number, from 1 to 10,000
     * @return this builder
     */
    public B lookback(int rows) {
        this.lookback = rows;
        return self();
    }

    /**
     * Sets the number of steps to forecast.
     *
     * @param steps the number, at least 1
     * @return this builder
     */
    public B horizon(int steps) {
        this.horizon = steps;
        return self();
    }

    /**
     * Sets the levels of the quantiles to forecast. The network then minimises the mean quantile loss of all levels,
     * its quantiles do not cross, and the point forecast is the median, whose level is added if it is not among them.
     *
     * @param levels the levels, increasing between 0 and 1; none for points only, the default
     * @return this builder
     */
    public B quantiles(double... levels) {
        this.quantiles = Arrays.stream(levels).boxed().toList();
        return self();
    }

    /**
     * Sets the columns whose values are known ahead of time: those of each step are an input.
     *
     * @param columns the names of the columns; default none
     * @return this builder
     */
    public B knownFuture(String... columns) {
        this.knownFuture = List.of(columns);
        return self();
    }

    /**
     * Sets features of the time of the forecast step, such as its weekday, that are inputs; no column is needed.
     *
     * @param features features of the time only, such as those of {@link
     *     io.forecastj.features.Features#calendar(java.time.ZoneId)}; default none
     * @return this builder
     * @throws IllegalArgumentException if a feature occurs twice, needs a column, earlier rows or fitting; the message
     *     names it
     */
    public B stepCalendar(Feature... features) {
        this.calendar = StepCalendar.of(List.of(features));
        return self();
    }

    /**
     * Sets the static attributes of the series that are inputs.
     *
     * @param attributes the names of the attributes; default none
     * @return this builder
     */
    public B staticAttributes(String... attributes) {
        this.attributes = List.of(attributes);
        return self();
    }

    /**
     * Sets the column of the training series with the weights of the examples in the loss; by default all are equal.
     * The weight of an example is the column's value at its origin, in training and in validation; 0 leaves it out. A
     * weight that is NaN or negative is refused by the fit. Forecasts do not need the column.
     *
     * @param column the name of the column
     * @return this builder
     */
    public B weights(String column) {
        this.weights = Objects.requireNonNull(column, "column");
        return self();
    }

    /**
     * Sets the scaling of features and labels. Known-future values and attributes are always scaled by means and
     * deviations of the training rows.
     *
     * @param scaling the scaling; default {@link NetworkScaling#WINDOW} for a level and {@link NetworkScaling#STANDARD}
     *     for changes and classes
     * @return this builder
     */
    public B scaling(NetworkScaling scaling) {
        this.scaling = Objects.requireNonNull(scaling, "scaling");
        return self();
    }

    /**
     * Sets the loss of a network of points. Not for quantiles and classes, which have their own.
     *
     * @param loss the loss; default {@link PointLoss#SQUARED}
     * @return this builder
     */
    public B loss(PointLoss loss) {
        this.loss = Objects.requireNonNull(loss, "loss");
        return self();
    }

    /**
     * Weights the classes in the training so that rare ones count as much as frequent ones: the weight of a class is in
     * proportion to the inverse of its share of the training labels, and at most 100 times that of a class of the mean
     * share. The probabilities are then those of a world in which all classes are equally frequent: rare classes are
     * found more often, and their probabilities are too high. By default nothing is weighted and probabilities keep
     * their meaning. Only for {@link Target.Direction}.
     *
     * @return this builder
     */
    public B balancedClasses() {
        this.balanced = true;
        return self();
    }

    /**
     * Sets the settings of the training.
     *
     * @param settings the settings; default {@link TrainingSettings#defaults}
     * @return this builder
     */
    public B training(TrainingSettings settings) {
        this.training = Objects.requireNonNull(settings, "settings");
        return self();
    }

    /**
     * Sets the number of dropout masks that each forecast averages over, as {@link
     * io.forecastj.models.onnx.OnnxOptions.Builder#samples} does with the seed of the training; without {@link
     * #quantiles} the forecast has quantiles of the samples. Needs an architecture with dropout.
     *
     * @param samples the number, from 2 to 1,000, or 0 for none; default 0
     * @return this builder
     */
    public B samples(int samples) {
        this.samples = samples;
        return self();
    }

    /**
     * Continues the training of a network that a forecaster of this module fitted, such as on newer rows, instead of
     * starting with random weights. Features with their fitted parameters, scaling and window are those of the network,
     * which must have the same architecture, target, horizon and inputs as this builder describes, and the same
     * {@link #scaling} if that is set. The weights are kept
     * from the best epoch or, if none has a lower validation loss than the network had, as they were. A learning rate
     * below that of the first training is usual.
     *
     * @param network a predictor that was fitted, or saved and loaded; it is read by {@link #build} and may be closed
     *     after that
     * @return this builder
     */
    public B startFrom(Predictor network) {
        this.start = Objects.requireNonNull(network, "network");
        return self();
    }

    /**
     * Makes the forecaster.
     *
     * @return the forecaster
     * @throws IllegalArgumentException if no column or target is set, the horizon is below 1 or above
     *     {@value PredictorInfo#MAX_HORIZON}, another value is out of its range, a column has two roles, two settings
     *     do not fit together, or the network of {@link #startFrom} does not fit; the message names the setting
     */
    public Forecaster build() {
        Architecture architecture = architecture();
        Target learnt = target;
        String shown = name == null ? architecture.kind() : name;
        if (learnt == null) {
            throw new IllegalArgumentException(
                    "the forecaster '" + shown + "' needs a column: set column(...) or target(...)");
        }
        if (horizon == 0) {
            throw new IllegalArgumentException(
                    "the forecaster '" + shown + "' needs a horizon of at least 1: set horizon(...)");
        }
        NeuralPlan plan = new NeuralPlan(
                shown,
                architecture,
                learnt,
                features == null ? NeuralPlan.features(learnt) : features,
                kinds,
                lookback,
                horizon,
                NeuralPlan.withMedian(quantiles),
                knownFuture,
                calendar,
                attributes,
                weights,
                scaling == null ? NeuralPlan.scaling(learnt) : scaling,
                loss,
                balanced,
                training,
                samples);
        if (start == null) {
            return new NeuralForecaster(plan, null);
        }
        StartingNetwork network = new StartingNetwork(start);
        if (scaling != null) {
            network.requireScaling(scaling);
        }
        return new NeuralForecaster(network.continued(plan), network);
    }
}
