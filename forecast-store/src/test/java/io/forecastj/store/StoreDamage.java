package io.forecastj.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Damages the files of a store at random, as disks, copies and people do. */
final class StoreDamage {
    /** Kinds of damage. */
    enum Kind {
        TRUNCATE,
        FLIP_BIT,
        SWAP_FILES,
        SWAP_DOCUMENTS,
        SWAP_SNAPSHOTS,
        EMPTY,
        ZEROS,
        DELETE,
        EDIT_NUMBER,
        EDIT_NAME,
        EDIT_HASH,
        EDIT_HEAD,
        APPEND,
        OTHER_FILE,
        OTHER_EPOCH,
        OLDER_HEAD,
        OLDER_FILE,
        SEVERAL
    }

    private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)?");
    private static final Pattern NAME = Pattern.compile("\"[a-zA-Z]+[a-zA-Z ._-]*\"");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private final Random random;
    private final List<Map<String, byte[]>> older;
    private final Map<String, byte[]> files;

    /** The number of the older state whose head the store has now, or -1. */
    private int olderHead = -1;

    private String text = "";

    private StoreDamage(Random random, Map<String, byte[]> whole, List<Map<String, byte[]>> older) {
        this.random = random;
        this.older = older;
        this.files = new TreeMap<>(whole);
    }

    /**
     * Damages a store.
     *
     * @param whole its files by key; not changed
     * @param older the files of the same store at earlier times
     */
    static StoreDamage of(Kind kind, Random random, Map<String, byte[]> whole, List<Map<String, byte[]>> older) {
        StoreDamage damage = new StoreDamage(random, whole, older);
        damage.apply(kind);
        return damage;
    }

    Map<String, byte[]> files() {
        return files;
    }

    int olderHead() {
        return olderHead;
    }

    @Override
    public String toString() {
        return text.strip();
    }

    private void apply(Kind kind) {
        switch (kind) {
            case TRUNCATE -> change(kind, any(key -> true), content -> Arrays.copyOf(content, less(content.length)));
            case FLIP_BIT -> change(kind, any(key -> true), this::flipBit);
            case SWAP_FILES -> swap(kind, ObjectSpace.BLOBS);
            case SWAP_DOCUMENTS -> swap(kind, ObjectSpace.DOCUMENTS);
            case SWAP_SNAPSHOTS -> swap(kind, SnapshotSpace.SNAPSHOTS);
            case EMPTY -> change(kind, any(key -> true), content -> new byte[0]);
            case ZEROS -> change(kind, any(key -> true), content -> new byte[content.length]);
            case DELETE -> {
                String key = any(one -> true);
                text += kind + " " + key + " ";
                files.remove(key);
            }
            case EDIT_NUMBER -> edit(kind, any(this::isDocument), NUMBER, this::otherNumber);
            case EDIT_NAME -> edit(kind, any(this::isDocument), NAME, found -> "\"changed\"");
            case EDIT_HASH -> edit(kind, any(this::isDocument), HASH, this::otherHash);
            case EDIT_HEAD -> {
                int which = random.nextInt(3);
                edit(
                        kind,
                        Commits.HEAD,
                        List.of(NUMBER, NAME, HASH).get(which),
                        found -> which == 0
                                ? otherNumber(found)
                                : which == 1 ? "\"" + any(key -> true) + "\"" : otherHash(found));
            }
            case APPEND ->
                change(kind, any(key -> true), content -> {
                    byte[] longer = Arrays.copyOf(content, content.length + 1 + random.nextInt(100));
                    longer[longer.length - 1] = random.nextBoolean() ? (byte) '\n' : (byte) random.nextInt();
                    return longer;
                });
            case OTHER_FILE -> {
                String from = any(key -> true);
                change(kind, any(key -> !key.equals(from)), content -> files.get(from));
            }
            case OTHER_EPOCH -> {
                String key = any(one -> ObjectSpace.epochOf(one) >= 0);
                String moved = key.substring(0, key.lastIndexOf('.') + 1) + random.nextInt(5);
                text += kind + " " + key + " to " + moved + " ";
                byte[] content = files.remove(key);
                files.put(moved, content);
            }
            case OLDER_HEAD -> {
                olderHead = random.nextInt(older.size());
                int from = olderHead;
                change(kind, Commits.HEAD, content -> older.get(from).get(Commits.HEAD));
            }
            case OLDER_FILE -> {
                Map<String, byte[]> from = older.get(random.nextInt(older.size()));
                List<String> keys = from.keySet().stream()
                        .filter(key -> !key.equals(Commits.HEAD))
                        .toList();
                String key = keys.get(random.nextInt(keys.size()));
                text += kind + " " + key + " ";
                files.put(key, from.get(key));
            }
            case SEVERAL -> {
                Kind[] kinds = Kind.values();
                for (int i = 2 + random.nextInt(3); i > 0; i--) {
                    apply(kinds[random.nextInt(kinds.length - 1)]);
                }
            }
        }
    }

    private interface Change {
        byte[] of(byte[] content);
    }

    private interface Edit {
        String of(String found);
    }

    private void change(Kind kind, String key, Change change) {
        text += kind + " " + key + " ";
        byte[] content = files.get(key);
        if (content != null) {
            files.put(key, change.of(content));
        }
    }

    private void edit(Kind kind, String key, Pattern pattern, Edit edit) {
        change(kind, key, content -> {
            String before = new String(content, StandardCharsets.ISO_8859_1);
            Matcher matcher = pattern.matcher(before);
            List<MatchResult> found = matcher.results().toList();
            if (found.isEmpty()) {
                return content;
            }
            MatchResult chosen = found.get(random.nextInt(found.size()));
            String after =
                    before.substring(0, chosen.start()) + edit.of(chosen.group()) + before.substring(chosen.end());
            return after.getBytes(StandardCharsets.ISO_8859_1);
        });
    }

    private String otherNumber(String found) {
        return switch (random.nextInt(4)) {
            case 0 -> "0";
            case 1 -> found + random.nextInt(10);
            case 2 -> Long.toString(Long.MAX_VALUE);
            default -> Integer.toString(random.nextInt(100));
        };
    }

    private String otherHash(String found) {
        String key = any(one -> ObjectSpace.epochOf(one) >= 0);
        return random.nextBoolean()
                ? ObjectSpace.hashOf(key)
                : new StringBuilder(found).reverse().toString();
    }

    private void swap(Kind kind, String space) {
        String one = any(key -> key.startsWith(space));
        String other = any(key -> key.startsWith(space));
        text += kind + " " + one + " and " + other + " ";
        byte[] content = files.get(one);
        files.put(one, files.get(other));
        files.put(other, content);
    }

    private byte[] flipBit(byte[] content) {
        if (content.length == 0) {
            return content;
        }
        byte[] changed = content.clone();
        changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
        return changed;
    }

    private int less(int length) {
        return length == 0 ? 0 : random.nextInt(length);
    }

    private boolean isDocument(String key) {
        return key.startsWith(ObjectSpace.DOCUMENTS);
    }

    /** Returns a key; the head more often than by chance. */
    private String any(Predicate<String> wanted) {
        if (random.nextInt(12) == 0 && files.containsKey(Commits.HEAD) && wanted.test(Commits.HEAD)) {
            return Commits.HEAD;
        }
        List<String> keys = files.keySet().stream().filter(wanted).toList();
        return keys.get(random.nextInt(keys.size()));
    }
}
