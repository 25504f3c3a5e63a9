package io.forecastj.training.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.training.network.PlainRun;
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
        ExportedNetwork exported = ExportedNetwork.of(network, weights);
        exported.load().close();
        for (int batch : new int[] {1, 7}) {
            Map<String, float[]> inputs = network.inputs(batch, SEED + batch);
            double[] expected = PlainRun.output(network, batch, weights, inputs);
            float[] found = exported.run(batch, inputs);
            assertThat(found).as("batch %d, seed %d", batch, SEED).hasSameSizeAs(expected);
            for (int i = 0; i < expected.length; i++) {
                double bound = TOLERANCE * Math.max(1, Math.abs(expected[i]));
                assertThat(Math.abs(found[i] - expected[i]))
                        .as("element %d of batch %d, seed %d: %s and %s", i, batch, SEED, found[i], expected[i])
                        .isLessThan(bound);
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
        assertThat(OnnxExport.write(network, found, Map.of())).isEqualTo(model);
    }
}
