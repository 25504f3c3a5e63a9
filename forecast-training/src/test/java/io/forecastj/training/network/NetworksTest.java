package io.forecastj.training.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Properties of the networks of all architectures and all forms of the output. */
class NetworksTest {
    private static final int BATCH = 3;
    private static final List<OutputForm> FORMS = List.of(
            new OutputForm.Points(1),
            new OutputForm.Points(4),
            new OutputForm.Quantiles(4, new double[] {0.1, 0.5, 0.7, 0.9}),
            new OutputForm.Quantiles(4, new double[] {0.2, 0.6}),
            new OutputForm.Classes(1, 3),
            new OutputForm.Classes(4, 3),
            new OutputForm.Labels(5));

    record Sized(String kind, NetworkShape shape) {}

    static Stream<Sized> all() {
        List<Sized> all = new ArrayList<>();
        for (String kind : SmallNetworks.KINDS) {
            for (OutputForm form : FORMS) {
                all.add(new Sized(kind, new NetworkShape(7, 2, 4, 0, 0, form)));
                all.add(new Sized(kind, new NetworkShape(7, 2, 4, 3, 2, form)));
            }
            all.add(new Sized(kind, new NetworkShape(7, 2, 4, 3, 0, FORMS.get(1))));
            all.add(new Sized(kind, new NetworkShape(7, 2, 4, 0, 2, FORMS.get(1))));
        }
        return all.stream();
    }

    static Stream<Sized> ofLevels() {
        return all().filter(sized -> sized.shape().outputs() instanceof OutputForm.Points
                || sized.shape().outputs() instanceof OutputForm.Quantiles);
    }

    static Stream<Sized> nhitsOfLevels() {
        return ofLevels().filter(sized -> sized.kind().equals("nhits"));
    }

    @ParameterizedTest
    @MethodSource("all")
    void anOutputHasItsFormAndIsFinite(Sized sized) {
        Network network = SmallNetworks.of(sized.kind(), sized.shape(), 0, OptionalInt.empty());
        Map<String, float[]> numbers = SmallNetworks.start(network, new SplittableRandom(1));

        PlainTensor output = output(network, numbers, SmallNetworks.inputs(sized.shape(), BATCH, 2), BATCH);

        assertThat(Arrays.copyOfRange(output.shape(), 1, output.axes()))
                .containsExactly(sized.shape().outputs().shape());
        assertThat(output.shape()[0]).isEqualTo(BATCH);
        assertThat(Arrays.stream(output.values())).allMatch(Double::isFinite);
        assertThat(network.masks()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyWeightAndMaskIsUsedUnderANameOfItsOwn(Sized sized) {
        Network network = SmallNetworks.of(sized.kind(), sized.shape(), 0.3, OptionalInt.empty());
        List<String> names = new ArrayList<>();
        network.weights().forEach(weight -> names.add(weight.name()));
        network.masks().forEach(mask -> names.add(mask.name()));
        PlainOps ops = new PlainOps(BATCH, SmallNetworks.start(network, new SplittableRandom(1)), Map.of());

        network.output(ops, SmallNetworks.inputs(sized.shape(), BATCH, 2));

        assertThat(names).doesNotHaveDuplicates();
        assertThat(ops.used()).containsExactlyInAnyOrderElementsOf(names);
        assertThat(network.masks()).isNotEmpty().allMatch(mask -> mask.rate() == 0.3);
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyInputChangesTheOutput(Sized sized) {
        Network network = SmallNetworks.of(sized.kind(), sized.shape(), 0, OptionalInt.empty());
        Map<String, float[]> numbers = SmallNetworks.random(network, new SplittableRandom(3));
        NetworkInputs<PlainTensor> inputs = SmallNetworks.inputs(sized.shape(), 1, 4);
        double[] before = output(network, numbers, inputs, 1).values();

        for (PlainTensor input : Arrays.asList(inputs.past(), inputs.future(), inputs.attributes())) {
            if (input != null) {
                double[] kept = input.values().clone();
                for (int i = 0; i < kept.length; i++) {
                    input.values()[i] += 1;
                }
                assertThat(output(network, numbers, inputs, 1).values()).isNotEqualTo(before);
                System.arraycopy(kept, 0, input.values(), 0, kept.length);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void aRowDoesNotDependOnTheOthersOfItsBatch(Sized sized) {
        Network network = SmallNetworks.of(sized.kind(), sized.shape(), 0, OptionalInt.empty());
        Map<String, float[]> numbers = SmallNetworks.random(network, new SplittableRandom(5));
        NetworkInputs<PlainTensor> inputs = SmallNetworks.inputs(sized.shape(), BATCH, 6);
        double[] together = output(network, numbers, inputs, BATCH).values();
        int size = together.length / BATCH;

        for (int row = 0; row < BATCH; row++) {
            NetworkInputs<PlainTensor> one = new NetworkInputs<>(
                    row(inputs.past(), row), row(inputs.future(), row), row(inputs.attributes(), row));

            assertThat(output(network, numbers, one, 1).values())
                    .containsExactly(Arrays.copyOfRange(together, row * size, (row + 1) * size), within(1e-12));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void aConstantWindowHasAFiniteOutput(Sized sized) {
        Network network = SmallNetworks.of(sized.kind(), sized.shape(), 0, OptionalInt.empty());
        Map<String, float[]> numbers = SmallNetworks.start(network, new SplittableRandom(7));
        NetworkInputs<PlainTensor> inputs = SmallNetworks.inputs(sized.shape(), BATCH, 8);

        for (double value : new double[] {0, 1, -1e4}) {
            Arrays.fill(inputs.past().values(), value);
            assertThat(Arrays.stream(output(network, numbers, inputs, BATCH).values()))
                    .allMatch(Double::isFinite);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void aMaskOfZerosChangesTheOutputAndOneOfOnesDoesNot(Sized sized) {
        Network network = SmallNetworks.of(sized.kind(), sized.shape(), 0.5, OptionalInt.empty());
        Map<String, float[]> numbers = SmallNetworks.random(network, new SplittableRandom(9));
        NetworkInputs<PlainTensor> inputs = SmallNetworks.inputs(sized.shape(), BATCH, 10);
        Network without = SmallNetworks.of(sized.kind(), sized.shape(), 0, OptionalInt.empty());
        PlainTensor plain = output(network, numbers, inputs, BATCH);

        assertThat(output(without, numbers, inputs, BATCH).values()).isEqualTo(plain.values());
        for (DropoutMask mask : network.masks()) {
            Map<String, float[]> masks = Map.of(mask.name(), new float[BATCH * mask.units()]);
            PlainOps ops = new PlainOps(BATCH, numbers, masks);
            assertThat(network.output(ops, inputs).values()).as(mask.name()).isNotEqualTo(plain.values());
        }
    }

    @ParameterizedTest
    @MethodSource("ofLevels")
    void aLevelStartsAsTheNaiveForecast(Sized sized) {
        Network network = SmallNetworks.of(sized.kind(), sized.shape(), 0.2, OptionalInt.of(1));
        Map<String, float[]> numbers = SmallNetworks.start(network, new SplittableRandom(11));
        NetworkInputs<PlainTensor> inputs = SmallNetworks.inputs(sized.shape(), BATCH, 12);
        OutputForm form = sized.shape().outputs();
        boolean ofQuantiles = form instanceof OutputForm.Quantiles;
        int centre = 1; // of 0.1, 0.5, 0.7, 0.9, and of 0.2, 0.6

        PlainTensor output = output(network, numbers, inputs, BATCH);

        for (int row = 0; row < BATCH; row++) {
            for (int step = 0; step < form.shape()[0]; step++) {
                double found = ofQuantiles ? output.at(row, step, centre) : output.at(row, step);
                assertThat(found).isEqualTo(inputs.past().at(row, 6, 1));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("nhitsOfLevels")
    void aLevelOfNhitsMovesWithItsColumn(Sized sized) {
        Network network = SmallNetworks.of(sized.kind(), sized.shape(), 0, OptionalInt.of(0));
        Map<String, float[]> numbers = SmallNetworks.random(network, new SplittableRandom(13));
        NetworkInputs<PlainTensor> inputs = SmallNetworks.inputs(sized.shape(), 1, 14);
        double[] before = output(network, numbers, inputs, 1).values();
        for (int i = 0; i < inputs.past().values().length; i += 2) {
            inputs.past().values()[i] += 100;
        }

        assertThat(output(network, numbers, inputs, 1).values())
                .containsExactly(Arrays.stream(before).map(v -> v + 100).toArray(), within(1e-9));
    }

    @Test
    void quantilesNeverCross() {
        for (long seed = 0; seed < 40; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            double[] levels =
                    random.doubles(1 + random.nextInt(7), 0.01, 0.99).sorted().toArray();
            OutputForm form = new OutputForm.Quantiles(3, levels);
            NetworkShape shape = new NetworkShape(5, 2, 3, random.nextInt(2), 0, form);
            for (String kind : SmallNetworks.KINDS) {
                OptionalInt level = random.nextBoolean() ? OptionalInt.of(0) : OptionalInt.empty();
                Network network = SmallNetworks.of(kind, shape, 0, level);
                Map<String, float[]> numbers = SmallNetworks.random(network, random);
                PlainTensor output = output(network, numbers, SmallNetworks.inputs(shape, 2, seed), 2);
                for (int at = 0; at < output.values().length; at++) {
                    if (at % levels.length > 0) {
                        assertThat(output.values()[at])
                                .as("%s, seed %d", kind, seed)
                                .isGreaterThanOrEqualTo(output.values()[at - 1]);
                    }
                }
            }
        }
    }

    @Test
    void onlyMatricesAndKernelsAreDecayed() {
        NetworkShape shape = new NetworkShape(7, 2, 4, 3, 2, new OutputForm.Quantiles(4, new double[] {0.1, 0.5}));
        for (String kind : SmallNetworks.KINDS) {
            for (Weight weight :
                    SmallNetworks.of(kind, shape, 0, OptionalInt.of(0)).weights()) {
                assertThat(weight.decayed()).as(weight.toString()).isEqualTo(weight.shape().length > 1);
            }
        }
    }

    @Test
    void settingsThatDoNotFitAreRefusedByName() {
        NetworkShape classes = new NetworkShape(7, 2, 1, 0, 0, new OutputForm.Classes(1, 3));
        NetworkShape points = new NetworkShape(7, 2, 1, 0, 0, new OutputForm.Points(1));

        assertThatThrownBy(() -> SmallNetworks.of("lstm", classes, 0, OptionalInt.of(0)))
                .hasMessageContaining("only points and quantiles can be levels");
        assertThatThrownBy(() -> SmallNetworks.of("nhits", classes, 0, OptionalInt.of(0)))
                .hasMessageContaining("only points and quantiles can be levels");
        assertThatThrownBy(() -> SmallNetworks.of("tcn", points, 0, OptionalInt.of(2)))
                .hasMessageContaining("one of 2, found the index 2");
        assertThatThrownBy(() -> SmallNetworks.of("gru", points, 1, OptionalInt.empty()))
                .hasMessageContaining("from 0 to below 1, found 1.0");
        assertThatThrownBy(() -> new TransformerEncoder(7, 2, 6, 4, 1, 8, 0))
                .hasMessageContaining("6 units and 4 heads");
        assertThatThrownBy(() -> new CnnEncoder(7, 2, new int[] {3, 4}, 3, true, new double[1]))
                .hasMessageContaining("expected 2 rates of dropout, one for each layer, found 1");
        assertThatThrownBy(() -> new EncodedNetwork(
                        points,
                        new TcnEncoder(3, new int[] {4}, 2, new double[1]),
                        new HeadSettings(0, 1, 0, OptionalInt.empty())))
                .hasMessageContaining("takes 3 values in a row, expected 2");
    }

    static PlainTensor output(
            Network network, Map<String, float[]> numbers, NetworkInputs<PlainTensor> inputs, int batch) {
        return network.output(new PlainOps(batch, numbers, Map.of()), inputs);
    }

    private static PlainTensor row(PlainTensor x, int row) {
        if (x == null) {
            return null;
        }
        int[] shape = x.shape().clone();
        shape[0] = 1;
        int size = PlainTensor.size(shape);
        return new PlainTensor(Arrays.copyOfRange(x.values(), row * size, (row + 1) * size), shape);
    }
}
