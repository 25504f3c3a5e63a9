package io.forecastj.models.fallback;

import io.forecastj.PredictorInfo;
import io.forecastj.models.internal.ArgumentChecks;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;

/** The settings that a user chooses and a saved predictor keeps; {@link Duration#ZERO} means no deadline. */
record FallbackSettings(
        Duration deadline,
        int maxConcurrentCalls,
        int failureThreshold,
        Duration openFor,
        boolean refuseDegraded,
        boolean answerShortHistories) {

    static final FallbackSettings DEFAULT =
            new FallbackSettings(Duration.ZERO, 16, 5, Duration.ofSeconds(30), false, false);

    FallbackSettings {
        if (deadline.isNegative()) {
            throw new IllegalArgumentException("the deadline must be above zero, found " + deadline);
        }
        ArgumentChecks.atLeast(1, "maxConcurrentCalls", maxConcurrentCalls);
        ArgumentChecks.atLeast(1, "failureThreshold", failureThreshold);
        if (openFor.isNegative() || openFor.isZero()) {
            throw new IllegalArgumentException("openFor must be above zero, found " + openFor);
        }
        nanos("deadline", deadline);
        nanos("openFor", openFor);
    }

    private static void nanos(String name, Duration duration) {
        if (duration.compareTo(Duration.ofDays(36_500)) > 0) {
            throw new IllegalArgumentException(name + " must be at most 100 years, found " + duration);
        }
    }

    boolean hasDeadline() {
        return !deadline.isZero();
    }

    void describe(PredictorInfo.Builder info) {
        info.parameter("deadline", deadline)
                .parameter("maxConcurrentCalls", maxConcurrentCalls)
                .parameter("failureThreshold", failureThreshold)
                .parameter("openFor", openFor)
                .parameter("refuseDegraded", refuseDegraded)
                .parameter("answerShortHistories", answerShortHistories);
    }

    /** Reads the parameters that {@link #describe} has written. */
    static FallbackSettings of(Map<String, String> parameters) {
        try {
            return new FallbackSettings(
                    Duration.parse(text(parameters, "deadline")),
                    Integer.parseInt(text(parameters, "maxConcurrentCalls")),
                    Integer.parseInt(text(parameters, "failureThreshold")),
                    Duration.parse(text(parameters, "openFor")),
                    text(parameters, "refuseDegraded").equals("true"),
                    text(parameters, "answerShortHistories").equals("true"));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "expected a duration such as PT0.05S, found '" + e.getParsedString() + "'", e);
        }
    }

    private static String text(Map<String, String> parameters, String name) {
        String text = parameters.get(name);
        if (text == null) {
            throw new IllegalArgumentException("the parameter '" + name + "' is missing from " + parameters);
        }
        return text;
    }
}
