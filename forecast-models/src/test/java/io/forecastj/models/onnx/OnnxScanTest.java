package io.forecastj.models.onnx;

import static io.forecastj.models.onnx.OnnxModels.FLOAT;
import static io.forecastj.models.onnx.OnnxModels.INT64;
import static io.forecastj.models.onnx.OnnxModels.attribute;
import static io.forecastj.models.onnx.OnnxModels.emptyTensor;
import static io.forecastj.models.onnx.OnnxModels.floats;
import static io.forecastj.models.onnx.OnnxModels.graph;
import static io.forecastj.models.onnx.OnnxModels.longs;
import static io.forecastj.models.onnx.OnnxModels.model;
import static io.forecastj.models.onnx.OnnxModels.node;
import static io.forecastj.models.onnx.OnnxModels.opset;
import static io.forecastj.models.onnx.OnnxModels.property;
import static io.forecastj.models.onnx.OnnxModels.tensor;
import static io.forecastj.models.onnx.OnnxModels.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import com.sun.management.ThreadMXBean;
import io.forecastj.ModelLoadException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OnnxScanTest {
    private static OnnxScan scan(Proto model) {
        return OnnxScan.of(model.toBytes(), "model.onnx", OnnxLimits.DEFAULT);
    }

    @Test
    void aModelTellsItsSignature() {
        OnnxScan scan = scan(model(graph()));
        assertThat(scan.irVersion()).isEqualTo(8);
        assertThat(scan.producer()).isEqualTo("test 1.0");
        assertThat(scan.opsets()).containsExactly(entry("", 15));
        assertThat(scan.metadata()).containsExactly(entry("forecastj.version", "1"));
        assertThat(scan.inputs())
                .containsExactly(
                        new TensorSpec("x", ElementType.FLOAT, List.of(new Dim.Symbolic("batch"), new Dim.Fixed(3))));
        assertThat(scan.outputs()).extracting(TensorSpec::toString).containsExactly("y FLOAT[batch, 1]");
    }

    @Test
    void anInputWithStoredValuesNeedNotBeGiven() {
        assertThat(scan(model(graph().message(11, value("w", FLOAT, 3L, 1L)))).inputs())
                .extracting(TensorSpec::name)
                .containsExactly("x");
    }

    @Test
    void anAxisWithoutSizeAndNameIsUnnamed() {
        Proto shape = new Proto().message(1, new Proto()).message(1, new Proto().varint(1, 2));
        Proto z = new Proto()
                .text(1, "z")
                .message(2, new Proto().message(1, new Proto().varint(1, FLOAT).message(2, shape)));
        assertThat(scan(model(graph().message(11, z))).inputs().get(1).dims())
                .containsExactly(new Dim.Symbolic(""), new Dim.Fixed(2));
    }

    @Test
    void bothNamesOfTheStandardDomainAreOne() {
        Proto model = new Proto().varint(1, 8).message(8, opset("ai.onnx", 15)).message(8, opset("ai.onnx.ml", 3));
        assertThat(scan(model.message(
                                7, graph().message(1, node("Relu", "z", "x").text(7, "ai.onnx"))))
                        .opsets())
                .containsOnly(entry("", 15), entry("ai.onnx.ml", 3));
    }

    @Test
    void everyKindOfStoredNumbersIsRead() {
        List<Proto> tensors = List.of(
                emptyTensor("t", FLOAT, 2).fixed32(4, 1).fixed32(4, 2),
                emptyTensor("t", FLOAT, 2).bytes(4, floats(1, 2)),
                emptyTensor("t", INT64, 2).varint(7, 5).varint(7, -1),
                emptyTensor("t", INT64, 2).bytes(7, new byte[] {5, 6}),
                emptyTensor("t", 2, 2).bytes(5, new byte[] {5, 6}),
                emptyTensor("t", 3, 1).varint(5, -5),
                emptyTensor("t", 13, 1).varint(11, -1),
                emptyTensor("t", 11, 1).bytes(10, new byte[8]),
                emptyTensor("t", FLOAT, 0),
                tensor("t", FLOAT, floats(7)),
                tensor("t", 9, new byte[] {0, 1}, 2),
                // the end of a slice
                tensor("t", INT64, longs(Long.MAX_VALUE, -1, Integer.MAX_VALUE), 3),
                // a table of codes is no shape
                tensor("t", INT64, longs(new long[100]), 100));
        for (Proto tensor : tensors) {
            assertThatCode(() -> scan(model(graph().message(5, tensor)))).doesNotThrowAnyException();
        }
    }

    @Test
    void aGraphInANodeMayUseWhatIsComputedBefore() {
        Proto branch = new Proto().message(1, node("Relu", "r", "y")).message(12, value("r", FLOAT));
        Proto node = node("If", "z", "x").message(5, attribute("then_branch", 5, 6, branch));
        byte[] model = model(graph().message(1, node)).toBytes();
        assertThatCode(() -> OnnxScan.of(model, "model.onnx", OnnxLimits.ANY_OPERATOR))
                .doesNotThrowAnyException();
    }

    @Test
    void slicesMayGoToTheEnd() {
        Proto graph = graph().message(5, tensor("zero", INT64, longs(0), 1))
                .message(5, tensor("max", INT64, longs(Long.MAX_VALUE), 1))
                .message(5, tensor("min", INT64, longs(-Long.MAX_VALUE), 1))
                .message(1, node("Identity", "end", "max"))
                .message(1, node("Slice", "s", "x", "zero", "end"))
                .message(1, node("Slice", "t", "x", "max", "min", "zero"));
        assertThatCode(() -> scan(model(graph))).doesNotThrowAnyException();
        Proto old = node("Slice", "s", "x")
                .message(
                        5,
                        new Proto().text(1, "ends").varint(8, Integer.MAX_VALUE).varint(20, 7));
        assertThatCode(() -> scan(model(graph().message(1, old)))).doesNotThrowAnyException();
    }

    @Test
    void treesMayStandInAnyOrderOfTheirIds() {
        Proto model = new Proto().varint(1, 8).message(8, opset("", 15)).message(8, opset("ai.onnx.ml", 3));
        Proto trees = HostileTrees.trees(
                new long[] {7, 3, 5, 0},
                new long[] {4, 4, 4, 2},
                new long[] {5, 0, 0, 0},
                new long[] {3, 0, 0, 0},
                "BRANCH_LEQ",
                "LEAF",
                "LEAF",
                "LEAF");
        assertThatCode(() -> scan(model.message(7, graph().message(1, trees)))).doesNotThrowAnyException();
    }

    @Test
    void theTextsOfNobodysInterestAreNotRead() {
        Proto noted = graph().text(10, "\0 anything").message(16, property("a", "b"));
        assertThatCode(() -> scan(model(noted).text(6, "doc").text(4, "domain").varint(5, 1)))
                .doesNotThrowAnyException();
    }

    @Test
    void messagesNameTheByteAndTheWayThere() {
        Proto node = node("Relu", "z", "x")
                .text(3, "act\n1")
                .message(5, attribute("value", 4, 5, OnnxModels.external("w", "../w")));
        assertThatThrownBy(() -> scan(model(graph().message(1, node))))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageMatching(
                        "model\\.onnx: byte \\d+, node 'act\\?1' \\('Relu'\\), attribute 'value', tensor 'w': "
                                + "expected data in the model itself, found data in another file; .*");
    }

    @Test
    void tooManyOfAnythingAreRefused() {
        assertThatThrownBy(() -> scanWith(new OnnxLimits(1_000, 1, 2, 1L << 28, 32)))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("at most 1 nodes");
        assertThatThrownBy(() -> scanWith(new OnnxLimits(1_000, 2, 1, 1L << 28, 32)))
                .hasMessageContaining("at most 1 stored tensors");
        assertThatThrownBy(() -> scanWith(new OnnxLimits(1_000, 2, 2, 2, 32)))
                .hasMessageContaining("a tensor of at most 2 elements");
        assertThatThrownBy(() -> scanWith(new OnnxLimits(100, 2, 2, 3, 32))).hasMessageContaining("at most 100 bytes");
        assertThatThrownBy(() -> scanWith(new OnnxLimits(1_000, 2, 2, 3, 4))).hasMessageContaining("at most 4 deep");
        assertThatCode(() -> scanWith(new OnnxLimits(1_000, 2, 2, 3, 7))).doesNotThrowAnyException();
        assertThatThrownBy(() -> new OnnxLimits(0, 1, 1, 1, 1)).hasMessageContaining("bytes=0");
    }

    private static OnnxScan scanWith(OnnxLimits limits) {
        return OnnxScan.of(model(graph().message(1, node("Relu", "z", "x"))).toBytes(), "model.onnx", limits);
    }

    @Test
    void theLargestModelsAreScannedQuicklyInLittleMemory() {
        Proto nodes = graph();
        for (int i = 0; i < 19_000; i++) {
            nodes.message(1, node("Relu", "a value with a rather long name, number " + i, "x"));
        }
        requireCheap(model(nodes).toBytes());
        requireCheap(model(graph().message(5, tensor("t", FLOAT, new byte[64 << 20], 16 << 20)))
                .toBytes());
        Proto names = graph();
        for (int i = 0; i < 19_000; i++) {
            names.message(1, node("Relu", "z" + i, "x".repeat(1_000)));
        }
        requireCheap(model(names).toBytes());
        Proto properties = model(graph());
        for (int i = 0; i < 300_000; i++) {
            properties.message(14, property("" + i, ""));
        }
        requireCheap(properties.toBytes());
        requireCheap(chain((1 << 16) - 1));
    }

    /** A tree as deep as it can be. */
    private static byte[] chain(int branches) {
        long[] ids = new long[2 * branches + 1];
        long[] ifTrue = new long[ids.length];
        long[] ifFalse = new long[ids.length];
        String[] modes = new String[ids.length];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = i;
            boolean branch = i % 2 == 0 && i < 2 * branches;
            modes[i] = branch ? "BRANCH_LEQ" : "LEAF";
            ifTrue[i] = branch ? i + 1 : 0;
            ifFalse[i] = branch ? i + 2 : 0;
        }
        Proto model = new Proto().varint(1, 8).message(8, opset("", 15)).message(8, opset("ai.onnx.ml", 3));
        return model.message(
                        7, graph().message(1, HostileTrees.trees(ids, new long[ids.length], ifTrue, ifFalse, modes)))
                .toBytes();
    }

    /** Scans a second time, the first having loaded the classes: in under a second and 64 MiB. */
    static void requireCheap(byte[] model) {
        tried(model);
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocated = thread.getCurrentThreadAllocatedBytes();
        long start = thread.getCurrentThreadCpuTime();
        tried(model);
        assertThat(thread.getCurrentThreadCpuTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(1));
        assertThat(thread.getCurrentThreadAllocatedBytes() - allocated).isLessThan(64L << 20);
    }

    private static void tried(byte[] model) {
        try {
            OnnxScan.of(model, "model.onnx", OnnxLimits.DEFAULT);
        } catch (ModelLoadException e) {
            assertThat(e).hasMessageContaining("expected").hasMessageNotContaining("null");
        }
    }
}
