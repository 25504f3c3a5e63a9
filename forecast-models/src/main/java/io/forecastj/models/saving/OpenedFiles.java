package io.forecastj.models.saving;

import io.forecastj.ModelIntegrityException;
import io.forecastj.ModelLoadException;
import io.forecastj.models.internal.CheckedBytes;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Files of a saved predictor that a caller opens, such as a store of models. All of them were there when the predictor
 * was saved, so an absent one is damage.
 *
 * @param root where the files are, for messages
 * @param open returns the bytes of a file by its relative name, or null if there is none
 */
record OpenedFiles(String root, Function<String, byte @Nullable []> open) implements ModelSource {
    @Override
    public byte[] bytes(String name, int maxBytes) {
        byte[] content = open.apply(name);
        if (content == null) {
            throw new ModelIntegrityException("the file " + place(name) + " is missing");
        }
        if (content.length > maxBytes) {
            throw new ModelLoadException(CheckedBytes.tooLong(place(name), content.length, maxBytes));
        }
        return content;
    }

    @Override
    public String place(String name) {
        return name.isEmpty() ? root : root + ", " + name;
    }
}
