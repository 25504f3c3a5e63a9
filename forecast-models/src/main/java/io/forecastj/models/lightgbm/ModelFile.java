package io.forecastj.models.lightgbm;

import io.forecastj.ModelLoadException;
import io.forecastj.models.internal.CheckedBytes;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Reads a model's file with a limit on its size; every message names the path. */
final class ModelFile {
    /** Far larger than any real model (300 trees of 31 leaves take 0.9 MB), far smaller than the limit of a string. */
    static final int MAX_BYTES = 512 << 20;

    private ModelFile() {}

    static ModelText read(Path path) {
        byte[] bytes = CheckedBytes.read(path, MAX_BYTES);
        try {
            ModelText model = parse(bytes);
            PandasCategories.require(model.text());
            return model;
        } catch (ModelLoadException e) {
            throw new ModelLoadException(path + ": " + e.getMessage(), e);
        }
    }

    static ModelText parse(byte[] bytes) {
        String text = decode(bytes);
        // editors of Windows add a mark that nobody sees
        return LightGbmText.parse(text.indexOf(LightGbmText.MARK) == 0 ? text.substring(1) : text);
    }

    private static String decode(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            // some editors put a byte order mark before the text
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new ModelLoadException("expected a LightGBM text model in UTF-8, found other bytes: " + e, e);
        }
    }
}
