package io.forecastj.training.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operator means in a file what it means in plain loops. */
class OperatorExportTest {
    private static final long SEED = 20261129;
    private static final double TOLERANCE = 1e-5;

    static Stream<BodyNetwork> all() {
        return OperatorNetworks.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void aFileAnswersWhatPlainLoopsAnswer(BodyNetwork network) throws Exception {
        Map<String, float[]> weights = network.numbers(SEED);
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
        assertThat(OnnxExport.write(network, found, Map.of())).isEqualTo(model);
    }
}
