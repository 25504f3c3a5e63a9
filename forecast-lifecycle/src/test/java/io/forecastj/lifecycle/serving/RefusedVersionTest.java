package io.forecastj.lifecycle.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.ColumnRole;
import io.forecastj.ModelIntegrityException;
import io.forecastj.ModelLoadException;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.store.StoreException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A version that does not fit leaves the one before serving. */
class RefusedVersionTest extends ServingTest {
    private final List<Reload> heard = new ArrayList<>();

    private ReloadingPredictor open() {
        promote(NumberedPredictor.plain(1));
        return following().warmUp(rows(20)).onReload(heard::add).open();
    }

    private static PredictorInfo.Builder info(int horizon) {
        return NumberedPredictor.info(2, horizon);
    }

    static Stream<Arguments> misfits() {
        return Stream.of(
                Arguments.of(info(3).column("y", ColumnRole.TARGET), "other horizon"),
                Arguments.of(info(2).column("z", ColumnRole.TARGET), "other targets"),
                Arguments.of(info(2).column("y", ColumnRole.TARGET).steps(List.of(2)), "other steps"),
                Arguments.of(info(2).column("y", ColumnRole.TARGET).column("price", ColumnRole.PAST), "'price' (PAST)"),
                Arguments.of(
                        info(2).column("y", ColumnRole.TARGET).column("holiday", ColumnRole.KNOWN_FUTURE),
                        "'holiday' (KNOWN_FUTURE)"),
                Arguments.of(
                        info(2).column("y", ColumnRole.TARGET).column("size", ColumnRole.STATIC), "'size' (STATIC)"),
                Arguments.of(info(2).column("y", ColumnRole.TARGET).requiredHistory(4), "4 rows"),
                Arguments.of(info(2).column("y", ColumnRole.TARGET).parameter("fault", "open"), "does not take rows"),
                Arguments.of(
                        info(2).column("y", ColumnRole.TARGET).parameter("fault", "forecast"), "does not forecast"),
                Arguments.of(info(2).column("y", ColumnRole.TARGET).parameter("fault", "nan"), "NaN"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("misfits")
    void theVersionBeforeKeepsServingAndTheReasonIsGiven(PredictorInfo.Builder misfit, String reason) {
        try (ReloadingPredictor serving = open()) {
            promote(new NumberedPredictor(misfit.build()));

            Reload reload = serving.refresh();

            assertThat(reload.outcome()).isEqualTo(Reload.Outcome.REFUSED);
            assertThat(reload.reason()).contains(reason);
            assertThat(reload.from()).isEqualTo(1);
            assertThat(reload.to()).isEqualTo(1);
            assertThat(reload.named()).hasValue(2);
            assertThat(heard).containsExactly(reload);
            assertThat(serving.lastFailure()).contains(reload);
            assertThat(serving.predictVersioned(rows(5)).version()).isEqualTo(1);
            assertThat(NumberedPredictor.OPEN).hasSize(1);

            promote(NumberedPredictor.plain(3));
            assertThat(serving.refresh().to()).isEqualTo(3);
            assertThat(serving.lastFailure()).isEmpty();
            assertThat(NumberedPredictor.OPEN).hasSize(1);
        }
    }

    @Test
    void aDamagedFileIsRefusedAndTheVersionServesWhenItWasRepairedAndPromotedAnew() {
        try (ReloadingPredictor serving = open()) {
            Set<String> before = new HashSet<>(storage.files());
            promote(NumberedPredictor.plain(2));
            Set<String> files = new HashSet<>(storage.files());
            files.removeAll(before);
            assertThat(files).isNotEmpty();
            files.forEach(storage::flip);

            assertThat(serving.refresh().failure()).get().isInstanceOf(ModelIntegrityException.class);
            assertThat(serving.predict(rows(5)).point(1)).isEqualTo(NumberedPredictor.point(1, 4, 5));

            files.forEach(storage::flip);
            assertThat(serving.refresh().outcome()).as("not promoted anew").isEqualTo(Reload.Outcome.REFUSED);
            model.promote(LIVE, 2, "repaired");
            assertThat(serving.refresh().to()).isEqualTo(2);
        }
    }

    @Test
    void aRefusedVersionIsLoadedOnceUntilItIsPromotedAnew() {
        try (ReloadingPredictor serving = open()) {
            AtomicInteger loads = new AtomicInteger();
            NumberedFormat.whileReading = loads::incrementAndGet;
            PredictorInfo nan = info(2).column("y", ColumnRole.TARGET)
                    .parameter("fault", "nan")
                    .build();
            promote(new NumberedPredictor(nan));
            Reload first = serving.refresh();
            assertThat(serving.refresh().outcome()).isEqualTo(Reload.Outcome.REFUSED);
            assertThat(serving.refresh().reason()).isEqualTo(first.reason());
            assertThat(loads).hasValue(1);
            assertThat(heard).as("told once").containsExactly(first);

            model.promote(LIVE, 2, "once more");
            serving.refresh();
            assertThat(loads).hasValue(2);

            model.rollback(LIVE);
            assertThat(serving.refresh().outcome()).isEqualTo(Reload.Outcome.UNCHANGED);
            assertThat(serving.lastFailure()).isEmpty();
            model.promote(LIVE, 2, "and again");
            serving.refresh();
            assertThat(loads).hasValue(3);
        }
    }

    @Test
    void aStoreThatDoesNotAnswerIsAskedAgain() {
        try (ReloadingPredictor serving = open()) {
            promote(NumberedPredictor.plain(2));
            storage.unreachable = true;
            Reload first = serving.refresh();
            assertThat(first.outcome()).isEqualTo(Reload.Outcome.FAILED);
            assertThat(first.named()).isEmpty();
            assertThat(first.failure()).get().isInstanceOf(StoreException.class);
            serving.refresh();
            assertThat(heard).as("told once").containsExactly(first);
            assertThat(serving.predict(rows(5)).point(1)).isEqualTo(NumberedPredictor.point(1, 4, 5));
            storage.unreachable = false;
            assertThat(serving.refresh().to()).isEqualTo(2);
        }
    }

    @Test
    void aStoreThatFailsWhileAVersionIsReadIsAskedAgain() {
        try (ReloadingPredictor serving = open()) {
            promote(NumberedPredictor.plain(2));
            storage.filesUnreachable = true;
            Reload reload = serving.refresh();
            assertThat(reload.outcome()).isEqualTo(Reload.Outcome.FAILED);
            assertThat(reload.named()).hasValue(2);
            storage.filesUnreachable = false;
            assertThat(serving.refresh().to()).isEqualTo(2);
        }
    }

    @Test
    void anAliasThatWasRemovedLeavesTheVersionServing() {
        try (ReloadingPredictor serving = open()) {
            model.removeAlias(LIVE);
            Reload reload = serving.refresh();
            assertThat(reload.outcome()).isEqualTo(Reload.Outcome.FAILED);
            assertThat(reload.failure()).get().isInstanceOf(ModelLoadException.class);
            assertThat(serving.predictVersioned(rows(5)).version()).isEqualTo(1);
        }
    }

    @Test
    void anErrorThatAModelCausesIsItsRefusal() {
        try (ReloadingPredictor serving = open()) {
            promote(NumberedPredictor.plain(2));
            NumberedFormat.whileReading = () -> {
                throw new NoClassDefFoundError("ai/onnxruntime/OrtEnvironment");
            };
            assertThat(serving.refresh().outcome()).isEqualTo(Reload.Outcome.REFUSED);
            assertThat(serving.predictVersioned(rows(5)).version()).isEqualTo(1);
        }
    }

    @Test
    void aListenerThatThrowsHasNoEffect() {
        promote(NumberedPredictor.plain(1));
        try (ReloadingPredictor serving = following()
                .onReload(reload -> {
                    throw new AssertionError("listener");
                })
                .onReload(heard::add)
                .open()) {
            promote(NumberedPredictor.plain(2));
            assertThat(serving.refresh().to()).isEqualTo(2);
            assertThat(heard).hasSize(1);
        }
    }

    @Test
    void callersMaySupplyMoreThanTheFirstVersionNeeds() {
        promote(NumberedPredictor.plain(1));
        try (ReloadingPredictor serving =
                following().supplies(ColumnRole.PAST, "price").suppliedRows(30).open()) {
            promote(new NumberedPredictor(info(2).column("y", ColumnRole.TARGET)
                    .column("price", ColumnRole.PAST)
                    .requiredHistory(30)
                    .build()));
            assertThat(serving.refresh().outcome()).isEqualTo(Reload.Outcome.RELOADED);
        }
    }

    @Test
    void aColumnThatIsKnownAheadMayBeNeededForThePastOnlyAndARollbackFitsAgain() {
        Predictor known = new NumberedPredictor(NumberedPredictor.info(1, 2)
                .column("y", ColumnRole.TARGET)
                .column("holiday", ColumnRole.KNOWN_FUTURE)
                .build());
        promote(known);
        try (ReloadingPredictor serving = following().open()) {
            promote(new NumberedPredictor(info(2).column("y", ColumnRole.TARGET)
                    .column("holiday", ColumnRole.PAST)
                    .build()));
            assertThat(serving.refresh().to()).isEqualTo(2);
            model.rollback(LIVE);
            assertThat(serving.refresh().to()).isEqualTo(1);
        }
    }
}
