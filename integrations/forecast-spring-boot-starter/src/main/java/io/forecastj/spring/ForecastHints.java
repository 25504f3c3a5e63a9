package io.forecastj.spring;

import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;
import org.springframework.util.ClassUtils;

/** What a native image needs to know of the reflection in this package. */
final class ForecastHints implements RuntimeHintsRegistrar {
    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
        if (ClassUtils.isPresent(Boot3Health.INDICATOR, classLoader)) {
            hints.proxies().registerJdkProxy(TypeReference.of(Boot3Health.INDICATOR));
            for (String name : new String[] {Boot3Health.HEALTH, Boot3Health.BUILDER}) {
                hints.reflection().registerType(TypeReference.of(name), MemberCategory.INVOKE_PUBLIC_METHODS);
            }
        }
    }
}
