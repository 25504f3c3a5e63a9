package io.forecastj.benchmarks;

import io.forecastj.Predictor;
import io.forecastj.store.ModelStore;
import io.forecastj.store.ModelVersion;
import io.forecastj.store.Publication;
import io.forecastj.store.StoredModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Time of what a process does with a store in a directory when it starts to serve: it loads a LightGBM predictor with
 * the 122 standard features for ten steps, and reads and checks a file of 100 MB. The aims are 50 ms, and 200 ms (500
 * MB/s). Files are in the cache of the operating system.
 *
 * <p>Run with {@code java -jar benchmarks/target/benchmarks.jar StoreBenchmark}. {@link ReloadLatency} measures what a
 * reload costs calls that run at the same time.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class StoreBenchmark {
    private static final int LARGE = 100_000_000;

    private Path directory;
    private StoredModel boosted;
    private StoredModel large;
    private ModelVersion withLargeFile;

    /**
     * Publishes the models.
     *
     * @throws IOException if the temporary directory cannot be made
     */
    @Setup
    public void setUp() throws IOException {
        directory = Files.createTempDirectory("forecastj-store");
        ModelStore store = ModelStore.open(directory.resolve("store"));
        boosted = store.model("boosted");
        try (Predictor predictor = ReloadLatency.boosted(1)) {
            ModelVersion version = boosted.publish(predictor, Publication.none().promoteTo("production"));
            System.out.println("the files of the LightGBM predictor: " + version.files());
            byte[] content = new byte[LARGE];
            new Random(1).nextBytes(content);
            large = store.model("large");
            withLargeFile = large.publish(predictor, Publication.none().attach("profile", content));
        }
    }

    /**
     * Removes the store.
     *
     * @throws IOException if a file cannot be removed
     */
    @TearDown
    public void tearDown() throws IOException {
        remove(directory);
    }

    /** Removes a directory with all of its files. */
    static void remove(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /**
     * Finds the version that an alias names, reads and checks its files, and makes the predictor.
     *
     * @return the predictor, closed
     */
    @Benchmark
    public Predictor load() {
        Predictor predictor = boosted.load("production");
        predictor.close();
        return predictor;
    }

    /**
     * Reads a file of 100 MB and compares its hash.
     *
     * @return the bytes
     */
    @Benchmark
    public byte[] largeFile() {
        return large.attachment(withLargeFile, "profile");
    }
}
