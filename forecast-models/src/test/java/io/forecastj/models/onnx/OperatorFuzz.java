package io.forecastj.models.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.forecastj.ModelLoadException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The process that loads and runs random graphs, and may die of it. Its output ends with what became of them; before a
 * graph is loaded, its seed is written, and the graph beside.
 */
final class OperatorFuzz {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    /** Largest time for loading and running a small graph. */
    private static final long MAX_MILLIS = 3_000;

    private static final int SLOW = 9;
    private static final int UNTRUE = 10;

    private OperatorFuzz() {}

    /** Arguments: the first seed, the number of graphs, the file for the current graph, and operators if not all. */
    public static void main(String[] arguments) throws Exception {
        long first = Long.parseLong(arguments[0]);
        int count = Integer.parseInt(arguments[1]);
        Path file = Path.of(arguments[2]);
        List<String> operators = arguments.length > 3
                ? List.of(arguments[3].split(","))
                : OperatorTable.all().keySet().stream().sorted().toList();
        Map<String, int[]> seen = new TreeMap<>();
        int scanned = 0;
        int loaded = 0;
        int ran = 0;
        boolean verbose = Boolean.getBoolean("fuzz.verbose");
        for (long seed = first; seed < first + count; seed++) {
            System.out.println("seed " + seed);
            FuzzGraph graph = FuzzGraph.of(seed, operators);
            byte[] model = graph.toBytes();
            if (verbose) {
                System.out.println("in " + graph.inputs() + " opset " + graph.opset());
            }
            graph.operators().forEach(name -> seen.computeIfAbsent(name, unused -> new int[2])[0]++);
            try {
                OnnxScan scan = OnnxScan.of(model, "fuzz", OnnxLimits.DEFAULT);
                GraphProof.require(scan.graph(), graph.inputs(), "fuzz");
            } catch (ModelLoadException e) {
                if (verbose) {
                    System.out.println("  scan: " + e.getMessage());
                }
                continue;
            }
            scanned++;
            Files.write(file, model);
            // not the time on the wall: other processes must not make a graph slow
            long start = THREADS.getCurrentThreadCpuTime();
            try (var options = OnnxRuntime.sessionOptions(OnnxOptions.defaults());
                    OrtSession session = OnnxRuntime.session(model, options, "fuzz")) {
                loaded++;
                run(session, graph, seed);
                ran++;
                graph.operators().forEach(name -> seen.get(name)[1]++);
            } catch (ModelLoadException | OrtException e) {
                if (verbose) {
                    System.out.println("  " + graph.operators() + " " + e.getMessage());
                }
            }
            long millis = (THREADS.getCurrentThreadCpuTime() - start) / 1_000_000;
            if (millis > MAX_MILLIS) {
                System.out.println("took " + millis + " ms");
                System.exit(SLOW);
            }
        }
        seen.forEach((name, counts) -> System.out.println("operator " + name + " " + counts[0] + " " + counts[1]));
        System.out.println("done " + scanned + " " + loaded + " " + ran);
    }

    private static void run(OrtSession session, FuzzGraph graph, long seed) throws OrtException {
        OrtEnvironment environment = OnnxRuntime.environment();
        FuzzRandom random = new FuzzRandom(~seed);
        Map<String, OnnxTensor> inputs = new HashMap<>();
        List<AutoCloseable> open = new ArrayList<>();
        try {
            for (String name : session.getInputNames()) {
                Fact fact = graph.inputs().get(name);
                OnnxTensor tensor = tensor(environment, fact, random);
                open.add(tensor);
                inputs.put(name, tensor);
            }
            try (OrtSession.Result result = session.run(inputs)) {
                for (Map.Entry<String, OnnxValue> output : result) {
                    Fact fact = graph.fact(output.getKey());
                    if (fact != null && output.getValue() instanceof OnnxTensor tensor) {
                        requireTrue(graph.maker(output.getKey()), output.getKey(), fact, tensor);
                    }
                }
            }
        } finally {
            for (AutoCloseable each : open) {
                try {
                    each.close();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    /** Ends the process if what was said to be known of a tensor is not so. */
    private static void requireTrue(String maker, String name, Fact fact, OnnxTensor tensor) {
        long[] shape = tensor.getInfo().getShape();
        double elements = Fact.elements(shape);
        boolean fits = elements <= fact.most() && (fact.dims() == null || fact.rank() == shape.length);
        for (int i = 0; fits && fact.dims() != null && i < shape.length; i++) {
            fits = fact.dim(i) == Fact.UNKNOWN || fact.dim(i) == shape[i];
        }
        // Java has no unsigned numbers
        double[] numbers = fact.type() == ElementType.UINT64 ? new double[0] : numbers(tensor);
        double[] known = fact.values();
        String wrong = "";
        for (int i = 0; i < numbers.length; i++) {
            boolean within = Double.isNaN(numbers[i])
                            && !(fact.low() > Double.NEGATIVE_INFINITY
                                    && fact.type() != null
                                    && fact.type().isInteger())
                    || numbers[i] >= fact.low() && numbers[i] <= fact.high();
            if (!within
                    || known != null && (i >= known.length || Double.compare(known[i] + 0.0, numbers[i] + 0.0) != 0)) {
                wrong = " number " + i + " is " + numbers[i];
            }
        }
        if (!fits || !wrong.isEmpty()) {
            System.out.println("untrue: " + maker + " " + name + " " + fact + " from " + fact.low() + " to "
                    + fact.high() + " " + Arrays.toString(known) + " but " + Arrays.toString(shape) + wrong);
            if (!Boolean.getBoolean("fuzz.verbose")) {
                System.exit(UNTRUE);
            }
        }
    }

    private static double[] numbers(OnnxTensor tensor) {
        return switch (tensor.getInfo().type) {
            case INT64 -> {
                LongBuffer longs = tensor.getLongBuffer();
                double[] numbers = new double[longs.remaining()];
                Arrays.setAll(numbers, i -> longs.get(i));
                yield numbers;
            }
            case INT32 -> {
                IntBuffer integers = tensor.getIntBuffer();
                double[] numbers = new double[integers.remaining()];
                Arrays.setAll(numbers, i -> integers.get(i));
                yield numbers;
            }
            case FLOAT -> {
                FloatBuffer floats = tensor.getFloatBuffer();
                double[] numbers = new double[floats.remaining()];
                Arrays.setAll(numbers, i -> floats.get(i));
                yield numbers;
            }
            default -> new double[0];
        };
    }

    private static OnnxTensor tensor(OrtEnvironment environment, Fact fact, FuzzRandom random) throws OrtException {
        int count = 1;
        for (long dim : fact.dims()) {
            count *= (int) dim;
        }
        ElementType type = fact.type();
        boolean extreme = random.once(3);
        ByteBuffer bytes =
                ByteBuffer.allocateDirect(Math.max(1, count) * type.bytes()).order(ByteOrder.nativeOrder());
        for (int i = 0; i < count; i++) {
            long whole = random.whole(extreme);
            double fraction = random.fraction(extreme);
            switch (type) {
                case FLOAT -> bytes.putFloat((float) fraction);
                case DOUBLE -> bytes.putDouble(fraction);
                case INT64, UINT64 -> bytes.putLong(whole);
                case INT32, UINT32 -> bytes.putInt((int) whole);
                case FLOAT16 -> bytes.putShort(Half.of(fraction));
                case BOOL -> bytes.put((byte) (whole & 1));
                case INT16, UINT16, BFLOAT16 -> bytes.putShort((short) whole);
                default -> bytes.put((byte) whole);
            }
        }
        bytes.position(0).limit(count * type.bytes());
        return OnnxTensor.createTensor(
                environment,
                bytes,
                fact.dims(),
                ai.onnxruntime.OnnxJavaType.valueOf(
                        switch (type) {
                            case FLOAT16 -> "FLOAT16";
                            case BFLOAT16 -> "BFLOAT16";
                            case UINT8 -> "UINT8";
                            case UINT64, INT64 -> "INT64";
                            default -> type.name();
                        }));
    }
}
