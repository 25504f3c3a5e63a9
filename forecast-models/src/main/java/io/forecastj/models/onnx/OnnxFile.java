package io.forecastj.models.onnx;

import io.forecastj.ModelIntegrityException;
import io.forecastj.ModelLoadException;
import io.forecastj.models.internal.CheckedBytes;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A model's bytes and what a scan of them found: the only form in which a model goes on to native code.
 *
 * <p>Native code gets these bytes, never a path: it would open the file again, which may by then be another, and would
 * look beside it for further ones.
 *
 * @param bytes read once, hash compared, scanned; nobody may change them
 * @param scan the model's signature
 */
record OnnxFile(byte[] bytes, OnnxScan scan) {
    /**
     * Reads a file and checks it.
     *
     * @param path a link is followed: deployments often mount files as links
     * @param sha256 the hash that the file must have in hexadecimal digits, or null if none is known
     * @param limits how large it may be
     * @return what was read
     * @throws ModelIntegrityException if the hash differs
     * @throws ModelLoadException if the file cannot be read or {@link OnnxScan#of} refuses it
     */
    static OnnxFile read(Path path, @Nullable String sha256, OnnxLimits limits) {
        return check(CheckedBytes.read(path, limits.bytes()), sha256, path.toString(), limits);
    }

    /**
     * Checks bytes that are in memory already.
     *
     * @param model copied by the caller if anyone else could change them
     * @param sha256 the hash that they must have, or null if none is known
     * @param source where they come from, for messages
     * @param limits how many there may be
     * @return the same bytes and their signature
     * @throws ModelIntegrityException if the hash differs
     * @throws ModelLoadException if {@link OnnxScan#of} refuses them
     */
    static OnnxFile check(byte[] model, @Nullable String sha256, String source, OnnxLimits limits) {
        // first: a changed model may well pass the scan
        if (sha256 != null) {
            CheckedBytes.requireSha256(sha256, model, source);
        }
        return new OnnxFile(model, OnnxScan.of(model, source, limits));
    }
}
