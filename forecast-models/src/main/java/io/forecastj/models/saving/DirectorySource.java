package io.forecastj.models.saving;

import io.forecastj.ModelLoadException;
import io.forecastj.models.internal.CheckedBytes;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Files of a saved predictor in a directory of any file system.
 *
 * <p>Links are followed, also those that lead out of the directory: Kubernetes mounts, Bazel, Nix, DVC and the caches
 * of Hugging Face place the files so. The hash of what a link leads to is checked like that of any file, so a link
 * gives a reader nothing that the author of the list of hashes did not have. Pipes and devices are refused.
 */
record DirectorySource(Path directory) implements ModelSource {
    static DirectorySource of(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new ModelLoadException("expected the directory of a saved predictor at " + directory + ", found "
                    + (Files.exists(directory) ? "a file" : "nothing"));
        }
        return new DirectorySource(directory);
    }

    @Override
    public byte[] bytes(String name, int maxBytes) {
        return CheckedBytes.read(resolve(name), maxBytes);
    }

    @Override
    public String place(String name) {
        return resolve(name).toString();
    }

    private Path resolve(String name) {
        Path path = directory;
        for (String part : name.split("/")) {
            path = part.isEmpty() ? path : path.resolve(part);
        }
        return path;
    }
}
