package io.forecastj.store;

import static io.forecastj.store.DirectoryStorageTest.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The order in which files are written and made durable. */
class DirectoryDurabilityTest {
    @TempDir
    Path folder;

    private final List<String> changes = new ArrayList<>();
    private DirectoryStorage storage;

    @BeforeEach
    void open() {
        storage = reopened();
    }

    private DirectoryStorage reopened() {
        Path real = folder.toAbsolutePath();
        return DirectoryStorage.over(
                new HookedFiles((operation, path) -> {
                    if (DirectoryChild.CHANGES.contains(operation)) {
                        String name = real.relativize(path).toString();
                        changes.add(operation + " "
                                + (name.startsWith("store/tmp/") ? "FRESH" : name.isEmpty() ? "PARENT" : name));
                    }
                }),
                real.resolve("store"),
                Duration.ofSeconds(10));
    }

    @Test
    void theFirstObjectIsDurableWithAllFoldersAboveIt() {
        storage.putIfAbsent("blobs/abc", bytes("x"));
        assertThat(changes)
                .containsExactly(
                        "createFolder store",
                        "syncFolder PARENT",
                        "openLock store/lock",
                        "newText store/lock",
                        "createFolder store/tmp",
                        "create FRESH",
                        "write FRESH",
                        "sync FRESH",
                        "createFolder store/blobs",
                        "syncFolder store",
                        "createFolder store/blobs/ab",
                        "syncFolder store/blobs",
                        "move store/blobs/ab/abc",
                        "syncFolder store/blobs/ab");
    }

    @Test
    void aReplacementIsDurableBeforeAndAfterItIsMoved() {
        storage.putIfAbsent("head", bytes("x"));
        changes.clear();
        assertThat(storage.replace("head", Hashes.of(bytes("x")), bytes("y"))).isTrue();
        assertThat(changes)
                .containsExactly(
                        "openLock store/lock",
                        "newText store/lock",
                        "create FRESH",
                        "write FRESH",
                        "sync FRESH",
                        "move store/head",
                        "syncFolder store");
    }

    @Test
    void anObjectThatAnotherProcessWroteIsMadeDurableBeforeItIsReliedOn() {
        storage.putIfAbsent("blobs/abc", bytes("x"));
        storage = reopened();
        changes.clear();
        assertThat(storage.putIfAbsent("blobs/abc", bytes("x"))).isFalse();
        assertThat(changes)
                .containsExactly(
                        "syncFolder PARENT",
                        "openLock store/lock",
                        "newText store/lock",
                        "syncFolder store",
                        "syncFolder store/blobs",
                        "syncFolder store/blobs/ab");
    }

    @Test
    void aDeletionIsDurable() {
        storage.putIfAbsent("blobs/abc", bytes("x"));
        changes.clear();
        storage.delete("blobs/abc");
        assertThat(changes).endsWith("delete store/blobs/ab/abc", "syncFolder store/blobs/ab");
    }
}
