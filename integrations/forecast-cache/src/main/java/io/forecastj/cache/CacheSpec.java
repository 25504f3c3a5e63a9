package io.forecastj.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.CaffeineSpec;
import io.forecastj.Forecast;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;

/** Reads the bounds of a cache of forecasts. Stateless. */
final class CacheSpec {
    private static final String EXAMPLE = "such as \"maximumSize=10000,expireAfterWrite=5m\"";

    private CacheSpec() {}

    static Cache<CallKey, Forecast> cache(String spec, LongSupplier nanoClock) {
        Objects.requireNonNull(nanoClock, "nanoClock");
        List<String> settings = Arrays.stream(spec.split(",", -1))
                .map(setting -> setting.split("=", 2)[0].strip())
                .toList();
        refuse(settings, "weakKeys", "a key is made for each call, so nothing would ever be found");
        refuse(settings, "weakValues", "a forecast that is not in use elsewhere would be dropped at once");
        refuse(settings, "refreshAfterWrite", "a forecast of the same rows by the same model never changes");
        boolean weighed = settings.contains("maximumWeight");
        if (!weighed && !settings.contains("maximumSize")) {
            throw new IllegalArgumentException("expected a cache with a maximum, " + EXAMPLE + ", found \"" + spec
                    + "\": without one it would grow with each new row");
        }
        Caffeine<Object, Object> builder =
                Caffeine.from(CaffeineSpec.parse(spec)).executor(Runnable::run).ticker(nanoClock::getAsLong);
        if (!settings.contains("recordStats")) {
            builder.recordStats();
        }
        return weighed ? builder.weigher(CacheSpec::bytes).build() : builder.build();
    }

    private static void refuse(List<String> settings, String name, String reason) {
        if (settings.contains(name)) {
            throw new IllegalArgumentException(
                    "a cache of forecasts cannot have " + name + ": " + reason + ". Leave it out, " + EXAMPLE);
        }
    }

    /** Returns about the bytes of an entry: those of its numbers, and some hundred for its objects. */
    private static int bytes(CallKey key, Forecast forecast) {
        int levels = 1 + forecast.levels().length + forecast.classes().size();
        long values = key.values()
                + (long) forecast.horizon()
                        * (1 + (long) levels * forecast.targets().size());
        return (int) Math.min(Integer.MAX_VALUE, 600 + 8 * values);
    }
}
