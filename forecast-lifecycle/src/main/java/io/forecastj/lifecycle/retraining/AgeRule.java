package io.forecastj.lifecycle.retraining;

import java.time.Duration;
import java.time.Instant;

/**
 * Rule of age: the last row that the model learnt from is old. A retraining that kept the model counts as a look at the
 * rows up to then, since it found nothing better in them.
 */
record AgeRule(Duration most) implements RetrainRule {
    AgeRule {
        PolicyChecks.positive("age", most);
    }

    @Override
    public Finding look(RetrainState state) {
        Instant trained = state.trainedTo()
                .or(state::published)
                .orElseThrow(() -> new IllegalArgumentException("a state of a model needs a time of publication"));
        Instant looked = state.lastRetraining().filter(trained::isBefore).orElse(trained);
        Duration age = Duration.between(looked, state.now());
        boolean met = age.compareTo(most) >= 0;
        String what = looked.equals(trained)
                ? state.trainedTo().isPresent() ? "the last training row" : "the publication"
                : "the last retraining";
        return new Finding(
                met,
                what + " is " + RuleText.duration(age) + " old, at " + looked + (met ? ", at least " : ", less than ")
                        + RuleText.duration(most));
    }
}
