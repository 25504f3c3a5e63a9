package io.forecastj.models.lightgbm;

import io.forecastj.ModelLoadException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a model's file, with a limit on its size and the path in every message. */
final class ModelFile {
    /** Far above any real model (300 trees of 31 leaves take 0.9 MB), far below what a string can hold. */
    static final long MAX_BYTES = 512L << 20;

    private ModelFile() {}

    static ModelText read(Path path) {
        try {
            long size = Files.size(path);
            if (size > MAX_BYTES) {
                throw new ModelLoadException(
                        "expected a model of at most " + MAX_BYTES + " bytes, found " + size + " bytes");
            }
            return parse(Files.readAllBytes(path));
        } catch (IOException e) {
            throw new ModelLoadException("cannot read the LightGBM model " + path + ": " + e, e);
        } catch (ModelLoadException e) {
            throw new ModelLoadException(path + ": " + e.getMessage(), e);
        }
    }

    static ModelText parse(byte[] bytes) {
        return LightGbmText.parse(decode(bytes));
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
