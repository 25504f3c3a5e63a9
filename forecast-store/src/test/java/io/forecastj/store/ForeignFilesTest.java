package io.forecastj.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of others in the directory of a store. */
class ForeignFilesTest {
    private static final String HASH = DirectoryStorageTest.HASH;
    private static final String TEMPORARY = DirectoryStorageTest.TEMPORARY;

    @TempDir
    Path folder;

    private Path root;

    @BeforeEach
    void nameRoot() {
        root = folder.resolve("store");
    }

    @Test
    void aDirectoryWithOtherFilesIsRefusedUntouched() throws IOException {
        Files.createDirectories(root.resolve("photos"));
        Files.writeString(root.resolve("letter.txt"), "dear");
        Files.createDirectory(root.resolve("blobs"));
        Map<String, String> before = DirectoryStorageTest.contents(root);
        DirectoryStorageTest.assertRefused(
                () -> DirectoryStorage.at(root), root.toString(), "'letter.txt', 'photos'", "expected the file 'head'");
        assertThatThrownBy(() -> ModelStore.open(root)).isInstanceOf(StoreException.class);
        assertThat(DirectoryStorageTest.contents(root)).isEqualTo(before);
    }

    @Test
    void aDirectoryThatWasFilledAfterItWasOpenedIsRefusedUntouched() throws IOException {
        DirectoryStorage storage = DirectoryStorage.at(root);
        Files.createDirectories(root);
        for (int i = 0; i < 7; i++) {
            Files.writeString(root.resolve("letter" + i), "dear");
        }
        DirectoryStorageTest.assertRefused(
                () -> storage.putIfAbsent("head", DirectoryStorageTest.bytes("x")), "'letter4' and 2 more");
        assertThat(DirectoryStorageTest.files(root)).hasSize(7);
    }

    @Test
    void filesOfTheOperatingSystemAndOfPeopleBesideAStoreAreNoHindrance() throws IOException {
        Files.createDirectories(root.resolve("lost+found"));
        Files.writeString(root.resolve(".DS_Store"), "mac");
        DirectoryStorageTest.filled(root);
        Files.writeString(root.resolve("README.txt"), "our models");
        assertThat(DirectoryStorage.at(root).get("head")).isPresent();
        assertThat(root.resolve(".DS_Store")).hasContent("mac");
        assertThat(root.resolve("README.txt")).hasContent("our models");
    }

    @Test
    void foreignFilesInFoldersAreNeitherListedNorRemoved() throws IOException {
        DirectoryStorage storage = DirectoryStorageTest.filled(root);
        String letters = HASH.substring(0, 2);
        List<String> foreign = List.of(
                "blobs/notes.txt",
                "blobs/" + letters + "/notes.txt",
                "blobs/" + letters + "/README",
                "snapshots/notes",
                "snapshots/" + letters + "/zz",
                "tmp/notes.txt",
                "tmp/.hidden");
        for (String name : foreign) {
            Files.writeString(root.resolve(name), "mine");
        }
        Files.createDirectories(root.resolve("blobs/Old/" + letters));
        Files.createDirectories(root.resolve("tmp/" + TEMPORARY));
        assertThat(storage.list("blobs/")).containsExactly("blobs/" + HASH + ".0");
        assertThat(storage.list("snapshots/")).containsExactly("snapshots/" + HASH + "/" + HASH);
        storage.delete("blobs/" + HASH + ".0");
        DirectoryStorage.at(root).putIfAbsent("blobs/x", DirectoryStorageTest.bytes("x"));
        for (String name : foreign) {
            assertThat(root.resolve(name)).hasContent("mine");
        }
        assertThat(root.resolve("tmp/" + TEMPORARY)).isDirectory();
    }

    @Test
    void aCleanUpOfTheStoreRemovesNoForeignFile() throws IOException {
        ModelStore store = ModelStore.open(root);
        List<String> notes =
                List.of("snapshots/no/notes.txt/From me", "snapshots/no/Notes", "blobs/no/notes.0", "tmp/n");
        for (String note : notes) {
            Files.createDirectories(root.resolve(note).getParent());
            Files.writeString(root.resolve(note), "mine");
        }
        store.clean();
        store.clean();
        for (String note : notes) {
            assertThat(root.resolve(note)).hasContent("mine");
        }
    }
}
