package io.forecastj.micrometer;

import io.forecastj.Predictor;
import io.forecastj.lifecycle.serving.ReloadingPredictor;
import io.forecastj.store.ModelVersion;
import io.micrometer.core.instrument.Tags;
import java.util.Objects;

/**
 * The values of the tags of a model.
 *
 * @param model its name
 * @param version its version
 */
record ModelLabel(String model, String version) {
    /** The version of a call whose version is not known. */
    static final String UNKNOWN = "unknown";

    private static final int DIGITS = 8;

    ModelLabel {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(version, "version");
    }

    static ModelLabel of(ModelVersion version) {
        return new ModelLabel(version.model(), Integer.toString(version.number()));
    }

    /** Returns the name and the begin of the hash of a predictor that is not versioned. */
    static ModelLabel of(Predictor predictor) {
        requireOneVersion(predictor);
        return new ModelLabel(predictor.info().name(), version(predictor.modelHash()));
    }

    /** Returns the version of a predictor that is not versioned: the begin of its hash. */
    static String version(String hash) {
        return hash.substring(0, DIGITS);
    }

    /** Throws if it is seen that the version changes inside. */
    static void requireOneVersion(Predictor predictor) {
        if (PredictorParts.of(predictor).stream().anyMatch(ReloadingPredictor.class::isInstance)) {
            throw new IllegalArgumentException("the version of " + predictor + " changes while it serves; observe each"
                    + " version by ReloadingPredictor.Builder.wrap, or name the model and pass a text as its version");
        }
    }

    ModelLabel with(String otherVersion) {
        return new ModelLabel(model, otherVersion);
    }

    Tags tags() {
        return Tags.of("model", model, "version", version);
    }
}
