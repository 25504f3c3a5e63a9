package io.forecastj.micrometer;

import io.forecastj.Predictor;
import io.forecastj.store.ModelVersion;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.ObservationRegistry;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * Observations of forecasts for tracing: each call of an observed predictor is an observation {@code
 * forecastj.predict}, of which Micrometer Tracing makes a span.
 *
 * <pre>{@code
 * ForecastObservations observations = ForecastObservations.of(observationRegistry);
 * Predictor traced = observations.observe(predictor);
 * }</pre>
 *
 * <p>Immutable and thread-safe. Observed are {@code predict}, {@code predictAll}, {@code predictEach}, {@code
 * openSession} and {@code restore}, and {@code forecast} of sessions; not {@code append} and {@code forecastInto},
 * which are quicker than an observation. The key values are {@code model}, {@code version}, {@code call} and {@code
 * status}; exceptions are the errors of observations. Ids of series are not among them; a convention of your own finds
 * them in the {@link ForecastObservationContext}.
 */
public final class ForecastObservations {
    /** The name of the observations. */
    public static final String NAME = "forecastj.predict";

    private static final ObservationConvention<ForecastObservationContext> DEFAULT = new DefaultConvention();

    private final ObservationRegistry registry;
    private final ObservationConvention<ForecastObservationContext> convention;

    private ForecastObservations(
            ObservationRegistry registry, ObservationConvention<ForecastObservationContext> convention) {
        this.registry = Objects.requireNonNull(registry, "registry");
        this.convention = Objects.requireNonNull(convention, "convention");
    }

    /**
     * Returns observations with the names and key values described above.
     *
     * @param registry receives the observations
     * @return the observations
     */
    public static ForecastObservations of(ObservationRegistry registry) {
        return new ForecastObservations(registry, DEFAULT);
    }

    /**
     * Returns observations with other names or key values.
     *
     * @param next names the observations; thread-safe
     * @return the observations
     */
    public ForecastObservations convention(ObservationConvention<ForecastObservationContext> next) {
        return new ForecastObservations(registry, next);
    }

    /**
     * Returns a predictor that gives the same forecasts, whose calls are observed under the name that it has now and
     * the first eight digits of the hash that it has at the begin of a call. A session that was opened under another
     * hash has the version {@code "unknown"}. {@link ForecastMetrics#observe(Predictor)} has the details.
     *
     * @param predictor the predictor
     * @return a predictor whose {@code close()} closes the given one; the given one itself if the registry is {@link
     *     ObservationRegistry#NOOP}
     * @throws IllegalArgumentException if the predictor is a {@link io.forecastj.lifecycle.serving.ReloadingPredictor},
     *     or has one inside where {@link ForecastMeters} finds it: observe each version by its {@code wrap}
     */
    public Predictor observe(Predictor predictor) {
        ModelLabel.requireOneVersion(predictor);
        String hash = predictor.modelHash();
        HashFollower<ModelLabel> label = HashFollower.following(
                predictor,
                System::nanoTime,
                (before, next) -> before.with(ModelLabel.version(next)),
                hash,
                new ModelLabel(predictor.info().name(), ModelLabel.version(hash)));
        return observe(label, predictor);
    }

    /**
     * Returns a predictor that gives the same forecasts, whose calls are observed under the name of a stored model and
     * the number of the version; for {@link io.forecastj.lifecycle.serving.ReloadingPredictor.Builder#wrap}.
     *
     * @param version the version
     * @param predictor its predictor, which may have been wrapped before
     * @return a predictor whose {@code close()} closes the given one; the given one itself if the registry is {@link
     *     ObservationRegistry#NOOP}
     */
    public Predictor observe(ModelVersion version, Predictor predictor) {
        return observe(ModelLabel.of(version), predictor);
    }

    /**
     * Returns a predictor that gives the same forecasts, whose calls are observed under a name and a version.
     *
     * @param model the name of the model
     * @param version its version, also if the model changes inside; a text such as {@code "live"} then
     * @param predictor the predictor
     * @return a predictor whose {@code close()} closes the given one; the given one itself if the registry is {@link
     *     ObservationRegistry#NOOP}
     */
    public Predictor observe(String model, String version, Predictor predictor) {
        return observe(new ModelLabel(model, version), predictor);
    }

    private Predictor observe(ModelLabel label, Predictor predictor) {
        return observe(HashFollower.fixed(predictor, label), predictor);
    }

    private Predictor observe(HashFollower<ModelLabel> label, Predictor predictor) {
        return registry.isNoop() ? predictor : new TracedPredictor(predictor, this, label);
    }

    /** Makes a call inside an observation. */
    <T> T call(ModelLabel label, String call, List<String> seriesIds, Function<ForecastObservationContext, T> work) {
        ForecastObservationContext context = new ForecastObservationContext(label, call, seriesIds);
        Observation observation = Observation.createNotStarted(convention, () -> context, registry);
        T answer = observation.observe(() -> {
            try {
                return work.apply(context);
            } catch (RuntimeException | Error e) {
                context.end(AnswerStatus.FAILED);
                throw e;
            }
        });
        return Objects.requireNonNull(answer, "answer");
    }

    private static final class DefaultConvention implements ObservationConvention<ForecastObservationContext> {
        @Override
        public String getName() {
            return NAME;
        }

        @Override
        public String getContextualName(ForecastObservationContext context) {
            return context.call() + " " + context.model();
        }

        @Override
        public KeyValues getLowCardinalityKeyValues(ForecastObservationContext context) {
            return KeyValues.of(
                    "model", context.model(),
                    "version", context.version(),
                    "call", context.call(),
                    "status", context.status());
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            return context instanceof ForecastObservationContext;
        }
    }
}
