package io.forecastj.models.saving;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The directories that one save needs meanwhile, and a file that shows that it runs.
 *
 * <p>The new files are in a directory whose name ends in {@code saving-} and a random number, the old ones in one with
 * {@code replaced-} and the same number. Beside them lies an empty file that ends in {@code .lock}, which the save
 * locks until it ends. A process that is killed loses its lock, so a later save finds and removes what it left. A
 * directory without such a file is never removed: nobody knows whose it is.
 *
 * <p>For one thread; saves of several threads and processes may run beside each other.
 */
final class RunningSave implements AutoCloseable {
    private static final String LOCK = ".lock";
    private static final Pattern NAME =
            Pattern.compile("(\\.(?:.*\\.)?)(saving|replaced)-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(\\.lock)?");

    /**
     * Locks of this process. On some systems a process loses a lock as soon as it closes the file a second time, so
     * these files must not be opened again.
     */
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private final Path parent;
    private final String prefix;
    private final String number;
    private final Path lock;
    private final @Nullable FileChannel channel;

    private RunningSave(Path parent, String prefix, String number, Path lock, @Nullable FileChannel channel) {
        this.parent = parent;
        this.prefix = prefix;
        this.number = number;
        this.lock = lock;
        this.channel = channel;
    }

    /** Starts a save whose directories are beside the one that it writes. */
    static RunningSave beside(Path place) throws IOException {
        return start(Objects.requireNonNull(place.getParent(), "parent"), prefix(place));
    }

    /** Starts a save whose directories are inside the one that it writes. */
    static RunningSave inside(Path place) throws IOException {
        return start(place, ".");
    }

    private static String prefix(Path place) {
        return "." + place.getFileName() + ".";
    }

    private static RunningSave start(Path parent, String prefix) throws IOException {
        while (true) {
            String number = UUID.randomUUID().toString();
            Path lock = parent.resolve(prefix + "saving-" + number + LOCK);
            if (parent.getFileSystem() != FileSystems.getDefault()) {
                return new RunningSave(parent, prefix, number, lock, null);
            }
            OWN.add(lock);
            FileChannel channel = null;
            boolean started = false;
            try {
                channel = FileChannel.open(lock, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                // another save may have taken the new file for one that was left over
                started = tryLock(channel) && Files.exists(lock);
                if (started) {
                    return new RunningSave(parent, prefix, number, lock, channel);
                }
            } finally {
                if (!started) {
                    release(lock, channel);
                }
            }
        }
    }

    /** Returns false if somebody else has the lock; true also on a file system without locks. */
    private static boolean tryLock(FileChannel channel) {
        try {
            FileLock locked = channel.tryLock();
            return locked != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private static void release(Path lock, @Nullable FileChannel channel) throws IOException {
        try (FileChannel closing = channel) {
            if (closing != null) {
                Files.deleteIfExists(lock);
            }
        } finally {
            OWN.remove(lock);
        }
    }

    /** Returns whether an entry of a directory is one that a save inside it uses or left there, by its name. */
    static boolean isName(Path entry) {
        Matcher name = NAME.matcher(Replaceable.name(entry));
        return name.matches() && name.group(1).equals(".");
    }

    /** Returns whether an entry of a directory belongs to this save. */
    boolean owns(Path entry) {
        String name = Replaceable.name(entry);
        return name.equals(Replaceable.name(lock))
                || name.equals(Replaceable.name(fresh()))
                || name.equals(Replaceable.name(old()));
    }

    /** Returns the name of the directory for the new files. */
    Path fresh() {
        return parent.resolve(prefix + "saving-" + number);
    }

    /** Returns the name of the directory for the old files. */
    Path old() {
        return parent.resolve(prefix + "replaced-" + number);
    }

    /** Ends the save; removes the new files if they are still there, and the lock. */
    @Override
    public void close() throws IOException {
        if (Files.exists(fresh(), LinkOption.NOFOLLOW_LINKS)) {
            Replaceable.removeQuietly(fresh());
        }
        release(lock, channel);
    }

    /** Removes what saves that were killed left beside a directory and in it. */
    static void removeLeftovers(Path place) {
        Path parent = place.getParent();
        if (parent != null) {
            removeLeftovers(parent, prefix(place));
        }
        removeLeftovers(place, ".");
    }

    private static void removeLeftovers(Path folder, String prefix) {
        for (Matcher name : names(folder, prefix)) {
            if (name.group(4) != null) {
                removeIfDead(folder, prefix, name.group(3));
            }
        }
    }

    private static void removeIfDead(Path folder, String prefix, String number) {
        Path lock = folder.resolve(prefix + "saving-" + number + LOCK);
        if (OWN.contains(lock) || !Files.isRegularFile(lock, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
            FileLock locked = channel.tryLock();
            if (locked == null) {
                return;
            }
            for (String kind : new String[] {"saving-", "replaced-"}) {
                Path left = folder.resolve(prefix + kind + number);
                if (Files.isDirectory(left, LinkOption.NOFOLLOW_LINKS)) {
                    Replaceable.removeQuietly(left);
                }
            }
            Files.delete(lock);
        } catch (IOException | OverlappingFileLockException e) {
            return; // it runs, or cannot be removed by this process
        }
    }

    /** Returns whether a save runs or was interrupted at a place: it left directories beside it or in it. */
    static boolean anyAt(Path place) {
        Path parent = place.getParent();
        return parent != null && !names(parent, prefix(place)).isEmpty()
                || !names(place, ".").isEmpty();
    }

    /** Returns the directory with the files from before a save at a place that did not end; null if there is none. */
    static @Nullable Path replacedAt(Path place) {
        Path parent = place.getParent();
        if (parent != null) {
            for (Matcher name : names(parent, prefix(place))) {
                if (name.group(2).equals("replaced")) {
                    return parent.resolve(name.group());
                }
            }
        }
        for (Matcher name : names(place, ".")) {
            if (name.group(2).equals("replaced")) {
                return place.resolve(name.group());
            }
        }
        return null;
    }

    /**
     * Returns whether an entry of a directory belongs to a save inside it that has ended, so that it may be removed:
     * it has a lock that nobody holds, or is an empty directory.
     */
    static boolean isLeftover(Path entry) throws IOException {
        Matcher name = NAME.matcher(Replaceable.name(entry));
        Path folder = entry.getParent();
        if (!name.matches() || !name.group(1).equals(".") || folder == null) {
            return false;
        }
        if (name.group(4) == null && Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
            try (Stream<Path> inside = Files.list(entry)) {
                if (inside.findAny().isEmpty()) {
                    return true;
                }
            }
        }
        Path lock = folder.resolve(".saving-" + name.group(3) + LOCK);
        if (OWN.contains(lock) || !Files.isRegularFile(lock, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
            FileLock locked = channel.tryLock();
            return locked != null;
        } catch (IOException | OverlappingFileLockException e) {
            return false;
        }
    }

    /** Returns the names in a folder that saves with a prefix use. */
    private static List<Matcher> names(Path folder, String prefix) {
        List<Matcher> names = new ArrayList<>();
        try (Stream<Path> entries = Files.list(folder)) {
            entries.forEach(entry -> {
                Matcher name = NAME.matcher(Replaceable.name(entry));
                if (name.matches() && name.group(1).equals(prefix)) {
                    names.add(name);
                }
            });
        } catch (IOException | UncheckedIOException e) {
            return List.of(); // no such folder, or one that may not be listed
        }
        return names;
    }
}
