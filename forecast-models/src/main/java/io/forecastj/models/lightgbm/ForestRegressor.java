package io.forecastj.models.lightgbm;

import io.forecastj.FitListener;
import io.forecastj.FitProgress;
import io.forecastj.models.internal.NativeArtefact;
import io.forecastj.models.regression.Examples;
import io.forecastj.models.regression.Regressor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Trains random forests.
 *
 * <p>Immutable and thread-safe; fits may run at the same time. Deterministic: the same examples and settings give the
 * same model.
 */
final class ForestRegressor implements Regressor {
    private final RandomForestParameters parameters;
    private final Forest forest;

    ForestRegressor(RandomForestParameters parameters) {
        this(parameters, Forest.VALUES);
    }

    private ForestRegressor(RandomForestParameters parameters, Forest forest) {
        this.parameters = Objects.requireNonNull(parameters, "parameters");
        this.forest = forest;
    }

    @Override
    public String kind() {
        return LightGbmRegressor.KIND;
    }

    @Override
    public Map<String, String> parameters() {
        return parameters.asMap(forest);
    }

    @Override
    public long seed() {
        return parameters.seed();
    }

    @Override
    public Map<String, String> libraries() {
        return NativeArtefact.LIGHTGBM.present() ? Map.of("lightgbm4j", NativeLibrary.version()) : Map.of();
    }

    @Override
    public boolean learnsFromMissing() {
        return true;
    }

    @Override
    public boolean stopsEarly() {
        return false;
    }

    @Override
    public Regressor quantile(double level) {
        return new ForestRegressor(parameters, new Forest.Quantile(new Objective.Quantile(level).alpha()));
    }

    @Override
    public Regressor classes(int count) {
        return new ForestRegressor(parameters, new Forest.Classes(new Objective.Multiclass(count).classes()));
    }

    @Override
    public LightGbmModel fit(Examples training, @Nullable Examples validation, FitListener listener) {
        LightGbmParameters settings = parameters.lightGbm(
                forest, training.rows().length, training.features().size());
        LightGbmParameters checked =
                forest instanceof Forest.Classes its ? settings.with(new Objective.Multiclass(its.count())) : settings;
        ExampleChecks.check(checked, training, validation);
        NativeLibrary.load("training a random forest");
        return LightGbmModel.of(
                forest instanceof Forest.Classes its
                        ? classes(settings, its.count(), training, listener)
                        : grow(settings, training, new TreeProgress(listener, 0, parameters.trees())),
                Engine.JAVA);
    }

    private ModelText grow(LightGbmParameters settings, Examples given, FitListener listener) {
        Examples training = parameters.extraTrees() ? withMissingRow(given) : given;
        int threads = LightGbmRegressor.beginThreads(settings, training);
        try (BoostingRun run = new BoostingRun(settings, threads, listener, null)) {
            return run.train(training, null);
        } finally {
            NativeThreads.end();
        }
    }

    /**
     * Adds a row without values and without weight. LightGBM never draws the highest threshold of a feature, so that it
     * could not tell Sunday from Saturday; here the highest one is that of the missing values, which nobody needs. The
     * trees count this row as one of theirs.
     */
    private static Examples withMissingRow(Examples given) {
        int rows = given.rows().length;
        double[][] more = Arrays.copyOf(given.rows(), rows + 1);
        more[rows] = new double[given.features().size()];
        Arrays.fill(more[rows], Double.NaN);
        double[] labels = Arrays.copyOf(given.labels(), rows + 1);
        labels[rows] = labels[0];
        double[] weights = given.weights();
        if (weights == null) {
            weights = new double[rows];
            Arrays.fill(weights, 1);
        }
        return new Examples(given.features(), more, labels, Arrays.copyOf(weights, rows + 1));
    }

    /** Grows the trees of each class on its indicator; equal seeds draw equal rows for all classes. */
    private ModelText classes(LightGbmParameters settings, int classes, Examples training, FitListener listener) {
        List<ModelText> shares = new ArrayList<>();
        for (int c = 0; c < classes; c++) {
            int its = c;
            double[] indicator = Arrays.stream(training.labels())
                    .map(label -> label == its ? 1 : 0)
                    .toArray();
            Examples examples = new Examples(training.features(), training.rows(), indicator, training.weights());
            int trees = parameters.trees();
            shares.add(grow(settings, examples, new TreeProgress(listener, c * trees, classes * trees)));
        }
        return TooFewRows.mark(ForestText.shares(shares), training, settings);
    }

    /** Progress of one class's trees among those of all classes. */
    private record TreeProgress(FitListener listener, int before, int total) implements FitListener {
        @Override
        public void onProgress(FitProgress progress) {
            listener.onProgress(
                    new FitProgress(LightGbmRegressor.KIND, "trees", before + progress.done(), total, Map.of()));
        }

        @Override
        public boolean cancelled() {
            return listener.cancelled();
        }

        @Override
        public Executor executor() {
            return listener.executor();
        }
    }

    @Override
    public String toString() {
        return "random forest regressor " + parameters();
    }
}
