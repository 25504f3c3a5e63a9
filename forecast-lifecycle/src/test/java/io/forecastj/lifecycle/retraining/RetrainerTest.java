package io.forecastj.lifecycle.retraining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.forecastj.FitListener;
import io.forecastj.Forecaster;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.InvalidSeriesException;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import io.forecastj.lifecycle.monitoring.InputProfile;
import io.forecastj.lifecycle.retraining.RetrainOutcome.Kind;
import io.forecastj.store.DirectoryStorage;
import io.forecastj.store.ModelStore;
import io.forecastj.store.ModelVersion;
import io.forecastj.store.Publication;
import io.forecastj.store.Retention;
import io.forecastj.store.StoreEvent;
import io.forecastj.store.StoreException;
import io.forecastj.store.StoredModel;
import io.forecastj.store.TrainingData;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetrainerTest {
    private static final long SEED = 11;

    private final TickingClock clock = new TickingClock("2025-01-01T00:00:00Z");
    private final TimeSeries days = Days.reverting(400, SEED);
    private final AtomicReference<List<TimeSeries>> data = new AtomicReference<>(List.of(days));
    private final List<StoreEvent> heard = new ArrayList<>();
    private final List<RetrainOutcome> outcomes = new ArrayList<>();

    @TempDir
    private Path directory;

    private ModelStore store;
    private StoredModel model;

    @BeforeEach
    void openStore() {
        store = ModelStore.builder(directory).clock(clock).open();
        model = store.model("days");
    }

    private Retrainer.Builder retrainer(Forecaster forecaster) {
        return Retrainer.builder(store, "days")
                .data(data::get)
                .forecaster(forecaster)
                .policy(Days.impatient().newRows(20).build())
                .clock(clock)
                .listener(new RetrainListener() {
                    @Override
                    public void onOutcome(RetrainOutcome outcome) {
                        outcomes.add(outcome);
                    }

                    @Override
                    public void onEvent(StoreEvent event) {
                        heard.add(event);
                    }
                });
    }

    private ModelVersion champion(Forecaster forecaster, int rows) {
        try (Predictor predictor = forecaster.fit(days.head(rows))) {
            ModelVersion version = model.publish(predictor, Publication.of(days.head(rows)));
            return model.promote("production", version.number());
        }
    }

    private List<String> kinds() {
        return ModelStore.open(directory).model("days").events().stream()
                .map(StoreEvent::kind)
                .toList();
    }

    private static Forecaster failing(RuntimeException failure) {
        return new Forecaster() {
            @Override
            public String name() {
                return "failing";
            }

            @Override
            public int horizon() {
                return 1;
            }

            @Override
            public List<String> targets() {
                return List.of("y");
            }

            @Override
            public Predictor fit(List<TimeSeries> series, FitListener listener) {
                throw failure;
            }
        };
    }

    @Test
    void theFirstVersionIsPublishedWithItsScoresAndPromoted() {
        RetrainOutcome outcome = retrainer(Days.linear()).build().runOnce();
        assertThat(outcome.kind()).as(outcome.toString()).isEqualTo(Kind.PROMOTED);
        ModelVersion version = model.find("production").orElseThrow();
        assertThat(version.number()).isEqualTo(1);
        assertThat(version.data()).contains(TrainingData.of(List.of(days)));
        assertThat(version.parent()).isEmpty();
        assertThat(version.metric("skill_against_naive").orElseThrow()).isBetween(0.1, 0.5);
        assertThat(version.info().trainedTo()).isEqualTo(days.time(399));
        assertThat(kinds()).containsExactly("retraining-started", "published", "promoted", "retraining-promoted");
        assertThat(outcomes).containsExactly(outcome);
        assertThat(outcome.version().orElseThrow().id()).isEqualTo(version.id());
        assertThat(InputProfile.fromJson(model.attachment(version, InputProfile.ATTACHMENT)))
                .isEqualTo(InputProfile.of(List.of(days), version.info()));
    }

    @Test
    void theFirstVersionOfFewRowsHasNoScores() {
        data.set(List.of(days.head(10)));
        RetrainOutcome outcome = retrainer(Days.linear()).build().runOnce();
        assertThat(outcome.kind()).as(outcome.toString()).isEqualTo(Kind.PROMOTED);
        assertThat(model.find("production").orElseThrow().metrics()).isEmpty();
    }

    @Test
    void theFirstVersionWaitsIfNothingIsToBePromoted() {
        RetrainOutcome outcome =
                retrainer(Days.linear()).promoteFirst(false).build().runOnce();
        assertThat(outcome.kind()).isEqualTo(Kind.KEPT);
        assertThat(model.find("production")).isEmpty();
        assertThat(model.versions()).hasSize(1);
        RetrainOutcome again =
                retrainer(Days.linear()).promoteFirst(false).build().runOnce();
        assertThat(again.kind()).isEqualTo(Kind.NOT_DUE);
        assertThat(again.reasons().get(0)).endsWith("waits for somebody to promote it");
    }

    @Test
    void aTargetThatTheChampionLacksIsAFailure() {
        champion(Days.naive(), 200);
        RetrainOutcome outcome = retrainer(Days.linear()).target("z").build().runOnce();
        assertThat(outcome.kind()).isEqualTo(Kind.FAILED);
        assertThat(outcome.reasons().get(0)).contains("expected a challenger that forecasts 'z', found one of [y]");
    }

    @Test
    void aBetterChallengerTakesThePlaceOfTheChampion() {
        ModelVersion champion = champion(Days.naive(), 200);
        RetrainOutcome outcome = retrainer(Days.linear()).build().runOnce();
        assertThat(outcome.kind()).as(outcome.toString()).isEqualTo(Kind.PROMOTED);
        ModelVersion version = model.find("production").orElseThrow();
        assertThat(version.number()).isEqualTo(2);
        assertThat(version.parent()).contains(champion.id());
        assertThat(version.info().trainedTo()).isEqualTo(days.time(399));
        assertThat(version.data()).contains(TrainingData.of(List.of(days)));
        ModelComparison comparison = outcome.comparison().orElseThrow();
        assertThat(comparison.challengerError()).isLessThan(comparison.championError());
        assertThat(version.metric("root_mean_squared_error")).hasValue(comparison.challengerError());
        assertThat(version.notes().get(0)).contains("200 new rows, at least 20").contains("better beyond chance");
        assertThat(outcome.reasons().get(0)).contains("one-sided p = ").contains("100 origins");
    }

    @Test
    void bothForecastTheSameOriginsAfterTheChampionsTraining() {
        champion(Days.naive(), 200);
        RetrainOutcome outcome = retrainer(Days.linear()).build().runOnce();
        ModelComparison comparison = outcome.comparison().orElseThrow();
        assertThat(comparison.origins()).isEqualTo(100);
        assertThat(comparison.result().rows().map(row -> row.origin()).min(Comparator.naturalOrder()))
                .contains(days.time(299));
        assertThat(comparison.result().scores("champion").failures()).isEmpty();
    }

    @Test
    void aChallengerThatIsNotBetterIsPublishedAndTheChampionStays() {
        champion(Days.linear(), 200);
        RetrainOutcome outcome = retrainer(Days.naive()).build().runOnce();
        assertThat(outcome.kind()).as(outcome.toString()).isEqualTo(Kind.KEPT);
        assertThat(model.find("production").orElseThrow().number()).isEqualTo(1);
        assertThat(outcome.version().orElseThrow().number()).isEqualTo(2);
        assertThat(kinds()).endsWith("retraining-started", "retraining-decided", "published", "retraining-kept");
        assertThat(heard)
                .extracting(StoreEvent::kind)
                .containsExactly("retraining-started", "retraining-decided", "retraining-kept");
    }

    @Test
    void aChallengerThatLostIsDroppedIfWanted() {
        champion(Days.linear(), 200);
        RetrainOutcome outcome =
                retrainer(Days.naive()).publishKept(false).build().runOnce();
        assertThat(outcome.kind()).isEqualTo(Kind.KEPT);
        assertThat(model.versions()).hasSize(1);
        assertThat(outcome.version()).isEmpty();
    }

    @Test
    void anotherProcessReadsTheStepsWithTheirReasons() {
        champion(Days.naive(), 200);
        retrainer(Days.linear()).build().runOnce();
        List<StoreEvent> events = ModelStore.open(directory).model("days").events();
        StoreEvent started = events.get(2);
        assertThat(started.kind()).isEqualTo("retraining-started");
        assertThat(started.reasons()).containsExactly("200 new rows, at least 20");
        StoreEvent decided = events.get(3);
        assertThat(decided.kind()).isEqualTo("retraining-decided");
        assertThat(decided.details())
                .containsEntry("decision", "promote")
                .containsEntry("champion", "1")
                .containsEntry("error", "root_mean_squared_error")
                .containsKeys("champion_error", "challenger_error", "relative_difference", "p_value", "p_value_better");
        StoreEvent last = events.get(events.size() - 1);
        assertThat(last.kind()).isEqualTo("retraining-promoted");
        assertThat(last.version()).hasValue(2);
        assertThat(last.details()).containsEntry("rows_to", days.time(399).toString());
    }

    @Test
    void aLookThatFindsNothingWritesNothing() {
        champion(Days.linear(), 390);
        List<StoreEvent> before = model.events();
        RetrainOutcome outcome = retrainer(Days.linear()).build().runOnce();
        assertThat(outcome.kind()).isEqualTo(Kind.NOT_DUE);
        assertThat(outcome.reasons()).containsExactly("10 new rows, less than 20");
        assertThat(model.events()).isEqualTo(before);
        assertThat(outcomes).containsExactly(outcome);
    }

    @Test
    void rowsThatARetrainingHasSeenAreNotNewAgain() {
        champion(Days.linear(), 200);
        Retrainer again = retrainer(Days.naive()).build();
        assertThat(again.runOnce().kind()).isEqualTo(Kind.KEPT);
        clock.pass(Duration.ofHours(1));
        RetrainOutcome second = again.runOnce();
        assertThat(second.kind()).isEqualTo(Kind.NOT_DUE);
        assertThat(second.reasons()).containsExactly("0 new rows, less than 20");
        model.promote("candidate", 1);
        RetrainOutcome ofOther =
                retrainer(Days.naive()).alias("candidate").build().runOnce();
        assertThat(ofOther.kind()).as("another alias has its own retrainings").isEqualTo(Kind.KEPT);
    }

    @Test
    void tooFewNewRowsKeepTheChampionAndTrainNothing() {
        champion(Days.naive(), 375);
        Retrainer retrainer = retrainer(failing(new IllegalStateException("not to be fitted")))
                .windows(WalkForward.expanding(300).step(10))
                .build();
        RetrainOutcome outcome = retrainer.runOnce();
        assertThat(outcome.kind()).as(outcome.toString()).isEqualTo(Kind.KEPT);
        assertThat(outcome.reasons())
                .containsExactly("too few new rows to compare: 2 test origins after the champion's training up to "
                        + days.time(374) + ", at least 4 needed");
        assertThat(model.versions()).hasSize(1);
        assertThat(kinds()).endsWith("retraining-started", "retraining-kept");
        assertThat(retrainer.runOnce().kind())
                .as("the rows are still new, since nothing was trained on them")
                .isEqualTo(Kind.KEPT);
    }

    @Test
    void aRetrainingJustBeforeTheLeaseIsSeen() {
        champion(Days.naive(), 200);
        Retrainer other = retrainer(Days.linear()).build();
        AtomicBoolean raced = new AtomicBoolean();
        RetrainOutcome outcome = retrainer(failing(new IllegalStateException("not to be fitted")))
                .observer(state -> {
                    if (raced.compareAndSet(false, true)) {
                        assertThat(other.runOnce().kind()).isEqualTo(Kind.PROMOTED);
                    }
                })
                .build()
                .runOnce();
        assertThat(outcome.kind()).as(outcome.toString()).isEqualTo(Kind.NOT_DUE);
        assertThat(model.versions()).hasSize(2);
    }

    @Test
    void tooFewNewRowsPromoteIfWanted() {
        champion(Days.naive(), 375);
        RetrainOutcome outcome = retrainer(Days.linear())
                .leastOrigins(50)
                .promoteUncompared(true)
                .build()
                .runOnce();
        assertThat(outcome.kind()).as(outcome.toString()).isEqualTo(Kind.PROMOTED);
        assertThat(outcome.reasons().get(0)).startsWith("promoted without a comparison: 13 test origins");
        assertThat(model.find("production").orElseThrow().metrics()).isEmpty();
    }

    @Test
    void chosenWindowsBeforeTheEndOfTheChampionsTrainingAreLeftOut() {
        champion(Days.naive(), 200);
        RetrainOutcome outcome = retrainer(Days.linear())
                .windows(WalkForward.expanding(100).test(20).step(20))
                .build()
                .runOnce();
        ModelComparison comparison = outcome.comparison().orElseThrow();
        assertThat(comparison.origins()).isEqualTo(180);
        assertThat(comparison.result().rows().map(row -> row.origin()).min(Comparator.naturalOrder()))
                .contains(days.time(200));
        assertThat(comparison.result().scores("challenger").fits()).isEqualTo(9);
    }

    @Test
    void theLastRowOfTheChampionsTrainingMayBeAnOrigin() {
        champion(Days.naive(), 200);
        RetrainOutcome outcome = retrainer(Days.linear())
                .windows(WalkForward.expanding(99).test(20).step(20))
                .build()
                .runOnce();
        ModelComparison comparison = outcome.comparison().orElseThrow();
        assertThat(comparison.result().rows().map(row -> row.origin()).min(Comparator.naturalOrder()))
                .contains(days.time(199));
        assertThat(comparison.result().scores("champion").failures()).isEmpty();
    }

    @Test
    void dataWithoutANewRowKeepTheChampionWhateverIsWanted() {
        champion(Days.naive(), 200);
        RetrainPolicy always = Days.impatient().maxAge(Duration.ofDays(1)).build();
        for (int rows : new int[] {200, 150}) {
            data.set(List.of(days.head(rows)));
            RetrainOutcome outcome = retrainer(Days.linear())
                    .policy(always)
                    .promoteUncompared(true)
                    .build()
                    .runOnce();
            assertThat(outcome.kind()).as("%s rows", rows).isEqualTo(Kind.KEPT);
            assertThat(outcome.reasons().get(0))
                    .isEqualTo("there is no new row: the data end at " + days.time(rows - 1)
                            + ", the champion's training ended at " + days.time(199));
        }
        assertThat(model.versions()).hasSize(1);
    }

    @Test
    void noDataAreAFailure() {
        champion(Days.naive(), 200);
        RetrainPolicy always = Days.impatient().maxAge(Duration.ofDays(1)).build();
        for (List<TimeSeries> none : List.of(List.<TimeSeries>of(), List.of(days.head(0)))) {
            data.set(none);
            RetrainOutcome outcome =
                    retrainer(Days.linear()).policy(always).build().runOnce();
            assertThat(outcome.kind()).isEqualTo(Kind.FAILED);
            assertThat(outcome.failure()).get().isInstanceOf(InvalidSeriesException.class);
            assertThat(outcome.reasons().get(0)).contains("the data for the retraining of 'days' have no rows");
        }
        assertThat(kinds()).endsWith("retraining-started", "retraining-failed");
    }

    @Test
    void aSupplierThatThrowsIsAFailureThatIsRecorded() {
        champion(Days.naive(), 200);
        IllegalStateException cause = new IllegalStateException("the database is away");
        RetrainOutcome outcome = retrainer(Days.linear())
                .data(() -> {
                    throw cause;
                })
                .build()
                .runOnce();
        assertThat(outcome.kind()).isEqualTo(Kind.FAILED);
        assertThat(outcome.failure()).contains(cause);
        StoreEvent last = model.events().get(model.events().size() - 1);
        assertThat(last.kind()).isEqualTo("retraining-failed");
        assertThat(last.reasons()).containsExactly("IllegalStateException: the database is away");
        assertThat(outcomes).containsExactly(outcome);
    }

    @Test
    void aFitThatFailsLeavesTheChampion() {
        champion(Days.naive(), 200);
        RetrainOutcome outcome = retrainer(failing(new InsufficientHistoryException("no use")))
                .build()
                .runOnce();
        assertThat(outcome.kind()).isEqualTo(Kind.FAILED);
        assertThat(outcome.reasons().get(0)).contains("no use");
        assertThat(model.find("production").orElseThrow().number()).isEqualTo(1);
        assertThat(store.lease("retrain days", Duration.ofSeconds(1)))
                .as("the lease is given back")
                .isPresent();
    }

    @Test
    void aRuleThatThrowsLeavesTheChampion() {
        champion(Days.naive(), 200);
        RetrainOutcome outcome = retrainer(Days.linear())
                .rule(comparison -> {
                    throw new IllegalStateException("no opinion");
                })
                .build()
                .runOnce();
        assertThat(outcome.kind()).isEqualTo(Kind.FAILED);
        assertThat(model.versions()).hasSize(1);
    }

    @Test
    void anErrorIsAnOutcomeToo() {
        champion(Days.naive(), 200);
        RetrainOutcome outcome = retrainer(Days.linear())
                .recipe(champion -> {
                    throw new NoClassDefFoundError("com/example/Missing");
                })
                .build()
                .runOnce();
        assertThat(outcome.kind()).isEqualTo(Kind.FAILED);
        assertThat(outcome.reasons()).containsExactly("NoClassDefFoundError: com/example/Missing");
    }

    @Test
    void anAliasThatChangedMeanwhileIsLeftAsItIs() {
        champion(Days.naive(), 200);
        champion(Days.naive(), 201);
        RetrainOutcome outcome = retrainer(Days.linear())
                .rule(comparison -> {
                    model.rollback("production", "by hand");
                    return PromotionDecision.promote("better");
                })
                .build()
                .runOnce();
        assertThat(outcome.kind()).isEqualTo(Kind.KEPT);
        assertThat(outcome.reasons()).anyMatch(reason -> reason.contains("no longer names version 2"));
        assertThat(model.find("production").orElseThrow().number()).isEqualTo(1);
        assertThat(outcome.version().orElseThrow().number()).isEqualTo(3);
    }

    @Test
    void aPromotionWhoseEndCannotBeRecordedIsStillOne() {
        champion(Days.naive(), 200);
        FailingStorage storage = new FailingStorage(DirectoryStorage.at(directory));
        store = ModelStore.builder(storage).clock(clock).open();
        RetrainOutcome outcome = retrainer(Days.linear())
                .rule(comparison -> {
                    storage.failAfter(3); // the decision, the publication and the promotion
                    return PromotionDecision.promote("better");
                })
                .build()
                .runOnce();
        assertThat(outcome.kind()).as(outcome.toString()).isEqualTo(Kind.PROMOTED);
        assertThat(outcome.reasons().get(1)).startsWith("the end of the retraining could not be recorded: ");
        assertThat(kinds()).endsWith("retraining-decided", "published", "promoted");
        assertThat(model.find("production").orElseThrow().number()).isEqualTo(2);
    }

    @Test
    void aStoreThatCannotBeWrittenIsAFailureThatTheListenerHearsOf() {
        champion(Days.naive(), 200);
        FailingStorage storage = new FailingStorage(DirectoryStorage.at(directory));
        store = ModelStore.builder(storage).clock(clock).open();
        for (int changes = 0; changes < 5; changes++) {
            storage.failAfter(changes);
            RetrainOutcome outcome = retrainer(Days.linear()).build().runOnce();
            assertThat(outcome.kind()).as("%s changes: %s", changes, outcome).isEqualTo(Kind.FAILED);
            assertThat(outcome.failure()).get().isInstanceOf(StoreException.class);
            assertThat(outcomes).last().isEqualTo(outcome);
            assertThat(model.find("production").orElseThrow().number()).isEqualTo(1);
            clock.pass(Duration.ofMinutes(11)); // the lease could not be given back
        }
    }

    @Test
    void theRetentionRemovesOldVersions() {
        champion(Days.naive(), 100);
        champion(Days.naive(), 150);
        champion(Days.naive(), 200);
        RetrainOutcome outcome =
                retrainer(Days.linear()).retention(Retention.latest(1)).build().runOnce();
        assertThat(outcome.kind()).isEqualTo(Kind.PROMOTED);
        assertThat(outcome.reasons()).contains("retention removed the versions [1, 2]");
        assertThat(model.versions()).extracting(ModelVersion::number).containsExactly(3, 4);
    }

    @Test
    void thePublicationTakesWhatTheHostAdds() {
        retrainer(Days.linear())
                .publication((publication, rows) ->
                        publication.tag("rows", String.valueOf(rows.get(0).length())))
                .build()
                .runOnce();
        assertThat(model.find("production").orElseThrow().tags()).containsEntry("rows", "400");
    }

    @Test
    void theObservedNumbersReachThePolicy() {
        champion(Days.naive(), 200);
        RetrainOutcome outcome = retrainer(Days.linear())
                .policy(Days.impatient().drift(0.25).build())
                .observer(state -> state.populationStability("y", 0.7, 0, 500))
                .build()
                .runOnce();
        assertThat(outcome.kind()).isEqualTo(Kind.PROMOTED);
        assertThat(outcome.decision().orElseThrow().reasons().get(0)).contains("y 0.7");
    }

    @Test
    void aListenerThatThrowsChangesNothing() {
        champion(Days.naive(), 200);
        RetrainOutcome outcome = retrainer(Days.linear())
                .listener(any -> {
                    throw new AssertionError("no ear");
                })
                .build()
                .runOnce();
        assertThat(outcome.kind()).isEqualTo(Kind.PROMOTED);
    }

    @Test
    void theMissingSettingsAreNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Retrainer.builder(store, "days").build())
                .withMessage("a retrainer needs its forecaster: set forecaster(...)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Retrainer.builder(store, "days")
                        .forecaster(Days.linear())
                        .build())
                .withMessageContaining("data(...)");
        assertThatIllegalArgumentException().isThrownBy(() -> Retrainer.builder(store, "../days")
                .forecaster(Days.linear())
                .build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> retrainer(Days.linear()).leaseTime(Duration.ZERO));
    }
}
