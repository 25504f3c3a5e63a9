package io.forecastj.store;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Removes the objects that nothing refers to, while others read and write.
 *
 * <p>It first begins a new epoch: one change of the head, which also lists the files in use. After that it removes
 * objects of earlier epochs only, and only what the head did not lead to at that change. This is safe, however slow it
 * is and however many clean-ups run at once:
 *
 * <ul>
 *   <li>Whoever wrote objects before the change and has not committed them fails at the commit, since the head is
 *       another one. The change is computed again and writes under keys of the new epoch.
 *   <li>Documents are referred to by key, with the epoch in it. A new reference to one is made only by the change that
 *       wrote it, so none is made to a document of an earlier epoch later.
 *   <li>Files are referred to by hash, in whichever copy. If a hash was not in use at the change and is again later,
 *       the first publication after the change did not find it in the list of the head and has written a copy under the
 *       new epoch or a later one, which this clean-up does not touch. If it was in use, the newest copy of the earlier
 *       epochs stays. Another clean-up removes that one only for a newer copy, or because the hash was not in use at
 *       its own change; then the case before applies to it.
 *   <li>The list is of the epoch that ends, and in use as long as the head names it, so the next clean-up removes it.
 *       One that was written by a clean-up that failed before the change goes with the rest.
 *   <li>Snapshots are not committed; {@link SnapshotSpace} says why they stay.
 * </ul>
 *
 * So a clean-up that is interrupted does no harm, and the next one does the rest. A damaged copy of a file counts as
 * none: as long as the newest copy is damaged, the older ones stay.
 */
final class Sweep {
    private final Commits commits;
    private final Storage storage;
    private final ObjectSpace objects;

    Sweep(Commits commits) {
        this.commits = commits;
        this.storage = commits.storage();
        this.objects = commits.objects();
    }

    /** Everything that the head leads to: keys of documents, hashes of files, hashes of models. */
    private static final class Reached {
        final Set<String> documents = new HashSet<>();
        final TreeSet<String> files = new TreeSet<>();
        final Set<String> models = new HashSet<>();
    }

    /** Removes what nothing refers to and returns the number of objects removed. */
    int run() {
        Reached[] kept = new Reached[1];
        StoreHead head = commits.change(before -> {
            Reached reached = reached(before);
            kept[0] = reached;
            String live = objects.putDocument(new LiveFiles(reached.files), before.epoch());
            reached.documents.add(live);
            return before.nextEpoch(live);
        });
        return removeDocuments(kept[0], head.epoch())
                + removeBlobs(kept[0], head.epoch())
                + removeSnapshots(kept[0], head.epoch());
    }

    private Reached reached(StoreHead head) {
        Reached reached = new Reached();
        for (String key : head.models().values()) {
            reached.documents.add(key);
            ModelRecord record = objects.document(key, ModelRecord.class);
            reached.documents.addAll(record.segments());
            for (VersionEntry version : record.versions()) {
                reached.documents.add(version.manifest());
                Manifest manifest = objects.document(version.manifest(), Manifest.class);
                reached.models.add(manifest.modelHash());
                manifest.allFiles().forEach(file -> reached.files.add(file.sha256()));
            }
        }
        return reached;
    }

    private int removeDocuments(Reached kept, long epoch) {
        int removed = 0;
        for (String key : storage.list(ObjectSpace.DOCUMENTS)) {
            if (isEarlier(key, epoch) && !ObjectSpace.hashOf(key).isEmpty() && !kept.documents.contains(key)) {
                storage.delete(key);
                removed++;
            }
        }
        return removed;
    }

    /** Removes files that are not in use, and of those in use all copies but the newest, unless that is damaged. */
    private int removeBlobs(Reached kept, long epoch) {
        int removed = 0;
        for (List<String> copies : copies(ObjectSpace.BLOBS, epoch)) {
            String newest = copies.get(copies.size() - 1);
            String hash = ObjectSpace.hashOf(newest);
            if (!kept.files.contains(hash)) {
                removed += hash.isEmpty() ? 0 : removeAll(copies);
            } else if (copies.size() > 1 && objects.isWhole(newest)) {
                removed += removeAll(copies.subList(0, copies.size() - 1));
            }
        }
        return removed;
    }

    /** Removes snapshots of models that are not in use, and all but the newest of each other one. */
    private int removeSnapshots(Reached kept, long epoch) {
        int removed = 0;
        for (List<String> copies : copies(SnapshotSpace.SNAPSHOTS, epoch)) {
            String model = SnapshotSpace.modelOf(copies.get(0));
            if (Hashes.isHash(model)) { // or it is a file of somebody else
                boolean used = kept.models.contains(model);
                removed += removeAll(used ? copies.subList(0, copies.size() - 1) : copies);
            }
        }
        return removed;
    }

    private int removeAll(List<String> keys) {
        keys.forEach(storage::delete);
        return keys.size();
    }

    /** Returns the keys of epochs before the present one: for each object its copies, that of the latest epoch last. */
    private Collection<List<String>> copies(String space, long epoch) {
        return storage.list(space).stream()
                .filter(key -> isEarlier(key, epoch))
                .sorted(Comparator.comparingLong(ObjectSpace::epochOf))
                .collect(Collectors.groupingBy(
                        key -> key.substring(0, key.lastIndexOf('.')), TreeMap::new, Collectors.toList()))
                .values();
    }

    /** Returns whether an object is of an epoch before the present one; others may be of anybody. */
    private static boolean isEarlier(String key, long epoch) {
        long of = ObjectSpace.epochOf(key);
        return of >= 0 && of < epoch;
    }

    /** Returns the total size of the files that only the given versions of a model use. */
    static long bytesOf(Commits commits, StoreHead head, String model, Set<Integer> removed) {
        Map<String, Long> freed = new HashMap<>();
        Set<String> used = new HashSet<>();
        for (Map.Entry<String, String> one : head.models().entrySet()) {
            ModelRecord record = commits.objects().document(one.getValue(), ModelRecord.class);
            for (VersionEntry version : record.versions()) {
                Manifest manifest = commits.objects().document(version.manifest(), Manifest.class);
                boolean goes = one.getKey().equals(model) && removed.contains(version.number());
                for (FileEntry file : manifest.allFiles()) {
                    if (goes) {
                        freed.put(file.sha256(), file.bytes());
                    } else {
                        used.add(file.sha256());
                    }
                }
            }
        }
        freed.keySet().removeAll(used);
        return freed.values().stream().mapToLong(Long::longValue).sum();
    }
}
