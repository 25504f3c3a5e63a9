package io.forecastj.flink;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.streams.MadeRows;
import io.forecastj.streams.ModelSwitch;
import io.forecastj.streams.StreamForecast;
import io.forecastj.streams.StreamForecast.Outcome;
import io.forecastj.streams.StreamInput;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("try") // close() of the harness throws any exception
class SwitchCheckTest {
    @TempDir
    private Path folder;

    @Test
    void whatCannotBeSwitchedToIsRefusedForAllSubtasks() throws Exception {
        SentRecords.publish(folder);
        try (OneInputStreamOperatorTestHarness<StreamInput, StreamForecast> harness =
                new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(
                        new SwitchCheck(SentRecords.forecasting(folder).build().recipe())))) {
            harness.open();
            harness.processElement(ModelSwitch.to(2), 10);
            harness.processElement(ModelSwitch.to(9), 11);
            harness.processElement(MadeRows.row(MadeRows.series("key", 1), 0), 12);
            harness.processWatermark(20);
            harness.processElement(ModelSwitch.to(2), 20);
            harness.processElement(ModelSwitch.to(3), 21);
            List<StreamForecast> answers = harness.extractOutputValues();
            assertThat(answers)
                    .extracting(StreamForecast::outcome)
                    .containsExactly(
                            Outcome.SWITCHED, Outcome.REFUSED, Outcome.REFUSED, Outcome.REFUSED, Outcome.SWITCHED);
            assertThat(answers.get(0).version()).hasValue(2);
            assertThat(answers.get(0).modelHash()).isNotEmpty();
            assertThat(answers.get(1).reason()).contains("there is no version 9");
            assertThat(answers.get(2).reason()).contains("expected a switch of the model, found row at");
            assertThat(answers.get(3).reason()).contains("behind the watermark", "send it with a later time");
        }
        assertThat(SharedForecastings.open()).isZero();
    }

    @Test
    void aVersionThatNeedsMoreRowsThanAreKeptIsRefused() throws Exception {
        SentRecords.publish(folder);
        String store = folder.toString();
        ForecastFlink.Builder few = ForecastFlink.of(() -> SentRecords.model(store), "production")
                .settings(settings -> settings.keptRows(12));
        try (OneInputStreamOperatorTestHarness<StreamInput, StreamForecast> harness =
                new OneInputStreamOperatorTestHarness<>(
                        new ProcessOperator<>(new SwitchCheck(few.build().recipe())))) {
            harness.open();
            harness.processElement(ModelSwitch.to(2), 10);
            assertThat(harness.extractOutputValues()).singleElement().satisfies(answer -> assertThat(answer.reason())
                    .contains("Set keptRows(...) to more"));
        }
    }
}
