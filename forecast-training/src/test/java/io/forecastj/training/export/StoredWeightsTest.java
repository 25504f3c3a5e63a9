package io.forecastj.training.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.forecastj.ModelLoadException;
import io.forecastj.training.network.OutputForm;
import io.forecastj.training.network.RecurrentWeights;
import io.forecastj.training.network.Weight;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Numbers of weights read back for continued training; see also {@link OperatorExportTest}. */
class StoredWeightsTest {
    private static final long SEED = 99;

    static Stream<BodyNetwork> forms() {
        return FormNetworks.all();
    }

    @ParameterizedTest
    @MethodSource("forms")
    void theWeightsOfWholeNetworksComeBackInEveryBit(BodyNetwork network) {
        Map<String, float[]> weights = network.numbers(SEED);
        weights.values().forEach(numbers -> numbers[0] = -0f);
        Map<String, float[]> found = StoredWeights.read(network, OnnxExport.write(network, weights, Map.of()));
        assertThat(found.keySet()).containsExactlyElementsOf(weights.keySet());
        weights.forEach((name, numbers) ->
                assertThat(Arrays.equals(found.get(name), numbers)).as(name).isTrue());
    }

    @Test
    void aWeightOfAnotherNetworkIsNamedWithBothShapes() {
        byte[] model = model(linear(3, "head"));
        assertThatThrownBy(() -> StoredWeights.read(linear(2, "head"), model))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("head.weight[2, 4]", "[3, 4]", "another network");
        assertThatThrownBy(() -> StoredWeights.read(linear(3, "top"), model))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("top.weight[3, 4]", "head.weight[3, 4]", "another network");
        BodyNetwork without = OperatorNetworks.of("without", (ops, in) -> in.past());
        assertThatThrownBy(() -> StoredWeights.read(without, model))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("no other weight", "head.weight[3, 4]", "another network");
    }

    @Test
    void otherGatesAreAnotherNetwork() {
        RecurrentWeights lstm = RecurrentWeights.of("layer", 4, 4, 3);
        RecurrentWeights gru = RecurrentWeights.of("layer", 3, 4, 3);
        Weight[] ofLstm = lstm.all().toArray(Weight[]::new);
        Weight[] ofGru = gru.all().toArray(Weight[]::new);
        BodyNetwork written = OperatorNetworks.of("lstm", (ops, in) -> ops.lstm(in.past(), lstm), ofLstm);
        BodyNetwork asked = OperatorNetworks.of("gru", (ops, in) -> ops.gru(in.past(), gru), ofGru);
        assertThatThrownBy(() -> StoredWeights.read(asked, model(written)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("layer.input[9, 4]", "[12, 4]");
    }

    @Test
    void aFileThatIsCutOffIsRefused() {
        BodyNetwork network = FormNetworks.of(new OutputForm.Points(3));
        byte[] model = model(network);
        // the operator set follows the graph and has nothing of the weights
        int operatorSet = 6;
        for (int length = 0; length < model.length - operatorSet; length++) {
            byte[] start = Arrays.copyOf(model, length);
            assertThatThrownBy(() -> StoredWeights.read(network, start))
                    .as("%d of %d bytes", length, model.length)
                    .isInstanceOf(ModelLoadException.class);
        }
    }

    @Test
    void damagedBytesGiveNoOtherExceptionThanThoseThatAreNamed() {
        BodyNetwork network = OperatorNetworks.all()
                .filter(each -> each.name().equals("a weight in two forms"))
                .findFirst()
                .orElseThrow();
        byte[] model = model(network);
        Random random = new Random(SEED);
        int refused = 0;
        for (int round = 0; round < 20_000; round++) {
            byte[] damaged = model.clone();
            for (int i = 0; i <= round % 3; i++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            try {
                StoredWeights.read(network, damaged);
            } catch (IllegalArgumentException | ModelLoadException e) {
                refused++;
            } catch (RuntimeException e) {
                fail("seed %d, round %d: %s", SEED, round, e);
            }
        }
        assertThat(refused).isPositive();
    }

    @Test
    void aWeightThatIsStoredTwiceWithOtherNumbersIsRefused() {
        Weight weight = Weight.uniform("weight", 1, true, 3, 4);
        Weight bias = Weight.uniform("bias", 1, false, 3);
        BodyNetwork network = OperatorNetworks.of(
                "two forms",
                (ops, in) -> ops.matMul(ops.linear(in.past(), weight, bias), ops.weight(weight)),
                weight,
                bias);
        byte[] model = model(network);
        model[lastFloatOf(model, network.numbers(SEED).get("weight"))] ^= 1;
        assertThatThrownBy(() -> StoredWeights.read(network, model))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("weight");
    }

    @Test
    void aNameOfJoinedWeightsWithoutWeightsIsRefused() {
        ProtoWriter tensor = ExportTensor.floats(new float[4], 1, 4).message("+:iofc");
        byte[] model = new ProtoWriter()
                .message(7, new ProtoWriter().message(5, tensor))
                .toBytes();
        assertThatThrownBy(() -> StoredWeights.read(linear(3, "head"), model))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("+:iofc");
    }

    /** Returns the position of the last number of a weight that is stored as it is. */
    private static int lastFloatOf(byte[] model, float[] numbers) {
        byte[] raw = ExportTensor.floats(numbers, numbers.length).raw().array();
        for (int at = 0; at <= model.length - raw.length; at++) {
            if (Arrays.equals(model, at, at + raw.length, raw, 0, raw.length)) {
                return at + raw.length - Float.BYTES;
            }
        }
        throw new AssertionError("no such numbers");
    }

    private static BodyNetwork linear(int out, String name) {
        Weight weight = Weight.uniform(name + ".weight", 1, true, out, 4);
        Weight bias = Weight.uniform(name + ".bias", 1, false, out);
        return OperatorNetworks.of(name, (ops, in) -> ops.linear(in.past(), weight, bias), weight, bias);
    }

    private static byte[] model(BodyNetwork network) {
        return OnnxExport.write(network, network.numbers(SEED), Map.of());
    }
}
