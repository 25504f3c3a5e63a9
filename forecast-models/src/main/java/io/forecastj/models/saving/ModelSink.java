package io.forecastj.models.saving;

import java.io.IOException;

/** Destination of the files of a saved predictor by relative name, with {@code /} between directories. */
interface ModelSink {
    /** Creates a directory; the one above it exists. */
    void directory(String name) throws IOException;

    /** Writes a file that does not exist yet. */
    void file(String name, byte[] content) throws IOException;
}
