package io.forecastj.spring;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches unless {@code management.health.forecastj.enabled}, or else {@code management.health.defaults.enabled}, is
 * false. Spring Boot's own condition of this kind is in another package in each generation.
 */
final class HealthEnabled extends SpringBootCondition {
    private static final String OWN = "management.health.forecastj.enabled";
    private static final String DEFAULTS = "management.health.defaults.enabled";

    @Override
    public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
        Environment environment = context.getEnvironment();
        boolean enabled =
                environment.getProperty(OWN, Boolean.class, environment.getProperty(DEFAULTS, Boolean.class, true));
        return new ConditionOutcome(enabled, ConditionMessage.of(OWN + " and " + DEFAULTS + " give " + enabled));
    }
}
