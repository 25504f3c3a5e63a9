package io.forecastj.lifecycle.retraining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import io.forecastj.lifecycle.monitoring.InputProfile;
import io.forecastj.lifecycle.monitoring.Monitor;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class RetrainPolicyTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private static RetrainState.Builder state() {
        return RetrainState.builder(NOW)
                .published(NOW.minus(Duration.ofDays(10)))
                .trainedTo(NOW.minus(Duration.ofDays(12)));
    }

    private static RetrainDecision decide(UnaryOperator<RetrainPolicy.Builder> policy, RetrainState.Builder state) {
        return policy.apply(RetrainPolicy.builder()).build().decide(state.build());
    }

    @Test
    void aModelWithoutAVersionIsDueAfterTheMinimumInterval() {
        RetrainState.Builder none = RetrainState.builder(NOW);
        UnaryOperator<RetrainPolicy.Builder> policy =
                builder -> builder.newRows(1_000).minimumInterval(Duration.ofHours(1));
        RetrainDecision decision = decide(policy, none);
        assertThat(decision.due()).isTrue();
        assertThat(decision.reasons()).containsExactly("no version is published yet");
        assertThat(decide(policy, none.lastAttempt(NOW.minusSeconds(60))).due()).isFalse();
    }

    @Test
    void theAgeIsThatOfTheLastTrainingRow() {
        assertThat(decide(policy -> policy.maxAge(Duration.ofDays(12)), state()).due())
                .isTrue();
        RetrainDecision younger =
                decide(policy -> policy.maxAge(Duration.ofDays(12).plusMillis(1)), state());
        assertThat(younger.due()).isFalse();
        assertThat(younger.reasons())
                .containsExactly("the last training row is 12 d old, at 2026-02-17T12:00:00Z, less than 12 d");
    }

    @Test
    void theAgeOfAnUnknownTrainingSpanIsThatOfThePublication() {
        RetrainState.Builder unknown = RetrainState.builder(NOW).published(NOW.minus(Duration.ofDays(10)));
        RetrainDecision decision = decide(policy -> policy.maxAge(Duration.ofDays(10)), unknown);
        assertThat(decision.due()).isTrue();
        assertThat(decision.reasons().get(0)).startsWith("the publication is 10 d old");
    }

    @Test
    void aRetrainingThatKeptTheModelStartsTheAgeAnew() {
        RetrainDecision decision = decide(
                policy -> policy.maxAge(Duration.ofDays(5)), state().lastRetraining(NOW.minus(Duration.ofHours(30))));
        assertThat(decision.due()).isFalse();
        assertThat(decision.reasons().get(0)).startsWith("the last retraining is 1 d 6 h old");
    }

    @Test
    void newRowsCountFromTheirNumberOn() {
        assertThat(decide(policy -> policy.newRows(50), state().newRows(50)).due())
                .isTrue();
        assertThat(decide(policy -> policy.newRows(50), state().newRows(49)).reasons())
                .containsExactly("49 new rows, less than 50");
        assertThat(decide(policy -> policy.newRows(50), state()).reasons())
                .containsExactly("the number of new rows is not known");
    }

    @Test
    void oneDriftedInputIsEnoughUnlessAShareIsSet() {
        RetrainState.Builder state = state().populationStability("price", 0.4, 0, 200)
                .populationStability("rain", 0.02, 0, 200)
                .populationStability("wind", 0.1, 0, 200);
        RetrainDecision any = decide(policy -> policy.drift(0.25), state);
        assertThat(any.due()).isTrue();
        assertThat(any.reasons())
                .containsExactly("1 of 3 inputs drifted to a population stability index of at least 0.25, at least 1:"
                        + " price 0.4, wind 0.1, rain 0.02");
        assertThat(decide(policy -> policy.drift(0.25, 0.5, 1), state).due()).isFalse();
        assertThat(decide(policy -> policy.drift(0.1, 0.5, 1), state).due()).isTrue();
        assertThat(decide(policy -> policy.drift(0.1, 1, 1), state).due()).isFalse();
        assertThat(decide(policy -> policy.driftByKolmogorovSmirnov(0.2, 0, 1), state)
                        .reasons())
                .containsExactly("the Kolmogorov-Smirnov statistic of the inputs is not known");
        state.kolmogorovSmirnov("price", 0.2, 200);
        assertThat(decide(policy -> policy.driftByKolmogorovSmirnov(0.2, 0, 1), state)
                        .due())
                .isTrue();
    }

    @Test
    void driftThatIsUsualOrOfFewRowsDoesNotCount() {
        RetrainState.Builder usual = state().populationStability("rain", 0.4, 0.5, 200);
        RetrainDecision decision = decide(policy -> policy.drift(0.25), usual);
        assertThat(decision.due()).isFalse();
        assertThat(decision.reasons().get(0)).endsWith("fewer than 1: rain 0.4 (usually up to 0.5)");
        RetrainState.Builder few = state().populationStability("rain", 0.4, 0, 99);
        assertThat(decide(policy -> policy.drift(0.25), few).reasons())
                .containsExactly("no input has 100 live rows for the population stability index");
    }

    @Test
    void aMonitorsNumbersReachThePolicy() {
        TimeSeries days = Days.reverting(300, 4);
        try (Predictor predictor = Days.linear().fit(days.head(150))) {
            Monitor monitor = Monitor.builder(predictor.info())
                    .reference(InputProfile.of(List.of(days.head(150)), predictor.info()))
                    .build();
            double[] shifted = days.values("y").clone();
            for (int i = 150; i < shifted.length; i++) {
                shifted[i] += 4;
            }
            TimeSeries live = Days.series(shifted);
            try (Predictor watched = monitor.watch(predictor)) {
                for (int rows = 151; rows <= 300; rows++) {
                    watched.predict(live.head(rows));
                }
            }
            RetrainState.Builder state = state().observed(monitor.snapshot());
            RetrainDecision decision = decide(
                    policy -> policy.drift(0.25).errorAgainstNaive(0.1, 100).degradedShare(0.5, 100), state);
            assertThat(decision.reasons()).hasSize(2);
            assertThat(decision.reasons().get(0))
                    .startsWith("1 of 1 input drifted")
                    .contains(": y ");
            assertThat(decision.reasons().get(1)).startsWith("the error is ").contains("over 149 forecasts");
            assertThat(decision.others().get(0)).startsWith("0% of 150 forecasts are degraded");
        }
    }

    @Test
    void aMonitorThatHasSeenNothingLeavesAllUnknown() {
        RetrainState.Builder state =
                state().observed(Monitor.builder("days").build().snapshot());
        RetrainDecision decision = decide(
                policy -> policy.drift(0.25)
                        .errorAgainstNaive(1, 1)
                        .degradedShare(0.1, 1)
                        .coverageBelow(0.95, 0.05, 1),
                state);
        assertThat(decision.due()).isFalse();
        assertThat(decision.reasons()).hasSize(4).allMatch(reason -> reason.endsWith("is not known"));
    }

    @Test
    void lowCoverageOfFewForecastsIsNotTakenForABreach() {
        RetrainState.Builder few = state().coverage(0.95, 0.85, 20);
        RetrainDecision chance = decide(policy -> policy.coverageBelow(0.95, 0.05, 10), few);
        assertThat(chance.due()).isFalse();
        assertThat(chance.reasons().get(0)).contains("which may be chance, p = 0.09368");
        RetrainState.Builder many = state().coverage(0.95, 0.85, 200);
        RetrainDecision breach = decide(policy -> policy.coverageBelow(0.95, 0.05, 10), many);
        assertThat(breach.due()).isTrue();
        assertThat(breach.reasons().get(0))
                .startsWith("the coverage of the 95% intervals is 85% of 200 forecasts, below 90%, p = ");
        assertThat(decide(policy -> policy.coverageBelow(0.95, 0.05, 201), many).reasons())
                .containsExactly("the coverage of the 95% intervals is 85% of 200 forecasts, fewer than 201");
        assertThat(decide(policy -> policy.coverageBelow(0.8, 0.05, 10), many).due())
                .isFalse();
    }

    @Test
    void forecastsThatOverlapCountAsFewer() {
        RetrainState.Builder state = state().coverage(0.95, 0.85, 200);
        assertThat(decide(policy -> policy.coverageBelow(0.95, 0.05, 10), state.overlap(10))
                        .due())
                .isFalse();
    }

    @Test
    void tooMuchCoverageIsABreachOfBothSidesOnly() {
        RetrainState.Builder wide = state().coverage(0.8, 0.99, 500);
        assertThat(decide(policy -> policy.coverageBelow(0.8, 0.05, 10), wide).due())
                .isFalse();
        RetrainDecision decision = decide(policy -> policy.coverageOutside(0.8, 0.05, 10), wide);
        assertThat(decision.due()).isTrue();
        assertThat(decision.reasons().get(0)).contains("above 85%");
    }

    @Test
    void theErrorCountsAgainstThatOfTheNaiveForecast() {
        RetrainState.Builder state = state().errorAgainstNaive(1.1, 60);
        assertThat(decide(policy -> policy.errorAgainstNaive(1, 50), state).reasons())
                .containsExactly("the error is 1.1 of that of the naive forecast over 60 forecasts, at least 1");
        assertThat(decide(policy -> policy.errorAgainstNaive(1, 61), state).due())
                .isFalse();
        assertThat(decide(policy -> policy.errorAgainstNaive(1.2, 50), state).due())
                .isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> state.errorAgainstNaive(Double.NaN, 60))
                .withMessage("expected a ratio of errors of at least 0, found NaN");
    }

    @Test
    void degradedForecastsCountFromTheirShareOn() {
        RetrainState.Builder state = state().degradedShare(0.3, 40);
        assertThat(decide(policy -> policy.degradedShare(0.3, 40), state).due()).isTrue();
        assertThat(decide(policy -> policy.degradedShare(0.31, 40), state).due())
                .isFalse();
        assertThat(decide(policy -> policy.degradedShare(0.3, 41), state).due()).isFalse();
    }

    @Test
    void theDecisionHasWhatIsMetAndWhatIsNot() {
        RetrainDecision decision = decide(
                policy -> policy.newRows(10).maxAge(Duration.ofDays(90)).errorAgainstNaive(1, 5),
                state().newRows(11).errorAgainstNaive(0.5, 9));
        assertThat(decision.due()).isTrue();
        assertThat(decision.reasons()).containsExactly("11 new rows, at least 10");
        assertThat(decision.others()).hasSize(2);
        assertThat(decision)
                .hasToString(
                        "retrain: 11 new rows, at least 10 (also seen: " + String.join("; ", decision.others()) + ")");
    }

    @Test
    void theMinimumIntervalDelaysWhatIsDue() {
        UnaryOperator<RetrainPolicy.Builder> policy =
                builder -> builder.newRows(10).minimumInterval(Duration.ofHours(2));
        RetrainState.Builder state = state().newRows(11).lastAttempt(NOW.minus(Duration.ofMinutes(90)));
        RetrainDecision early = decide(policy, state);
        assertThat(early.due()).isFalse();
        assertThat(early.reasons())
                .containsExactly("the last retraining was 1 h 30 min ago, at 2026-03-01T10:30:00Z,"
                        + " less than the minimum interval of 2 h");
        assertThat(early.others()).containsExactly("11 new rows, at least 10");
        assertThat(decide(policy, state.lastAttempt(NOW.minus(Duration.ofHours(2))))
                        .due())
                .isTrue();
    }

    @Test
    void pointsWithoutAStatusDoNotMakeAFewDegradedForecastsMany() {
        TimeSeries days = Days.reverting(60, 3);
        try (Predictor predictor = Days.naive().fit(days)) {
            Monitor monitor = Monitor.builder(predictor.info()).build();
            try (PredictionSession session = monitor.watch(predictor).openSession(days)) {
                session.append(days.timestamp(59) + 1, new double[] {Double.NaN});
                session.forecast();
                for (int i = 0; i < 100; i++) {
                    session.forecastInto(new double[1]);
                }
            }
            RetrainDecision decision =
                    decide(policy -> policy.degradedShare(0.5, 10), state().observed(monitor.snapshot()));
            assertThat(decision.toString()).contains("1 forecast ", "fewer forecasts than 10");
        }
    }

    @Test
    void whatFailedIsTriedAgainAfterAnHourUnlessAnotherIntervalIsSet() {
        RetrainState.Builder state = state().newRows(11).lastAttempt(NOW.minus(Duration.ofMinutes(59)));
        assertThat(decide(policy -> policy.newRows(10), state).due()).isFalse();
        assertThat(decide(policy -> policy.newRows(10).minimumInterval(Duration.ZERO), state)
                        .due())
                .isTrue();
        assertThat(decide(policy -> policy.newRows(10), state.lastAttempt(NOW.minus(Duration.ofHours(1))))
                        .due())
                .isTrue();
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        RetrainPolicy.Builder builder = RetrainPolicy.builder();
        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessageContaining("a policy needs a condition");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.maxAge(Duration.ZERO))
                .withMessage("expected a positive age, found PT0S");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.newRows(0));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.drift(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.drift(0.1, 1.5, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.driftByKolmogorovSmirnov(1.5, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.coverageBelow(1, 0.1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.coverageBelow(0.9, -0.1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.errorAgainstNaive(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.degradedShare(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.minimumInterval(Duration.ofMillis(-1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> state().populationStability("x", -1, 0, 1))
                .withMessageContaining("of 'x'");
        assertThatIllegalArgumentException().isThrownBy(() -> state().coverage(0.9, 1.1, 5));
        assertThatIllegalArgumentException().isThrownBy(() -> state().newRows(-1));
    }

    @Test
    void aDailyTimeIsDueOnceADay() {
        UnaryOperator<RetrainPolicy.Builder> policy = builder -> builder.daily(LocalTime.of(2, 0), ZoneOffset.UTC);
        assertThat(decide(policy, state()).due()).isTrue();
        RetrainDecision done = decide(policy, state().lastRetraining(Instant.parse("2026-03-01T02:00:00Z")));
        assertThat(done.due()).isFalse();
        assertThat(done.reasons())
                .containsExactly("planned for every day 02:00 Z, last at 2026-03-01T02:00:00Z,"
                        + " since when the model was retrained");
    }

    @Test
    void aRetrainingThatFailedDoesNotCountForTheCalendar() {
        RetrainState.Builder failed = state().lastAttempt(Instant.parse("2026-03-01T02:01:00Z"));
        assertThat(decide(policy -> policy.daily(LocalTime.of(2, 0), ZoneOffset.UTC), failed)
                        .due())
                .isTrue();
    }
}
