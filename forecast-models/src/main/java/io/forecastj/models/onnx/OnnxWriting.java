package io.forecastj.models.onnx;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.ForecastException;
import io.forecastj.models.internal.JsonFields;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/** Writes the file of a loaded model with its whole contract in the metadata. Stateless and thread-safe. */
final class OnnxWriting {
    /** The field {@code metadata_props} of a model, and the fields of one of its entries. */
    private static final int METADATA = 14;

    private static final int KEY = 1;
    private static final int VALUE = 2;

    private OnnxWriting() {}

    static void write(LoadedOnnx model, Path path) {
        byte[] bytes = withContract(model);
        for (Path each : new Path[] {path, path.resolveSibling(path.getFileName() + ".json")}) {
            if (Files.exists(each, LinkOption.NOFOLLOW_LINKS)) {
                throw new ForecastException(each + " exists already and is not overwritten; remove it first"
                        + (each.equals(path) ? "" : ", since its contract would be taken for that of " + path));
            }
        }
        try {
            Files.write(path, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new ForecastException("cannot write the ONNX file " + path + ": " + e, e);
        }
    }

    /** Returns the file's bytes; properties that it lacks, since a side file had them, are added at its end. */
    static byte[] withContract(LoadedOnnx model) {
        OnnxFile file = model.file();
        Map<String, String> present = file.scan().metadata();
        ByteArrayOutputStream all = new ByteArrayOutputStream(file.bytes().length + 1024);
        all.writeBytes(file.bytes());
        model.contract().toMetadata().forEach((key, value) -> {
            if (!present.containsKey(key)) {
                ByteArrayOutputStream entry = new ByteArrayOutputStream();
                field(entry, KEY, key.getBytes(StandardCharsets.UTF_8));
                field(entry, VALUE, value.getBytes(StandardCharsets.UTF_8));
                field(all, METADATA, entry.toByteArray());
            }
        });
        byte[] written = all.toByteArray();
        requireContract(written, model);
        return written;
    }

    private static void field(ByteArrayOutputStream out, int number, byte[] value) {
        out.write(number << 3 | Wire.BYTES);
        int length = value.length;
        for (; length > 0x7f; length >>>= 7) {
            out.write(length & 0x7f | 0x80);
        }
        out.write(length);
        out.writeBytes(value);
    }

    /** Requires that the bytes are read back as the model and the contract that were written. */
    private static void requireContract(byte[] written, LoadedOnnx model) {
        String source = "the written ONNX model";
        OnnxFile file = OnnxFile.check(written, null, source, OnnxLoading.limits(true));
        ObjectNode found = ContractSource.join(file.scan().metadata(), null, source);
        ObjectNode expected = ContractSource.parse(model.contract().toJson(), "the contract");
        if (!ContractSource.same(found, expected)) {
            throw new ForecastException("the metadata of the file and the contract that it was loaded with differ: "
                    + JsonFields.shown(found) + " and " + JsonFields.shown(expected)
                    + "; load the file again from where it came from");
        }
    }
}
