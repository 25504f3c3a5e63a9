package io.forecastj.models.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import io.forecastj.ForecastException;
import io.forecastj.ModelLoadException;
import java.util.stream.Stream;

/**
 * One model file in ONNX Runtime, with the slots of its runs.
 *
 * <p>Thread-safe except for {@link #close}, which must not run during a call; {@link OnnxModel} ensures that.
 */
final class OrtEngine implements AutoCloseable {
    /** Number of series in one run if the graph does not fix it. */
    static final int BATCH = 32;
    /** Number of rows that show if rows of an open batch are independent. */
    private static final int TRIAL_ROWS = 3;
    /** Maximum of numbers in a tensor, or in all samples of one. */
    static final long MAX_NUMBERS = 1L << 27;

    private final String source;
    private final Signature signature;
    private final OrtEnvironment environment;
    private final SessionOptions options;
    private final OrtSession session;
    private final RunInputs inputs;
    /** Index of the first mask. */
    private final int masks;

    private final BatchOperators operators;
    /** Number of draws of a forecast with masks; 0 for one result without masks. */
    private final int samples;

    private final SlotPool singles = new SlotPool(() -> slot(singleRows()));
    private final SlotPool batches = new SlotPool(() -> slot(batchRows()));
    private final SlotPool draws = new SlotPool(() -> slot(drawRows()));
    private volatile Batching batching = Batching.UNKNOWN;

    /** Result of the test for equality of a series' outputs in a batch and in a separate run. */
    private enum Batching {
        UNKNOWN,
        EXACT,
        DIFFERENT
    }

    /**
     * Loads a model into ONNX Runtime.
     *
     * @param inputs the parts of its inputs
     */
    OrtEngine(OnnxMember model, RunInputs inputs, OnnxOptions options) {
        this.source = model.source();
        this.signature = model.signature();
        this.inputs = inputs;
        this.masks = signature.inputs().size() - inputs.masks();
        this.operators = BatchOperators.of(model.file().scan().graph());
        this.samples = options.samples();
        requireSizes();
        requireBounded(model.file());
        this.environment = OnnxRuntime.environment();
        try {
            this.options = OnnxRuntime.sessionOptions(options);
        } catch (OrtException e) {
            throw new ModelLoadException(source + ": ONNX Runtime refuses the options: " + e.getMessage(), e);
        }
        try {
            this.session = OnnxRuntime.session(model.file().loadable(source), this.options, source);
        } catch (RuntimeException | Error e) {
            this.options.close();
            throw e;
        }
        try {
            proveShapes();
            requireSeparateRows();
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** Checks the product of the contract's sizes and the number of samples before any memory is taken. */
    private void requireSizes() {
        int rows = Math.max(batchRows(), samples);
        Stream.concat(signature.inputs().stream(), signature.outputs().stream())
                .filter(port -> (long) rows * port.width() > MAX_NUMBERS)
                .findFirst()
                .ifPresent(port -> {
                    throw new ModelLoadException(source + ": " + rows + " rows of " + port.width()
                            + " numbers for '" + port.name() + "' is too large; at most " + MAX_NUMBERS
                            + " numbers are allowed, so ask for fewer samples or export a smaller batch");
                });
    }

    /** Proves all runs before native code reads the model; batches that are too large run row by row. */
    private void requireBounded(OnnxFile file) {
        file.requireBounded(signature, singleRows(), source);
        if (samples > 0) {
            file.requireBounded(signature, drawRows(), source);
        }
        if (signature.batch() == 0) {
            if (!signature.otherLayouts().isEmpty()) {
                file.requireBounded(signature, TRIAL_ROWS, source);
            }
            try {
                file.requireBounded(signature, BATCH, source);
            } catch (ModelLoadException e) {
                batching = Batching.DIFFERENT;
            }
        }
    }

    private int singleRows() {
        return signature.batch() > 0 ? signature.batch() : 1;
    }

    private int batchRows() {
        return signature.batch() > 0 ? signature.batch() : BATCH;
    }

    private int drawRows() {
        return signature.batch() > 0 ? signature.batch() : samples;
    }

    private Slot slot(int rows) {
        try {
            return new Slot(environment, signature, rows, masks, inputs.separate());
        } catch (OrtException e) {
            throw failure(e);
        }
    }

    private ForecastException failure(OrtException e) {
        return new ForecastException(source + ": ONNX Runtime failed: " + e.getMessage(), e);
    }

    /**
     * Runs the model once: shapes that the graph does not fix are known only then, and loading should fail, not a
     * forecast.
     */
    private void proveShapes() {
        prove(singles);
        if (samples > 0) {
            prove(draws);
        }
    }

    private void prove(SlotPool slots) {
        Slot slot = slots.take();
        try {
            slot.run(session);
        } catch (OrtException e) {
            throw new ModelLoadException(
                    source + ": the model does not run with the shapes of its contract and a batch of " + slot.rows
                            + ", inputs " + signature.inputs() + " and outputs " + signature.outputs()
                            + otherLayouts() + ": " + e.getMessage(),
                    e);
        } finally {
            slots.give(slot);
        }
    }

    private String otherLayouts() {
        return signature.otherLayouts().isEmpty() ? "" : " (" + String.join("; ", signature.otherLayouts()) + ")";
    }

    /** Runs the model for one row, as the draw with this number. */
    void run(ModelRow row, int draw) {
        Slot slot = singles.take();
        try {
            slot.put(0, row);
            slot.run(session);
            slot.get(0, row, draw);
        } catch (OrtException e) {
            throw failure(e);
        } finally {
            singles.give(slot);
        }
    }

    /**
     * Runs the model for one row with each sample of the masks; the draws have consecutive numbers starting at
     * {@code first}.
     */
    void run(ModelRow row, int first, double[][] sampled) {
        Slot slot = draws.take();
        try {
            for (int i = 0; i < slot.rows; i++) {
                slot.put(i, row);
            }
            for (int from = 0; from < samples; from += slot.rows) {
                int count = Math.min(slot.rows, samples - from);
                for (int i = 0; i < count; i++) {
                    for (int m = 0; m < sampled.length; m++) {
                        Buffer mask = slot.input(masks + m);
                        mask.put(i, sampled[m], (from + i) * mask.width);
                    }
                }
                slot.run(session);
                for (int i = 0; i < count; i++) {
                    slot.get(i, row, first + from + i);
                }
            }
        } catch (OrtException e) {
            throw failure(e);
        } finally {
            draws.give(slot);
        }
    }

    /**
     * Runs the model for several rows, with results equal to those of {@link #run(ModelRow, int)} bit for bit: in
     * batches if this model's kernels on this machine compute the same for a row in a batch, else one after the other.
     */
    void runAll(ModelRow[] rows, int draw) {
        int at = 0;
        // a batch that is less than half full takes longer than separate runs
        while (2 * (rows.length - at) >= batchRows() && batchRows() > 1 && rows.length - at > 1 && exact()) {
            int count = Math.min(batchRows(), rows.length - at);
            batch(batches, rows, at, count, draw);
            at += count;
        }
        for (; at < rows.length; at++) {
            run(rows[at], draw);
        }
    }

    private void batch(SlotPool slots, ModelRow[] rows, int from, int count, int draw) {
        Slot slot = slots.take();
        try {
            // fill a partial batch with its last row rather than with rows of an earlier call
            for (int i = 0; i < slot.rows; i++) {
                slot.put(i, rows[from + Math.min(i, count - 1)]);
            }
            slot.run(session);
            for (int i = 0; i < count; i++) {
                slot.get(i, rows[from + i], draw);
            }
        } catch (OrtException e) {
            throw failure(e);
        } finally {
            slots.give(slot);
        }
    }

    /** Tests once if batches are exact. */
    private boolean exact() {
        if (batching == Batching.UNKNOWN) {
            // what an operator along the batch does may depend on numbers that no trial has
            boolean exact = !operators.mixes()
                    && new BatchTrial(signature, inputs.given(), batchRows(), operators.rounds(), inputs.gaps())
                            .exact(row -> run(row, 0), rows -> batch(batches, rows, 0, rows.length, 0));
            batching = exact ? Batching.EXACT : Batching.DIFFERENT;
        }
        return batching == Batching.EXACT;
    }

    /**
     * Refuses rows that change each other's answers: in a fixed batch, since a forecast would depend on what fills the
     * other rows; in an open one if another axis could be the batch as well, since then it is likely to be. Otherwise
     * rows of an open batch run one by one.
     */
    private void requireSeparateRows() {
        int rows = signature.batch() == 0 && !signature.otherLayouts().isEmpty() ? TRIAL_ROWS : signature.batch();
        if (rows < 2) {
            return;
        }
        SlotPool slots = new SlotPool(() -> slot(rows));
        try {
            int row = new BatchTrial(signature, inputs.given(), rows, operators.rounds(), inputs.gaps())
                    .mixingRow(all -> batch(slots, all, 0, rows, 0));
            if (row >= 0) {
                throw new ModelLoadException(source + ": the rows of a batch should be independent, but in a batch of "
                        + rows + " other numbers in row " + row + " change the answers of other rows. Either an axis is"
                        + " not what the contract says" + otherLayouts() + ": set the key 'layout'; or an operator"
                        + " computes over the batch: export the model in evaluation mode with an open batch or a batch"
                        + " of 1");
            }
        } finally {
            slots.close();
        }
    }

    @Override
    public void close() {
        singles.close();
        batches.close();
        draws.close();
        try {
            session.close();
        } catch (OrtException e) {
            throw failure(e);
        } finally {
            options.close();
        }
    }
}
