package io.forecastj.models.onnx;

import io.forecastj.ForecastException;
import io.forecastj.models.onnx.ProofReport.State;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One child process that tries a model, from its start to its end, watched for time and memory.
 *
 * <p>The process is a JVM of the same Java installation with the files of this library only, without a shell, without
 * the options of this JVM and without most of its environment. It gets the model through its standard input, and works
 * in a directory that only this user can read and that is deleted afterwards.
 *
 * <p>For one thread.
 */
final class ProofProcess {
    /** Variables that Java, the native library or a GPU may need to start; all others are removed. */
    private static final Set<String> KEPT = Set.of(
            "PATH",
            "LD_LIBRARY_PATH",
            "DYLD_LIBRARY_PATH",
            "LANG",
            "LC_ALL",
            "LC_CTYPE",
            "SYSTEMROOT",
            "WINDIR",
            "CUDA_PATH",
            "CUDA_VISIBLE_DEVICES");

    private static final AtomicLong STARTS = new AtomicLong();

    private final ProofLimits limits;
    private final Path directory;
    private final Process process;
    private final LastOutput output;
    private final long start = System.nanoTime();

    private ProofProcess(ProofRequest request, ProofLimits limits, Path directory) throws IOException {
        this.limits = limits;
        this.directory = directory;
        Path input = directory.resolve("request");
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(input)))) {
            request.write(out);
        }
        ProcessBuilder builder = new ProcessBuilder(ChildCommand.of(limits, directory))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectInput(input.toFile());
        reduce(builder.environment());
        builder.environment().put("CLASSPATH", ChildClassPath.of(directory));
        STARTS.incrementAndGet();
        this.process = builder.start();
        this.output = new LastOutput(process.getInputStream());
    }

    /** Removes what a child process does not need, secrets and options for Java among it. */
    static void reduce(Map<String, String> environment) {
        environment.keySet().removeIf(name -> !KEPT.contains(name.toUpperCase(Locale.ROOT)));
        environment.put("ORT_DISABLE_TELEMETRY", "1");
    }

    /** Returns the number of processes that have been started here. */
    static long starts() {
        return STARTS.get();
    }

    /**
     * Tries a model.
     *
     * @throws ForecastException if that is not possible: the JVM cannot be started, or the thread was interrupted
     */
    static ProofVerdict run(ProofRequest request, ProofLimits limits) {
        try (PrivateDirectory directory = PrivateDirectory.create()) {
            return new ProofProcess(request, limits, directory.path()).watched();
        } catch (ClosedByInterruptException e) {
            throw interrupted(e);
        } catch (IOException e) {
            throw new ForecastException("a child process to prove a model cannot be started: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static ForecastException interrupted(Exception e) {
        Thread.currentThread().interrupt();
        return new ForecastException("interrupted while a child process proved a model", e);
    }

    private ProofVerdict watched() throws InterruptedException {
        Thread reader = new Thread(null, output, "forecastj-proof-output", 0, false);
        reader.setDaemon(true);
        reader.start();
        try {
            ResidentMemory memory = new ResidentMemory(process.pid());
            memory.endFirst();
            while (!process.waitFor(memory.interval(), TimeUnit.MILLISECONDS)) {
                if (System.nanoTime() - start > limits.time().toNanos()) {
                    return excess("took longer than " + limits.time().toMillis() / 1e3 + " s", "time");
                }
                if (memory.bytes() > limits.memoryBytes()) {
                    return excess("took more memory than " + limits.memory(), "memory");
                }
            }
            reader.join(TimeUnit.SECONDS.toMillis(1));
            return ended(process.exitValue());
        } finally {
            process.destroyForcibly();
            awaitEnd();
        }
    }

    /** The directory cannot be deleted before the process has ended, which a kill does in no time. */
    private void awaitEnd() {
        boolean interrupted = Thread.interrupted();
        try {
            process.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private ProofVerdict excess(String what, String limit) {
        ProofReport report = ProofReport.read(directory);
        if (report.state() == State.NONE) {
            throw new ForecastException("the child process to prove a model " + what
                    + " before it saw the model; raise the limit of " + limit + " of provenInChildProcess");
        }
        return ProofVerdict.failed("a child process " + what + " while " + report.text() + ". Raise the limit of "
                + limit + " of provenInChildProcess if you know that the model needs it");
    }

    private ProofVerdict ended(int exit) {
        ProofReport report = ProofReport.read(directory);
        return switch (report.state()) {
            case PASSED -> exit == 0 ? ProofVerdict.PROVEN : died(exit, "ending");
            case REFUSED -> ProofVerdict.failed("refused in a child process: " + report.text());
            case RUNNING -> died(exit, report.text());
            case UNABLE -> throw unable(exit, report.text());
            case NONE -> throw unable(exit, "");
        };
    }

    private ProofVerdict died(int exit, String work) {
        return ProofVerdict.failed("a child process died while " + work + ", " + death(exit)
                + ". The model would have ended this process; do not load it");
    }

    private ForecastException unable(int exit, String text) {
        return new ForecastException(
                "a child process to prove a model did not come to the model: " + (text.isEmpty() ? death(exit) : text));
    }

    private String death(int exit) {
        String report = CrashText.report(directory);
        if (!report.isEmpty()) {
            // the rest of the output would be that of the JVM on its own death
            return CrashText.status(exit) + " (" + report + ")";
        }
        String shown = output.shown();
        return CrashText.status(exit) + (shown.isEmpty() ? "" : "; its last output: " + shown);
    }
}
