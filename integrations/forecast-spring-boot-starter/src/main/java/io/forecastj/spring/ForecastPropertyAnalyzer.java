package io.forecastj.spring;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints a wrong property without the stack trace. Thread-safe. */
final class ForecastPropertyAnalyzer extends AbstractFailureAnalyzer<ForecastPropertyException> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, ForecastPropertyException cause) {
        return new FailureAnalysis(cause.property() + ":\n\n    " + cause.reason(), cause.action(), cause);
    }
}
