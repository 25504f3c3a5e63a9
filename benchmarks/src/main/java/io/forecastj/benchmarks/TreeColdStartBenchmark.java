package io.forecastj.benchmarks;

import io.forecastj.models.lightgbm.LightGbmModel;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Time of work that a process does once: the first score of a model just loaded, and its compilation on demand. Each
 * new JVM makes one measurement.
 *
 * <p>Run with {@code java -jar benchmarks/target/benchmarks.jar TreeColdStartBenchmark}, after {@link
 * TreeInferenceBenchmark}, which leaves the trained models in the temporary folder.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(10)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
public class TreeColdStartBenchmark {
    /** The number of trees of the model, of 31 leaves each. */
    @Param({"100", "300"})
    public int trees;

    private LightGbmModel model;
    private double[] row;

    /** Loads the model, and evaluates nothing. */
    @Setup
    public void setUp() {
        model = TreeTask.model(trees);
        row = TreeTask.examples(1, 2).rows()[0];
    }

    /**
     * The first score.
     *
     * @return the score
     */
    @Benchmark
    public double firstRow() {
        return model.predict(row);
    }

    /**
     * Compiling and warming up on demand, in CPU-bound work of this thread and of the JVM's compilers.
     *
     * @return whether compiled trees are used
     */
    @Benchmark
    public boolean compile() {
        return model.compile();
    }
}
