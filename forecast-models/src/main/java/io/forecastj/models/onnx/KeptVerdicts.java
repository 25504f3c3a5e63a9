package io.forecastj.models.onnx;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Proofs on disk that succeeded, one small file for each key.
 *
 * <p>A file either has exactly the expected bytes or is ignored, so that nothing in it is ever parsed: who may write it
 * can make a proof be skipped, and do nothing else.
 *
 * <p>Thread-safe, also for several processes.
 *
 * @param directory created when the first verdict is kept
 */
record KeptVerdicts(Path directory) {
    private static final Logger LOG = LoggerFactory.getLogger(KeptVerdicts.class);

    private Path file(String key) {
        return directory.resolve(key + ".proven");
    }

    private static byte[] content(String key) {
        return ("ForecastJ loaded and ran the ONNX model of this key in a child process: " + key + "\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Returns true if the proof of a key is kept. */
    boolean has(String key) {
        byte[] expected = content(key);
        try {
            Path file = file(key);
            return Files.isRegularFile(file)
                    && Files.size(file) == expected.length
                    && Arrays.equals(Files.readAllBytes(file), expected);
        } catch (IOException e) {
            return false;
        }
    }

    /** Keeps the proof of a key. A failure is logged: the model is proven, and the next process will prove it again. */
    void keep(String key) {
        if (has(key)) {
            return;
        }
        try {
            Files.createDirectories(directory);
            Path written = Files.createTempFile(directory, key, ".writing");
            try {
                Files.write(written, content(key));
                move(written, file(key));
            } finally {
                Files.deleteIfExists(written);
            }
        } catch (IOException e) {
            LOG.warn("the verdict on an ONNX model cannot be kept in {}, so it will be proven again", directory, e);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
