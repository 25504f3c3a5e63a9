package io.forecastj.models.xgboost;

import io.forecastj.FitListener;
import io.forecastj.ForecastException;
import io.forecastj.ModelLoadException;
import io.forecastj.models.regression.Examples;
import io.forecastj.models.regression.Regressor;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * Trains XGBoost models by the {@link XgBoostTrainer} on the class path.
 *
 * <p>Immutable and thread-safe; fits may run at the same time. Deterministic: the same examples and settings give the
 * same model. Equal labels give a model with that constant answer, unless the objective is one of several classes.
 */
final class XgBoostRegressor implements Regressor {
    private final XgBoostParameters parameters;

    XgBoostRegressor(XgBoostParameters parameters) {
        this.parameters = Objects.requireNonNull(parameters, "parameters");
    }

    @Override
    public String kind() {
        return XgBoostModel.KIND;
    }

    @Override
    public Map<String, String> parameters() {
        return parameters.asMap();
    }

    @Override
    public long seed() {
        return parameters.seed();
    }

    @Override
    public Map<String, String> libraries() {
        // without a trainer nothing is trained; fit throws and names the reason
        return trainer().map(XgBoostTrainer::libraries).orElse(Map.of());
    }

    @Override
    public boolean learnsFromMissing() {
        return true;
    }

    @Override
    public Regressor quantile(double level) {
        return new XgBoostRegressor(parameters.with(new XgBoostObjective.Quantile(level)));
    }

    @Override
    public Regressor classes(int count) {
        XgBoostObjective wanted = new XgBoostObjective.Multiclass(count);
        XgBoostObjective set = parameters.objective();
        XgBoostRules.require(
                set.equals(wanted) || set.equals(new XgBoostObjective.SquaredError()),
                "objective",
                "none, or " + wanted + ", for a target of " + count + " classes",
                set);
        return new XgBoostRegressor(parameters.with(wanted));
    }

    @Override
    public XgBoostModel fit(Examples training, @Nullable Examples validation, FitListener listener) {
        XgBoostChecks.check(parameters.objective(), training, validation);
        XgBoostTrainer trainer = trainer()
                .orElseThrow(() -> new ForecastException("training an XGBoost model needs XGBoost's library, which is"
                        + " not on the class path: add io.forecastj:forecast-xgboost of the version of"
                        + " forecast-models"));
        // XGBoost starts from one step of Newton's method, which can miss even labels that are all equal
        return hasOneLabel(training)
                ? train(trainer, parameters.with(new XgBoostObjective.SquaredError()), 1, training, null, listener)
                : train(trainer, parameters, parameters.rounds(), training, validation, listener);
    }

    private static XgBoostModel train(
            XgBoostTrainer trainer,
            XgBoostParameters parameters,
            int rounds,
            Examples training,
            @Nullable Examples validation,
            FitListener listener) {
        LossScale scale = LossScale.of(parameters.objective(), training);
        Map<String, String> settings = scale.apply(parameters.nativeSettings());
        settings.put("nthread", Integer.toString(parameters.threads()));
        int patience = validation == null ? 0 : parameters.earlyStoppingRounds();
        byte[] bytes = trainer.train(settings, rounds, patience, scale.apply(training), validation, listener);
        XgBoostModel model;
        try {
            model = XgBoostModel.of(bytes);
        } catch (ModelLoadException e) {
            throw new ForecastException(
                    "XGBoost trained a model that cannot be used, perhaps because labels or weights are so large that"
                            + " sums overflow: " + e.getMessage(),
                    e);
        }
        if (!model.features().equals(training.features())) {
            throw new ForecastException("expected a model of the features " + training.features()
                    + " from the trainer, found one of " + model.features());
        }
        return model;
    }

    /** Returns whether all rows with a weight have the same label and the answer is one number. */
    private boolean hasOneLabel(Examples training) {
        double[] weights = training.weights();
        if (parameters.objective().outputs() > 1) {
            return false;
        }
        float first = Float.NaN;
        for (int i = 0; i < training.labels().length; i++) {
            float label = (float) training.labels()[i];
            if (weights != null && !((float) weights[i] > 0) || label == first) {
                continue;
            }
            if (!Float.isNaN(first)) {
                return false;
            }
            first = label;
        }
        return true;
    }

    private static Optional<XgBoostTrainer> trainer() {
        Optional<XgBoostTrainer> own = ServiceLoader.load(XgBoostTrainer.class, XgBoostTrainer.class.getClassLoader())
                .findFirst();
        return own.isPresent() ? own : ServiceLoader.load(XgBoostTrainer.class).findFirst();
    }

    @Override
    public String toString() {
        return "XGBoost regressor " + parameters;
    }
}
