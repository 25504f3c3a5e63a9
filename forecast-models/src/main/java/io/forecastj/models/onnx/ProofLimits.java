package io.forecastj.models.onnx;

import io.forecastj.models.internal.ArgumentChecks;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Limits of the child process that loads and runs a model before this process does.
 *
 * <p>Immutable and thread-safe. A saved predictor keeps them, and a file may be forged: the largest values are what a
 * forged file can ask for.
 *
 * @param time for the whole process, its start included
 * @param memoryBytes for the memory of the whole process, that of Java and that of native code together
 * @param verdicts the directory in which verdicts are kept, or null for none
 */
record ProofLimits(
        Duration time, long memoryBytes, @Nullable Path verdicts) {
    static final Duration LEAST_TIME = Duration.ofSeconds(1);
    static final Duration MOST_TIME = Duration.ofMinutes(10);
    /** A JVM with ONNX Runtime and a small model takes about a third of it. */
    static final long LEAST_MEMORY = 256L << 20;

    static final long MOST_MEMORY = 16L << 30;

    ProofLimits {
        ArgumentChecks.require(
                time.compareTo(LEAST_TIME) >= 0 && time.compareTo(MOST_TIME) <= 0,
                "maxTime",
                "from " + LEAST_TIME + " to " + MOST_TIME,
                time);
        ArgumentChecks.require(
                memoryBytes >= LEAST_MEMORY && memoryBytes <= MOST_MEMORY,
                "maxMemoryBytes",
                "from " + LEAST_MEMORY + " to " + MOST_MEMORY,
                memoryBytes);
    }

    /** Returns the largest heap: half of the memory, since native code needs the other half. */
    long heapBytes() {
        return memoryBytes / 2;
    }

    /** Returns the memory in mebibytes, for messages. */
    String memory() {
        return (memoryBytes >> 20) + " MiB";
    }
}
