package io.forecastj.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Symbolic links in a store's directory: nothing is written, read or deleted through them. */
class DirectoryLinksTest {
    private static final byte[] CONTENT = DirectoryStorageTest.bytes("x");

    @TempDir
    Path folder;

    /** Moves a part of a store to another place, and puts a link to it there. */
    private Path replacedByLink(Path root, String name) throws IOException {
        Path outside = folder.resolve("outside");
        Files.move(root.resolve(name), outside);
        Files.createSymbolicLink(root.resolve(name), outside);
        return outside;
    }

    private DirectoryStorage filled(Path root) {
        DirectoryStorage storage = DirectoryStorage.at(root);
        for (String key : new String[] {"head", "blobs/abc", "manifests/abc", "snapshots/abc/def"}) {
            storage.putIfAbsent(key, CONTENT);
        }
        return storage;
    }

    private static void assertLinkRefused(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(StoreException.class).hasMessageContaining("symbolic link");
    }

    @ParameterizedTest
    @ValueSource(strings = {"head", "lock", "tmp", "blobs", "manifests", "snapshots"})
    void aStoreWithALinkInItsRootIsNotOpened(String name) throws IOException {
        Path root = folder.resolve("store");
        DirectoryStorage opened = filled(root);
        replacedByLink(root, name);
        Map<String, String> before = DirectoryStorageTest.contents(folder);
        assertLinkRefused(() -> DirectoryStorage.at(root));
        assertLinkRefused(() -> {
            opened.putIfAbsent("head", CONTENT);
            opened.putIfAbsent(name + "/new", CONTENT);
        });
        Map<String, String> after = DirectoryStorageTest.contents(folder);
        before.remove("store/lock"); // has the number of times that it was taken
        after.remove("store/lock");
        assertThat(after).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "blobs",
                "blobs/ab",
                "blobs/ab/abc",
                "snapshots",
                "snapshots/ab",
                "snapshots/ab/abc",
                "snapshots/ab/abc/de",
                "snapshots/ab/abc/de/def"
            })
    void nothingIsReadWrittenOrDeletedThroughALink(String name) throws IOException {
        Path root = folder.resolve("store");
        DirectoryStorage storage = filled(root);
        String tag = storage.get("blobs/abc").orElseThrow().tag();
        Path outside = replacedByLink(root, name);
        Map<String, String> before = DirectoryStorageTest.contents(outside);
        String key = name.startsWith("blobs") ? "blobs/abc" : "snapshots/abc/def";
        assertLinkRefused(() -> storage.get(key));
        assertLinkRefused(() -> storage.putIfAbsent(key, CONTENT));
        assertLinkRefused(() -> storage.replace(key, tag, DirectoryStorageTest.bytes("y")));
        assertLinkRefused(() -> storage.delete(key));
        assertLinkRefused(() -> storage.list(name.startsWith("blobs") ? "blobs/" : "snapshots/"));
        assertThat(DirectoryStorageTest.contents(outside)).isEqualTo(before);
        assertThat(root.resolve("tmp")).isEmptyDirectory();
    }

    @Test
    void aLinkAmongTemporaryFilesIsLeft() throws IOException {
        Path root = folder.resolve("store");
        DirectoryStorage storage = filled(root);
        Path outside = Files.writeString(folder.resolve("outside"), "mine");
        Path link = root.resolve("tmp/01234567-89ab-cdef-0123-456789abcdef");
        Files.createSymbolicLink(link, outside);
        storage.delete("blobs/abc");
        DirectoryStorage.at(root);
        assertThat(outside).hasContent("mine");
        assertThat(link).isSymbolicLink();
    }
}
