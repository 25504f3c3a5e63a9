package io.forecastj.store;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Files and folders in memory, as programs see them and as they are durable. Contents become durable by the sync of
 * the file, entries of a folder by the sync of the folder; until then each may be durable already or not.
 *
 * <p>Not thread-safe.
 */
final class SimulatedDisk {
    /** What a failure leaves of entries and contents that were not durable. */
    enum Survival {
        /** Neither. */
        NONE,
        /** Both. */
        ALL,
        /** All entries, no contents: files are empty. */
        ENTRIES,
        /** The first changes of entries, torn contents. */
        TORN_PREFIX,
        /** The first changes of each folder, torn contents. */
        TORN_FOLDERS
    }

    private static final int FOLDER = -1;

    /** A change of one entry: the path names the file (or nothing, if null) from now on; a move frees another path. */
    private record Change(
            String path, @Nullable Integer file, @Nullable String freed) {
        boolean isIn(String folder) {
            return parent(path).equals(folder) || freed != null && parent(freed).equals(folder);
        }
    }

    private final TreeMap<String, Integer> entries = new TreeMap<>();
    private final TreeMap<String, Integer> durableEntries = new TreeMap<>();
    private final Map<Integer, byte[]> contents = new HashMap<>();
    private final Map<Integer, byte[]> durableContents = new HashMap<>();
    private final List<Change> pending = new ArrayList<>();
    private int files;

    /** Creates a disk with one folder and those above it. */
    SimulatedDisk(String folder) {
        for (String path = folder; !path.isEmpty(); path = parent(path)) {
            entries.put(path, FOLDER);
            durableEntries.put(path, FOLDER);
        }
    }

    private SimulatedDisk() {}

    SimulatedDisk copy() {
        SimulatedDisk copy = new SimulatedDisk();
        copy.entries.putAll(entries);
        copy.durableEntries.putAll(durableEntries);
        // arrays are replaced, never changed
        copy.contents.putAll(contents);
        copy.durableContents.putAll(durableContents);
        copy.pending.addAll(pending);
        copy.files = files;
        return copy;
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(0, Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'))));
    }

    FileLayer.FileKind kind(String path) {
        Integer file = entries.get(path);
        return file == null
                ? FileLayer.FileKind.ABSENT
                : file == FOLDER ? FileLayer.FileKind.FOLDER : FileLayer.FileKind.FILE;
    }

    List<String> names(String folder) {
        return entries.keySet().stream()
                .filter(path -> parent(path).equals(folder))
                .map(path -> path.substring(folder.length() + 1))
                .toList();
    }

    /** Returns the paths of all files. */
    List<String> paths() {
        return entries.entrySet().stream()
                .filter(entry -> entry.getValue() != FOLDER)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Returns what programs see: the contents by path, none for folders. */
    Map<String, Optional<ByteBuffer>> state() {
        Map<String, Optional<ByteBuffer>> state = new HashMap<>();
        entries.forEach((path, file) ->
                state.put(path, file == FOLDER ? Optional.empty() : Optional.of(ByteBuffer.wrap(contents.get(file)))));
        return state;
    }

    byte @Nullable [] content(String path) {
        return contents.get(entries.get(path));
    }

    void createFolder(String path) {
        change(new Change(path, FOLDER, null));
    }

    int create(String path) {
        int file = ++files;
        contents.put(file, new byte[0]);
        change(new Change(path, file, null));
        return file;
    }

    void append(int file, byte[] more) {
        byte[] before = contents.get(file);
        byte[] after = Arrays.copyOf(before, before.length + more.length);
        System.arraycopy(more, 0, after, before.length, more.length);
        contents.put(file, after);
    }

    void overwrite(String path, byte[] content) {
        contents.put(entries.get(path), content);
    }

    void sync(int file) {
        durableContents.put(file, contents.get(file));
    }

    void syncContent(String path) {
        sync(entries.get(path));
    }

    void move(String from, String to) {
        change(new Change(to, entries.get(from), from));
    }

    void delete(String path) {
        change(new Change(path, null, null));
    }

    private void change(Change change) {
        apply(change, entries);
        pending.add(change);
    }

    private static void apply(Change change, Map<String, Integer> entries) {
        if (change.file() == null) {
            entries.remove(change.path());
        } else {
            entries.put(change.path(), change.file());
        }
        if (change.freed() != null) {
            entries.remove(change.freed());
        }
    }

    void syncFolder(String folder) {
        List<Change> left = new ArrayList<>();
        for (Change change : pending) {
            if (change.isIn(folder)) {
                apply(change, durableEntries);
                // a file that has moved is not in its first place, whether that became durable or not
                left.removeIf(earlier -> earlier.path().equals(change.freed()));
            } else {
                left.add(change);
            }
        }
        pending.clear();
        pending.addAll(left);
    }

    /** Makes everything durable. */
    void settle() {
        durableEntries.clear();
        durableEntries.putAll(entries);
        durableContents.putAll(contents);
        pending.clear();
    }

    /** Returns the disk that a failure of the machine leaves, all of it durable. */
    SimulatedDisk afterFailure(Survival survival, Random random) {
        SimulatedDisk left = new SimulatedDisk();
        left.files = files;
        left.entries.putAll(durableEntries);
        survivors(survival, random).forEach(change -> apply(change, left.entries));
        // what is in a folder that is lost is lost
        left.entries.keySet().removeIf(path -> !isReachable(path, left.entries));
        for (int file : left.entries.values()) {
            if (file != FOLDER) {
                left.contents.put(file, survivor(file, survival, random));
            }
        }
        left.settle();
        return left;
    }

    private static boolean isReachable(String path, Map<String, Integer> entries) {
        for (String above = parent(path); !above.isEmpty(); above = parent(above)) {
            if (!entries.containsKey(above)) {
                return false;
            }
        }
        return true;
    }

    private List<Change> survivors(Survival survival, Random random) {
        return switch (survival) {
            case NONE -> List.of();
            case ALL, ENTRIES -> pending;
            case TORN_PREFIX -> pending.subList(0, random.nextInt(pending.size() + 1));
            case TORN_FOLDERS -> {
                Map<String, Integer> kept = new HashMap<>();
                pending.forEach(change -> kept.merge(parent(change.path()), 1, Integer::sum));
                kept.replaceAll((folder, changes) -> random.nextInt(changes + 1));
                List<Change> survivors = new ArrayList<>();
                for (Change change : pending) {
                    if (kept.merge(parent(change.path()), -1, Integer::sum) >= 0) {
                        survivors.add(change);
                    }
                }
                yield survivors;
            }
        };
    }

    private byte[] survivor(int file, Survival survival, Random random) {
        byte[] now = contents.get(file);
        byte[] durable = durableContents.getOrDefault(file, new byte[0]);
        if (survival == Survival.ALL || Arrays.equals(now, durable)) {
            return now;
        }
        if (survival == Survival.NONE || survival == Survival.ENTRIES) {
            return durable;
        }
        byte[] torn = now.clone();
        int from = random.nextInt(now.length + 1);
        return switch (random.nextInt(4)) {
            case 0 -> Arrays.copyOf(now, from);
            case 1 -> {
                // blocks that were allocated and not written
                Arrays.fill(torn, from, torn.length, (byte) 0);
                yield torn;
            }
            case 2 -> {
                // an overwritten file: the start of the new content, the end of the old one
                byte[] mixed = Arrays.copyOf(durable, Math.max(durable.length, from));
                System.arraycopy(now, 0, mixed, 0, from);
                yield mixed;
            }
            default -> durable;
        };
    }
}
