package io.forecastj.models.saving;

import io.forecastj.ModelLoadException;
import io.forecastj.models.internal.CheckedBytes;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Files of a saved predictor in a zip archive, which is read from a stream into memory. Nothing is written to disk, so
 * the names in the archive cannot lead anywhere; entries that the list of hashes does not name are not used.
 *
 * @param root the directory in the archive that holds the predictor: empty, or a name that ends in a slash
 * @param files the contents by name
 */
record ZipSource(String root, Map<String, byte[]> files) implements ModelSource {
    /** Limits the memory that a small archive can make the reader allocate. */
    static final int MAX_TOTAL_BYTES = 1 << 30;

    private static final int MAX_ENTRIES = 4 * Checksums.MAX_FILES;

    static ZipSource read(InputStream in) {
        Map<String, byte[]> files = new HashMap<>();
        try {
            // not closed: the stream belongs to the caller
            ZipInputStream zip = new ZipInputStream(in);
            int left = (int) Math.min(MAX_TOTAL_BYTES, Runtime.getRuntime().maxMemory() / 2);
            int entries = 0;
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (++entries > MAX_ENTRIES) {
                    throw new ModelLoadException("the zip archive has more than " + MAX_ENTRIES + " entries");
                }
                if (!entry.isDirectory()) {
                    byte[] content = CheckedBytes.read(zip, left, "the zip archive up to " + entry.getName());
                    left -= content.length;
                    if (files.put(entry.getName(), content) != null) {
                        throw new ModelLoadException("the zip archive has " + entry.getName() + " twice");
                    }
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new ModelLoadException("the zip archive cannot be read: " + e, e);
        }
        return new ZipSource(root(files), files);
    }

    /**
     * Finds the directory of a predictor that is not inside another one. A description without its list of hashes
     * counts too: without the list, a predictor must not pass for the one inside it.
     */
    private static String root(Map<String, byte[]> files) {
        List<String> found = Stream.concat(directoriesOf(Checksums.FILE, files), directoriesOf(Checksums.INFO, files))
                .distinct()
                .sorted()
                .toList();
        List<String> roots = found.stream()
                .filter(name -> found.stream().noneMatch(other -> !other.equals(name) && name.startsWith(other)))
                .toList();
        if (roots.size() == 1) {
            return roots.get(0);
        }
        throw new ModelLoadException("expected a zip archive of one saved predictor, found "
                + (files.isEmpty()
                        ? "no file; is it a zip archive?"
                        : roots.isEmpty()
                                ? "neither " + Checksums.FILE + " nor " + Checksums.INFO + " among its " + files.size()
                                        + " files"
                                : "the predictors " + String.join(", ", roots) + "; make an archive of each"));
    }

    private static Stream<String> directoriesOf(String file, Map<String, byte[]> files) {
        return files.keySet().stream()
                .filter(name -> name.equals(file) || name.endsWith("/" + file))
                .map(name -> name.substring(0, name.length() - file.length()));
    }

    @Override
    public byte[] bytes(String name, int maxBytes) {
        byte[] content = files.get(root + name);
        if (content == null) {
            throw new ModelLoadException("expected a file of a saved predictor at " + place(name) + ", found none");
        }
        if (content.length > maxBytes) {
            throw new ModelLoadException(CheckedBytes.tooLong(place(name), content.length, maxBytes));
        }
        return content;
    }

    @Override
    public String place(String name) {
        return "the zip archive" + (name.isEmpty() ? "" : ", " + root + name);
    }
}
