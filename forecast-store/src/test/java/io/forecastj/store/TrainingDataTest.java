package io.forecastj.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.ModelLoadException;
import io.forecastj.TimeSeries;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TrainingDataTest {
    private static final String HASH = "ab".repeat(32);

    @Test
    void equalSeriesHaveEqualDescriptions() {
        TrainingData data = TrainingData.of(List.of(StoreSamples.series(30, 1)));
        assertThat(data)
                .isEqualTo(TrainingData.of(List.of(StoreSamples.series(30, 1))))
                .hasSameHashCodeAs(TrainingData.of(List.of(StoreSamples.series(30, 1))))
                .isNotEqualTo(TrainingData.of(List.of(StoreSamples.series(30, 2))))
                .isNotEqualTo(TrainingData.of(List.of(StoreSamples.series(31, 1))))
                .isNotEqualTo(TrainingData.of(List.of(StoreSamples.series(30, 1), StoreSamples.series(30, 1))));
        assertThat(data.from()).isEqualTo(Instant.EPOCH);
        assertThat(data.to()).isEqualTo(Instant.EPOCH.plusSeconds(29 * 86_400));
        assertThat(data)
                .hasToString(
                        "1 series with 30 rows from " + data.from() + " to " + data.to() + ", SHA-256 " + data.hash());
    }

    @Test
    void aDescriptionOfNoRowsHasNoTimes() {
        TrainingData none = TrainingData.of(List.of());
        assertThat(none.from()).isNull();
        assertThat(none.to()).isNull();
        assertThat(none.toString()).startsWith("0 series with 0 rows, SHA-256 ");
    }

    @Test
    void aMalformedDescriptionIsRefused() {
        Instant time = Instant.EPOCH;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrainingData.of("AB", 1, 1, null, null))
                .withMessageContaining("'AB'");
        assertThatIllegalArgumentException().isThrownBy(() -> TrainingData.of(HASH, -1, 1, null, null));
        assertThatIllegalArgumentException().isThrownBy(() -> TrainingData.of(HASH, 1, -1, null, null));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrainingData.of(HASH, 1, 2, time, time.minusMillis(1)))
                .withMessageContaining("before");
    }

    @Test
    void trainingDataThatWasEditedInAManifestIsRefusedWithItsModel() {
        ModelStore store = ModelStore.builder(new MemoryStorage()).open();
        ModelVersion version = StoreSamples.publishNaive(
                store.model("sales"), Publication.none().data(TrainingData.of(HASH, 1, 20, null, null)));
        assertThat(version.data())
                .hasValueSatisfying(data -> assertThat(data.rows()).isEqualTo(20));
        String text = new String(StoreJson.write(version.manifest()), StandardCharsets.UTF_8);
        assertThat(text).contains("\"rows\" : 20");
        Manifest edited = StoreJson.read(
                text.replace("\"rows\" : 20", "\"rows\" : -20").getBytes(StandardCharsets.UTF_8),
                Manifest.class,
                "the manifest");
        assertThatThrownBy(edited::trainingData)
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContainingAll("sales", "-20 rows");
    }

    @Test
    void theHashDependsOnThePublicationTimes() {
        Instant start = Instant.parse("2024-01-01T00:00:00Z");
        TimeSeries plain = TimeSeries.builder("y").add(start, 1).build();
        TimeSeries late = plain.publishedAfter("y", Duration.ofDays(1));
        TimeSeries later = plain.publishedAfter("y", Duration.ofDays(2));
        TimeSeries revised = TimeSeries.builder("y")
                .publish(start, start, 3)
                .publish(start, start.plus(Duration.ofDays(1)), 1)
                .build();
        assertThat(Stream.of(plain, late, later, revised)
                        .map(series -> TrainingData.of(List.of(series)).hash()))
                .doesNotHaveDuplicates();
        assertThat(TrainingData.of(List.of(revised))).isEqualTo(TrainingData.of(List.of(revised.slice(0, 1))));
    }
}
