package io.forecastj.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.store.ModelStore;
import io.forecastj.store.StoreEvent;
import io.forecastj.store.StoredModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelLifecycleTest {
    @TempDir
    private Path directory;

    @Test
    void aChallengerLosesUntilTheDataDriftAndIsRolledBackInTheEnd() throws IOException, InterruptedException {
        new ModelLifecycle(directory).live();
        StoredModel model = ModelStore.open(directory).model("seattle");
        List<String> kinds = model.events().stream().map(StoreEvent::kind).toList();
        assertThat(kinds)
                .containsSubsequence(
                        "published",
                        "promoted",
                        "retraining-kept",
                        "published",
                        "promoted",
                        "retraining-promoted",
                        "rolled-back");
        assertThat(kinds).filteredOn("retraining-promoted"::equals).hasSize(1);
        assertThat(kinds).doesNotContain("retraining-failed");
        assertThat(model.find("production").orElseThrow().number()).isEqualTo(1);
    }
}
