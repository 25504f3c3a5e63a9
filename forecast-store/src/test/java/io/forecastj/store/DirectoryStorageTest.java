package io.forecastj.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryStorageTest {
    static final String HASH = Hashes.of(bytes("content"));
    static final String TEMPORARY = "01234567-89ab-cdef-0123-456789abcdef";

    @TempDir
    Path folder;

    private Path root;

    @BeforeEach
    void nameRoot() {
        root = folder.resolve("parent/store");
    }

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    /** Returns the contents of all files below a folder by their paths, and "folder" or "link" for the others. */
    static Map<String, String> contents(Path folder) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.toList()) {
                String name = folder.relativize(path).toString();
                contents.put(
                        name,
                        Files.isSymbolicLink(path)
                                ? "link"
                                : Files.isDirectory(path) ? "folder" : Files.readString(path));
            }
        }
        return contents;
    }

    static List<String> files(Path folder) throws IOException {
        List<String> files = new ArrayList<>(contents(folder).entrySet().stream()
                .filter(one -> !one.getValue().equals("folder"))
                .map(Map.Entry::getKey)
                .toList());
        files.remove(DirectoryLayout.LOCK);
        return files;
    }

    private DirectoryStorage filled() {
        return filled(root);
    }

    static DirectoryStorage filled(Path root) {
        DirectoryStorage storage = DirectoryStorage.at(root);
        storage.putIfAbsent("head", bytes("head"));
        storage.putIfAbsent("blobs/" + HASH + ".0", bytes("content"));
        storage.putIfAbsent("snapshots/" + HASH + "/" + HASH, bytes("snapshot"));
        return storage;
    }

    static void assertRefused(ThrowingCallable call, String... parts) {
        assertThatThrownBy(call).isInstanceOf(StoreException.class).hasMessageContainingAll(parts);
    }

    @Test
    void openingCreatesNothingAndTheFirstChangeCreatesTheDirectoryWithItsParents() throws IOException {
        DirectoryStorage storage = DirectoryStorage.at(root);
        assertThat(storage.get("head")).isEmpty();
        assertThat(storage.replace("head", "tag", bytes("x"))).isFalse();
        storage.delete("head");
        assertThat(contents(folder)).containsOnlyKeys("");
        storage.putIfAbsent("head", bytes("x"));
        assertThat(root.resolve("head")).hasContent("x");
    }

    @Test
    void theLayoutIsTheDocumentedOne() throws IOException {
        filled().putIfAbsent("manifests/" + HASH + ".12", bytes("document"));
        DirectoryStorage.at(root).putIfAbsent("tmp/lock", bytes("other"));
        String letters = HASH.substring(0, 2);
        assertThat(files(root))
                .containsExactly(
                        "blobs/" + letters + "/" + HASH + ".0",
                        "head",
                        "manifests/" + letters + "/" + HASH + ".12",
                        "others/tmp/lock",
                        "snapshots/" + letters + "/" + HASH + "/" + letters + "/" + HASH);
        assertThat(root.resolve("tmp")).isEmptyDirectory();
        assertThat(Files.readString(root.resolve("lock"))).startsWith("forecastj-store-lock 5 ");
        assertThat(DirectoryStorage.at(root)).hasToString(root.toString());
    }

    @Test
    void filesOfOneHashAreFoundInOneSmallFolder() {
        filled().putIfAbsent("blobs/" + HASH + ".1", bytes("content"));
        List<String> listed = new ArrayList<>();
        Storage storage = DirectoryStorage.over(
                new HookedFiles((operation, path) -> {
                    if (operation.equals("names")) {
                        listed.add(root.relativize(path).toString());
                    }
                }),
                root,
                Duration.ofSeconds(10));
        listed.clear();
        assertThat(storage.list("blobs/" + HASH + ".")).containsExactly("blobs/" + HASH + ".0", "blobs/" + HASH + ".1");
        assertThat(listed).containsExactly("blobs/" + HASH.substring(0, 2));
    }

    @Test
    void readersTakeNoLockAndWriteNothing() {
        filled();
        List<String> operations = new ArrayList<>();
        Storage storage = DirectoryStorage.over(
                new HookedFiles((operation, path) -> operations.add(operation)), root, Duration.ofSeconds(10));
        storage.get("head");
        storage.get("blobs/none");
        storage.list("blobs/");
        assertThat(operations).isSubsetOf("realPath", "kind", "names", "read").contains("read");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatAKilledWriterLeftIsRemovedByTheNextOpeningOrTheNextChange(boolean byOpening) throws IOException {
        DirectoryStorage storage = filled();
        Path left = root.resolve("tmp").resolve(TEMPORARY);
        Files.writeString(left, "half a fi");
        if (byOpening) {
            DirectoryStorage.at(root);
        } else {
            storage.delete("blobs/" + HASH + ".0");
        }
        assertThat(left).doesNotExist();
    }

    @Test
    void theDirectoryMayBeASymbolicLink() throws IOException {
        Path real = Files.createDirectories(folder.resolve("mounted"));
        Files.createDirectories(root.getParent());
        Files.createSymbolicLink(root, real);
        filled();
        assertThat(real.resolve("head")).hasContent("head");
        assertThat(DirectoryStorage.at(root).list("blobs/")).hasSize(1);
        assertThat(DirectoryStorage.at(real).get("head")).isPresent();
    }

    @Test
    void aDirectoryThatIsALinkToNothingIsRefused() throws IOException {
        Files.createDirectories(root.getParent());
        Files.createSymbolicLink(root, folder.resolve("missing"));
        assertRefused(() -> DirectoryStorage.at(root), root.toString(), "symbolic link");
        assertThat(folder.resolve("missing")).doesNotExist();
    }

    @Test
    void anObjectThatIsTooLargeIsRefusedBeforeMemoryIsTaken() throws IOException {
        DirectoryStorage storage = filled();
        try (RandomAccessFile head = new RandomAccessFile(root.resolve("head").toFile(), "rw")) {
            head.setLength(Storage.MAX_BYTES + 1L); // without blocks on the disk
        }
        assertRefused(() -> storage.get("head"), "1073741825 bytes", "'head'");
    }

    @Test
    void aFileInPlaceOfTheDirectoryOrAFolderIsRefused() throws IOException {
        Files.createDirectories(folder.resolve("a"));
        Files.writeString(folder.resolve("a/file"), "mine");
        assertThatThrownBy(() -> DirectoryStorage.at(folder.resolve("a/file")))
                .isInstanceOf(StoreException.class)
                .hasCauseInstanceOf(NotDirectoryException.class);
        assertRefused(
                () -> DirectoryStorage.at(folder.resolve("a/file/store")).putIfAbsent("head", bytes("x")), "a/file");
        Files.createDirectories(root);
        Files.writeString(root.resolve("blobs"), "mine");
        assertRefused(() -> DirectoryStorage.at(root), "blobs' to be a folder, found a file");
        assertThat(contents(folder.resolve("a"))).hasSize(2);
        assertThat(files(root)).containsExactly("blobs");
    }

    @Test
    void aFolderInPlaceOfAnObjectIsRefused() throws IOException {
        DirectoryStorage storage = filled();
        Files.createDirectories(root.resolve("blobs/ab/abc"));
        assertRefused(() -> storage.get("blobs/abc"), "abc' to be a file, found a folder");
        assertRefused(() -> storage.putIfAbsent("blobs/abc", bytes("x")), "found a folder");
        assertRefused(() -> storage.delete("blobs/abc"), "found a folder");
        assertThat(root.resolve("tmp")).isEmptyDirectory();
    }

    @Test
    void aPathThatIsTooLongIsRefusedAndLeavesNothing() throws IOException {
        Path longName = folder.resolve("a".repeat(300));
        assertRefused(() -> DirectoryStorage.at(longName), "aaaa");
        Path deep = folder;
        while (deep.toString().length() < 4_000) { // Linux has at most 4,095 bytes
            deep = Files.createDirectory(deep.resolve(
                    "d".repeat(Math.min(200, 4_001 - deep.toString().length()))));
        }
        DirectoryStorage storage = DirectoryStorage.at(deep);
        storage.putIfAbsent("head", bytes("x"));
        String key = "snapshots/" + HASH + "/" + HASH;
        assertRefused(() -> storage.putIfAbsent(key, bytes("x")), "snapshots");
        assertThat(deep.resolve("tmp")).isEmptyDirectory();
        assertThat(storage.get("head")).isPresent();
    }

    @Test
    void aDirectoryInAZipFileIsRefused() throws IOException {
        URI zip = URI.create("jar:" + folder.resolve("a.zip").toUri());
        try (FileSystem system = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> DirectoryStorage.at(system.getPath("/store")))
                    .withMessageContaining("default file system");
        }
    }

    @Test
    void anInterruptedThreadChangesNothingAndStaysInterrupted() throws IOException {
        DirectoryStorage storage = filled();
        Map<String, String> before = contents(root);
        Thread.currentThread().interrupt();
        assertRefused(() -> storage.putIfAbsent("blobs/new", bytes("x")), "interrupted");
        assertThat(Thread.interrupted()).isTrue();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> storage.get("head"))
                .isInstanceOf(StoreException.class)
                .hasCauseInstanceOf(ClosedByInterruptException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(contents(root)).isEqualTo(before);
        assertThat(storage.putIfAbsent("blobs/new", bytes("x"))).isTrue();
    }
}
