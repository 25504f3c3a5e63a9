package io.forecastj.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link Storage} promises. A subclass opens the one that it tests. */
abstract class StorageContract {
    private static final int THREADS = 6;

    private Storage storage;

    /**
     * Opens the same place each time that one test calls it, as another process would. For each test the place is a
     * new one without objects.
     */
    abstract Storage open();

    @BeforeEach
    void openStorage() {
        storage = open();
    }

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private StoredObject present(String key) {
        return storage.get(key).orElseThrow(() -> new AssertionError(key + " is absent"));
    }

    private String text(String key) {
        return new String(present(key).content(), UTF_8);
    }

    @Test
    void anEmptyStorageHasNothing() {
        assertThat(storage.get("head")).isEmpty();
        assertThat(storage.get("blobs/a")).isEmpty();
        assertThat(storage.list("blobs/")).isEmpty();
        assertThat(storage.replace("head", "tag", bytes("x"))).isFalse();
        storage.delete("head");
        storage.delete("blobs/a");
        assertThat(storage.get("head")).isEmpty();
    }

    @Test
    void aWrittenObjectIsThereAndSeenByOthers() {
        assertThat(storage.putIfAbsent("head", bytes("first"))).isTrue();
        assertThat(text("head")).isEqualTo("first");
        assertThat(open().get("head").orElseThrow().content()).isEqualTo(bytes("first"));
        assertThat(open().get("head").orElseThrow().tag())
                .isEqualTo(present("head").tag());
    }

    @Test
    void anObjectThatIsThereIsNotWrittenAgain() {
        storage.putIfAbsent("blobs/a", bytes("first"));
        String tag = present("blobs/a").tag();
        assertThat(storage.putIfAbsent("blobs/a", bytes("second"))).isFalse();
        assertThat(storage.putIfAbsent("blobs/a", bytes("first"))).isFalse();
        assertThat(open().putIfAbsent("blobs/a", bytes("third"))).isFalse();
        assertThat(text("blobs/a")).isEqualTo("first");
        assertThat(present("blobs/a").tag()).isEqualTo(tag);
    }

    @Test
    void anObjectIsReplacedWithItsPresentTagOnly() {
        storage.putIfAbsent("head", bytes("first"));
        String first = present("head").tag();
        assertThat(storage.replace("head", "another", bytes("wrong"))).isFalse();
        assertThat(storage.replace("head", "", bytes("wrong"))).isFalse();
        assertThat(text("head")).isEqualTo("first");
        assertThat(storage.replace("head", first, bytes("second"))).isTrue();
        assertThat(text("head")).isEqualTo("second");
        String second = present("head").tag();
        assertThat(second).isNotEqualTo(first);
        assertThat(storage.replace("head", first, bytes("wrong"))).isFalse();
        assertThat(open().replace("head", second, bytes("third"))).isTrue();
        assertThat(text("head")).isEqualTo("third");
    }

    @Test
    void aTagIsNotValidForAnObjectThatWasDeletedAndWrittenWithOtherContent() {
        storage.putIfAbsent("head", bytes("first"));
        String tag = present("head").tag();
        storage.delete("head");
        assertThat(storage.replace("head", tag, bytes("wrong"))).isFalse();
        assertThat(storage.get("head")).isEmpty();
        storage.putIfAbsent("head", bytes("second"));
        assertThat(storage.replace("head", tag, bytes("wrong"))).isFalse();
        assertThat(text("head")).isEqualTo("second");
    }

    @Test
    void aTagBelongsToOneKey() {
        storage.putIfAbsent("blobs/a", bytes("a"));
        storage.putIfAbsent("blobs/b", bytes("b"));
        assertThat(storage.replace("blobs/a", present("blobs/b").tag(), bytes("wrong")))
                .isFalse();
        assertThat(text("blobs/a")).isEqualTo("a");
    }

    @Test
    void aDeletedObjectIsGoneAndCanBeWrittenAgain() {
        storage.putIfAbsent("blobs/a", bytes("first"));
        storage.delete("blobs/a");
        assertThat(storage.get("blobs/a")).isEmpty();
        assertThat(storage.list("blobs/")).isEmpty();
        storage.delete("blobs/a");
        assertThat(open().putIfAbsent("blobs/a", bytes("second"))).isTrue();
        assertThat(text("blobs/a")).isEqualTo("second");
    }

    @Test
    void keysAreListedByPrefixInOrder() {
        for (String key : List.of(
                "head",
                "blobs/b.10",
                "blobs/b.2",
                "blobs/a",
                "blobs/b",
                "blobs/b_1",
                "blobs/b-1",
                "blobsx/a",
                "blobs.x/a",
                "snapshots/a/y",
                "snapshots/a/x",
                "snapshots/a.b",
                "snapshots/ab/x",
                "manifests/a")) {
            assertThat(storage.putIfAbsent(key, bytes(key))).isTrue();
        }
        assertThat(storage.list("blobs/"))
                .containsExactly("blobs/a", "blobs/b", "blobs/b-1", "blobs/b.10", "blobs/b.2", "blobs/b_1");
        assertThat(storage.list("blobs/b")).hasSize(5).isSorted();
        assertThat(storage.list("blobs/b.")).containsExactly("blobs/b.10", "blobs/b.2");
        assertThat(storage.list("blobs/b_")).containsExactly("blobs/b_1");
        assertThat(storage.list("blobs/b.10")).containsExactly("blobs/b.10");
        assertThat(storage.list("snapshots/"))
                .containsExactly("snapshots/a.b", "snapshots/a/x", "snapshots/a/y", "snapshots/ab/x");
        assertThat(storage.list("snapshots/a/")).containsExactly("snapshots/a/x", "snapshots/a/y");
        assertThat(storage.list("snapshots/a/y")).containsExactly("snapshots/a/y");
        assertThat(storage.list("none/")).isEmpty();
        assertThat(storage.list("blobs/c")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "/", "a/", "/a", "a//b", "a/b/c/d", ".", "..", "../a", "a/../b", "a/.b", ".a", "-a", "_a", "A",
                "a/B", "a b", "a\\b", "a:b", "a%b", "a'b", "a\nb", "a\n", "a\0", "ä", "٣", "C:/a"
            })
    void malformedKeysAreRefused(String key) {
        assertThatIllegalArgumentException().isThrownBy(() -> storage.putIfAbsent(key, bytes("x")));
        assertThatIllegalArgumentException().isThrownBy(() -> storage.get(key));
        assertThatIllegalArgumentException().isThrownBy(() -> storage.replace(key, "tag", bytes("x")));
        assertThatIllegalArgumentException().isThrownBy(() -> storage.delete(key));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "/", "blobs", "a/b/c/", "../", "a/../", ".a/", "a/.", "A/", "a/%", "a/_", "a/'", "a//", "a/b\n"
            })
    void malformedPrefixesAreRefused(String prefix) {
        assertThatIllegalArgumentException().isThrownBy(() -> storage.list(prefix));
    }

    @Test
    void theLongestKeysAreKept() {
        String part = "a".repeat(150);
        String key = part + "/" + part + "/" + part;
        assertThat(storage.putIfAbsent(key, bytes("x"))).isTrue();
        assertThat(text(key)).isEqualTo("x");
        assertThat(storage.list(part + "/" + part + "/")).containsExactly(key);
        assertThat(storage.list(part + "/")).containsExactly(key);
        assertThat(storage.replace(key, present(key).tag(), bytes("y"))).isTrue();
        assertThat(text(key)).isEqualTo("y");
        storage.delete(key);
        assertThat(storage.get(key)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> storage.get(part + "a"));
        assertThatIllegalArgumentException().isThrownBy(() -> storage.get("b/" + part + "a"));
    }

    @Test
    void anEmptyObjectIsAnObject() {
        assertThat(storage.putIfAbsent("blobs/empty", new byte[0])).isTrue();
        assertThat(storage.putIfAbsent("blobs/empty", bytes("x"))).isFalse();
        assertThat(present("blobs/empty").content()).isEmpty();
        assertThat(storage.list("blobs/")).containsExactly("blobs/empty");
        assertThat(storage.replace("blobs/empty", present("blobs/empty").tag(), bytes("x")))
                .isTrue();
        assertThat(storage.replace("blobs/empty", present("blobs/empty").tag(), new byte[0]))
                .isTrue();
        assertThat(present("blobs/empty").content()).isEmpty();
    }

    @Test
    void aLargeObjectKeepsEveryByte() {
        byte[] content = new byte[5_000_000];
        new Random(1).nextBytes(content);
        assertThat(storage.putIfAbsent("blobs/large", content)).isTrue();
        assertThat(present("blobs/large").content()).isEqualTo(content);
        content[4_999_999] ^= 1;
        assertThat(storage.replace("blobs/large", present("blobs/large").tag(), content))
                .isTrue();
        assertThat(open().get("blobs/large").orElseThrow().content()).isEqualTo(content);
    }

    @Test
    void allBytesAreKept() {
        byte[] content = new byte[256];
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) i;
        }
        storage.putIfAbsent("manifests/bytes", content);
        assertThat(present("manifests/bytes").content()).isEqualTo(content);
    }

    @Test
    void arraysAreNotShared() {
        byte[] content = bytes("first");
        storage.putIfAbsent("head", content);
        content[0] = 'X';
        assertThat(text("head")).isEqualTo("first");
        present("head").content()[0] = 'X';
        assertThat(text("head")).isEqualTo("first");
        byte[] next = bytes("second");
        storage.replace("head", present("head").tag(), next);
        next[0] = 'X';
        assertThat(text("head")).isEqualTo("second");
    }

    @Test
    void ofSeveralWritersOfAnAbsentObjectOneWins() throws Exception {
        for (int round = 0; round < 20; round++) {
            String key = "blobs/round-" + round;
            List<Boolean> won = together(thread -> open().putIfAbsent(key, bytes("by " + thread)));
            assertThat(won).as(key).containsOnlyOnce(true);
            assertThat(text(key)).isEqualTo("by " + won.indexOf(true));
        }
    }

    @Test
    void ofSeveralReplacementsOneWins() throws Exception {
        storage.putIfAbsent("head", bytes("start"));
        for (int round = 0; round < 20; round++) {
            String tag = present("head").tag();
            String content = "round " + round + " by ";
            List<Boolean> won = together(thread -> open().replace("head", tag, bytes(content + thread)));
            assertThat(won).as("round %d", round).containsOnlyOnce(true);
            assertThat(text("head")).isEqualTo(content + won.indexOf(true));
        }
    }

    @Test
    void aCounterOfSeveralThreadsLosesNothing() throws Exception {
        int each = 25;
        storage.putIfAbsent("head", bytes("0"));
        together(thread -> {
            Storage own = open();
            for (int done = 0; done < each; ) {
                StoredObject before = own.get("head").orElseThrow();
                int count = Integer.parseInt(new String(before.content(), UTF_8));
                if (own.replace("head", before.tag(), bytes(String.valueOf(count + 1)))) {
                    done++;
                }
            }
            return each;
        });
        assertThat(text("head")).isEqualTo(String.valueOf(THREADS * each));
    }

    @Test
    void aReaderNeverSeesAPartOfAnObject() throws Exception {
        int size = 100_000;
        storage.putIfAbsent("head", filled(size, 0));
        together(thread -> {
            Storage own = open();
            for (int i = 0; i < 20; i++) {
                StoredObject before = own.get("head").orElseThrow();
                byte first = before.content()[0];
                assertThat(before.content()).isEqualTo(filled(size, first));
                if (thread < 2) {
                    own.replace("head", before.tag(), filled(size, 20 * thread + i));
                }
            }
            return true;
        });
    }

    private static byte[] filled(int size, int value) {
        byte[] content = new byte[size];
        Arrays.fill(content, (byte) value);
        return content;
    }

    /** Calls something in several threads at once and returns the results by thread. */
    private static <T> List<T> together(ThreadCall<T> call) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            CyclicBarrier start = new CyclicBarrier(THREADS);
            List<Callable<T>> calls = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int thread = i;
                calls.add(() -> {
                    start.await(60, TimeUnit.SECONDS);
                    return call.apply(thread);
                });
            }
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(calls)) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    @FunctionalInterface
    private interface ThreadCall<T> {
        T apply(int thread) throws Exception;
    }
}
