package io.forecastj.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.Baselines;
import io.forecastj.ModelIntegrityException;
import io.forecastj.Predictor;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Removal of what is not in use, in orders that are too rare to wait for. */
class SweepTest {
    private final MemoryStorage storage = new MemoryStorage();
    private final ModelStore store = ModelStore.builder(storage).open();
    private final StoredModel sales = store.model("sales");

    private ModelVersion publish(String note) {
        return StoreSamples.publishNaive(sales, Publication.none().attach("note", note));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private List<String> copies(byte[] content) {
        return storage.list(ObjectSpace.BLOBS + Hashes.of(content) + ".");
    }

    private void damage(String key) {
        storage.replace(key, storage.get(key).orElseThrow().tag(), bytes("damaged"));
    }

    @Test
    void equalFilesAreKeptOnceOverCleanUps() {
        publish("same");
        store.clean();
        publish("same");
        store.clean();
        publish("same");
        assertThat(copies(bytes("same")))
                .containsExactly(ObjectSpace.key(ObjectSpace.BLOBS, Hashes.of(bytes("same")), 0));
    }

    @Test
    void aDamagedFileIsWrittenAgainByTheNextPublication() {
        ModelVersion first = publish("same");
        store.clean();
        damage(copies(bytes("same")).get(0));
        assertThat(store.verify()).singleElement().asString().contains("version 1", "other bytes");
        publish("same");
        assertThat(copies(bytes("same"))).hasSize(2);
        assertThat(sales.attachment(first, "note")).isEqualTo(bytes("same"));
        store.clean();
        assertThat(copies(bytes("same"))).hasSize(1);
        assertThat(store.verify()).isEmpty();
    }

    @Test
    void anOlderCopyStaysWhileTheNewestIsDamaged() {
        ModelVersion first = publish("same");
        store.clean();
        String old = copies(bytes("same")).get(0);
        String fresh = ObjectSpace.key(ObjectSpace.BLOBS, Hashes.of(bytes("same")), 1);
        storage.putIfAbsent(fresh, bytes("damaged"));
        store.clean();
        assertThat(copies(bytes("same"))).containsExactlyInAnyOrder(old, fresh);
        assertThat(sales.attachment(first, "note")).isEqualTo(bytes("same"));
    }

    @Test
    void aFileIsFoundIfACleanUpRemovesTheListedCopyForANewerOne() {
        ModelVersion first = publish("same");
        store.clean();
        String old = copies(bytes("same")).get(0);
        ModelStore reader = ModelStore.builder(new HookedStorage(storage).before("get", ObjectSpace.BLOBS, 1, () -> {
                    storage.putIfAbsent(ObjectSpace.key(ObjectSpace.BLOBS, Hashes.of(bytes("same")), 1), bytes("same"));
                    storage.delete(old);
                }))
                .open();
        assertThat(reader.model("sales").attachment(first, "note")).isEqualTo(bytes("same"));
    }

    @Test
    void aSnapshotIsFoundIfACleanUpRemovesTheListedOneForANewerOne() {
        ModelVersion first = publish("a");
        sales.saveSnapshot(first, "shop 1", bytes("old"));
        ModelStore reader = ModelStore.builder(
                        new HookedStorage(storage).before("get", SnapshotSpace.SNAPSHOTS, 1, () -> {
                            store.clean();
                            sales.saveSnapshot(first, "shop 1", bytes("new"));
                            store.clean();
                        }))
                .open();
        assertThat(reader.model("sales").snapshot(first, "shop 1")).contains(bytes("new"));
        assertThat(storage.list(SnapshotSpace.SNAPSHOTS)).hasSize(1);
    }

    @Test
    void snapshotsArePerKeyAndReplacedAndRemoved() {
        ModelVersion first = publish("a");
        assertThat(sales.snapshot(first, "shop 1")).isEmpty();
        sales.saveSnapshot(first, "shop 1", bytes("one"));
        sales.saveSnapshot(first, "shop 2", bytes("two"));
        for (int epoch = 0; epoch < 12; epoch++) {
            sales.saveSnapshot(first, "shop 1", bytes("one " + epoch));
            store.clean();
            assertThat(sales.snapshot(first, "shop 1")).contains(bytes("one " + epoch));
            assertThat(sales.snapshot(first, "shop 2")).contains(bytes("two"));
        }
        sales.saveSnapshot(first, "shop 1", bytes("last"));
        sales.removeSnapshot(first, "shop 1");
        assertThat(sales.snapshot(first, "shop 1")).isEmpty();
        assertThat(sales.snapshot(first, "shop 2")).isPresent();
    }

    @Test
    void aSlowCleanUpKeepsTheSnapshotOfAModelThatWasPublishedMeanwhile() {
        ModelVersion[] fresh = new ModelVersion[1];
        ModelStore slow = ModelStore.builder(
                        new HookedStorage(storage).before("list", SnapshotSpace.SNAPSHOTS, 1, () -> {
                            fresh[0] = publish("a");
                            sales.saveSnapshot(fresh[0], "shop", bytes("kept"));
                        }))
                .open();
        slow.clean();
        assertThat(sales.snapshot(fresh[0], "shop")).contains(bytes("kept"));
    }

    @Test
    void aSnapshotStaysIfItsModelIsRemovedAndPublishedAgainWhileItIsSaved() throws Exception {
        ModelVersion removed = publish("a");
        try (Predictor other = Baselines.naive("value", 2).fit(StoreSamples.series(20, 1))) {
            sales.publish(other);
        }
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch saved = new CountDownLatch(1);
        ModelStore slow = ModelStore.builder(
                        new HookedStorage(storage).before("list", SnapshotSpace.SNAPSHOTS, 1, () -> {
                            begun.countDown();
                            await(saved);
                        }))
                .open();
        FutureTask<List<Integer>> cleanUp =
                new FutureTask<>(() -> slow.model("sales").remove(sales.plan(Retention.latest(1))));
        ModelStore saver = ModelStore.builder(
                        new HookedStorage(storage).before("put", SnapshotSpace.SNAPSHOTS, 1, () -> {
                            new Thread(cleanUp).start();
                            await(begun);
                            publish("b");
                        }))
                .open();
        saver.model("sales").saveSnapshot(removed, "shop", bytes("kept"));
        saved.countDown();
        assertThat(cleanUp.get(60, TimeUnit.SECONDS)).containsExactly(1);
        assertThat(sales.snapshot(removed, "shop")).contains(bytes("kept"));
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(60, TimeUnit.SECONDS)) {
                throw new AssertionError("the other thread does not come");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aVersionThatIsRemovedWhileTheStoreIsVerifiedIsNotTakenForDamaged() {
        publish("a");
        publish("b");
        ModelStore reader = ModelStore.builder(
                        new HookedStorage(storage).before("list", ObjectSpace.BLOBS, 1, () -> assertThat(
                                        sales.remove(sales.plan(Retention.latest(1))))
                                .containsExactly(1)))
                .open();
        assertThat(reader.verify()).isEmpty();
    }

    @Test
    void aStoreWithoutItsHeadIsNotTakenForANewOne() {
        publish("a");
        int objects = storage.keys().size();
        storage.delete(Commits.HEAD);
        assertThatThrownBy(() -> ModelStore.builder(storage).open())
                .isInstanceOf(ModelIntegrityException.class)
                .hasMessageContainingAll("has lost its head", "backup");
        assertThat(storage.keys()).hasSize(objects - 1);
    }

    @Test
    void twoProcessesOpenANewStoreAtOnce() {
        MemoryStorage fresh = new MemoryStorage();
        ModelStore second = ModelStore.builder(new HookedStorage(fresh)
                        .before(
                                "list",
                                ObjectSpace.DOCUMENTS,
                                1,
                                () -> StoreSamples.publishNaive(
                                        ModelStore.builder(fresh).open().model("sales"), Publication.none())))
                .open();
        assertThat(second.model("sales").versions()).hasSize(1);
    }

    @Test
    void aPublicationThatIsRepeatedInOneEpochDoesNotWriteItsFilesAgain() {
        publish("a");
        int[] blobs = new int[1];
        HookedStorage hooked = new HookedStorage(storage);
        ModelStore slow = ModelStore.builder(hooked).open();
        hooked.before("replace", Commits.HEAD, 1, () -> {
            publish("other");
            hooked.before("put", ObjectSpace.BLOBS, 1, () -> blobs[0]++);
        });
        ModelVersion version = StoreSamples.publishNaive(
                slow.model("sales"), Publication.none().attach("note", "new"));
        assertThat(version.number()).isEqualTo(3);
        assertThat(blobs[0]).isZero();
        assertThat(store.verify()).isEmpty();
    }
}
