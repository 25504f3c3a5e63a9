package io.forecastj.models.onnx;

import io.forecastj.ForecastException;
import io.forecastj.ModelLoadException;
import io.forecastj.models.onnx.ProofReport.State;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Main class of the child process that tries a model: internal, started by {@link ProofProcess} only.
 *
 * <p>It reads a {@link ProofRequest} from the standard input, loads each file by the code that the application will
 * use, and runs it with numbers over the whole range, one row at a time, in batches, and with samples if they are asked
 * for. A run may fail with an exception, as it may in the application. The process ends when its parent does.
 */
final class ProofMain {
    private static final Path HERE = Path.of("");
    /** Numbers with which all rows of a batch are filled, beside the batch of all kinds. */
    private static final List<TrialNumbers.Kind> BATCHES =
            List.of(TrialNumbers.ORDINARY, TrialNumbers.VERY_HIGH, TrialNumbers.LOWEST);

    private final ProofRequest request;
    private final TrialNumbers numbers = new TrialNumbers(1);
    private final Random random = new Random(1);

    private ProofMain(ProofRequest request) {
        this.request = request;
    }

    /**
     * Tries a model.
     *
     * @param arguments none
     * @throws IOException if the request cannot be read or the report cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        ProcessHandle.current().parent().ifPresent(parent -> parent.onExit()
                .thenRun(() -> Runtime.getRuntime().halt(1)));
        report(attempt());
        // the shutdown hook of ONNX Runtime belongs to the trial: its crash changes the exit code
        System.exit(0);
    }

    private static ProofReport attempt() {
        try {
            ProofRequest request = ProofRequest.read(new DataInputStream(new BufferedInputStream(System.in)));
            OnnxRuntime.environment();
            new ProofMain(request).tryAll();
            return new ProofReport(State.PASSED, "");
        } catch (ModelLoadException e) {
            return new ProofReport(State.REFUSED, String.valueOf(e.getMessage()));
        } catch (OutOfMemoryError e) {
            return new ProofReport(
                    State.REFUSED,
                    "the Java heap, " + (Runtime.getRuntime().maxMemory() >> 20)
                            + " MiB of it, is full; raise the limit of memory of"
                            + " provenInChildProcess, half of which is the heap");
        } catch (IOException | RuntimeException | Error e) {
            return new ProofReport(State.UNABLE, e.toString());
        }
    }

    private static void report(ProofReport report) {
        try {
            report.write(HERE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void tryAll() {
        for (int i = 0; i < request.files().size(); i++) {
            tryFile(i, request.files().size() == 1 ? "the model" : "model " + (i + 1));
        }
    }

    private void tryFile(int index, String source) {
        working("loading " + source);
        OnnxFile file = OnnxFile.check(request.files().get(index), null, source, OnnxLoading.limits(true));
        Signature signature = request.signatures().get(index);
        OnnxMember member = new OnnxMember(file, signature, source);
        try (OrtEngine engine = new OrtEngine(member, request.inputs(), request.options())) {
            ModelRow row = newRow(signature, Math.max(1, request.samples()));
            List<Signature.Port> inputs =
                    signature.inputs().subList(0, request.inputs().given());
            for (TrialNumbers.Kind kind : TrialNumbers.ALL) {
                working("running " + source + " with numbers of the kind: " + kind);
                numbers.fill(row, inputs, kind);
                runOne(engine, signature, row);
                if (request.inputs().gaps()) {
                    numbers.putGaps(row.inputs[0]);
                    runOne(engine, signature, row);
                }
                if (inputs.stream().anyMatch(TrialNumbers::whole)) {
                    numbers.fillWithIndices(row, inputs, kind);
                    runOne(engine, signature, row);
                }
            }
            numbers.fillWithBits(row);
            runOne(engine, signature, row);
            if (request.samples() == 0) {
                runBatches(engine, signature, inputs, source);
            }
            working("closing " + source);
        }
    }

    private ModelRow newRow(Signature signature, int draws) {
        return new ModelRow(signature.inputs().subList(0, request.inputs().given()), signature.outputs(), draws);
    }

    private void runOne(OrtEngine engine, Signature signature, ModelRow row) {
        try {
            if (request.samples() == 0) {
                engine.run(row, 0);
            } else {
                engine.run(row, 0, masks(signature));
            }
        } catch (ForecastException e) {
            // such as an index out of range: the application would get the same exception
        }
    }

    /** Returns samples of each mask: what is dropped, what is kept, and what is kept at another rate. */
    private double[][] masks(Signature signature) {
        List<Signature.Port> inputs = signature.inputs();
        return inputs.subList(inputs.size() - request.inputs().masks(), inputs.size()).stream()
                .map(port -> new double[request.samples() * port.width()])
                .peek(mask -> Arrays.setAll(mask, any -> random.nextInt(3)))
                .toArray(double[][]::new);
    }

    private void runBatches(OrtEngine engine, Signature signature, List<Signature.Port> inputs, String source) {
        ModelRow[] rows = new ModelRow[signature.batch() > 0 ? signature.batch() : OrtEngine.BATCH];
        Arrays.setAll(rows, any -> newRow(signature, 1));
        working("running " + source + " with a batch of " + rows.length);
        for (int i = 0; i < rows.length; i++) {
            numbers.fill(rows[i], inputs, TrialNumbers.ALL.get(i % TrialNumbers.ALL.size()));
            if (request.inputs().gaps()) {
                numbers.putGaps(rows[i].inputs[0]);
            }
        }
        runAll(engine, rows);
        for (TrialNumbers.Kind kind : BATCHES) {
            for (ModelRow row : rows) {
                numbers.fillWithIndices(row, inputs, kind);
            }
            working("running " + source + " with a batch of " + rows.length + " and numbers of the kind: " + kind);
            runAll(engine, rows);
        }
    }

    private static void runAll(OrtEngine engine, ModelRow[] rows) {
        try {
            engine.runAll(rows, 0);
        } catch (ForecastException e) {
            // as for one row
        }
    }

    private static void working(String text) {
        report(new ProofReport(State.RUNNING, text));
    }
}
