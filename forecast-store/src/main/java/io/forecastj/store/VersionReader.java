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

    /**
     * Reads a version again, of which the caller has a description from any time and any store.
     *
     * @throws IllegalArgumentException if it is a version of a model with another name
     * @throws ModelLoadException if this model does not have it
     */
    ModelVersion present(StoreHead head, ModelVersion version) {
        if (!version.model().equals(name)) {
            throw new IllegalArgumentException(
                    "expected a version of '" + name + "', found one of '" + version.model() + "'");
        }
        ModelRecord record = record(head);
        VersionEntry entry = record.version(version.number());
        if (entry == null || !ObjectSpace.hashOf(entry.manifest()).equals(version.id())) {
            throw new ModelLoadException("version " + version.number() + " of '" + name + "' with the id "
                    + version.id() + " is not in the store: it was removed, or is of another store; there are "
                    + (record.versions().isEmpty() ? "none" : record.numbers()));
        }
        return describe(record, entry);
    }

    ModelVersion describe(ModelRecord record, int number) {
        VersionEntry entry = record.version(number);
        if (entry == null) {
            throw new ModelIntegrityException(
                    "the record of '" + name + "' names version " + number + ", which it does not have");
        }
        return describe(record, entry);
    }

    private ModelVersion describe(ModelRecord record, VersionEntry entry) {
        int number = entry.number();
        Manifest manifest = manifest(entry);
        byte[] text = commits.objects().document(entry.manifest());
        if (!manifest.model().equals(name)) {
            throw new ModelIntegrityException("version " + number + " of '" + name
                    + "' has the manifest of a version of '" + manifest.model() + "'");
        }
        return new ModelVersion(entry, manifest, record.aliasesOf(number), signatures.check(text, entry.signature()));
    }

    private Manifest manifest(VersionEntry entry) {
        try {
            return commits.objects().document(entry.manifest(), Manifest.class);
        } catch (MissingObjectException e) {
            throw e; // perhaps removed meanwhile: whoever reads begins again then
        } catch (ModelIntegrityException e) {
            throw new ModelIntegrityException(
                    "version " + entry.number() + " of '" + name + "': " + e.getMessage() + ", or remove this version",
                    e);
        }
    }

    List<ModelVersion> describeAll(ModelRecord record) {
        return record.versions().stream().map(entry -> describe(record, entry)).toList();
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
        String place = "version " + version.number() + " of '" + name + "'";
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
