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
            return foreign(bytes);
        } catch (ModelLoadException e) {
            throw new ModelLoadException(path + ": " + e.getMessage(), e);
        }
    }

    /** Reads a model that may be from elsewhere: its categories must be their own codes. */
    static ModelText foreign(byte[] bytes) {
        ModelText model = parse(bytes);
        PandasCategories.require(model.text());
        return model;
    }

    /** Reads a model that was saved with a predictor, or has been checked. */
    static ModelText parse(byte[] bytes) {
        if (isPlain(bytes)) {
            return LightGbmText.parsePlain(new String(bytes, StandardCharsets.ISO_8859_1));
        }
        String text = decode(bytes);
        // editors of Windows add a mark that nobody sees
        return LightGbmText.parse(text.indexOf(LightGbmText.MARK) == 0 ? text.substring(1) : text);
    }

    /** Returns whether all bytes are ASCII, and none is NUL or a carriage return: one pass, since files are large. */
    private static boolean isPlain(byte[] bytes) {
        for (byte each : bytes) {
            if (each <= 0 || each == '\r') {
                return false;
            }
        }
        return true;
    }

    private static String decode(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ModelLoadException("expected a LightGBM text model in UTF-8, found other bytes: " + e, e);
        }
    }
}
