package io.forecastj.lifecycle.serving;

import io.forecastj.Column;
import io.forecastj.Forecast;
import io.forecastj.Predictor;
import io.forecastj.store.ModelVersion;
import io.forecastj.store.StoredModel;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Loads versions that are fit to serve: read from the store, checked against what callers supply, warmed up,
 * and wrapped by the caller's function.
 *
 * <p>Used by one thread at a time.
 */
final class VersionLoader {
    private final StoredModel model;
    private final @Nullable WarmUpCalls warmUp;
    private final Set<Column> supplied;
    private final int suppliedRows;
    private final BiFunction<ModelVersion, Predictor, Predictor> wrapper;

    VersionLoader(
            StoredModel model,
            @Nullable WarmUpCalls warmUp,
            Set<Column> supplied,
            int suppliedRows,
            BiFunction<ModelVersion, Predictor, Predictor> wrapper) {
        this.model = model;
        this.warmUp = warmUp;
        this.supplied = supplied;
        this.suppliedRows = suppliedRows;
        this.wrapper = wrapper;
    }

    /**
     * The first version, and what it agrees with the callers.
     *
     * @param served the version
     * @param agreement the agreement
     */
    record First(ServedVersion served, Agreement agreement) {}

    /** Loads the version with which the predictor is opened. */
    First first(ModelVersion version) {
        Predictor predictor = model.load(version);
        try {
            Forecast answer = warmUp == null ? null : warmUp.run(predictor, place(version));
            predictor = wrapper.apply(version, predictor);
            return new First(
                    served(version, predictor), Agreement.of(predictor.info(), answer, supplied, suppliedRows));
        } catch (Throwable e) {
            predictor.close();
            throw e;
        }
    }

    /** Loads a later version. */
    ServedVersion next(ModelVersion version, Agreement agreement) {
        agreement.require(version.info(), place(version)); // by the manifest, before a large file is read in vain
        Predictor predictor = model.load(version);
        try {
            agreement.require(predictor.info(), place(version));
            if (warmUp != null) {
                agreement.require(warmUp.run(predictor, place(version)), place(version));
            }
            // last, so that it meets neither a version that is refused nor the forecasts of the warm-up
            predictor = wrapper.apply(version, predictor);
            agreement.require(predictor.info(), place(version));
            return served(version, predictor);
        } catch (Throwable e) {
            predictor.close();
            throw e;
        }
    }

    private static ServedVersion served(ModelVersion version, Predictor predictor) {
        String number = Integer.toString(version.number());
        return new ServedVersion(version, RecordedPredictor.of(version.model(), number, predictor));
    }

    private static String place(ModelVersion version) {
        return "version " + version.number() + " of '" + version.model() + "'";
    }
}
