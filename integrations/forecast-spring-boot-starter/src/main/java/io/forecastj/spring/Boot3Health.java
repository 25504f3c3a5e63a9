package io.forecastj.spring;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.util.ClassUtils;

/**
 * Makes the health indicator of the models for Spring Boot 3, by reflection: its classes of health, in {@code
 * org.springframework.boot.actuate.health}, do not exist in Boot 4, against which this library is compiled.
 * Thread-safe.
 */
final class Boot3Health implements FactoryBean<Object> {
    static final String INDICATOR = "org.springframework.boot.actuate.health.HealthIndicator";
    static final String HEALTH = "org.springframework.boot.actuate.health.Health";
    static final String BUILDER = HEALTH + "$Builder";

    private final ObjectProvider<ForecastModels> models;
    private final ClassLoader loader;

    /**
     * Creates it.
     *
     * @param models the models; a provider, since Spring makes this object early to learn the type of the bean
     * @param loader the class loader of Spring Boot
     */
    Boot3Health(ObjectProvider<ForecastModels> models, ClassLoader loader) {
        this.models = models;
        this.loader = loader;
    }

    @Override
    public Class<?> getObjectType() {
        return ClassUtils.resolveClassName(INDICATOR, loader);
    }

    @Override
    public Object getObject() {
        ForecastModels ready = models.getObject();
        return Proxy.newProxyInstance(
                loader,
                new Class<?>[] {getObjectType()},
                (proxy, method, arguments) -> answer(ready, proxy, method, arguments));
    }

    private @Nullable Object answer(ForecastModels ready, Object proxy, Method method, Object @Nullable [] arguments)
            throws Throwable {
        if (method.isDefault()) {
            return arguments == null
                    ? InvocationHandler.invokeDefault(proxy, method)
                    : InvocationHandler.invokeDefault(proxy, method, arguments);
        }
        return switch (method.getName()) {
            case "health" -> health(ForecastHealth.of(ready, Clock.systemUTC()));
            case "equals" -> arguments != null && proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            case "toString" -> "health of " + ready;
            default -> throw new UnsupportedOperationException(method.toString());
        };
    }

    private Object health(ForecastHealth health) throws ReflectiveOperationException {
        Class<?> builder = ClassUtils.resolveClassName(BUILDER, loader);
        Object started = ClassUtils.resolveClassName(HEALTH, loader)
                .getMethod("status", String.class)
                .invoke(null, health.status());
        builder.getMethod("withDetails", Map.class).invoke(started, health.details());
        return builder.getMethod("build").invoke(started);
    }
}
