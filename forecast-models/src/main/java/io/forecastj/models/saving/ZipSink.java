package io.forecastj.models.saving;

import java.io.IOException;
import java.time.LocalDateTime;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes the files of a predictor to a zip archive. No entry has the present time, so equal predictors are equal. */
record ZipSink(ZipOutputStream zip) implements ModelSink {
    /** The earliest time that a zip archive can express. */
    private static final LocalDateTime EARLIEST = LocalDateTime.of(1980, 1, 1, 0, 0);

    @Override
    public void directory(String name) throws IOException {
        entry(name + "/");
        zip.closeEntry();
    }

    @Override
    public void file(String name, byte[] content) throws IOException {
        entry(name);
        zip.write(content);
        zip.closeEntry();
    }

    private void entry(String name) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(EARLIEST);
        zip.putNextEntry(entry);
    }
}
