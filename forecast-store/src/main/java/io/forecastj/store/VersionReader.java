package io.forecastj.store;

import io.forecastj.ModelIntegrityException;
import io.forecastj.ModelLoadException;
import io.forecastj.Predictor;
import io.forecastj.features.FeatureRegistry;
import io.forecastj.models.saving.PredictorDirectory;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the versions of a model: their descriptions, predictors and files.
 *
 * <p>Immutable and thread-safe.
 *
 * @param commits the store
 * @param signatures the keys
 * @param features the kinds of features that loaded predictors may use
 * @param name the model's name
 */
record VersionReader(Commits commits, Signatures signatures, FeatureRegistry features, String name) {
    /** Returns the record of the model; throws if there is none. */
    ModelRecord record(StoreHead head) {
        return commits.find(head, name)
                .orElseThrow(() -> new ModelLoadException("the store has no model '" + name + "'; it has "
                        + (head.models().isEmpty() ? "none" : head.models().keySet())));
    }

    ModelVersion describe(ModelRecord record, int number) {
        VersionEntry entry = record.version(number);
        if (entry == null) {
            throw new ModelIntegrityException(
                    "the record of '" + name + "' names version " + number + ", which it does not have");
        }
        byte[] text = commits.objects().document(entry.manifest());
        Manifest manifest = StoreJson.read(text, Manifest.class, "the object " + entry.manifest());
        if (!manifest.model().equals(name)) {
            throw new ModelIntegrityException("version " + number + " of '" + name
                    + "' has the manifest of a version of '" + manifest.model() + "'");
        }
        return new ModelVersion(entry, manifest, record.aliasesOf(number), signatures.check(text, entry.signature()));
    }

    List<ModelVersion> describeAll(ModelRecord record) {
        return record.numbers().stream().map(number -> describe(record, number)).toList();
    }

    /** Returns the version that an alias names. */
    Optional<ModelVersion> find(ModelRecord record, String alias) {
        AliasEntry entry = record.aliases().get(alias);
        return entry == null ? Optional.empty() : Optional.of(describe(record, entry.version()));
    }

    Predictor load(ModelVersion version) {
        Signatures.require(version);
        Map<String, FileEntry> files = version.manifest().files();
        FileEntry hashes = files.get(PredictorDirectory.HASHES);
        String place = "version " + version.number() + " of " + name;
        if (hashes == null) {
            throw new ModelIntegrityException(place + " has no file " + PredictorDirectory.HASHES);
        }
        return PredictorDirectory.readFiles(
                place,
                hashes.sha256(),
                file -> {
                    FileEntry entry = files.get(file);
                    return entry == null ? null : commits.objects().blob(entry, file);
                },
                features);
    }
}
