package io.forecastj.models.saving;

/**
 * Files of a saved predictor by relative name, in a directory, in an archive or on the class path. The files are found
 * by the names in {@link Checksums#FILE}, never by listing, since resources cannot be listed.
 */
interface ModelSource {
    /**
     * Reads a whole file.
     *
     * @param name the relative name, with {@code /} between directories
     * @param maxBytes the largest allowed length
     * @throws io.forecastj.ModelLoadException if there is no such file, or it is longer or cannot be read
     */
    byte[] bytes(String name, int maxBytes);

    /** Returns the place of a file or, for an empty name, of the whole predictor, for messages. */
    String place(String name);
}
