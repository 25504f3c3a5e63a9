package io.forecastj.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.streams.StreamForecast;
import io.forecastj.streams.StreamForecast.Outcome;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamedBarsTest {
    @TempDir
    private Path directory;

    @Test
    void everyBarIsAnsweredOnce() {
        List<StreamForecast> answers = new StreamedBars(directory).live();
        assertThat(answers).hasSize(3 * 300 + 2); // a bar that came twice, and the switch of the model
        assertThat(answers.stream().map(StreamForecast::outcome))
                .contains(Outcome.REVISED, Outcome.DUPLICATE, Outcome.INVALID, Outcome.SWITCHED)
                .doesNotContain(Outcome.LATE, Outcome.FAILED, Outcome.REFUSED, Outcome.CLOSED);
        assertThat(answers.get(answers.size() - 1).version()).hasValue(2);
        assertThat(answers.get(answers.size() - 1).scores()).hasSize(3);
    }
}
