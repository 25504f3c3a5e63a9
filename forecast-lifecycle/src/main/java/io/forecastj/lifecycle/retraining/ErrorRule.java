package io.forecastj.lifecycle.retraining;

import io.forecastj.lifecycle.retraining.RetrainState.Observed;
import java.util.Optional;

/**
 * Rule of the error against that of the naive forecast.
 *
 * @param ratio the ratio of the two errors from which the model counts as bad
 * @param least the least number of scored forecasts
 */
record ErrorRule(double ratio, long least) implements RetrainRule {
    ErrorRule {
        if (!(ratio > 0 && ratio < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("expected a ratio of errors above 0, found " + ratio);
        }
        PolicyChecks.atLeastOne("least number of scored forecasts", least);
    }

    @Override
    public Finding look(RetrainState state) {
        Optional<Observed> seen = state.errorAgainstNaive();
        if (seen.isEmpty()) {
            return new Finding(false, "the error against the naive forecast is not known");
        }
        double value = seen.get().value();
        long forecasts = seen.get().forecasts();
        String words = "the error is " + RuleText.number(value) + " of that of the naive forecast over "
                + RuleText.count(forecasts, "forecast");
        if (forecasts < least) {
            return new Finding(false, words + ", fewer than " + least);
        }
        boolean met = value >= ratio;
        return new Finding(met, words + (met ? ", at least " : ", less than ") + RuleText.number(ratio));
    }
}
