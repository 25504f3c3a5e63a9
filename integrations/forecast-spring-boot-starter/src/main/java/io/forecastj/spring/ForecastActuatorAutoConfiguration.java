package io.forecastj.spring;

import io.forecastj.lifecycle.monitoring.Monitor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ImportRuntimeHints;

/**
 * Adds the health {@code forecastj} and the endpoint {@code forecastj} if the application has Spring Boot's actuator.
 * Thread-safe.
 */
@AutoConfiguration(after = ForecastAutoConfiguration.class)
@ImportRuntimeHints(ForecastHints.class)
public class ForecastActuatorAutoConfiguration {
    /** Creates the configuration, for Spring. */
    public ForecastActuatorAutoConfiguration() {}

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.springframework.boot.health.contributor.HealthIndicator")
    @Conditional(HealthEnabled.class)
    static class Boot4 {
        @Bean
        HealthIndicator forecastjHealthIndicator(ForecastModels models) {
            return new Boot4Health(models);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = Boot3Health.INDICATOR)
    @Conditional(HealthEnabled.class)
    static class Boot3 {
        @Bean
        static Boot3Health forecastjHealthIndicator(ObjectProvider<ForecastModels> models, ApplicationContext context) {
            return new Boot3Health(
                    models, Objects.requireNonNullElseGet(context.getClassLoader(), Boot3Health.class::getClassLoader));
        }
    }

    /** Has a class inside, whose condition is a class of the actuator and is read only if that is there. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
    static class Actuator {
        @Configuration(proxyBeanMethods = false)
        @ConditionalOnAvailableEndpoint(endpoint = ForecastEndpoint.class)
        @EnableConfigurationProperties(ForecastEndpointProperties.class)
        static class Endpoint {
            @Bean
            ForecastEndpoint forecastEndpoint(
                    ForecastModels models, ListableBeanFactory beans, ForecastEndpointProperties properties) {
                Map<String, Monitor> monitors = new LinkedHashMap<>();
                for (String name : beans.getBeanNamesForType(Monitor.class)) {
                    monitors.put(name, beans.getBean(name, Monitor.class));
                }
                return new ForecastEndpoint(models, monitors, properties);
            }
        }
    }
}
