package io.forecastj.examples.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.streams.StreamForecast;
import io.forecastj.streams.StreamForecast.Outcome;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlinkBarsTest {
    @TempDir
    private Path directory;

    @Test
    void everyRowIsAnsweredOnceAndNoneIsLate() throws Exception {
        List<StreamForecast> answers = new FlinkBars(directory).live();
        assertThat(answers).hasSize(3 * 300 + 1); // a price that came twice
        assertThat(answers.stream().map(StreamForecast::outcome))
                .contains(Outcome.FORECAST, Outcome.DUPLICATE)
                .doesNotContain(Outcome.LATE, Outcome.INVALID, Outcome.FAILED);
        assertThat(answers.stream().filter(answer -> answer.version().orElse(0) == 2))
                .hasSize(3 * 150);
    }
}
