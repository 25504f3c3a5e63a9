package io.forecastj.models.lightgbm;

import io.forecastj.FitListener;
import io.forecastj.FitTasks;
import io.forecastj.MessageText;
import io.forecastj.models.internal.NativeArtefact;
import io.forecastj.models.regression.Examples;
import io.forecastj.models.regression.Regressor;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Trains LightGBM models.
 *
 * <p>Immutable and thread-safe; fits may run at the same time. Deterministic: the same examples and settings give the
 * same model. Constant labels or constant features give a model with one constant answer, unless it continues a model;
 * labels that are all 0 give the answer 0, unless the objective is one of classes. Early stopping may end at no tree.
 */
final class LightGbmRegressor implements Regressor {
    static final String KIND = "lightgbm";

    /**
     * Size of a matrix from which on several threads are faster than one: 2,000 rows of 30 are not, 50,000 of 20 are.
     */
    private static final long MANY_VALUES = 500_000;

    private final LightGbmParameters parameters;
    private final @Nullable LightGbmModel start;

    LightGbmRegressor(LightGbmParameters parameters) {
        this(parameters, null);
    }

    LightGbmRegressor(LightGbmParameters parameters, @Nullable LightGbmModel start) {
        this.parameters = Objects.requireNonNull(parameters, "parameters");
        this.start = start;
        if (start != null) {
            ParameterRules.checkContinued(parameters, start.model());
        }
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Map<String, String> parameters() {
        if (start == null) {
            return parameters.asMap();
        }
        Map<String, String> all = new LinkedHashMap<>(parameters.asMap());
        all.put("continued_rounds", Integer.toString(start.rounds()));
        return Collections.unmodifiableMap(all);
    }

    @Override
    public long seed() {
        return Long.parseLong(parameters.asMap().get("seed"));
    }

    @Override
    public Map<String, String> libraries() {
        // without the library nothing is trained; fit throws and names the reason
        return NativeArtefact.LIGHTGBM.present() ? Map.of("lightgbm4j", NativeLibrary.version()) : Map.of();
    }

    @Override
    public boolean single() {
        return start != null;
    }

    @Override
    public boolean learnsFromMissing() {
        return !List.of("false", "0", "-").contains(parameters.asMap().getOrDefault("use_missing", "true"));
    }

    @Override
    public Regressor quantile(double level) {
        if (start != null) {
            throw new IllegalArgumentException(
                    "expected a training from the beginning for quantiles, which need a separate"
                            + " model for each level, found one that continues a single model");
        }
        return new LightGbmRegressor(parameters.with(new Objective.Quantile(level)));
    }

    @Override
    public LightGbmModel fit(Examples training, @Nullable Examples validation, FitListener listener) {
        if (start != null && !start.features().equals(training.features())) {
            throw new IllegalArgumentException(
                    "expected the training examples to have the features of the model to" + " continue in their order, "
                            + MessageText.list(start.features()) + ", found " + MessageText.list(training.features()));
        }
        ExampleChecks.check(parameters, training, validation);
        if (ExampleChecks.nothingPositive(parameters, training)) {
            return fitConstant(training, 0, listener);
        }
        NativeLibrary.load("training a LightGBM model");
        int threads = beginThreads(parameters, training);
        double lowest;
        ModelText text;
        try (BoostingRun run = new BoostingRun(parameters, threads, listener, start)) {
            text = run.train(training, validation);
            lowest = run.lowest();
        } finally {
            NativeThreads.end();
        }
        NoTree none =
                validation == null || start != null ? null : NoTree.of(parameters.objective(), training, validation);
        return none != null && none.loss() <= lowest
                ? fitConstant(training, none.answer(), listener)
                : LightGbmModel.of(text, Engine.JAVA);
    }

    /** Begins with the threads of a training; returns their number. */
    static int beginThreads(LightGbmParameters parameters, Examples training) {
        if (parameters.threads() != LightGbmParameters.AUTOMATIC) {
            NativeThreads.begin(parameters.threads());
            return parameters.threads();
        }
        long values = (long) training.rows().length * training.features().size();
        int threads = FitTasks.threads();
        return NativeThreads.beginAny(values >= MANY_VALUES && IdleTeam.possible(threads) ? threads : 1);
    }

    /** Trains a model with one constant answer, by constant labels. */
    private LightGbmModel fitConstant(Examples training, double answer, FitListener listener) {
        if (start != null) {
            throw new IllegalArgumentException("expected at least one label above 0 that has a weight in the training"
                    + " examples, since " + parameters.objective() + " continues from the logarithm of their mean,"
                    + " found none in " + training.labels().length + " rows");
        }
        double[] labels = new double[training.labels().length];
        Arrays.fill(labels, answer);
        return new LightGbmRegressor(parameters.with(new Objective.SquaredError()))
                .fit(new Examples(training.features(), training.rows(), labels, training.weights()), null, listener);
    }

    @Override
    public String toString() {
        return "LightGBM regressor " + parameters + (start == null ? "" : " that continues a " + start);
    }
}
