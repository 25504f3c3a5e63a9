package io.forecastj.models.onnx;

import static io.forecastj.models.onnx.SmallModels.bytes;
import static io.forecastj.models.onnx.SmallModels.input;
import static io.forecastj.models.onnx.SmallModels.json;
import static io.forecastj.models.onnx.SmallModels.options;
import static io.forecastj.models.onnx.SmallModels.output;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.ModelLoadException;
import io.forecastj.Predictor;
import io.forecastj.features.Feature;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.FeatureRegistry;
import io.forecastj.features.Features;
import io.forecastj.features.Kernel;
import io.forecastj.models.Predictors;
import io.forecastj.signal.PatternRecognizer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A model that does not fit its contract, or a contract that does not fit itself, is refused with both sides named. */
class OnnxRefusalTest {
    private static Arguments wrong(String what, Consumer<ObjectNode> change, String... parts) {
        return Arguments.of(what, change, parts);
    }

    static Stream<Arguments> contracts() {
        return Stream.of(
                wrong("no version", c -> c.remove("version"), "'version' should be an integer", "found none"),
                wrong("newer version", c -> c.put("version", 2), "'version' should be 1", "found 2"),
                wrong("kind", c -> c.put("kind", "guess"), "'kind' should be one of [forecast, patterns]", "\"guess\""),
                wrong("lookback as text", c -> c.put("lookback", "4"), "'lookback' should be an integer", "\"4\""),
                wrong("lookback zero", c -> c.put("lookback", 0), "'lookback'", "from 1", "found 0"),
                wrong("window too large", c -> c.put("lookback", 1_000_000_000), "'lookback'"),
                wrong("unknown key", c -> c.put("lokback", 4), "unknown key 'lokback'"),
                wrong("no target", c -> c.remove("target"), "'target' should be a text", "none"),
                wrong("target", c -> c.put("target", "return(y)"), "'target'", "logReturn(close)", "return(y)"),
                wrong("no pipeline", c -> c.remove("pipeline"), "'pipeline'"),
                wrong(
                        "order of features",
                        c -> c.putArray("features").add("x").add("y").add("difference(y,1)"),
                        "'features'",
                        "expected 'y' as number 1",
                        "found 'x'"),
                wrong(
                        "too few features",
                        c -> c.putArray("features").add("y").add("difference(y,1)"),
                        "expected 'x' as number 3, found none"),
                wrong("hash", c -> c.put("schemaHash", "f".repeat(64)), "ffff", SmallModels.PIPELINE.schemaHash()),
                wrong("horizon", c -> c.put("horizon", -1), "'horizon'", "-1"),
                wrong("steps", c -> c.putArray("steps").add(2).add(1), "'steps'", "increase", "[2, 1]"),
                wrong("last step", c -> c.putArray("steps").add(1), "horizon 2", "[1]"),
                wrong("inputs", c -> c.put("inputs", "x"), "'inputs' should be a list of objects"),
                wrong("no past", c -> c.putArray("inputs"), "an input of the kind 'past'"),
                wrong(
                        "two pasts",
                        c -> SmallModels.inputs(c).add(json("{'tensor':'z','kind':'past','layout':'btf'}")),
                        "number 2",
                        "'kind' should be given once"),
                wrong("layout", c -> input(c, 0).put("layout", "fbt"), "'layout'", "[btf, tbf, bft, bf]", "\"fbt\""),
                wrong("key of an input", c -> input(c, 0).put("scalling", 1), "'inputs', number 1", "scalling"),
                wrong(
                        "offsets",
                        c -> input(c, 0).set("scaling", json("{'kind':'affine','offset':[1],'scale':[1,1,1]}")),
                        "'offset' should be a list of 3 numbers",
                        "found 1"),
                wrong(
                        "scale",
                        c -> input(c, 0).set("scaling", json("{'kind':'affine','offset':[1,1,1],'scale':[1,0,1]}")),
                        "'scale' should be positive numbers",
                        "found 0.0"),
                wrong(
                        "group",
                        c -> input(c, 0).set("scaling", json("{'kind':'window','groups':[[0,3]]}")),
                        "'groups'",
                        "from 0 to 2",
                        "found 3"),
                wrong(
                        "column in two groups",
                        c -> input(c, 0).set("scaling", json("{'kind':'window','groups':[[0],[1,0]]}")),
                        "'groups'",
                        "the column 0 twice"),
                wrong("no output", c -> c.putArray("outputs"), "'outputs'", "'point' or 'quantiles'", "found []"),
                wrong(
                        "points of a direction",
                        c -> c.put("target", "direction(y,0.01)"),
                        "'probabilities'",
                        "found [point]"),
                wrong(
                        "quantiles without a median",
                        c -> c.putArray("outputs")
                                .add(json("{'tensor':'y','kind':'quantiles','levels':[0.1,0.9],'layout':'bsq'}")),
                        "level 0.5",
                        "[0.1, 0.9]"),
                wrong(
                        "levels",
                        c -> c.putArray("outputs")
                                .add(json("{'tensor':'y','kind':'quantiles','levels':[0.5,0.1],'layout':'bsq'}")),
                        "increase between 0 and 1"),
                wrong(
                        "rate",
                        c -> SmallModels.inputs(c).add(json("{'tensor':'mask','kind':'mask','shape':[5],'rate':1.0}")),
                        "'rate'",
                        "below 1"),
                wrong(
                        "the target known ahead",
                        c -> SmallModels.inputs(c).add(json("{'tensor':'f','kind':'knownFuture','columns':['y']}")),
                        "other than the target",
                        "'y'"),
                wrong(
                        "time",
                        c -> c.put("trainedTo", "yesterday"),
                        "'trainedTo' should be a time such as",
                        "yesterday"),
                wrong(
                        "training that ends before it begins",
                        c -> c.put("trainedFrom", "2015-01-01T00:00:00Z").put("trainedTo", "2014-12-31T00:00:00Z"),
                        "'trainedTo' should be no earlier than trainedFrom, 2015-01-01T00:00:00Z",
                        "found 2014-12-31T00:00:00Z"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("contracts")
    void aWrongContractIsRefusedWithKeyExpectedAndFound(String what, Consumer<ObjectNode> change, String[] parts) {
        ObjectNode contract = SmallModels.linear();
        change.accept(contract);
        assertThatThrownBy(() -> Onnx.load(bytes("linear"), options(contract).build()))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContainingAll(parts);
    }

    static Stream<Arguments> graphs() {
        return Stream.of(
                wrong("width", c -> c.put("lookback", 5), "input 'x'", "[batch, 5, 3]", "[batch, 4, 3]"),
                wrong("layout", c -> input(c, 0).put("layout", "bft"), "[batch, 3, 4]", "[batch, 4, 3]"),
                wrong("rank", c -> input(c, 0).put("layout", "bf"), "[batch, 12]", "[batch, 4, 3]"),
                wrong("name of the input", c -> input(c, 0).put("tensor", "X"), "'X'", "does not have", "x FLOAT"),
                wrong("name of the output", c -> output(c).put("tensor", "Y"), "output 'Y'", "y FLOAT"),
                wrong("steps", c -> c.put("horizon", 3), "output 'y'", "[batch, 3]", "[batch, 2]"),
                wrong(
                        "another input",
                        c -> SmallModels.inputs(c).add(json("{'tensor':'m','kind':'mask','shape':[5],'rate':0.1}")),
                        "the input 'm'",
                        "does not have"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("graphs")
    void aGraphOfAnotherShapeIsRefusedWithBothShapes(String what, Consumer<ObjectNode> change, String[] parts) {
        aWrongContractIsRefusedWithKeyExpectedAndFound(what, change, parts);
    }

    @Test
    void sizesThatWouldFillTheMemoryAreRefusedBeforeAnyIsTaken() {
        Contract contract = contract(SmallModels.linear()
                .put("horizon", 1_000_000)
                .set("outputs", SmallModels.quantiles().get("outputs")));
        OnnxScan graph = new OnnxScan(
                7,
                "",
                Map.of("", 14),
                List.of(new TensorSpec(
                        "x", ElementType.FLOAT, List.of(new Dim.Symbolic("b"), new Dim.Fixed(4), new Dim.Fixed(3)))),
                List.of(new TensorSpec(
                        "y",
                        ElementType.FLOAT,
                        List.of(new Dim.Symbolic("b"), new Dim.Symbolic("s"), new Dim.Symbolic("q")))),
                new OnnxGraph(List.of(), Map.of(), Map.of("", 14), Operators.FORECASTING),
                Map.of(),
                new NativeChanges(List.of(), List.of()));
        assertThat(Signature.of(graph, contract, "m").outputs().get(0).width()).isEqualTo(3_000_000);
        Contract larger = contract(SmallModels.linear()
                .put("horizon", 1_000_000)
                .<ObjectNode>set(
                        "outputs",
                        SmallModels.json("{'all':[{'tensor':'y','kind':'quantiles','levels':[0.1,0.2,0.5,0.8,0.9],"
                                        + "'layout':'bsq'}]}")
                                .get("all")));
        assertThatThrownBy(() -> Signature.of(graph, larger, "m"))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContainingAll("a row of the output 'y'", "4194304", "[1000000, 5]");
    }

    @Test
    void elementsOfAnotherTypeAreRefused() {
        OnnxScan graph = new OnnxScan(
                7,
                "",
                Map.of("", 14),
                List.of(new TensorSpec(
                        "x", ElementType.UINT8, List.of(new Dim.Symbolic("b"), new Dim.Fixed(4), new Dim.Fixed(3)))),
                List.of(),
                new OnnxGraph(List.of(), Map.of(), Map.of("", 14), Operators.FORECASTING),
                Map.of(),
                new NativeChanges(List.of(), List.of()));
        assertThatThrownBy(() -> Signature.of(graph, contract(SmallModels.linear()), "m"))
                .isInstanceOf(ModelLoadException.class)
                .hasMessage(
                        "m: the input 'x' should have elements of a type among [FLOAT, INT32, INT64, FLOAT16, DOUBLE],"
                                + " found UINT8");
    }

    private static Contract contract(ObjectNode json) {
        return ContractReader.read(json, FeatureRegistry.standard(), "m");
    }

    @Test
    void anInputThatTheContractDoesNotDescribeIsRefused() {
        assertThatThrownBy(() -> Onnx.load(
                        bytes("dropout"), options(SmallModels.linear()).build()))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContainingAll("the input mask FLOAT", "does not describe", "[x]");
    }

    @Test
    void aShapeThatOnlyARunShowsIsRefusedWhenLoading() {
        ObjectNode contract = SmallModels.linear().put("horizon", 3);
        assertThatThrownBy(
                        () -> Onnx.load(bytes("linear-open"), options(contract).build()))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("does not run with the shapes of its contract");
    }

    @Test
    void eachKindOfModelHasItsOwnDoor() {
        assertThatThrownBy(() -> Onnx.load(TestModels.path(TestModels.PATTERNS)))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("call Onnx.loadPatterns");
        assertThatThrownBy(() -> Onnx.loadPatterns(TestModels.path("gru")))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("call Onnx.load");
    }

    @Test
    @Timeout(20)
    void longListsOfNamesAreReadInReasonableTime() {
        ObjectNode contract = SmallModels.linear();
        ArrayNode features = contract.putArray("features");
        for (int i = 0; i < 500_000; i++) {
            features.add("name" + i);
        }
        assertThatThrownBy(() -> contract(contract))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("expected 'y' as number 1, found 'name0'");
    }

    @Test
    void aProviderThatTheBuildLacksIsNamedWithThoseItHas() {
        for (String name : new String[] {"CUDA", "no such thing"}) {
            assertThatThrownBy(() -> Onnx.load(
                            bytes("linear"),
                            options(SmallModels.linear()).provider(name).build()))
                    .isInstanceOf(ModelLoadException.class)
                    .hasMessageContainingAll("[CPU", "'" + name + "'");
        }
        Onnx.load(
                        bytes("linear"),
                        options(SmallModels.linear())
                                .provider("CPUExecutionProvider")
                                .threads(2)
                                .build())
                .close();
    }

    @Test
    void aFeatureOfTheUsersOwnComesFromTheRegistry(@TempDir Path directory) {
        FeatureRegistry registry =
                FeatureRegistry.standard().with("twice", (inputs, arguments) -> twice(inputs.get(0)));
        FeaturePipeline pipeline =
                FeaturePipeline.of(Features.column("y"), Features.column("x"), twice(Features.column("x")));
        ObjectNode contract = SmallModels.linear().put("schemaHash", pipeline.schemaHash());
        contract.set("pipeline", json(pipeline.toJson()));
        pipeline.columns().forEach(contract.putArray("features")::add);
        assertThatThrownBy(() -> Onnx.load(bytes("linear"), options(contract).build()))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContainingAll("'pipeline'", "twice");
        try (Predictor predictor =
                Onnx.load(bytes("linear"), options(contract).features(registry).build())) {
            Predictors.save(predictor, directory.resolve("model"));
            try (Predictor loaded = Predictors.load(directory.resolve("model"), registry)) {
                assertThat(loaded.predict(SmallModels.series(1, 9)))
                        .isEqualTo(predictor.predict(SmallModels.series(1, 9)));
            }
        }
    }

    private static Feature twice(Feature input) {
        return Features.custom("twice", List.of(input), new double[0], 0, in -> new Kernel(0) {
            @Override
            public void update(double[] row, double[] out, int at) {
                out[at] = 2 * row[in[0]];
            }
        });
    }

    @Test
    void optionsNameTheBadValue() {
        assertThatThrownBy(() -> OnnxOptions.builder().threads(0).build())
                .hasMessageContaining("threads")
                .hasMessageContaining("0");
        assertThatThrownBy(() -> OnnxOptions.builder().samples(1, 1).build()).hasMessageContaining("found 1");
        assertThatThrownBy(() -> OnnxOptions.builder().levels(0.5, 0.5).build()).hasMessageContaining("[0.5, 0.5]");
        assertThatThrownBy(() -> OnnxOptions.builder().sha256("12").build()).hasMessageContaining("'12'");
        assertThatThrownBy(() -> OnnxOptions.builder().contract("{}").contract(Path.of("side.json")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("side.json");
        assertThatThrownBy(() ->
                        OnnxOptions.builder().contract(Path.of("side.json")).contract("{}"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("side.json");
    }

    @Test
    void patternsMayNotLookAhead() {
        ObjectNode contract = SmallModels.patterns();
        SmallModels.inputs(contract).add(json("{'tensor':'s','kind':'static','columns':['size']}"));
        assertThatThrownBy(() ->
                        Onnx.loadPatterns(bytes("patterns"), options(contract).build()))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("for a model of patterns");
    }

    @Test
    void theDescriptionSaysWhereTheModelComesFrom() {
        ObjectNode contract = SmallModels.linear()
                .put("name", "small")
                .put("producer", "make.py")
                .put("seed", 17)
                .put("trainedFrom", "2001-01-01T00:00:00Z")
                .put("trainedTo", "2014-12-31T00:00:00Z");
        try (Predictor predictor = Onnx.load(bytes("linear"), options(contract).build())) {
            assertThat(predictor.info().name()).isEqualTo("small");
            assertThat(predictor.info().seed()).isEqualTo(17);
            assertThat(predictor.info().trainedTo()).isEqualTo("2014-12-31T00:00:00Z");
            assertThat(predictor.info().featureNames()).isEqualTo(SmallModels.PIPELINE.columns());
            assertThat(predictor.info().schemaHash()).isEqualTo(SmallModels.PIPELINE.schemaHash());
            assertThat(predictor.info().parameters())
                    .containsEntry("producer", "make.py")
                    .containsEntry("target", "difference(y,1)");
            assertThat(predictor.info().libraries()).containsEntry("onnxruntime", "1.29.0");
        }
        try (PatternRecognizer recognizer = Onnx.loadPatterns(
                bytes("patterns"), options(SmallModels.patterns()).build())) {
            assertThat(recognizer.info().patterns()).containsExactly("a", "b", "c", "d");
            assertThat(recognizer.info().columns()).containsExactly("y", "x");
        }
    }
}
