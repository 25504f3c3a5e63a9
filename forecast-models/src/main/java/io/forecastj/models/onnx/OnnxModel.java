package io.forecastj.models.onnx;

import io.forecastj.ModelLoadException;
import io.forecastj.models.internal.HandleGuard;
import io.forecastj.models.internal.NativeArtefact;
import java.util.ArrayList;
import java.util.List;

/**
 * The files of a predictor in ONNX Runtime, one or the members of an ensemble, with their common contract.
 *
 * <p>Thread-safe. {@link #close} returns at once; the last running call frees the native memory.
 */
final class OnnxModel implements AutoCloseable {
    private final Contract contract;
    private final OnnxOptions options;
    private final List<OnnxMember> members;
    private final List<OrtEngine> engines = new ArrayList<>();
    /** Samples of each mask for each member; empty if none are drawn. */
    private final List<double[][]> masks = new ArrayList<>();

    private final HandleGuard guard;

    /**
     * Loads the members.
     *
     * @param members the files, checked against the contract, at least one
     * @throws ModelLoadException if ONNX Runtime refuses a file, or the proof in a child process fails
     * @throws io.forecastj.ForecastException if ONNX Runtime is not on the class path or does not load, or no child
     *     process can be started
     */
    OnnxModel(Contract contract, List<OnnxMember> members, OnnxOptions options) {
        this.contract = contract;
        this.options = options;
        this.members = List.copyOf(members);
        this.guard = new HandleGuard("the ONNX model '" + contract.name() + "'", this::free);
        if (options.samples() > 0 && contract.masks().isEmpty()) {
            throw new ModelLoadException(members.get(0).source() + ": " + options.samples()
                    + " samples are asked for, but the contract has no input of the kind 'mask'; its inputs are "
                    + contract.inputs().stream().map(InputSpec::tensor).toList());
        }
        for (Signature.Port output : members.get(0).signature().outputs()) {
            if ((long) draws() * output.width() > OrtEngine.MAX_NUMBERS) {
                throw new ModelLoadException(
                        draws() + " answers of " + output.width() + " numbers for '" + output.name()
                                + "' are too many; at most " + OrtEngine.MAX_NUMBERS
                                + " numbers are allowed, so ask for fewer samples or take fewer members");
            }
        }
        NativeArtefact.ONNX_RUNTIME.require(
                "running the ONNX model " + members.get(0).source());
        ModelProof.require(members, contract, options);
        try {
            for (OnnxMember member : members) {
                engines.add(new OrtEngine(member, contract.runInputs(), options));
                if (options.samples() > 0) {
                    // separate masks for each member: with shared masks their errors would be the same
                    masks.add(Masks.draw(contract.masks(), options.samples(), options.seed() + masks.size()));
                }
            }
        } catch (RuntimeException | Error e) {
            closeAfter(e);
            throw e;
        }
    }

    /** Closes the members that were opened; a failure here must not hide the first one. */
    private void closeAfter(Throwable first) {
        try {
            close();
        } catch (RuntimeException | Error e) {
            first.addSuppressed(e);
        }
    }

    Contract contract() {
        return contract;
    }

    OnnxOptions options() {
        return options;
    }

    /** Returns the files, for saving. */
    List<OnnxMember> members() {
        return members;
    }

    /** Returns the number of results for each row of input. */
    int draws() {
        return members.size() * Math.max(1, options.samples());
    }

    /** Creates a row for the runs of one series. */
    ModelRow newRow() {
        Signature signature = members.get(0).signature();
        return new ModelRow(signature.inputs().subList(0, contract.givenInputs()), signature.outputs(), draws());
    }

    /** Returns the largest number that an input can hold. */
    double limit(int input) {
        return members.stream()
                .mapToDouble(member -> member.signature().inputs().get(input).limit())
                .min()
                .orElseThrow();
    }

    /** Runs the model for one row. */
    void run(ModelRow row) {
        guard.acquire();
        try {
            for (int member = 0; member < engines.size(); member++) {
                ask(member, row);
            }
        } finally {
            guard.release();
        }
    }

    private void ask(int member, ModelRow row) {
        if (masks.isEmpty()) {
            engines.get(member).run(row, member);
        } else {
            engines.get(member).run(row, member * options.samples(), masks.get(member));
        }
    }

    /** Runs the model for several rows, with results equal to those of {@link #run} bit for bit. */
    void runAll(ModelRow[] rows) {
        guard.acquire();
        try {
            for (int member = 0; member < engines.size(); member++) {
                if (masks.isEmpty()) {
                    engines.get(member).runAll(rows, member);
                } else {
                    // the samples of a row are a batch already
                    for (ModelRow row : rows) {
                        ask(member, row);
                    }
                }
            }
        } finally {
            guard.release();
        }
    }

    private void free() {
        engines.forEach(OrtEngine::close);
    }

    @Override
    public void close() {
        guard.close();
    }
}
