package io.forecastj.training.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.training.network.ArchitectureSamples;
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
        ExportedNetwork.of(network, weights).requireAnswersOfPlainLoops(weights, SEED);
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
