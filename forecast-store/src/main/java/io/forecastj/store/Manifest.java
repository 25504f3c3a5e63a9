package io.forecastj.store;

import io.forecastj.ModelLoadException;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.models.saving.PredictorDirectory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The immutable description of a version: what a signature signs. It has neither the number nor the keys of files, so a
 * copy in another store has the same bytes and the same signature.
 *
 * @param model the model's name
 * @param published when it was published, in milliseconds since 1970
 * @param modelHash the hash of the predictor's model
 * @param info the text of the predictor's description, as in its file {@code predictor.json}
 * @param files the predictor's files by name
 * @param attachments the attached files by name
 * @param metrics the metrics by name
 * @param data the training data, or null
 * @param environment where it was published
 * @param parent the hash of the parent's manifest, or null
 */
record Manifest(
        String model,
        long published,
        String modelHash,
        String info,
        SortedMap<String, FileEntry> files,
        SortedMap<String, FileEntry> attachments,
        SortedMap<String, Double> metrics,
        @Nullable DataEntry data,
        SortedMap<String, String> environment,
        @Nullable String parent) {

    Manifest {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(modelHash, "modelHash");
        Objects.requireNonNull(info, "info");
    }

    /** The training data as JSON. */
    record DataEntry(
            String hash,
            int series,
            long rows,
            @Nullable Long from,
            @Nullable Long to) {
        DataEntry {
            Objects.requireNonNull(hash, "hash");
        }

        static @Nullable DataEntry of(@Nullable TrainingData data) {
            return data == null
                    ? null
                    : new DataEntry(data.hash(), data.series(), data.rows(), millis(data.from()), millis(data.to()));
        }

        private static @Nullable Long millis(@Nullable Instant time) {
            return time == null ? null : time.toEpochMilli();
        }

        TrainingData data() {
            return TrainingData.of(
                    hash,
                    series,
                    rows,
                    from == null ? null : Instant.ofEpochMilli(from),
                    to == null ? null : Instant.ofEpochMilli(to));
        }
    }

    static Manifest of(
            String model,
            Instant published,
            Predictor predictor,
            SortedMap<String, byte[]> files,
            Publication publication) {
        ModelVersion parent = publication.parentVersion();
        byte[] info = files.get(PredictorDirectory.DESCRIPTION);
        return new Manifest(
                model,
                published.toEpochMilli(),
                predictor.modelHash(),
                new String(info, StandardCharsets.UTF_8),
                entries(files),
                entries(publication.allAttachments()),
                publication.allMetrics(),
                DataEntry.of(publication.trainingData()),
                environmentHere(predictor.info()),
                parent == null ? null : parent.id());
    }

    private static SortedMap<String, FileEntry> entries(SortedMap<String, byte[]> files) {
        SortedMap<String, FileEntry> entries = new TreeMap<>();
        files.forEach((name, content) -> entries.put(name, FileEntry.of(content)));
        return entries;
    }

    private static SortedMap<String, String> environmentHere(PredictorInfo info) {
        SortedMap<String, String> here = new TreeMap<>(info.libraries());
        here.put("java", Runtime.version().toString());
        here.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        here.put("cpu", System.getProperty("os.arch"));
        here.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
        return here;
    }

    /** The files of the predictor and the attached ones. */
    List<FileEntry> allFiles() {
        List<FileEntry> all = new ArrayList<>(files.values());
        all.addAll(attachments.values());
        return all;
    }

    PredictorInfo predictorInfo() {
        return PredictorDirectory.description(info, "the manifest of " + model);
    }

    @Nullable
    TrainingData trainingData() {
        try {
            return data == null ? null : data.data();
        } catch (IllegalArgumentException e) {
            throw new ModelLoadException(
                    "the manifest of " + model + " has malformed training data: " + e.getMessage(), e);
        }
    }
}
