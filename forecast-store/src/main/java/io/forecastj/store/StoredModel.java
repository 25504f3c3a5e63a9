package io.forecastj.store;

import io.forecastj.ModelIntegrityException;
import io.forecastj.ModelLoadException;
import io.forecastj.Predictor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A named model in a {@link ModelStore}: its versions, and the aliases that name one of them each.
 *
 * <p>Immutable and thread-safe; holds no file open. Other processes may use the same model at the same time. Each
 * method that changes something does so in one step: after a failure in the middle, of the process or the machine, the
 * model is as it was before or after. If a method throws, nothing has changed, with one exception: if the last write
 * itself fails (a lost connection to a database, for example), nobody knows whether it took effect; read {@link
 * #versions} then.
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
    private final VersionReader reader;
    private final Commits commits;
    private final String name;
    private final @Nullable Lease lease;

    StoredModel(VersionReader reader, @Nullable Lease lease) {
        this.reader = reader;
        this.commits = reader.commits();
        this.name = reader.name();
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
        return new StoredModel(reader, held);
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
        return add(Publisher.of(reader, predictor, publication));
    }

    private ModelVersion add(Publisher publisher) {
        if (publisher.promotes()) {
            publisher.requireTrusted(reader.signatures());
        }
        ModelRecord record = change((head, before) -> publisher.add(commits, head, before));
        // from what is at hand: reading could fail, although the version is published
        return publisher.describe(record, reader.signatures());
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
        Publisher publisher = Publisher.copyOf(version, from.commits());
        publisher.requireTrusted(reader.signatures());
        return add(publisher);
    }

    /**
     * Returns all versions.
     *
     * @return the versions by increasing number, empty if the model does not exist
     * @throws ModelIntegrityException if a document of the store is damaged
     * @throws StoreException if the store cannot be read
     */
    public List<ModelVersion> versions() {
        return commits.read(
                head -> commits.find(head, name).map(reader::describeAll).orElse(List.of()));
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
        return commits.read(head -> requireListed(reader.record(head), number));
    }

    private ModelVersion requireListed(ModelRecord record, int number) {
        if (record.version(number) == null) {
            throw new ModelLoadException("there is no version " + number + " of '" + name + "'; there are "
                    + (record.versions().isEmpty() ? "none" : record.numbers()));
        }
        return reader.describe(record, number);
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
        return commits.read(head -> commits.find(head, name).flatMap(record -> reader.find(record, alias)));
    }

    /**
     * Returns the aliases.
     *
     * @return the number of the version that each alias names, by alias; empty if the model does not exist
     * @throws ModelIntegrityException if a document of the store is damaged
     * @throws StoreException if the store cannot be read
     */
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
            ModelRecord record = reader.record(head);
            ModelVersion version = reader.find(record, alias)
                    .orElseThrow(() -> new ModelLoadException("no version of '" + name + "' has the alias '" + alias
                            + "'; there are the aliases " + record.aliases().keySet() + " and the versions "
                            + record.numbers()));
            return reader.load(version);
        });
    }

    /**
     * Loads the predictor of a version. The hash of each file is checked before it is parsed. Which keys must have
     * signed it is decided by this store, whichever store the description was read from.
     *
     * @param version the version
     * @return a new predictor; the caller closes it
     * @throws IllegalArgumentException if it is a version of a model with another name
     * @throws ModelIntegrityException if a file is damaged or missing, or the store was opened with keys and none of
     *     them has signed the version
     * @throws ModelLoadException if this model does not have the version, for example because retention has removed
     *     it, or the predictor cannot be read, for example because its format is unknown
     * @throws StoreException if the store cannot be read
     */
    public Predictor load(ModelVersion version) {
        return commits.read(head -> reader.load(reader.present(head, version)));
    }

    /**
     * Returns an attached file.
     *
     * @param version the version
     * @param file the file's name
     * @return its bytes, a new array, whose hash was checked
     * @throws IllegalArgumentException if it is a version of a model with another name, or has no such file; the
     *     message names those that it has
     * @throws ModelLoadException if this model does not have the version
     * @throws ModelIntegrityException if the file is damaged or missing, or the version is not signed as needed
     * @throws StoreException if the store cannot be read
     */
    public byte[] attachment(ModelVersion version, String file) {
        return commits.read(head -> {
            ModelVersion present = reader.present(head, version);
            Signatures.require(present);
            Map<String, FileEntry> attachments = present.manifest().attachments();
            FileEntry entry = attachments.get(file);
            if (entry == null) {
                throw new IllegalArgumentException("version " + version.number() + " of '" + name
                        + "' has no attachment '" + file + "'; it has " + attachments.keySet());
            }
            return commits.objects().blob(entry, file);
        });
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
        Names.requireName("alias", alias);
        return named(alias, (head, before) -> promoted(before, alias, number, reasons));
    }

    /**
     * Lets an alias name a version if it still names the one that the caller expects, so that a decision that was made
     * about one version does not undo what somebody else has done meanwhile.
     *
     * @param alias the alias
     * @param expected the number of the version that it should name before, or empty if it should not exist
     * @param number the number of the version that it should name
     * @param reasons why, for the event
     * @return true if it does now, false if it names another version than expected and was left so
     * @throws IllegalArgumentException as {@link #promote}
     * @throws ModelIntegrityException as {@link #promote}
     * @throws StoreException as {@link #promote}
     */
    public boolean promoteIf(String alias, OptionalInt expected, int number, String... reasons) {
        boolean[] done = new boolean[1];
        Names.requireName("alias", alias);
        change((head, before) -> {
            AliasEntry present = before.aliases().get(alias);
            OptionalInt named = present == null ? OptionalInt.empty() : OptionalInt.of(present.version());
            done[0] = named.equals(expected);
            return done[0] ? promoted(before, alias, number, reasons) : before;
        });
        return done[0];
    }

    private ModelRecord promoted(ModelRecord before, String alias, int number, String... reasons) {
        requireVersion(before, number);
        Signatures.require(reader.describe(before, number));
        return before.promote(alias, number).event(commits.event(StoreEvent.PROMOTED, number, alias, reasons));
    }

    /**
     * Lets an alias name the version that it named before the last promotion. Called again, it goes back further.
     *
     * @param alias the alias
     * @param reasons why, for the event
     * @return the version that it names now
     * @throws IllegalArgumentException if there is no such alias, or no earlier version is left
     * @throws ModelIntegrityException if the store was opened with keys and none of them has signed that version
     * @throws StoreException if the store cannot be read or written; the alias is unchanged then
     */
    public ModelVersion rollback(String alias, String... reasons) {
        return named(alias, (head, before) -> {
            AliasEntry present = requireAlias(before, alias);
            if (present.previous().isEmpty()) {
                throw new IllegalArgumentException("'" + alias + "' of '" + name + "' names version "
                        + present.version() + " and named no other one before that is still there");
            }
            AliasEntry back = present.rollback();
            Signatures.require(reader.describe(before, back.version()));
            return before.alias(alias, back)
                    .event(commits.event(StoreEvent.ROLLED_BACK, back.version(), alias, reasons));
        });
    }

    /** Makes a change and returns the version that an alias names then. */
    private ModelVersion named(String alias, Commits.RecordChange change) {
        ModelVersion[] named = new ModelVersion[1];
        change((head, before) -> {
            ModelRecord after = change.apply(head, before);
            // read before the change is made: if reading fails, nothing has changed
            named[0] = reader.describe(after, requireAlias(after, alias).version());
            return after;
        });
        return named[0];
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
        change((head, before) -> {
            AliasEntry present = requireAlias(before, alias);
            return before.alias(alias, null)
                    .event(commits.event(StoreEvent.ALIAS_REMOVED, present.version(), alias, reasons));
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
     * @param numbers the versions' numbers, in any order; all versions if none is given
     * @return the comparison
     * @throws ModelLoadException if there is no such version
     * @throws ModelIntegrityException if a document of the store is damaged
     * @throws StoreException if the store cannot be read
     */
    public VersionComparison compare(int... numbers) {
        if (numbers.length == 0) {
            return new VersionComparison(versions());
        }
        return commits.read(head -> {
            ModelRecord record = reader.record(head);
            return new VersionComparison(IntStream.of(numbers)
                    .sorted()
                    .distinct()
                    .mapToObj(number -> requireListed(record, number))
                    .toList());
        });
    }

    /**
     * Returns a version and those that it goes back to by {@link ModelVersion#parent}.
     *
     * @param number the version's number
     * @return the version, its parent and so on, as far as the versions are still there
     * @throws ModelLoadException if there is no such version
     * @throws ModelIntegrityException if a document of the store is damaged
     * @throws StoreException if the store cannot be read
     */
    public List<ModelVersion> lineage(int number) {
        return commits.read(head -> {
            ModelRecord record = reader.record(head);
            Map<String, Integer> numbers = new HashMap<>();
            record.versions().forEach(one -> numbers.putIfAbsent(ObjectSpace.hashOf(one.manifest()), one.number()));
            Map<Integer, ModelVersion> line = new LinkedHashMap<>();
            Integer next = number;
            while (next != null && !line.containsKey(next)) { // a copy may have been published before its parent
                ModelVersion version = requireListed(record, next);
                line.put(next, version);
                next = version.parent().map(numbers::get).orElse(null);
            }
            return List.copyOf(line.values());
        });
    }

    /**
     * Finds the versions that a rule would remove. Nothing is removed.
     *
     * @param keep the rule
     * @return the plan
     * @throws ModelIntegrityException if a record or manifest of any model in the store is damaged
     * @throws StoreException if the store cannot be read
     */
    public RetentionPlan plan(Retention keep) {
        return commits.read(head -> keep.plan(reader, head));
    }

    /**
     * Removes the versions of a plan, and then the files that nothing uses any more, as {@link ModelStore#clean} does.
     * Versions that an alias names by now, or would be rolled back to, stay.
     *
     * @param plan the plan, of this model
     * @return the numbers of the versions that were removed
     * @throws IllegalArgumentException if the plan is of another model
     * @throws ModelIntegrityException if a manifest in the store is damaged by now: the versions are gone, but their
     *     files stay until a clean-up after that is mended
     * @throws StoreException if the store cannot be read or written; if only a file could not be removed, the versions
     *     are gone and the next clean-up removes the file
     */
    public List<Integer> remove(RetentionPlan plan) {
        if (!plan.model().equals(name)) {
            throw new IllegalArgumentException(
                    "expected a plan for '" + name + "', found one for '" + plan.model() + "'");
        }
        List<Integer> removed = new ArrayList<>();
        change((head, before) -> {
            Set<Integer> numbers = new TreeSet<>(before.numbers());
            numbers.retainAll(plan.removed());
            numbers.removeAll(before.protectedVersions());
            removed.clear();
            removed.addAll(numbers);
            ModelRecord after = numbers.isEmpty() ? before : before.remove(numbers);
            for (int number : numbers) {
                after = after.event(commits.event(StoreEvent.REMOVED, number, "", "retention"));
            }
            return after;
        });
        if (!removed.isEmpty()) {
            new Sweep(commits).run();
        }
        return List.copyOf(removed);
    }

    /**
     * Removes one version, whatever retention would keep, and then the files that nothing uses any more. Unlike {@link
     * #plan}, this needs no intact description of the version, so it also removes one whose manifest is damaged.
     *
     * @param number the version's number, which is not used again
     * @param reasons why, for the event
     * @throws IllegalArgumentException if there is no such version, or an alias names it; one that would be rolled back
     *     to it forgets it
     * @throws ModelIntegrityException if the manifest of another version in the store is damaged: the version is gone,
     *     but its files stay until a clean-up after that is mended
     * @throws StoreException if the store cannot be read or written; if only a file could not be removed, the version
     *     is gone and the next clean-up removes the file
     */
    public void remove(int number, String... reasons) {
        change((head, before) -> {
            requireVersion(before, number);
            List<String> named = before.aliasesOf(number);
            if (!named.isEmpty()) {
                throw new IllegalArgumentException("version " + number + " of '" + name + "' cannot be removed while "
                        + named + " name it; promote another version, or remove the alias");
            }
            return before.remove(Set.of(number)).event(commits.event(StoreEvent.REMOVED, number, "", reasons));
        });
        new Sweep(commits).run();
    }

    /**
     * Records an event of the caller's own, to be read back by {@link #events}. The model may have no version yet.
     *
     * @param event the event
     * @throws StoreException if the store cannot be read or written
     */
    public void record(StoreEvent event) {
        change((head, before) -> before.event(event));
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
     * @throws StoreException if the store cannot be read or written; the earlier snapshot or this one is kept then
     */
    public void saveSnapshot(ModelVersion version, String key, byte[] snapshot) {
        new SnapshotSpace(commits).save(version.modelHash(), key, snapshot);
    }

    /**
     * Returns the snapshot of a session, as it was saved under this key. {@code Predictor.restore} checks that it is of
     * its model.
     *
     * @param version the version whose predictor is to continue the session
     * @param key the name of the session
     * @return the bytes, or empty if none was saved for this model
     * @throws io.forecastj.SnapshotException if it is damaged; open the session from history then
     * @throws StoreException if the store cannot be read
     */
    public Optional<byte[]> snapshot(ModelVersion version, String key) {
        return new SnapshotSpace(commits).find(version.modelHash(), key);
    }

    /**
     * Removes the snapshot of a session, if there is one.
     *
     * @param version the version whose predictor opened the session
     * @param key the name of the session
     * @throws StoreException if the store cannot be written
     */
    public void removeSnapshot(ModelVersion version, String key) {
        new SnapshotSpace(commits).delete(version.modelHash(), key);
    }

    private ModelRecord change(Commits.RecordChange change) {
        return commits.change(name, lease, change);
    }

    @Override
    public String toString() {
        return "model '" + name + "' in " + commits.storage();
    }
}
