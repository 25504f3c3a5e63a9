package io.forecastj.store;

import io.forecastj.features.FeatureRegistry;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Models with their versions, kept in a directory or a database.
 *
 * <p>Immutable and thread-safe; holds no file or connection open, so it needs no closing. Any number of processes may
 * use a store at the same time: readers never wait, and of several writers one after the other succeeds.
 *
 * <pre>{@code
 * ModelStore store = ModelStore.open(Path.of("models"));
 * StoredModel sales = store.model("sales");
 *
 * ModelVersion first = sales.publish(predictor);
 * sales.promote("production", first.number());
 *
 * try (Predictor serving = sales.load("production")) {
 *     Forecast forecast = serving.predict(history);
 * }
 * }</pre>
 *
 * <p>Every file has its SHA-256 hash as its name, and so has every document that leads to it, up to one small object,
 * the head, which names the present state. Hashes are compared before anything is parsed. Hashes detect damage; to
 * detect forgery too, open the store with keys, see {@link Builder#trust}. {@code docs/store.md} has the layout and
 * what happens after each kind of failure.
 */
public final class ModelStore {
    private final Commits commits;
    private final Signatures signatures;
    private final FeatureRegistry features;

    private ModelStore(Commits commits, Signatures signatures, FeatureRegistry features) {
        this.commits = commits;
        this.signatures = signatures;
        this.features = features;
    }

    /**
     * Opens the store in a directory, and creates it if necessary.
     *
     * @param directory the directory, new, empty, or of a store
     * @return the store
     * @throws StoreException if it cannot be read or created, or has other files and no store
     * @throws io.forecastj.ModelLoadException if it is of an unknown version, with both numbers
     * @throws io.forecastj.ModelIntegrityException if its head is damaged or lost
     */
    public static ModelStore open(Path directory) {
        return builder(directory).open();
    }

    /**
     * Starts to open a store in a directory.
     *
     * @param directory the directory
     * @return a builder
     * @throws StoreException if the directory cannot be read or created, or has other files and no store
     */
    public static Builder builder(Path directory) {
        return builder(DirectoryStorage.at(directory));
    }

    /**
     * Starts to open a store in any storage.
     *
     * @param storage the storage, such as {@link JdbcStorage}
     * @return a builder
     */
    public static Builder builder(Storage storage) {
        return new Builder(storage);
    }

    /**
     * Returns a model by its name. It need not exist: its first version creates it.
     *
     * @param name the name: at most 100 letters, digits, dots, underscores and hyphens, a letter or digit first
     * @return the model
     * @throws IllegalArgumentException if the name is malformed
     */
    public StoredModel model(String name) {
        return new StoredModel(reader(Names.requireName("model", name)), null);
    }

    /**
     * Returns the names of all models.
     *
     * @return the names, sorted
     * @throws StoreException if the store cannot be read
     */
    public List<String> models() {
        return List.copyOf(commits.read().head().models().keySet());
    }

    /**
     * Takes a lease, unless somebody else has it.
     *
     * @param name what it is for, such as {@code "retrain sales"}; at most 200 characters
     * @param time how long it lasts unless it is renewed, from a millisecond to 10,000 days
     * @return the lease, which the caller closes; empty if somebody else has it
     * @throws IllegalArgumentException if the name is malformed, or the time too short or too long
     * @throws StoreException if the store cannot be read or written
     */
    public Optional<Lease> lease(String name, Duration time) {
        return commits.leases().take(Names.requireText("lease", name), time);
    }

    /**
     * Removes files that nothing refers to, such as those of publications that failed, and the documents of earlier
     * states: each change of a model leaves one. Others may read and write meanwhile. {@link
     * StoredModel#remove(RetentionPlan)} does this too; where nothing is removed, run this from time to time.
     *
     * @return the number of objects removed
     * @throws io.forecastj.ModelIntegrityException if a record or manifest is damaged, so that the files in use are not
     *     known; nothing is removed then
     * @throws StoreException if the store cannot be read or written; the next clean-up does the rest
     */
    public int clean() {
        return new Sweep(commits).run();
    }

    /**
     * Reads all files and documents of all models and compares the hashes, and the signatures if the store was opened
     * with keys. Snapshots of sessions are not read: {@link StoredModel#snapshot} checks them.
     *
     * @return what is damaged, missing or not signed as needed, in words, for each version, record and list; empty if
     *     all is well
     * @throws io.forecastj.ModelIntegrityException if the head is damaged, so that nothing else can be found
     * @throws StoreException if the store cannot be read
     */
    public List<String> verify() {
        return StoreCheck.run(commits, signatures);
    }

    private VersionReader reader(String name) {
        return new VersionReader(commits, signatures, features, name);
    }

    Commits commits() {
        return commits;
    }

    @Override
    public String toString() {
        return "model store in " + commits.storage();
    }

    /** Collects how to open a store. Not thread-safe. */
    public static final class Builder {
        private final Storage storage;
        private final List<PublicKey> trusted = new ArrayList<>();
        private @Nullable PrivateKey signer;
        private FeatureRegistry features = FeatureRegistry.standard();
        private Clock clock = Clock.systemUTC();

        private Builder(Storage storage) {
            this.storage = Objects.requireNonNull(storage, "storage");
        }

        /**
         * Signs every version that is published through this store.
         *
         * @param key an Ed25519 key, as {@code KeyPairGenerator.getInstance("Ed25519")} makes it
         * @return this builder
         * @throws IllegalArgumentException if it is a key of another kind
         */
        public Builder sign(PrivateKey key) {
            this.signer = Signatures.requireKey(key);
            return this;
        }

        /**
         * Refuses every version that none of the trusted keys has signed: to load it, to promote it, to copy it. A
         * signature covers the model's name, all files and attachments, the metrics and where it came from; not the
         * number, the aliases, tags and notes. So whoever can write to the store can choose among signed versions, but
         * not make one.
         *
         * @param key an Ed25519 key that is trusted; call it again for further ones
         * @return this builder
         * @throws IllegalArgumentException if it is a key of another kind
         */
        public Builder trust(PublicKey key) {
            trusted.add(Signatures.requireKey(key));
            return this;
        }

        /**
         * Sets the kinds of features that loaded predictors may use; those of this library unless set.
         *
         * @param registry the kinds
         * @return this builder
         */
        public Builder features(FeatureRegistry registry) {
            this.features = Objects.requireNonNull(registry, "registry");
            return this;
        }

        /**
         * Sets the clock of publications, events and leases; the system's unless set.
         *
         * @param clock the clock
         * @return this builder
         */
        public Builder clock(Clock clock) {
            this.clock = Objects.requireNonNull(clock, "clock");
            return this;
        }

        /**
         * Opens the store, and creates it if necessary.
         *
         * @return the store
         * @throws StoreException if the storage cannot be read or written
         * @throws io.forecastj.ModelLoadException if it is of an unknown version, with both numbers
         * @throws io.forecastj.ModelIntegrityException if its head is damaged or lost
         */
        public ModelStore open() {
            Commits commits = new Commits(storage, new ObjectSpace(storage), clock);
            commits.open();
            return new ModelStore(commits, new Signatures(signer, List.copyOf(trusted)), features);
        }
    }
}
