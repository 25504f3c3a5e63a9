package io.forecastj.store;

import io.forecastj.ModelIntegrityException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Changes a store: reads the head, writes what is new, and replaces the head if nobody else has done so meanwhile;
 * otherwise it begins again. So a change happens whole or not at all, in one step, and after a failure of the process
 * or the machine the store is as it was before or after.
 *
 * <p>Thread-safe; of several processes too.
 */
final class Commits {
    static final String HEAD = "head";

    /** The time for which a change is tried while others keep changing the store. */
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(60);

    private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final int EVENTS_IN_RECORD = 64;

    private final Storage storage;
    private final ObjectSpace objects;
    private final ReentrantLock turns = new ReentrantLock(true);
    private final Clock clock;

    /** The head that was read last: parsed again only if its bytes are others. */
    private volatile @Nullable Read latest;

    Commits(Storage storage, ObjectSpace objects, Clock clock) {
        this.storage = storage;
        this.objects = objects;
        this.clock = clock;
    }

    /**
     * The head as it was read.
     *
     * @param head the head
     * @param stored its content and tag
     */
    record Read(StoreHead head, StoredObject stored) {}

    Storage storage() {
        return storage;
    }

    ObjectSpace objects() {
        return objects;
    }

    Clock clock() {
        return clock;
    }

    Leases leases() {
        return new Leases(this);
    }

    /** Makes the head of a new store, or checks that of an old one. */
    void open() {
        // whoever writes an object has read the head before, so where objects are there must be a head
        if (storage.get(HEAD).isEmpty()
                && storage.list(ObjectSpace.DOCUMENTS).isEmpty()
                && storage.list(ObjectSpace.BLOBS).isEmpty()) {
            storage.putIfAbsent(HEAD, HeadText.write(StoreHead.empty()));
        }
        read();
    }

    /**
     * Reads what the present head leads to; again if a clean-up meanwhile removes what it led to.
     */
    <T> T read(Function<StoreHead, T> reader) {
        while (true) {
            Read read = read();
            try {
                return reader.apply(read.head());
            } catch (MissingObjectException e) {
                requireLaterEpoch(read.head(), e);
            }
        }
    }

    /** Returns whether no clean-up has begun since a head was read. */
    boolean isPresentEpoch(StoreHead head) {
        return read().head().epoch() == head.epoch();
    }

    /**
     * Throws if an object is missing by damage: what a head leads to is removed only after the next epoch has begun.
     */
    private void requireLaterEpoch(StoreHead head, MissingObjectException missing) {
        if (isPresentEpoch(head)) {
            throw missing;
        }
    }

    /** Reads the head. */
    Read read() {
        StoredObject stored = storage.get(HEAD)
                .orElseThrow(() -> new ModelIntegrityException(
                        "the store in " + storage + " has lost its head, the object 'head'. Restore it from a backup"));
        Read known = latest;
        StoreHead head = known != null && Arrays.equals(known.stored().content(), stored.content())
                ? known.head()
                : HeadText.read(stored.content());
        Read read = new Read(head, stored);
        latest = read;
        return read;
    }

    /** Changes the head; the change is computed again if another one comes first. */
    StoreHead change(UnaryOperator<StoreHead> change) {
        // threads of one process take turns, or they would make each other begin again
        turns.lock();
        try {
            return changeInTurn(change);
        } finally {
            turns.unlock();
        }
    }

    private StoreHead changeInTurn(UnaryOperator<StoreHead> change) {
        long start = System.nanoTime();
        while (true) {
            Read read = read();
            try {
                StoreHead next = change.apply(read.head());
                if (next == read.head() || storage.replace(HEAD, read.stored().tag(), HeadText.write(next))) {
                    return next;
                }
            } catch (MissingObjectException e) {
                requireLaterEpoch(read.head(), e);
            }
            if (System.nanoTime() - start > LONGEST_NANOS) {
                throw new StoreException("the store in " + storage + " was changed by others all the time for "
                        + TimeUnit.NANOSECONDS.toSeconds(LONGEST_NANOS) + " s; try again");
            }
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE_NANOS));
        }
    }

    /** Changes the record of a model; see {@link RecordChange}. */
    ModelRecord change(String model, @Nullable Lease lease, RecordChange change) {
        ModelRecord[] written = new ModelRecord[1];
        change(head -> {
            if (lease != null) {
                leases().require(head, lease);
            }
            ModelRecord before = find(head, model).orElseGet(() -> newRecord(head, model));
            ModelRecord after = change.apply(head, before);
            written[0] = after;
            return after == before
                    ? head
                    : head.model(model, objects.putDocument(compact(after, head.epoch()), head.epoch()));
        });
        return written[0];
    }

    /** Makes an event of this moment. */
    StoreEvent event(String kind, int version, String alias, String... reasons) {
        for (String reason : reasons) {
            Names.requireNote("reason", reason);
        }
        return new StoreEvent(Instant.ofEpochMilli(clock.millis()), kind, version, alias, List.of(reasons), Map.of());
    }

    /** A change of a model's record, computed from the present head. It may run several times. */
    @FunctionalInterface
    interface RecordChange {
        ModelRecord apply(StoreHead head, ModelRecord record);
    }

    /** Moves the newest events into a document when there are many. */
    private ModelRecord compact(ModelRecord record, long epoch) {
        return record.events().size() < EVENTS_IN_RECORD
                ? record
                : record.segment(objects.putDocument(new EventSegment(record.events()), epoch));
    }

    private static ModelRecord newRecord(StoreHead head, String model) {
        for (String other : head.models().keySet()) {
            if (other.toLowerCase(Locale.ROOT).equals(model.toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException("the store has a model '" + other
                        + "'; another one cannot be named '" + model + "', which differs in capital letters only");
            }
        }
        return ModelRecord.empty(model);
    }

    Optional<ModelRecord> find(StoreHead head, String model) {
        String key = head.models().get(model);
        return key == null ? Optional.empty() : Optional.of(objects.document(key, ModelRecord.class));
    }

    /** The hashes of the files that the latest clean-up kept; none if the list is damaged, so that all are written. */
    Set<String> live(StoreHead head) {
        String key = head.live();
        try {
            return key == null
                    ? Set.of()
                    : objects.document(key, LiveFiles.class).hashes();
        } catch (ModelIntegrityException e) {
            return Set.of();
        }
    }
}
