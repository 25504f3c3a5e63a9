package io.forecastj.examples.rest;

import io.forecastj.ModelLoadException;
import io.forecastj.PredictorInfo;
import io.forecastj.spring.ModelStatus;
import io.forecastj.store.ModelVersion;
import io.forecastj.store.StoreException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A model with its versions, the newest first.
 *
 * @param name the name
 * @param status UP, DEGRADED or DOWN
 * @param version the number of the version that serves; null if none does
 * @param since when it was loaded; null if none serves
 * @param horizon the number of steps that it forecasts; null if none serves
 * @param failure what is wrong, in words; null if nothing is
 * @param versions the versions in the store; null if the store cannot be read
 */
record ModelAnswer(
        String name,
        String status,
        @Nullable Integer version,
        @Nullable Instant since,
        @Nullable Integer horizon,
        @Nullable String failure,
        @Nullable List<Version> versions) {
    /**
     * One version.
     *
     * @param number the number
     * @param published when it was published
     * @param trainedTo the time of the last row of its training; null if it is not known
     * @param aliases the aliases that name it
     * @param metrics its scores on rows that it had not seen
     */
    record Version(
            int number,
            Instant published,
            @Nullable Instant trainedTo,
            List<String> aliases,
            Map<String, Double> metrics) {
        static Version of(ModelVersion version) {
            return new Version(
                    version.number(),
                    version.published(),
                    version.info().trainedTo(),
                    version.aliases(),
                    version.metrics());
        }
    }

    static ModelAnswer of(ModelStatus status, @Nullable List<Version> versions) {
        return new ModelAnswer(
                status.name(),
                status.state().name(),
                status.version().map(ModelVersion::number).orElse(null),
                status.since().orElse(null),
                status.info().map(PredictorInfo::horizon).orElse(null),
                status.problem().map(problem -> failure(status)).orElse(null),
                versions);
    }

    /** Without the words of the problem, which may name files and hosts. */
    private static String failure(ModelStatus status) {
        Throwable failure = status.failure().orElse(null);
        if (failure instanceof StoreException) {
            return "the store of the models cannot be used now";
        }
        if (failure instanceof ModelLoadException) {
            return "the newest version cannot be loaded";
        }
        return status.state() == ModelStatus.State.DOWN
                ? "no version can be used; the log of the service says why"
                : "the newest version does not serve; the log of the service says why";
    }
}
