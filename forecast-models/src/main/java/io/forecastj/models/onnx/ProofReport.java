package io.forecastj.models.onnx;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a child process last wrote about its work, in a file of its private directory: a crash leaves it as it was.
 *
 * @param state how far the process has come
 * @param text the present work, or the reason of a refusal
 */
record ProofReport(State state, String text) {
    private static final String FILE = "report";
    private static final int MAX_BYTES = 4_096;

    /** The states, in their order. */
    enum State {
        /** The process has not reached its first line, or ONNX Runtime has not started. */
        NONE,
        /** The process cannot try the model, for a reason that is not the model's. */
        UNABLE,
        /** The model is being loaded or run. */
        RUNNING,
        /** The model was refused by an exception. */
        REFUSED,
        /** The model was loaded, run and closed. */
        PASSED
    }

    void write(Path directory) throws IOException {
        String content = state + "\n" + text.substring(0, Math.min(text.length(), MAX_BYTES / 4));
        Files.writeString(directory.resolve(FILE), content);
    }

    /** Reads the report; one that is missing or damaged is that of a process that came to nothing. */
    static ProofReport read(Path directory) {
        try (InputStream in = Files.newInputStream(directory.resolve(FILE))) {
            String[] parts = new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8).split("\n", 2);
            return new ProofReport(State.valueOf(parts[0]), parts.length > 1 ? parts[1] : "");
        } catch (IOException | IllegalArgumentException e) {
            return new ProofReport(State.NONE, "");
        }
    }
}
