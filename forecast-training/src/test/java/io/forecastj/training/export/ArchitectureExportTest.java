package io.forecastj.training.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.training.network.ArchitectureSamples;
import io.forecastj.training.network.PlainRun;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Networks of all architectures mean in a file what they mean in plain loops. */
class ArchitectureExportTest {
    private static final long SEED = 31;

    static Stream<BodyNetwork> all() {
        return ArchitectureSamples.all().entrySet().stream()
                .map(each -> BodyNetwork.of(each.getKey(), each.getValue()));
    }

    @ParameterizedTest
    @MethodSource("all")
    void aFileLoadsAndAnswersWhatPlainLoopsAnswer(BodyNetwork network) throws Exception {
        Map<String, float[]> weights = network.numbers(SEED);
        // larger ones would make numbers whose float differences say nothing
        weights.values().forEach(numbers -> {
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] *= 0.3f;
            }
        });
        ExportedNetwork exported = ExportedNetwork.of(network, weights);
        exported.load().close();
        for (int batch : new int[] {1, 7}) {
            Map<String, float[]> inputs = network.inputs(batch, SEED + batch);
            double[] expected = PlainRun.output(network, batch, weights, inputs);
            float[] found = exported.run(batch, inputs);
            assertThat(found).hasSameSizeAs(expected);
            for (int i = 0; i < expected.length; i++) {
                assertThat((double) found[i])
                        .as("element %d of batch %d, seed %d", i, batch, SEED)
                        .isCloseTo(expected[i], within(1e-5 * Math.max(1, Math.abs(expected[i]))));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void theWeightsComeBackInEveryBit(BodyNetwork network) {
        Map<String, float[]> weights = network.numbers(SEED);
        byte[] model = ExportedNetwork.of(network, weights).bytes();
        Map<String, float[]> found = StoredWeights.read(network, model);
        assertThat(found.keySet()).containsExactlyElementsOf(weights.keySet());
        weights.forEach((name, numbers) -> assertThat(found.get(name)).as(name).containsExactly(numbers));
    }
}
