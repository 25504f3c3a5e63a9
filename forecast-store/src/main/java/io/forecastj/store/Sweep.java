package io.forecastj.store;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Removes the objects that nothing refers to, while others read and write.
 *
 * <p>It first begins a new epoch: one change of the head, which lists the files in use. Whoever wrote objects before
 * that and has not committed them fails at the commit, since the head is another one, and writes them again under keys
 * of the new epoch. So an object of an earlier epoch that the head does not lead to at that moment can never be
 * referred to again, and is removed without haste: a clean-up that is interrupted or slow does no harm, and the next one
 * does the rest.
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

    /** What the head leads to: keys of documents, hashes of files, hashes of models. */
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
            // of the new epoch, so that this clean-up does not remove it
            String live = objects.putDocument(StoreJson.write(new LiveFiles(reached.files)), before.epoch() + 1);
            return before.nextEpoch(live);
        });
        return removeDocuments(kept[0], head.epoch()) + removeBlobs(kept[0], head.epoch()) + removeSnapshots(kept[0]);
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
            if (isEarlier(key, epoch) && !kept.documents.contains(key)) {
                storage.delete(key);
                removed++;
            }
        }
        return removed;
    }

    /** Removes files that are not in use, and of those in use all copies but the newest. */
    private int removeBlobs(Reached kept, long epoch) {
        List<String> keys = storage.list(ObjectSpace.BLOBS).stream()
                .filter(key -> isEarlier(key, epoch))
                .toList();
        Map<String, String> newest = new HashMap<>();
        keys.forEach(key -> newest.merge(
                ObjectSpace.hashOf(key), key, (a, b) -> ObjectSpace.epochOf(a) > ObjectSpace.epochOf(b) ? a : b));
        int removed = 0;
        for (String key : keys) {
            String hash = ObjectSpace.hashOf(key);
            if (!kept.files.contains(hash) || !key.equals(newest.get(hash))) {
                storage.delete(key);
                removed++;
            }
        }
        return removed;
    }

    private int removeSnapshots(Reached kept) {
        int removed = 0;
        for (String key : storage.list(SnapshotSpace.SNAPSHOTS)) {
            String model = SnapshotSpace.modelOf(key);
            if (Hashes.isHash(model) && !kept.models.contains(model)) {
                storage.delete(key);
                removed++;
            }
        }
        return removed;
    }

    /** Returns whether an object is of this store and of an epoch before the present one. */
    private static boolean isEarlier(String key, long epoch) {
        return !ObjectSpace.hashOf(key).isEmpty() && ObjectSpace.epochOf(key) < epoch;
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
