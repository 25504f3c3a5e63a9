package io.forecastj.store;

import io.forecastj.Predictor;
import io.forecastj.models.saving.PredictorDirectory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A version that is ready to be added to a model's record: its manifest as bytes, and the content of its files by hash.
 * For one thread.
 */
final class Publisher {
    private final Manifest manifest;
    private final byte[] text;
    private final @Nullable String signature;
    private final Map<String, byte[]> content = new HashMap<>();
    private final SortedMap<String, String> tags;
    private final List<String> notes;
    private final List<String> aliases;

    /** The epoch in which the files were written, or -1. */
    private long writtenIn = -1;

    private Publisher(
            Manifest manifest,
            byte[] text,
            @Nullable String signature,
            SortedMap<String, String> tags,
            List<String> notes,
            List<String> aliases) {
        this.manifest = manifest;
        this.text = text;
        this.signature = signature;
        this.tags = tags;
        this.notes = notes;
        this.aliases = aliases;
    }

    /** Prepares a new version. */
    static Publisher of(VersionReader model, Predictor predictor, Publication publication) {
        SortedMap<String, byte[]> files = PredictorDirectory.files(predictor);
        Manifest manifest = Manifest.of(model.name(), model.commits().clock().instant(), predictor, files, publication);
        byte[] text = StoreJson.write(manifest);
        List<String> notes = publication.noteText().isEmpty() ? List.of() : List.of(publication.noteText());
        Publisher publisher = new Publisher(
                manifest, text, model.signatures().sign(text), publication.allTags(), notes, publication.allAliases());
        publisher.addContent(manifest.files(), files);
        publisher.addContent(manifest.attachments(), publication.allAttachments());
        return publisher;
    }

    /** Prepares the copy of a version of another store; its files are read and checked. */
    static Publisher copyOf(ModelVersion version, Commits from) {
        Publisher publisher = new Publisher(
                version.manifest(),
                from.objects().document(version.entry().manifest()),
                version.entry().signature(),
                version.tags(),
                version.notes(),
                List.of());
        version.manifest()
                .allFiles()
                .forEach(file ->
                        publisher.content.put(file.sha256(), from.objects().blob(file, file.sha256())));
        return publisher;
    }

    /** Adds files under the hashes that the manifest has of them already. */
    private void addContent(Map<String, FileEntry> entries, Map<String, byte[]> files) {
        entries.forEach((name, entry) -> content.put(entry.sha256(), Objects.requireNonNull(files.get(name))));
    }

    /** Throws if the store checks signatures and this version has no valid one. */
    void requireTrusted(Signatures signatures) {
        VersionEntry entry = new VersionEntry(0, "", signature, tags, notes);
        Signatures.require(new ModelVersion(entry, manifest, List.of(), signatures.check(text, signature)));
    }

    /** Returns whether an alias names the version as soon as it is published. */
    boolean promotes() {
        return !aliases.isEmpty();
    }

    /** Writes what the version needs, and returns the record with it. Computed again if another change comes first. */
    ModelRecord add(Commits commits, StoreHead head, ModelRecord before) {
        // what was written in an epoch stays as long as it lasts, so a repeated change need not write it again
        if (writtenIn != head.epoch()) {
            putFiles(commits, head);
            writtenIn = head.epoch();
        }
        int number = before.last() + 1;
        String key = commits.objects().putDocument(text, head.epoch());
        ModelRecord after = before.add(new VersionEntry(number, key, signature, tags, notes))
                .event(commits.event(StoreEvent.PUBLISHED, number, ""));
        for (String alias : aliases) {
            after = after.promote(alias, number).event(commits.event(StoreEvent.PROMOTED, number, alias));
        }
        return after;
    }

    /** Describes the version, which is the last one of a record. */
    ModelVersion describe(ModelRecord record, Signatures signatures) {
        VersionEntry added = record.versions().get(record.versions().size() - 1);
        return new ModelVersion(added, manifest, record.aliasesOf(added.number()), signatures.check(text, signature));
    }

    private void putFiles(Commits commits, StoreHead head) {
        Set<String> live = commits.live(head);
        for (FileEntry file : manifest.allFiles()) {
            byte[] bytes = content.get(file.sha256());
            if (bytes == null) {
                throw new AssertionError("the content of each file was added");
            }
            commits.objects().putBlob(file, bytes, head.epoch(), live);
        }
    }
}
