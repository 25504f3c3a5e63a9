package io.forecastj.models.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Starts ONNX Runtime on a thread with a deep stack, and turns off its telemetry as far as Java can.
 *
 * <p>On Linux, version 1.29 matches the command line of the process against regular expressions for its telemetry, when
 * its environment is created. That code recurses once for every character. The stack of a Java thread, 1 MiB, is full
 * after about 4,000 characters, and class paths are often longer; the process then dies without a message. The deep
 * stack takes memory only as far as it is used. (vespa-engine/vespa#37786 describes the crash; the environment variable
 * {@code ORT_DISABLE_TELEMETRY=1} avoids it too, but Java cannot set one for its own process.)
 *
 * <p>By default the builds of ONNX Runtime send events of every model and its runs to their vendor: producer, names,
 * hashes and the metadata, which contains the contract. {@link OrtEnvironment#setTelemetry} ends that before the first
 * model is loaded. Events that describe the machine have been recorded by then; only the environment variable prevents
 * those (Privacy.md in the artefact of ONNX Runtime 1.29).
 */
final class RuntimeStart {
    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

    /** Stack bytes for each character: four times the measured need. */
    private static final long BYTES_PER_CHARACTER = 1 << 10;

    private static final long LEAST = 16L << 20;
    private static final long MOST = 1L << 30;

    private RuntimeStart() {}

    static OrtEnvironment environment() {
        FutureTask<OrtEnvironment> start = new FutureTask<>(RuntimeStart::withoutTelemetry);
        Thread thread = new Thread(null, start, "onnxruntime-start", stackBytes());
        thread.setDaemon(true);
        thread.start();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return start.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw rethrown(Objects.requireNonNull(e.getCause(), "the failure of the start"));
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static OrtEnvironment withoutTelemetry() throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        environment.setTelemetry(false);
        return environment;
    }

    private static RuntimeException rethrown(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException e ? e : new IllegalStateException(cause);
    }

    private static long stackBytes() {
        try {
            long characters = Files.readAllBytes(COMMAND_LINE).length;
            return Math.min(MOST, Math.max(LEAST, characters * BYTES_PER_CHARACTER));
        } catch (IOException e) {
            // without this file the system has no such telemetry
            return LEAST;
        }
    }
}
