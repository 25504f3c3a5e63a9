package io.forecastj.lifecycle.retraining;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.TimeSeries;
import io.forecastj.lifecycle.serving.Flight;
import io.forecastj.store.ModelStore;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.consumer.RecordedEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetrainEventTest {
    @TempDir
    private Path directory;

    @Test
    void aRetrainingIsAnEventAndALookThatIsNotDueIsNone() throws Exception {
        TickingClock clock = new TickingClock("2025-01-01T00:00:00Z");
        TimeSeries days = Days.reverting(400, 11);
        ModelStore store = ModelStore.builder(directory).clock(clock).open();
        Retrainer retrainer = Retrainer.builder(store, "days")
                .data(() -> List.of(days))
                .forecaster(Days.linear())
                .policy(Days.impatient().newRows(20).build())
                .clock(clock)
                .build();
        Retrainer failing = Retrainer.builder(store, "others")
                .data(() -> {
                    throw new IllegalStateException("no data today");
                })
                .forecaster(Days.linear())
                .policy(Days.impatient().newRows(20).build())
                .clock(clock)
                .build();
        List<RecordedEvent> events = Flight.recordByDefault("Retrain", () -> {
            retrainer.runOnce();
            assertThat(retrainer.runOnce().kind()).isEqualTo(RetrainOutcome.Kind.NOT_DUE);
            failing.runOnce();
        });
        assertThat(events).hasSize(2);
        RecordedEvent promoted = events.get(0);
        assertThat(promoted.getString("model")).isEqualTo("days");
        assertThat(promoted.getString("alias")).isEqualTo("production");
        assertThat(promoted.getString("outcome")).isEqualTo("PROMOTED");
        assertThat(promoted.getInt("version")).isEqualTo(1);
        assertThat(promoted.getLong("rows")).isEqualTo(400);
        assertThat(promoted.getString("reasons")).contains("the first version");
        assertThat(promoted.getDuration()).isPositive();
        RecordedEvent failed = events.get(1);
        assertThat(failed.getString("outcome")).isEqualTo("FAILED");
        assertThat(failed.getInt("version")).isZero();
        assertThat(failed.getLong("rows")).isZero();
        assertThat(failed.getString("reasons")).contains("no data today");
    }
}
