package io.forecastj.cache;

import io.forecastj.Predictor;
import java.util.function.LongSupplier;

/**
 * Door to caches of forecasts.
 *
 * <p>Stateless and thread-safe.
 */
public final class Caching {
    private Caching() {}

    /**
     * Puts a cache in front of a predictor.
     *
     * <pre>{@code
     * CachingPredictor cached = Caching.predictor(model, "maximumSize=10000,expireAfterWrite=5m");
     * }</pre>
     *
     * @param predictor the predictor, which the returned one owns: closing that one closes it
     * @param spec the bounds, as {@link com.github.benmanes.caffeine.cache.CaffeineSpec} reads them: {@code
     *     maximumSize} in forecasts or {@code maximumWeight} in bytes, about; and if wanted {@code expireAfterWrite},
     *     {@code expireAfterAccess}, {@code initialCapacity} or {@code softValues}
     * @return a predictor with the same answers
     * @throws IllegalArgumentException if the text cannot be read, has no maximum, or asks for {@code weakKeys}, {@code
     *     weakValues} or {@code refreshAfterWrite}
     */
    public static CachingPredictor predictor(Predictor predictor, String spec) {
        return predictor(predictor, spec, System::nanoTime);
    }

    /**
     * Puts a cache in front of a predictor, with a clock of the caller, for tests.
     *
     * @param predictor the predictor, which the returned one owns: closing that one closes it
     * @param spec the bounds, as for {@link #predictor(Predictor, String)}
     * @param nanoClock returns a time in nanoseconds that never decreases; thread-safe
     * @return a predictor with the same answers
     * @throws IllegalArgumentException as {@link #predictor(Predictor, String)}
     */
    public static CachingPredictor predictor(Predictor predictor, String spec, LongSupplier nanoClock) {
        return new CachingPredictor(predictor, CacheSpec.cache(spec, nanoClock));
    }
}
