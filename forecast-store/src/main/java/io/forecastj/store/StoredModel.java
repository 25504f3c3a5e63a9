package io.forecastj.store;

import io.forecastj.ModelIntegrityException;
import io.forecastj.ModelLoadException;
import io.forecastj.Predictor;
import io.forecastj.features.FeatureRegistry;
import io.forecastj.models.saving.PredictorDirectory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A named model in a {@link ModelStore}: its versions, and the aliases that name one of them each.
 *
 * <p>Immutable and thread-safe; holds no file open. Other processes may use the same model at the same time. Each method
 * that changes something does so in one step: after a failure in the middle, of the process or the machine, the model is
 * as it was before or after. If a method throws, nothing has changed, with one exception: if the last write itself fails
 * (a lost connection to a database, for example), nobody knows whether it took effect; read {@link #versions} then.
 *
 * <pre>{@code
 * ModelVersion version = sales.publish(predictor, Publication.of(days).metric("mean_absolute_error", 2.91));
 * sales.promote("production", version.number(), "better on the last 90 days");
 *
 * try (Predictor serving = sales.load("production")) { ... }
 *
 * sales.rollback("production", "orders look wrong since noon");
 * }</pre>
 */
public final class StoredModel {
    private final Commits commits;
    private final Signatures signatures;
    private final FeatureRegistry features;
    private final String name;
    private final @Nullable Lease lease;

    StoredModel(Commits commits, Signatures signatures, FeatureRegistry features, String name, @Nullable Lease lease) {
        this.commits = commits;
        this.signatures = signatures;
        this.features = features;
        this.name = name;
        this.lease = lease;
    }

    /** {@return the model's name} */
    public String name() {
        return name;
    }

    /**
     * Returns this model for the holder of a lease: every change is refused with {@link LeaseLostException} if the
     * lease belongs to somebody else by then, in the same step.
     *
     * @param held the lease
     * @return the same model
     */
    public StoredModel under(Lease held) {
        return new StoredModel(commits, signatures, features, name, held);
    }

    /**
     * Publishes a predictor as the next version, without metrics or anything else; see {@link #publish(Predictor,
     * Publication)}.
     *
     * @param predictor the predictor
     * @return the new version
     * @throws StoreException as {@link #publish(Predictor, Publication)}
     */
    public ModelVersion publish(Predictor predictor) {
        return publish(predictor, Publication.none());
    }

    /**
     * Publishes a predictor as the next version. Files that the store has already, of any model, are not written again.
     *
     * @param predictor the predictor; it stays open
     * @param publication what is kept beside it
     * @return the new version
     * @throws IllegalArgumentException if no format is registered for the predictor's kind, or another model's name
     *     differs from this one's in capital letters only
     * @throws StoreException if the store cannot be read or written, for example because the disk is full; nothing is
     *     published then
     */
    public ModelVersion publish(Predictor predictor, Publication publication) {
        SortedMap<String, byte[]> files = PredictorDirectory.files(predictor);
        Instant now = commits.clock().instant();
        Manifest manifest = Manifest.of(name, now, predictor, files, publication);
        byte[] text = StoreJson.write(manifest);
        return add(
                text,
                signatures.sign(text),
                manifest,
                file -> content(files, publication, file),
                publication.allTags(),
                publication.noteText().isEmpty() ? List.of() : List.of(publication.noteText()),
                publication.allAliases());
    }

    private static byte[] content(Map<String, byte[]> files, Publication publication, String name) {
        byte[] content = files.get(name);
        return content == null ? publication.allAttachments().get(name.substring(ATTACHED.length())) : content;
    }

    /** Sign before the name of an attachment, which no name of a predictor's file has. */
    private static final String ATTACHED = "+";

    /** Provides the bytes of a version's files; those of attachments with a plus before the name. */
    @FunctionalInterface
    private interface Content {
        byte[] of(String file);
    }

    private ModelVersion add(
            byte[] text,
            @Nullable String signature,
            Manifest manifest,
            Content content,
            SortedMap<String, String> tags,
            List<String> notes,
            Iterable<String> aliases) {
        if (aliases.iterator().hasNext()) {
            VersionEntry entry = new VersionEntry(0, "", signature, tags, notes);
            Signatures.require(new ModelVersion(entry, manifest, List.of(), signatures.check(text, signature)));
        }
        ModelRecord record = commits.change(name, lease, (head, before) -> {
            Set<String> live = commits.live(head);
            manifest.files()
                    .forEach((file, entry) -> commits.objects().putBlob(entry, content.of(file), head.epoch(), live));
            manifest.attachments().forEach((file, entry) -> commits.objects()
                    .putBlob(entry, content.of(ATTACHED + file), head.epoch(), live));
            int number = before.last() + 1;
            String key = commits.objects().putDocument(text, head.epoch());
            ModelRecord after = before.add(new VersionEntry(number, key, signature, tags, notes))
                    .event(event(StoreEvent.PUBLISHED, number, "", List.of()));
            for (String alias : aliases) {
                after = after.promote(alias, number).event(event(StoreEvent.PROMOTED, number, alias, List.of()));
            }
            return after;
        });
        return describe(record, record.last());
    }

    /**
     * Copies a version from another store, such as one for tests to the one for production: the same files, manifest
     * and signature, under the next number of this model.
     *
     * @param version a version of a model with this name, of that store
     * @param from the store that has it
     * @return the new version; its {@link ModelVersion#id} is the same
     * @throws IllegalArgumentException if it is a version of a model with another name
     * @throws ModelIntegrityException if a file of it is damaged, or this store checks signatures and the version has
     *     no valid one
     * @throws StoreException if a store cannot be read or written
     */
    public ModelVersion copy(ModelVersion version, ModelStore from) {
        if (!version.model().equals(name)) {
            throw new IllegalArgumentException("expected a version of '" + name + "', found one of '" + version.model()
                    + "'; the name is part of the manifest, which a copy does not change");
        }
        StoredModel source = from.model(name);
        Manifest manifest = version.manifest();
        byte[] text = source.commits.objects().document(version.entry().manifest());
        SortedMap<String, byte[]> files = new TreeMap<>();
        manifest.files()
                .forEach((file, entry) ->
                        files.put(file, source.commits.objects().blob(entry, file)));
        manifest.attachments()
                .forEach((file, entry) ->
                        files.put(ATTACHED + file, source.commits.objects().blob(entry, file)));
        String signature = version.entry().signature();
        Signatures.require(new ModelVersion(version.entry(), manifest, List.of(), signatures.check(text, signature)));
        return add(
                text,
                signature,
                manifest,
                file -> files.getOrDefault(file, new byte[0]),
                version.tags().isEmpty() ? new TreeMap<>() : version.tags(),
                version.notes(),
                List.of());
    }

    /**
     * Returns all versions.
     *
     * @return the versions by increasing number, empty if the model does not exist
     * @throws ModelIntegrityException if a document of the store is damaged
     * @throws StoreException if the store cannot be read
     */
    public List<ModelVersion> versions() {
        return commits.read(head -> commits.find(head, name)
                .map(record -> record.numbers().stream()
                        .map(number -> describe(record, number))
                        .toList())
                .orElse(List.of()));
    }

    /**
     * Returns a version.
     *
     * @param number its number
     * @return the version
     * @throws ModelLoadException if there is no such version; the message names those that there are
     * @throws ModelIntegrityException if a document of the store is damaged
     * @throws StoreException if the store cannot be read
     */
    public ModelVersion version(int number) {
        return commits.read(head -> {
            ModelRecord record = record(head);
            if (record.version(number) == null) {
                throw new ModelLoadException("there is no version " + number + " of '" + name + "'; there are "
                        + (record.versions().isEmpty() ? "none" : record.numbers()));
            }
            return describe(record, number);
        });
    }

    /**
     * Returns the version that an alias names.
     *
     * @param alias the alias
     * @return the version, or empty if there is no such alias
     * @throws ModelIntegrityException if a document of the store is damaged
     * @throws StoreException if the store cannot be read
     */
    public Optional<ModelVersion> find(String alias) {
        return commits.read(head -> commits.find(head, name).flatMap(record -> {
            AliasEntry entry = record.aliases().get(alias);
            return entry == null ? Optional.empty() : Optional.of(describe(record, entry.version()));
        }));
    }

    /** {@return the number of the version that each alias names, by alias} */
    public SortedMap<String, Integer> aliases() {
        return commits.read(head -> {
            SortedMap<String, Integer> aliases = new TreeMap<>();
            commits.find(head, name).ifPresent(record -> record.aliases()
                    .forEach((alias, entry) -> aliases.put(alias, entry.version())));
            return aliases;
        });
    }

    /**
     * Loads the predictor of the version that an alias names.
     *
     * @param alias the alias, such as {@code "production"}
     * @return a new predictor; the caller closes it
     * @throws ModelLoadException if there is no such alias, with those that there are, or the predictor cannot be read
     * @throws ModelIntegrityException as {@link #load(ModelVersion)}
     * @throws StoreException if the store cannot be read
     */
    public Predictor load(String alias) {
        return commits.read(head -> {
            ModelRecord record = record(head);
            AliasEntry entry = record.aliases().get(alias);
            if (entry == null) {
                throw new ModelLoadException("no version of '" + name + "' has the alias '" + alias
                        + "'; there are the aliases " + record.aliases().keySet() + " and the versions "
                        + record.numbers());
            }
            return load(describe(record, entry.version()));
        });
    }

    /**
     * Loads the predictor of a version. The hash of each file is checked before it is parsed.
     *
     * @param version the version
     * @return a new predictor; the caller closes it
     * @throws ModelIntegrityException if a file is damaged or missing, or the store was opened with keys and none of
     *     them has signed the version
     * @throws ModelLoadException if the predictor cannot be read, for example because its format is unknown
     * @throws StoreException if the store cannot be read
     */
    public Predictor load(ModelVersion version) {
        Signatures.require(version);
        Manifest manifest = version.manifest();
        FileEntry hashes = manifest.files().get(PredictorDirectory.HASHES);
        String place = "version " + version.number() + " of " + name;
        if (hashes == null) {
            throw new ModelIntegrityException(place + " has no file " + PredictorDirectory.HASHES);
        }
        return PredictorDirectory.readFiles(
                place,
                hashes.sha256(),
                file -> {
                    FileEntry entry = manifest.files().get(file);
                    return entry == null ? null : commits.objects().blob(entry, file);
                },
                features);
    }

    /**
     * Returns an attached file.
     *
     * @param version the version
     * @param file the file's name
     * @return its bytes, whose hash was checked
     * @throws IllegalArgumentException if the version has no such file; the message names those that it has
     * @throws ModelIntegrityException if the file is damaged or missing, or the version is not signed as needed
     * @throws StoreException if the store cannot be read
     */
    public byte[] attachment(ModelVersion version, String file) {
        Signatures.require(version);
        FileEntry entry = version.manifest().attachments().get(file);
        if (entry == null) {
            throw new IllegalArgumentException("version " + version.number() + " of " + name
                    + " has no attachment '" + file + "'; it has "
                    + version.manifest().attachments().keySet());
        }
        return commits.objects().blob(entry, file).clone();
    }

    /**
     * Lets an alias name a version, and remembers the one that it named before for {@link #rollback}.
     *
     * @param alias the alias, such as {@code "production"}; created if necessary
     * @param number the version's number
     * @param reasons why, for the event
     * @return the version
     * @throws IllegalArgumentException if there is no such version, or the alias is malformed
     * @throws ModelIntegrityException if the store was opened with keys and none of them has signed the version
     * @throws StoreException if the store cannot be read or written; the alias is unchanged then
     */
    public ModelVersion promote(String alias, int number, String... reasons) {
        return changeAlias(Names.requireName("alias", alias), (head, before) -> {
            requirePromotable(before, number);
            return before.promote(alias, number).event(event(StoreEvent.PROMOTED, number, alias, List.of(reasons)));
        });
    }

    /**
     * Lets an alias name a version if it still names the one that the caller expects, so that a decision that was made
     * about one version does not undo what somebody else has done meanwhile.
     *
     * @param alias the alias
     * @param expected the number of the version that it names, or 0 if it does not exist
     * @param number the number of the version that it should name
     * @param reasons why, for the event
     * @return true if it does now, false if it names another version than expected and was left so
     * @throws IllegalArgumentException as {@link #promote}
     * @throws ModelIntegrityException as {@link #promote}
     * @throws StoreException as {@link #promote}
     */
    public boolean promoteIf(String alias, int expected, int number, String... reasons) {
        boolean[] done = new boolean[1];
        Names.requireName("alias", alias);
        commits.change(name, lease, (head, before) -> {
            AliasEntry present = before.aliases().get(alias);
            done[0] = (present == null ? 0 : present.version()) == expected;
            if (!done[0]) {
                return before;
            }
            requirePromotable(before, number);
            return before.promote(alias, number).event(event(StoreEvent.PROMOTED, number, alias, List.of(reasons)));
        });
        return done[0];
    }

    private void requirePromotable(ModelRecord record, int number) {
        if (record.version(number) == null) {
            throw new IllegalArgumentException("there is no version " + number + " of '" + name
                    + "' to promote; there are " + (record.versions().isEmpty() ? "none" : record.numbers()));
        }
        Signatures.require(describe(record, number));
    }

    /**
     * Lets an alias name the version that it named before the last promotion. Called again, it goes back further.
     *
     * @param alias the alias
     * @param reasons why, for the event
     * @return the version that it names now
     * @throws IllegalArgumentException if there is no such alias, or no earlier version is left
     * @throws StoreException if the store cannot be read or written; the alias is unchanged then
     */
    public ModelVersion rollback(String alias, String... reasons) {
        return changeAlias(alias, (head, before) -> {
            AliasEntry present = requireAlias(before, alias);
            if (present.previous().isEmpty()) {
                throw new IllegalArgumentException("'" + alias + "' of '" + name + "' names version "
                        + present.version() + " and named no other one before that is still there");
            }
            AliasEntry back = present.rollback();
            return before.alias(alias, back)
                    .event(event(StoreEvent.ROLLED_BACK, back.version(), alias, List.of(reasons)));
        });
    }

    /**
     * Removes an alias; the versions stay.
     *
     * @param alias the alias
     * @param reasons why, for the event
     * @throws IllegalArgumentException if there is no such alias
     * @throws StoreException if the store cannot be read or written
     */
    public void removeAlias(String alias, String... reasons) {
        commits.change(name, lease, (head, before) -> {
            AliasEntry present = requireAlias(before, alias);
            return before.alias(alias, null)
                    .event(event(StoreEvent.ALIAS_REMOVED, present.version(), alias, List.of(reasons)));
        });
    }

    private AliasEntry requireAlias(ModelRecord record, String alias) {
        AliasEntry present = record.aliases().get(alias);
        if (present == null) {
            throw new IllegalArgumentException("'" + name + "' has no alias '" + alias + "'; it has "
                    + record.aliases().keySet());
        }
        return present;
    }

    private ModelVersion changeAlias(String alias, Commits.RecordChange change) {
        ModelRecord record = commits.change(name, lease, change);
        AliasEntry entry = record.aliases().get(alias);
        if (entry == null) {
            throw new AssertionError("the alias was written");
        }
        return describe(record, entry.version());
    }

    /**
     * Sets or removes a tag of a version.
     *
     * @param number the version's number
     * @param tag the tag's name
     * @param value its value, or null to remove it
     * @throws IllegalArgumentException if there is no such version, or a text is malformed or too long
     * @throws StoreException if the store cannot be read or written
     */
    public void tag(int number, String tag, @Nullable String value) {
        Names.requireText("tag", tag);
        if (value != null) {
            Names.requireNote("value of the tag '" + tag + "'", value);
        }
        commits.change(
                name,
                lease,
                (head, before) -> before.replace(requireVersion(before, number).tag(tag, value)));
    }

    /**
     * Adds a note to a version.
     *
     * @param number the version's number
     * @param text the note, at most 10,000 characters
     * @throws IllegalArgumentException if there is no such version, or the note is longer
     * @throws StoreException if the store cannot be read or written
     */
    public void note(int number, String text) {
        Names.requireNote("note", text);
        commits.change(
                name,
                lease,
                (head, before) -> before.replace(requireVersion(before, number).note(text)));
    }

    private VersionEntry requireVersion(ModelRecord record, int number) {
        VersionEntry entry = record.version(number);
        if (entry == null) {
            throw new IllegalArgumentException("there is no version " + number + " of '" + name + "'; there are "
                    + (record.versions().isEmpty() ? "none" : record.numbers()));
        }
        return entry;
    }

    /**
     * Compares versions by their metrics.
     *
     * @param numbers the versions' numbers; all versions if there is none
     * @return the comparison
     * @throws ModelLoadException if there is no such version
     * @throws StoreException if the store cannot be read
     */
    public VersionComparison compare(int... numbers) {
        if (numbers.length == 0) {
            return new VersionComparison(versions());
        }
        List<ModelVersion> versions = new ArrayList<>();
        for (int number : numbers) {
            versions.add(version(number));
        }
        return new VersionComparison(versions);
    }

    /**
     * Returns a version and those that it goes back to by {@link ModelVersion#parent}.
     *
     * @param number the version's number
     * @return the version, its parent and so on, as far as the versions are still there
     * @throws ModelLoadException if there is no such version
     * @throws StoreException if the store cannot be read
     */
    public List<ModelVersion> lineage(int number) {
        List<ModelVersion> all = versions();
        List<ModelVersion> line = new ArrayList<>(List.of(version(number)));
        while (true) {
            Optional<String> parent = line.get(line.size() - 1).parent();
            Optional<ModelVersion> found = parent.flatMap(
                    id -> all.stream().filter(one -> one.id().equals(id)).findFirst());
            if (found.isEmpty() || line.contains(found.get())) {
                return List.copyOf(line);
            }
            line.add(found.get());
        }
    }

    /**
     * Finds the versions that a rule would remove. Nothing is removed.
     *
     * @param keep the rule
     * @return the plan
     * @throws StoreException if the store cannot be read
     */
    public RetentionPlan plan(Retention keep) {
        return commits.read(head -> {
            ModelRecord record = commits.find(head, name).orElseGet(() -> ModelRecord.empty(name));
            Set<Integer> kept = new TreeSet<>(keep.kept(record.numbers().stream()
                    .map(number -> describe(record, number))
                    .toList()));
            kept.addAll(aliased(record));
            Set<Integer> removed = new TreeSet<>(record.numbers());
            removed.removeAll(kept);
            return new RetentionPlan(
                    name, List.copyOf(removed), List.copyOf(kept), Sweep.bytesOf(commits, head, name, removed));
        });
    }

    /** The versions that aliases name, and those that they would be rolled back to. */
    private static Set<Integer> aliased(ModelRecord record) {
        Set<Integer> numbers = new TreeSet<>();
        record.aliases().values().forEach(alias -> {
            numbers.add(alias.version());
            if (!alias.previous().isEmpty()) {
                numbers.add(alias.previous().get(alias.previous().size() - 1));
            }
        });
        return numbers;
    }

    /**
     * Removes the versions of a plan, and then the files that nothing uses any more. Versions that an alias names by
     * now, or would be rolled back to, stay.
     *
     * @param plan the plan, of this model
     * @return the numbers of the versions that were removed
     * @throws IllegalArgumentException if the plan is of another model
     * @throws StoreException if the store cannot be read or written; if only a file could not be removed, the next
     *     clean-up does it
     */
    public List<Integer> remove(RetentionPlan plan) {
        if (!plan.model().equals(name)) {
            throw new IllegalArgumentException(
                    "expected a plan for '" + name + "', found one for '" + plan.model() + "'");
        }
        List<Integer> removed = new ArrayList<>();
        commits.change(name, lease, (head, before) -> {
            Set<Integer> numbers = new TreeSet<>(before.numbers());
            numbers.retainAll(plan.removed());
            numbers.removeAll(aliased(before));
            removed.clear();
            removed.addAll(numbers);
            ModelRecord after = numbers.isEmpty() ? before : before.remove(numbers);
            for (int number : numbers) {
                after = after.event(event(StoreEvent.REMOVED, number, "", List.of("retention")));
            }
            return after;
        });
        if (!removed.isEmpty()) {
            new Sweep(commits).run();
        }
        return List.copyOf(removed);
    }

    /**
     * Records an event of the caller's own, to be read back by {@link #events}.
     *
     * @param event the event
     * @throws StoreException if the store cannot be read or written
     */
    public void record(StoreEvent event) {
        commits.change(name, lease, (head, before) -> before.event(event));
    }

    /**
     * Returns all events of this model.
     *
     * @return the events in the order in which they were recorded
     * @throws StoreException if the store cannot be read
     */
    public List<StoreEvent> events() {
        return commits.read(head -> {
            List<EventEntry> all = new ArrayList<>();
            commits.find(head, name).ifPresent(record -> {
                record.segments()
                        .forEach(key -> all.addAll(commits.objects()
                                .document(key, EventSegment.class)
                                .events()));
                all.addAll(record.events());
            });
            return all.stream().map(EventEntry::event).toList();
        });
    }

    /**
     * Saves the snapshot of a session beside its model, in place of an earlier one with the same key, so that a process
     * that starts again continues where it was. Snapshots are removed with the last version of their model.
     *
     * @param version the version whose predictor opened the session
     * @param key the name of the session, such as the id of the series; any text
     * @param snapshot the bytes from {@code PredictionSession.snapshot}
     * @throws StoreException if the store cannot be written; the earlier snapshot is kept then
     */
    public void saveSnapshot(ModelVersion version, String key, byte[] snapshot) {
        new SnapshotSpace(commits.storage()).save(version.modelHash(), key, snapshot);
    }

    /**
     * Returns the snapshot of a session. {@code Predictor.restore} checks that it is undamaged and of its model.
     *
     * @param version the version whose predictor is to continue the session
     * @param key the name of the session
     * @return the bytes, or empty if none was saved for this model
     * @throws StoreException if the store cannot be read
     */
    public Optional<byte[]> snapshot(ModelVersion version, String key) {
        return new SnapshotSpace(commits.storage()).find(version.modelHash(), key);
    }

    /**
     * Removes the snapshot of a session, if there is one.
     *
     * @param version the version whose predictor opened the session
     * @param key the name of the session
     * @throws StoreException if the store cannot be written
     */
    public void removeSnapshot(ModelVersion version, String key) {
        new SnapshotSpace(commits.storage()).delete(version.modelHash(), key);
    }

    /** Reads all files of all versions and describes what is damaged. */
    List<String> damage(StoreHead head) {
        List<String> damage = new ArrayList<>();
        ModelRecord record = commits.find(head, name).orElseGet(() -> ModelRecord.empty(name));
        for (int number : record.numbers()) {
            String place = "version " + number + " of '" + name + "': ";
            try {
                ModelVersion version = describe(record, number);
                Signatures.require(version);
                Map<String, FileEntry> files = new TreeMap<>(version.manifest().attachments());
                files.putAll(version.manifest().files());
                files.forEach((file, entry) -> {
                    try {
                        commits.objects().blob(entry, file);
                    } catch (ModelIntegrityException e) {
                        damage.add(place + e.getMessage());
                    }
                });
            } catch (ModelIntegrityException e) {
                damage.add(place + e.getMessage());
            }
        }
        return damage;
    }

    private ModelRecord record(StoreHead head) {
        return commits.find(head, name)
                .orElseThrow(() -> new ModelLoadException("the store has no model '" + name + "'; it has "
                        + (head.models().isEmpty() ? "none" : head.models().keySet())));
    }

    private StoreEvent event(String kind, int version, String alias, List<String> reasons) {
        reasons.forEach(reason -> Names.requireNote("reason", reason));
        return new StoreEvent(Instant.ofEpochMilli(commits.clock().millis()), kind, version, alias, reasons, Map.of());
    }

    private ModelVersion describe(ModelRecord record, int number) {
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

    @Override
    public String toString() {
        return "model '" + name + "' in " + commits.storage();
    }
}
