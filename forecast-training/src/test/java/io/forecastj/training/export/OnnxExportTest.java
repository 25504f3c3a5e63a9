package io.forecastj.training.export;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.forecastj.Predictor;
import io.forecastj.models.onnx.Onnx;
import io.forecastj.models.onnx.OnnxOptions;
import io.forecastj.training.network.OutputForm;
import io.forecastj.training.network.RecurrentWeights;
import io.forecastj.training.network.Weight;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files of whole networks: loaded by the library, compared with plain loops, and read by a parser from elsewhere. */
class OnnxExportTest {
    private static final long SEED = 4711;

    static Stream<BodyNetwork> forms() {
        return FormNetworks.all();
    }

    static Stream<BodyNetwork> all() {
        return Stream.concat(FormNetworks.all(), OperatorNetworks.all());
    }

    @ParameterizedTest
    @MethodSource("forms")
    void aNetworkOfEachFormLoadsAndAnswersWhatPlainLoopsAnswer(BodyNetwork network) throws Exception {
        Map<String, float[]> weights = network.numbers(SEED);
        ExportedNetwork.of(network, weights).requireAnswersOfPlainLoops(weights, SEED);
    }

    @Test
    void aContractInThePropertiesIsThatOfTheLoadedModel() throws Exception {
        BodyNetwork network = FormNetworks.of(new OutputForm.Points(3));
        JsonNode contract = new ObjectMapper()
                .readTree(ExportedNetwork.of(network, network.numbers(SEED))
                        .contract()
                        .toJson());
        Map<String, String> properties = new LinkedHashMap<>();
        contract.properties()
                .forEach(each -> properties.put(
                        "forecastj." + each.getKey(), each.getValue().toString()));
        byte[] model = OnnxExport.write(network, network.numbers(SEED), properties);
        try (Predictor predictor = Onnx.load(model, OnnxOptions.defaults())) {
            assertThat(predictor.info().horizon()).isEqualTo(3);
        }
        assertThat(ModelProto.parseFrom(model).getMetadataPropsList())
                .extracting(StringStringEntryProto::getKey)
                .containsExactlyElementsOf(properties.keySet().stream().sorted().toList());
    }

    @ParameterizedTest
    @MethodSource("all")
    void theSameNetworkGivesTheSameBytes(BodyNetwork network) {
        Map<String, String> properties = new LinkedHashMap<>(Map.of("b", "2", "a", "1", "c", "3"));
        byte[] model = OnnxExport.write(network, network.numbers(SEED), properties);
        Map<String, String> otherOrder = new LinkedHashMap<>(Map.of("c", "3"));
        otherOrder.putAll(properties);
        assertThat(OnnxExport.write(network, network.numbers(SEED), otherOrder)).isEqualTo(model);
    }

    @ParameterizedTest
    @MethodSource("all")
    void aParserFromElsewhereFindsAGraphInOrderWithNothingToSpare(BodyNetwork network) throws Exception {
        ModelProto model = parsed(network);
        assertThat(model.getIrVersion()).isEqualTo(8);
        assertThat(model.getProducerName()).isEqualTo("forecastj");
        assertThat(model.getOpsetImportList()).hasSize(1);
        assertThat(model.getOpsetImport(0).getVersion()).isEqualTo(17);
        assertThat(unknownFields(model)).isEmpty();

        GraphProto graph = model.getGraph();
        Set<String> inputs =
                graph.getInputList().stream().map(ValueInfoProto::getName).collect(Collectors.toSet());
        Set<String> known = new HashSet<>(inputs);
        graph.getInitializerList().forEach(tensor -> assertThat(known.add(tensor.getName()))
                .as(tensor.getName())
                .isTrue());
        Set<String> used = new HashSet<>();
        for (NodeProto node : graph.getNodeList()) {
            assertThat(known).containsAll(node.getInputList());
            used.addAll(node.getInputList());
            assertThat(known.add(node.getOutput(0))).as(node.getOutput(0)).isTrue();
        }
        used.add(graph.getOutput(0).getName());
        used.addAll(inputs);
        assertThat(used).isEqualTo(known);
    }

    @ParameterizedTest
    @MethodSource("all")
    void theBatchIsOpenEverywhere(BodyNetwork network) throws Exception {
        GraphProto graph = parsed(network).getGraph();
        for (ValueInfoProto value : Stream.concat(graph.getInputList().stream(), graph.getOutputList().stream())
                .toList()) {
            List<Dimension> dims = value.getType().getTensorType().getShape().getDimList();
            assertThat(dims.get(0).getDimParam()).as(value.getName()).isEqualTo("batch");
            assertThat(dims.stream().skip(1)).allMatch(Dimension::hasDimValue);
        }
        Map<String, TensorProto> stored =
                graph.getInitializerList().stream().collect(Collectors.toMap(TensorProto::getName, tensor -> tensor));
        for (NodeProto node : graph.getNodeList()) {
            if (node.getOpType().equals("Reshape")) {
                long first = stored.get(node.getInput(1))
                        .getRawData()
                        .asReadOnlyByteBuffer()
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .getLong();
                assertThat(first).isZero();
            }
        }
    }

    @Test
    void stackedLayersHandTheirStatesOnWithoutTransposing() throws Exception {
        BodyNetwork network = OperatorNetworks.all()
                .filter(each -> each.name().equals("two layers of lstm"))
                .findFirst()
                .orElseThrow();
        assertThat(operators(parsed(network)))
                .containsExactly("Transpose", "LSTM", "Squeeze", "LSTM", "Squeeze", "Transpose", "Reshape", "Identity");
    }

    @Test
    void whatIsUsedTwiceIsStoredAndComputedOnce() throws Exception {
        Weight gain = Weight.uniform("gain", 1, true, 4);
        RecurrentWeights layer = RecurrentWeights.of("layer", 4, 4, 3);
        Weight[] weights = Stream.concat(Stream.of(gain), layer.all().stream()).toArray(Weight[]::new);
        BodyNetwork network = OperatorNetworks.of(
                "twice",
                (ops, in) -> {
                    Object scaled = ops.multiply(in.past(), ops.weight(gain));
                    Object again = ops.multiply(in.past(), ops.weight(gain));
                    Object states = ops.add(ops.lstm(scaled, layer), ops.lstm(again, layer));
                    return ops.multiply(
                            ops.add(states, ops.constant(new float[] {2}, 1)), ops.constant(new float[] {2}, 1));
                },
                weights);
        ModelProto model = parsed(network);
        assertThat(operators(model))
                .filteredOn(operator -> operator.equals("LSTM"))
                .hasSize(1);
        assertThat(model.getGraph().getInitializerList())
                .extracting(TensorProto::getName)
                .containsExactly(
                        "gain",
                        "layer.input:iofc",
                        "layer.recurrent:iofc",
                        "layer.inputBias+layer.recurrentBias:iofc",
                        "constant:0",
                        "constant:1",
                        "constant:2");
    }

    @Test
    void equalNumbersOfOtherShapesAreStoredApart() throws Exception {
        float[] numbers = {1, 2, 3, 4};
        BodyNetwork network = OperatorNetworks.of(
                "shapes",
                (ops, in) -> ops.add(
                        ops.add(in.past(), ops.constant(numbers, 4)),
                        ops.matMul(in.past(), ops.matMul(ops.constant(numbers, 4, 1), ops.constant(numbers, 1, 4)))));
        assertThat(parsed(network).getGraph().getInitializerList())
                .filteredOn(tensor -> tensor.getDataType() == TensorProto.DataType.FLOAT_VALUE)
                .extracting(tensor -> tensor.getDimsList().toString())
                .containsExactly("[4]", "[4, 1]", "[1, 4]");
    }

    @Test
    void whatTheOutputDoesNotDependOnIsNotStored() throws Exception {
        BodyNetwork network = OperatorNetworks.of("forgotten", (ops, in) -> {
            ops.softmax(ops.multiply(in.past(), ops.constant(new float[] {7}, 1)), 1);
            return in.past();
        });
        assertThat(operators(parsed(network))).containsExactly("Reshape", "Identity");
        assertThat(parsed(network).getGraph().getInitializerList())
                .extracting(TensorProto::getDataType)
                .containsExactly(TensorProto.DataType.INT64_VALUE);
    }

    private static List<String> operators(ModelProto model) {
        return model.getGraph().getNodeList().stream().map(NodeProto::getOpType).toList();
    }

    private static ModelProto parsed(BodyNetwork network) throws InvalidProtocolBufferException {
        return ModelProto.parseFrom(OnnxExport.write(network, network.numbers(SEED), Map.of()));
    }

    /** Returns the names of messages that have fields which the parser does not know. */
    private static List<String> unknownFields(Message message) {
        Stream<String> here = message.getUnknownFields().asMap().isEmpty()
                ? Stream.empty()
                : Stream.of(message.getDescriptorForType().getName());
        Stream<String> below = message.getAllFields().values().stream()
                .flatMap(value -> value instanceof List<?> list ? list.stream() : Stream.of(value))
                .filter(Message.class::isInstance)
                .flatMap(value -> unknownFields((Message) value).stream());
        return Stream.concat(here, below).toList();
    }
}
