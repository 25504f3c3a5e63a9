package io.forecastj.micrometer;

import io.forecastj.Predictor;
import io.forecastj.lifecycle.retraining.RetrainListener;
import io.forecastj.store.ModelVersion;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Metrics of forecasts: observes predictors, and records their calls and what is inside them in a {@link
 * MeterRegistry}.
 *
 * <pre>{@code
 * ForecastMetrics metrics = ForecastMetrics.of(registry);
 * ReloadingPredictor predictor = ReloadingPredictor.follow(model, "production")
 *         .wrap((version, loaded) -> metrics.observe(
 *                 version, Monitor.builder(version.info()).build().watch(loaded)))
 *         .open();
 * ForecastMeters.of(predictor).bindTo(registry);
 * }</pre>
 *
 * <p>Thread-safe. Forecasts are timed by model, version and status; those that are not OK are counted by the kind of
 * reason; sessions and their rows are counted. Monitors and fallbacks that {@link ForecastMeters} finds inside an
 * observed predictor have gauges until it is closed; what is outside it, {@code ForecastMeters} binds. If several
 * predictors of one version are observed, these gauges are those of the latest one that is not closed. {@code
 * docs/serving.md} lists all meters.
 *
 * <h2>Cardinality</h2>
 *
 * <p>Tags are the name of the model, its version, and words of fixed lists. A version that comes into use removes the
 * meters of the oldest one if there are more than {@link Builder#versions}, not counting {@code "unknown"}. Ids of
 * series are no tag unless {@link Builder#seriesTag} asks for it.
 *
 * <h2>Cost</h2>
 *
 * <p>A forecast of a session costs two looks at the registry's clock and a record of a timer, and allocates nothing
 * unless the forecast is not OK.
 */
public final class ForecastMetrics {
    private final MeterRegistry registry;
    private final int mostVersions;
    private final int mostSeries;
    private final Map<String, ModelVersions> models = new ConcurrentHashMap<>();

    private ForecastMetrics(Builder from) {
        this.registry = from.registry;
        this.mostVersions = from.versions;
        this.mostSeries = from.series;
    }

    /**
     * Returns metrics with the settings of {@link #builder}.
     *
     * @param registry receives the meters
     * @return the metrics
     */
    public static ForecastMetrics of(MeterRegistry registry) {
        return builder(registry).build();
    }

    /**
     * Starts metrics.
     *
     * @param registry receives the meters; its clock times the calls
     * @return a builder
     */
    public static Builder builder(MeterRegistry registry) {
        return new Builder(registry);
    }

    /**
     * Returns a predictor that gives the same forecasts, whose calls are counted and timed under the name that it has
     * now and the first eight digits of the hash that it has at the begin of a call.
     *
     * <p>If the hash changes, because a model is reloaded inside a cache or another wrapper, later calls are counted
     * under the new one. The hash is read by every call, or ten times a second from a predictor that computes it anew
     * each time, such as a split. A session that was opened under another hash may have moved to the new model or not;
     * its calls have the version {@code "unknown"}. A predictor that keeps its hash although a model inside it changes,
     * such as an ensemble or {@code Conformal.of}, is counted under that hash. To count each version exactly, observe
     * it by {@code ReloadingPredictor.Builder.wrap}.
     *
     * @param predictor the predictor
     * @return a predictor whose {@code close()} closes the given one
     * @throws IllegalArgumentException if the predictor is a {@link io.forecastj.lifecycle.serving.ReloadingPredictor},
     *     or has one inside where {@link ForecastMeters} finds it: observe each version by its {@code wrap}
     */
    public Predictor observe(Predictor predictor) {
        ModelLabel.requireOneVersion(predictor);
        return versions(predictor.info().name()).follow(predictor);
    }

    /**
     * Returns a predictor that gives the same forecasts, whose calls are counted and timed under the name of a stored
     * model and the number of the version; for {@link
     * io.forecastj.lifecycle.serving.ReloadingPredictor.Builder#wrap}.
     *
     * @param version the version
     * @param predictor its predictor, which may have been wrapped before
     * @return a predictor whose {@code close()} closes the given one
     */
    public Predictor observe(ModelVersion version, Predictor predictor) {
        return observe(ModelLabel.of(version), predictor);
    }

    /**
     * Returns a predictor that gives the same forecasts, whose calls are counted and timed under a name and a version.
     *
     * @param model the name of the model
     * @param version its version, also if the model changes inside; a text such as {@code "live"} then
     * @param predictor the predictor
     * @return a predictor whose {@code close()} closes the given one
     */
    public Predictor observe(String model, String version, Predictor predictor) {
        return observe(new ModelLabel(model, version), predictor);
    }

    private Predictor observe(ModelLabel label, Predictor predictor) {
        return versions(label.model()).observe(label.version(), predictor);
    }

    private ModelVersions versions(String model) {
        return models.computeIfAbsent(model, name -> new ModelVersions(registry, name, mostVersions, mostSeries));
    }

    /**
     * Returns a listener that counts the outcomes of a retrainer.
     *
     * @param model the name of the model
     * @return the listener, for {@link io.forecastj.lifecycle.retraining.Retrainer.Builder#listener}
     */
    public RetrainListener retrainings(String model) {
        Objects.requireNonNull(model, "model");
        return outcome -> Counter.builder("forecastj.retrainings")
                .description("Looks of the retrainer, by outcome")
                .tag("model", model)
                .tag("outcome", outcome.kind().name())
                .register(registry)
                .increment();
    }

    /** Builder of metrics. Not thread-safe. */
    public static final class Builder {
        private final MeterRegistry registry;
        private int versions = 3;
        private int series;

        private Builder(MeterRegistry registry) {
            this.registry = Objects.requireNonNull(registry, "registry");
        }

        /**
         * Sets the number of versions of a model that have meters at the same time; 3 unless set. When another one
         * comes into use, the meters of the oldest closed version are removed, or of the oldest one if none is closed,
         * whose later calls are then not seen. With fewer than 2, the last calls of a version may be removed before
         * they were scraped.
         *
         * @param most the number, at least 1
         * @return this builder
         * @throws IllegalArgumentException if {@code most < 1}
         */
        public Builder versions(int most) {
            this.versions = atLeastOne("versions", most);
            return this;
        }

        /**
         * Adds the tag {@code series} with the id of the series to the timers of forecasts. Each id has a timer for
         * each version and status; ids after the first ones are {@code "other"}. Unless set, there is no such tag.
         *
         * @param most the number of ids for each version, at least 1
         * @return this builder
         * @throws IllegalArgumentException if {@code most < 1}
         */
        public Builder seriesTag(int most) {
            this.series = atLeastOne("seriesTag", most);
            return this;
        }

        private static int atLeastOne(String name, int value) {
            if (value < 1) {
                throw new IllegalArgumentException(name + " must be at least 1, found " + value);
            }
            return value;
        }

        /**
         * Makes the metrics.
         *
         * @return the metrics
         */
        public ForecastMetrics build() {
            return new ForecastMetrics(this);
        }
    }
}
