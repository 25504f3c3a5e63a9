package io.forecastj.lifecycle.retraining;

import io.forecastj.lifecycle.retraining.RetrainState.Observed;
import java.util.Optional;

/**
 * Rule of degraded forecasts.
 *
 * @param share the share of degraded and fallback forecasts from which the model counts as bad
 * @param least the least number of forecasts
 */
record DegradedRule(double share, long least) implements RetrainRule {
    DegradedRule {
        PolicyChecks.fraction("share of degraded forecasts", share);
        if (share == 0) {
            throw new IllegalArgumentException("expected a share of degraded forecasts above 0, found " + share);
        }
        PolicyChecks.atLeastOne("least number of forecasts", least);
    }

    @Override
    public Finding look(RetrainState state) {
        Optional<Observed> seen = state.degradedShare();
        if (seen.isEmpty()) {
            return new Finding(false, "the share of degraded forecasts is not known");
        }
        double value = seen.get().value();
        long forecasts = seen.get().forecasts();
        String words = RuleText.percent(value) + " of " + RuleText.count(forecasts, "forecast")
                + (forecasts == 1 ? " is" : " are") + " degraded or of a fallback";
        if (forecasts < least) {
            return new Finding(false, words + ", fewer forecasts than " + least);
        }
        boolean met = value >= share;
        return new Finding(met, words + (met ? ", at least " : ", less than ") + RuleText.percent(share));
    }
}
