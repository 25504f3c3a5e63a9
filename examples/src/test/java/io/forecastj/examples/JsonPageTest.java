package io.forecastj.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.forecastj.ColumnRole;
import io.forecastj.Forecast;
import io.forecastj.ForecastStatus;
import io.forecastj.PredictorInfo;
import io.forecastj.json.DocumentSchema;
import io.forecastj.json.ForecastDocument;
import io.forecastj.signal.PatternInfo;
import io.forecastj.signal.PatternRecognition;
import io.forecastj.signal.SignalRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/json.md shows what the library writes. */
class JsonPageTest {
    private static final ObjectMapper MAPPER = new ObjectMapper().findAndRegisterModules();
    private static final Instant ORIGIN = Instant.parse("2026-01-29T21:00:00Z");

    private static Forecast.Builder forecast(String name, double... points) {
        PredictorInfo info = PredictorInfo.builder("test", points.length)
                .name(name)
                .column("close", ColumnRole.TARGET)
                .build();
        long[] times = new long[points.length];
        for (int i = 0; i < times.length; i++) {
            times[i] = ORIGIN.plus(Duration.ofDays(i + 1)).toEpochMilli();
        }
        return Forecast.builder(info, "ACME", ORIGIN.toEpochMilli(), times, false, points);
    }

    /** The document of the page: with round numbers, and a second step that has no upper end. */
    private static ForecastDocument answer() {
        Forecast forecast = forecast("mean", 102, 100)
                .quantiles(0, new double[] {0.1, 0.5, 0.9}, new double[][] {
                    {98, 102, 112}, {92, 100, Double.POSITIVE_INFINITY}
                })
                .status(ForecastStatus.DEGRADED, "the row of 2026-01-28 is absent")
                .build();
        Map<String, Forecast> members = new LinkedHashMap<>();
        members.put("ets", forecast("ets", 103, 104).build());
        members.put("lightgbm", forecast("lightgbm", 101, 96).build());
        PatternRecognition patterns = PatternRecognition.of(
                PatternInfo.builder("onnx", List.of("flag", "wedge"))
                        .name("chart-patterns")
                        .columns(List.of("close"))
                        .build(),
                "ACME",
                ORIGIN,
                new double[] {0.125, 0.75},
                ForecastStatus.OK,
                List.of());
        SignalRule rule = SignalRule.builder()
                .costPerTrade(0.001)
                .allow(ForecastStatus.DEGRADED)
                .build();
        return JsonSamples.answer(forecast, members, patterns, rule, 100);
    }

    @Test
    void thePageShowsTheDocumentThatItsSampleMakes() throws IOException {
        Matcher block = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("../docs/json.md")));
        assertThat(block.find()).isTrue();
        String written = MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(answer());
        JsonNode shown = MAPPER.readTree(block.group(1));
        assertThat(shown).as("docs/json.md must show: %s", written).isEqualTo(MAPPER.readTree(written));
        assertThat(MAPPER.readValue(block.group(1), ForecastDocument.class)).isEqualTo(answer());
    }

    @Test
    void theSamplesDoWhatThePageSays(@TempDir Path folder) throws IOException {
        Forecast forecast = forecast("mean", 102).build();
        assertThat(JsonSamples.both(forecast)).isEqualTo(forecast);
        assertThat(JsonSamples.confidence(MAPPER, MAPPER.writeValueAsString(answer())))
                .isEqualTo(answer().steps().get(0).confidence());
        JsonSamples.publish(folder);
        assertThat(folder.toFile().list()).hasSameSizeAs(DocumentSchema.values());
    }
}
