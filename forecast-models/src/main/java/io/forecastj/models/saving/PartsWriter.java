package io.forecastj.models.saving;

import io.forecastj.Predictor;
import io.forecastj.models.internal.CheckedBytes;
import io.forecastj.models.internal.FormatRegistry;
import io.forecastj.models.internal.PredictorView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes a predictor's parts to a sink and records their hashes. */
final class PartsWriter implements ModelWriter {
    private final ModelSink sink;
    private final String directory;
    private final FormatRegistry<PredictorFormat> formats;
    private final int depth;
    private final Map<String, String> hashes = new TreeMap<>();

    private PartsWriter(ModelSink sink, String directory, FormatRegistry<PredictorFormat> formats, int depth) {
        this.sink = sink;
        this.directory = directory;
        this.formats = formats;
        this.depth = depth;
    }

    /** Saves a predictor to an empty sink and returns the hash of the topmost list of hashes. */
    static String save(Predictor predictor, ModelSink sink, FormatRegistry<PredictorFormat> formats) {
        return new PartsWriter(sink, "", formats, 1).save(predictor);
    }

    /** Writes everything and returns the hash of the list of hashes. */
    private String save(Predictor given) {
        Predictor predictor = PredictorView.behind(given);
        formats.toWrite(predictor.info().kind()).write(predictor, this);
        put(Checksums.INFO, InfoJson.write(predictor.info(), names()));
        byte[] sums = Checksums.write(hashes);
        file(Checksums.FILE, sums);
        return CheckedBytes.sha256(sums);
    }

    /** Returns the names of what has been written so far. */
    private List<String> names() {
        return hashes.keySet().stream()
                .map(entry -> Checksums.directory(entry).isEmpty() ? entry : Checksums.directory(entry))
                .toList();
    }

    @Override
    public void bytes(String name, byte[] content) {
        Checksums.requireName(name);
        put(name, content);
    }

    @Override
    public void text(String name, String content) {
        bytes(name, content.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void predictor(String name, Predictor predictor) {
        Checksums.requireName(name);
        if (depth == VerifiedDirectory.MAX_DEPTH) {
            throw new IllegalArgumentException("predictors are nested more than " + VerifiedDirectory.MAX_DEPTH
                    + " deep; is '" + predictor.info().name() + "' inside itself?");
        }
        requireFree(name);
        String inside = directory + name;
        try {
            sink.directory(inside);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String hash = new PartsWriter(sink, inside + "/", formats, depth + 1).save(predictor);
        hashes.put(name + "/" + Checksums.FILE, hash);
    }

    private void put(String name, byte[] content) {
        if (content.length > VerifiedDirectory.MAX_FILE_BYTES) {
            throw new IllegalArgumentException("the file '" + name + "' would have " + content.length
                    + " bytes; at most " + VerifiedDirectory.MAX_FILE_BYTES + " can be loaded again");
        }
        requireFree(name);
        file(name, content);
        hashes.put(name, CheckedBytes.sha256(content));
    }

    private void requireFree(String name) {
        if (hashes.containsKey(name) || hashes.containsKey(name + "/" + Checksums.FILE)) {
            throw new IllegalArgumentException("the name '" + name + "' is taken already");
        }
    }

    private void file(String name, byte[] content) {
        try {
            sink.file(directory + name, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
