package io.forecastj.models.onnx;

import io.forecastj.ModelIntegrityException;
import io.forecastj.ModelLoadException;
import io.forecastj.models.internal.CheckedBytes;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A model's bytes and the result of their scan: the only form in which a model reaches native code.
 *
 * <p>Native code receives these bytes, never a path: it would open the file again, which may have changed by then, and
 * would look for further files beside it.
 *
 * @param bytes read once, compared with the hash, scanned; nobody may change them
 * @param scan the model's signature
 */
record OnnxFile(byte[] bytes, OnnxScan scan) {
    /**
     * Reads a file and checks it.
     *
     * @param path the file; a link is followed, since deployments often mount files as links
     * @param sha256 the hash that the file must have in hexadecimal digits, or null if none is known
     * @param limits the maximum sizes
     * @return the checked file
     * @throws ModelIntegrityException if the hash differs
     * @throws ModelLoadException if the file cannot be read or {@link OnnxScan#of} refuses it
     */
    static OnnxFile read(Path path, @Nullable String sha256, OnnxLimits limits) {
        return check(CheckedBytes.read(path, limits.bytes()), sha256, path.toString(), limits);
    }

    /**
     * Checks bytes that are in memory already.
     *
     * @param model the bytes; copied by the caller if anyone else could change them
     * @param sha256 the hash that they must have, or null if none is known
     * @param source the bytes' origin, for messages
     * @param limits the maximum sizes
     * @return the same bytes and their signature
     * @throws ModelIntegrityException if the hash differs
     * @throws ModelLoadException if {@link OnnxScan#of} refuses them
     */
    static OnnxFile check(byte[] model, @Nullable String sha256, String source, OnnxLimits limits) {
        // the hash first: a changed model may well pass the scan
        if (sha256 != null) {
            CheckedBytes.requireSha256(sha256, model, source);
        }
        return new OnnxFile(model, OnnxScan.of(model, source, limits));
    }

    /**
     * Proves that runs with this many rows are bounded and that no number in them can end the process; for a model
     * whose operators are limited.
     *
     * @throws ModelLoadException if it is not proven
     */
    void requireBounded(Signature signature, int rows, String source) {
        if (scan.graph().operators() == Operators.ANY) {
            return;
        }
        Map<String, Fact> inputs = new HashMap<>();
        for (Signature.Port port : signature.inputs()) {
            inputs.put(port.name(), Fact.of(port.type(), port.shape(rows)));
        }
        GraphProof.require(scan.graph(), inputs, source);
    }

    /**
     * Returns the bytes for native code: the same ones, or a changed copy that has been scanned as well.
     *
     * @param source the bytes' origin, for messages
     * @throws ModelLoadException if what should be changed is written in an unusual way
     */
    byte[] loadable(String source) {
        if (scan.changes().isEmpty()) {
            return bytes;
        }
        byte[] changed = scan.changes().apply(bytes);
        OnnxLimits limits = OnnxLoading.limits(scan.graph().operators() == Operators.ANY);
        if (!OnnxScan.of(changed, source, limits).changes().isEmpty()) {
            throw new ModelLoadException(source + ": an axis of size 0 in an input or output is written in an unusual"
                    + " way; export the model with an open batch");
        }
        return changed;
    }
}
