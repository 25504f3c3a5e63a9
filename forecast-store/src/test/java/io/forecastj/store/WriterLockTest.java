package io.forecastj.store;

import static io.forecastj.store.DirectoryStorageTest.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WriterLockTest {
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final String TEMPORARY = "tmp/01234567-89ab-cdef-0123-456789abcdef";

    @TempDir
    Path root;

    private String tag;

    @BeforeEach
    void writeHead() {
        DirectoryStorage storage = DirectoryStorage.at(root);
        storage.putIfAbsent("head", bytes("old"));
        tag = storage.get("head").orElseThrow().tag();
    }

    private DirectoryStorage waitingShortly() {
        return DirectoryStorage.over(new RealFiles(), root, SHORT);
    }

    private void assertHeldByOthers(DirectoryStorage storage) {
        assertThatThrownBy(() -> storage.replace("head", tag, bytes("new")))
                .isInstanceOf(StoreException.class)
                .hasMessageContainingAll(root.resolve("lock").toString(), "held by others for 200 ms");
        assertThat(root.resolve("head")).hasContent("old");
        assertThat(storage.get("head")).isPresent();
        assertThat(storage.list("blobs/")).isEmpty();
    }

    @Test
    void whileAnotherProcessHasTheLockReadersReadAndWritersWaitAndGiveUp() throws Exception {
        Process holder = DirectoryChild.start(List.of(), "hold", root.toString());
        try {
            assertThat(new BufferedReader(new InputStreamReader(holder.getInputStream(), StandardCharsets.UTF_8))
                            .readLine())
                    .startsWith("held ");
            Files.writeString(root.resolve(TEMPORARY), "of the other process");
            assertHeldByOthers(waitingShortly());
            assertThat(root.resolve(TEMPORARY)).exists();
        } finally {
            holder.destroyForcibly().waitFor();
        }
        assertThat(waitingShortly().replace("head", tag, bytes("new"))).isTrue();
        assertThat(root.resolve(TEMPORARY)).doesNotExist();
    }

    @Test
    void whileAnotherClassLoaderHasTheLockWritersWaitAndGiveUp() throws IOException {
        DirectoryStorage storage = waitingShortly();
        try (FileChannel channel = FileChannel.open(root.resolve("lock"), StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            assertThat(held.isValid()).isTrue();
            assertHeldByOthers(storage);
        }
        assertThat(storage.replace("head", tag, bytes("new"))).isTrue();
    }

    @Test
    void whileAnotherThreadHasTheLockWritersWaitAndGiveUp() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        DirectoryStorage slow = DirectoryStorage.over(
                new HookedFiles((operation, path) -> {
                    if (operation.equals("sync")) {
                        inside.countDown();
                        await(ended);
                    }
                }),
                root,
                SHORT);
        CompletableFuture<Boolean> change =
                CompletableFuture.supplyAsync(() -> slow.replace("head", tag, bytes("slow")));
        await(inside);
        assertHeldByOthers(waitingShortly());
        ended.countDown();
        assertThat(change.get(60, TimeUnit.SECONDS)).isTrue();
        assertThat(waitingShortly().replace("head", tag, bytes("new"))).isFalse();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Returns a storage on a file system without locks that does something before it moves a new head. */
    private DirectoryStorage withoutLocks(FileAction beforeCheck) {
        AtomicBoolean done = new AtomicBoolean();
        return DirectoryStorage.over(
                HookedFiles.withoutLocks((operation, path) -> {
                    if (operation.equals("sync") && done.compareAndSet(false, true)) {
                        beforeCheck.run();
                    }
                }),
                root,
                SHORT);
    }

    @FunctionalInterface
    private interface FileAction {
        void run() throws IOException;
    }

    @Test
    void aHolderThatLostItsLockChangesNothing() {
        DirectoryStorage other = withoutLocks(() -> {});
        DirectoryStorage storage = withoutLocks(() ->
                assertThat(other.replace("head", tag, bytes("by the other"))).isTrue());
        assertThatThrownBy(() -> storage.replace("head", tag, bytes("new")))
                .isInstanceOf(StoreException.class)
                .hasMessageContainingAll(root.resolve("lock").toString(), "lost to another process");
        assertThat(root.resolve("head")).hasContent("by the other");
        assertThat(root.resolve("tmp")).isEmptyDirectory();
        String now = storage.get("head").orElseThrow().tag();
        assertThat(storage.replace("head", now, bytes("again"))).isTrue();
    }

    @Test
    void aHolderThatLostItsLockDoesNotReplaceAnObjectThatWasAbsentAndDeletesNone() throws IOException {
        Path lock = root.resolve("lock");
        DirectoryStorage storage = withoutLocks(() -> Files.writeString(lock, "forecastj-store-lock 7 x\n"));
        assertThatThrownBy(() -> storage.putIfAbsent("blobs/new", bytes("x"))).hasMessageContaining("lost");
        assertThat(storage.get("blobs/new")).isEmpty();
        AtomicBoolean taken = new AtomicBoolean();
        DirectoryStorage deleting = DirectoryStorage.over(
                HookedFiles.withoutLocks((operation, path) -> {
                    if (operation.equals("newText")) {
                        taken.set(true);
                    } else if (operation.equals("text") && taken.get()) {
                        Files.writeString(lock, "of another");
                    }
                }),
                root,
                SHORT);
        assertThatThrownBy(() -> deleting.delete("head")).hasMessageContaining("lost");
        assertThat(root.resolve("head")).hasContent("old");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aHolderWhoseLockFileWasRemovedChangesNothing(boolean createdAnew) {
        DirectoryStorage storage = withoutLocks(() -> {
            Files.delete(root.resolve("lock"));
            if (createdAnew) {
                Files.writeString(root.resolve("lock"), "");
            }
        });
        assertThatThrownBy(() -> storage.replace("head", tag, bytes("new")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(root.resolve("lock").toString());
        assertThat(root.resolve("head")).hasContent("old");
        assertThat(storage.replace("head", tag, bytes("new"))).isTrue();
    }

    @Test
    void aFileSystemWithoutLocksServesOneWriter() throws IOException {
        Files.writeString(root.resolve(TEMPORARY), "of another process at work, for all that is known");
        DirectoryStorage storage = withoutLocks(() -> {});
        assertThat(root.resolve(TEMPORARY)).exists();
        assertThat(storage.replace("head", tag, bytes("new"))).isTrue();
        assertThat(root.resolve(TEMPORARY)).doesNotExist();
        assertThat(storage.putIfAbsent("blobs/a", bytes("a"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "forecastj-store-lock 12", "forecastj-store-lock 99999999999999999999 x\n", "\0\0\0\0\n"})
    void aDamagedLockFileIsWrittenAnew(String text) throws IOException {
        Files.writeString(root.resolve("lock"), text);
        assertThat(waitingShortly().replace("head", tag, bytes("new"))).isTrue();
        assertThat(Files.readString(root.resolve("lock"))).matches("forecastj-store-lock 1 [0-9a-f-]{36}\n");
    }

    @Test
    void theGenerationGrowsWithEachHolder() throws IOException {
        Files.writeString(root.resolve("lock"), "forecastj-store-lock 41 " + new UUID(1, 2) + "\n");
        waitingShortly().delete("head");
        assertThat(Files.readString(root.resolve("lock"))).startsWith("forecastj-store-lock 42 ");
    }
}
