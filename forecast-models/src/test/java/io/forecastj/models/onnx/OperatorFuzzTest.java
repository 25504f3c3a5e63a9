package io.forecastj.models.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random graphs over the allowed operators never end the process, and take little time and memory. They are loaded and
 * run in processes of their own. To run the graph of a seed again, call {@link OperatorFuzz} with it and the count 1.
 */
@EnabledOnOs(OS.LINUX)
class OperatorFuzzTest {
    /** Of address space, of which the process without a model takes about half. */
    private static final long MAX_KILOBYTES = 8_000_000;

    private static final int IN_ONE_PROCESS = 1_000;
    private static final int CORES = 2;

    @TempDir
    private Path folder;

    @Test
    void hundredsOfGraphsOverAllowedOperatorsLeaveTheProcessAlive() throws Exception {
        Counts counts = fuzz(1, 600);
        assertThat(counts.ran).as("graphs that ran, of 600").isGreaterThan(250);
    }

    @Tag("slow")
    @Test
    void twentyThousandGraphsOverAllowedOperatorsLeaveTheProcessAlive() throws Exception {
        Counts counts = fuzz(1_000_000, 20_000);
        System.out.println(counts);
        assertThat(counts.ran).as("graphs that ran, of 20,000").isGreaterThan(8_000);
        assertThat(OperatorTable.all().keySet())
                .as("operators that ran in at least 5 graphs")
                .allSatisfy(name -> assertThat(counts.operators.getOrDefault(name, 0))
                        .as(name)
                        .isGreaterThanOrEqualTo(5));
    }

    /** One value that 2,500 nodes take is the slowest graph of this size that was found for the optimizer. */
    @Tag("slow")
    @Test
    void asManyNodesAsAreAllowedLoadInSeconds() throws Exception {
        Proto graph = OnnxModels.graph();
        for (int i = 0; i < 2_499; i++) {
            Proto slope = new Proto().text(1, "alpha").fixed32(2, i / 1_000f).varint(20, 1);
            graph.message(1, OnnxModels.node("LeakyRelu", "a" + i, "x").message(5, slope))
                    .message(1, OnnxModels.node("Add", "b" + i, i == 0 ? "x" : "b" + (i - 1), "a" + i));
        }
        graph.message(12, OnnxModels.value("b2498", OnnxModels.FLOAT, "batch", 3L));
        byte[] model = OnnxModels.model(graph).toBytes();
        long start = System.nanoTime();
        OnnxScan.of(model, "wide.onnx", OnnxLimits.DEFAULT);
        try (var options = OnnxRuntime.sessionOptions(OnnxOptions.defaults())) {
            OnnxRuntime.session(model, options, "wide.onnx").close();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf("4,999 nodes load in %.1f s%n", seconds);
        assertThat(seconds).isLessThan(60);
    }

    /** Counts of the outcomes of graphs. */
    private static final class Counts {
        private final Map<String, Integer> operators = new TreeMap<>();
        private int passed;
        private int loaded;
        private int ran;

        private void add(String output) {
            output.lines().forEach(line -> {
                String[] words = line.split(" ");
                if (words[0].equals("operator")) {
                    operators.merge(words[1], Integer.parseInt(words[3]), Integer::sum);
                } else if (words[0].equals("done")) {
                    passed += Integer.parseInt(words[1]);
                    loaded += Integer.parseInt(words[2]);
                    ran += Integer.parseInt(words[3]);
                }
            });
        }

        @Override
        public String toString() {
            return passed + " graphs passed the scan, ONNX Runtime loaded " + loaded + " and ran " + ran + "; "
                    + operators;
        }
    }

    private Counts fuzz(long first, int count) throws Exception {
        Counts counts = new Counts();
        ExecutorService pool = Executors.newFixedThreadPool(CORES);
        try {
            List<Future<String>> running = new ArrayList<>();
            for (int from = 0; from < count; from += IN_ONE_PROCESS) {
                long seed = first + from;
                int size = Math.min(IN_ONE_PROCESS, count - from);
                running.add(pool.submit(() -> child(seed, size)));
            }
            for (Future<String> output : running) {
                counts.add(output.get());
            }
        } finally {
            pool.shutdownNow();
        }
        return counts;
    }

    private String child(long first, int count) throws IOException, InterruptedException {
        Path graph = folder.resolve("graph-" + first + ".onnx");
        ChildJvm.Result result = ChildJvm.run(
                OperatorFuzz.class,
                MAX_KILOBYTES,
                300,
                List.of("-Xmx512m", "-XX:TieredStopAtLevel=1"),
                Long.toString(first),
                Integer.toString(count),
                graph.toString());
        String seed = result.output()
                .lines()
                .filter(line -> line.startsWith("seed "))
                .reduce((a, b) -> b)
                .orElse("no seed");
        String end = result.output().substring(Math.max(0, result.output().length() - 2_000));
        if (result.exit() != 0) {
            Path kept = Files.createTempFile("fuzz-" + seed.replace(' ', '-') + "-", ".onnx");
            Files.write(kept, Files.readAllBytes(graph));
            assertThat(result.exit())
                    .as("the exit code after %s, whose graph is in %s: %s", seed, kept, end)
                    .isZero();
        }
        return result.output();
    }
}
