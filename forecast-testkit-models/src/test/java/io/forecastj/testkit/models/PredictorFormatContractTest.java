package io.forecastj.testkit.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.Baselines;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import io.forecastj.models.Predictors;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract fails where a format breaks a promise, and there only. */
class PredictorFormatContractTest {
    static class OfSloppy extends PredictorFormatContract {
        @Override
        protected Predictor predictor() {
            return SloppyFormat.predictor(5);
        }

        @Override
        protected TimeSeries history() {
            return Bars.random(1, 60);
        }
    }

    static class OfNoParts extends PredictorFormatContract {
        @Override
        protected Predictor predictor() {
            return Baselines.naive("close", 3).fit(history());
        }

        @Override
        protected TimeSeries history() {
            return Bars.random(1, 60);
        }
    }

    @Test
    void findsAFormatThatSavesNothingAndReadsAnything() {
        assertThat(Outcome.of(OfSloppy.class).failed())
                .containsExactlyInAnyOrder(
                        "a loaded predictor equals the saved one in description and forecasts, bit for bit",
                        "saving twice gives equal files, and saving the loaded predictor gives them once more",
                        "a predictor of another class with the same kind is refused with IllegalArgumentException",
                        "a missing part is a ModelLoadException, though the hashes are right",
                        "an empty, a cut off and a senseless part is a ModelLoadException, though the hashes are"
                                + " right");
    }

    @Test
    void skipsPartsWithTheReasonIfThereAreNone() {
        Outcome outcome = Outcome.of(OfNoParts.class);
        assertThat(outcome.failed()).isEmpty();
        assertThat(outcome.skipped())
                .hasSize(3)
                .allMatch(reason -> reason.contains("the format writes nothing beyond the description"));
    }

    @Test
    void hashesASavedDirectoryAsTheLibraryDoes(@TempDir Path folder) {
        try (Predictor predictor = SloppyFormat.predictor(5)) {
            Predictors.save(Predictors.withFallback(predictor, SloppyFormat.predictor(5)), folder.resolve("model"));
        }
        Map<String, String> saved = SavedDirectory.content(folder);
        SavedDirectory.resum(folder.resolve("model"));
        assertThat(SavedDirectory.content(folder)).isEqualTo(saved);
    }
}
