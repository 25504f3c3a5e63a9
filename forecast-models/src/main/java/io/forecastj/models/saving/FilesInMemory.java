package io.forecastj.models.saving;

import java.util.SortedMap;

/**
 * Keeps the files of a saved predictor in memory.
 *
 * @param content the bytes by relative name; filled
 */
record FilesInMemory(SortedMap<String, byte[]> content) implements ModelSink {
    @Override
    public void directory(String name) {
        // the names of the files have it
    }

    @Override
    public void file(String name, byte[] bytes) {
        content.put(name, bytes.clone());
    }
}
