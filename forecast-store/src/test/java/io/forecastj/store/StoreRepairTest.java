package io.forecastj.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.Predictor;
import io.forecastj.SnapshotException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Single kinds of damage, how they are named, and how far a store still serves. */
class StoreRepairTest {
    private final MemoryStorage storage = new MemoryStorage();
    private ModelStore store;
    private ModelVersion version;

    @BeforeEach
    void publish() {
        store = SampleStore.open(storage);
        version = publish(store, "sales");
        store.clean();
    }

    private static ModelVersion publish(ModelStore store, String model) {
        try (Predictor predictor = SampleModels.naive()) {
            return store.model(model).publish(predictor, Publication.none().promoteTo("production"));
        }
    }

    private void damage(String key) {
        storage.replace(key, storage.get(key).orElseThrow().tag(), new byte[] {1});
    }

    @Test
    void verifyReadsTheStorageAlsoIfTheDocumentIsKnown() {
        assertThat(store.verify()).isEmpty();
        damage(version.entry().manifest());
        assertThat(store.verify()).singleElement().asString().contains("version 1 of 'sales'", "other bytes");
    }

    @Test
    void verifyNamesADamagedRecordAndReadsTheOtherModels() {
        ModelVersion other = publish(store, "costs");
        damage(HeadText.read(storage.get(Commits.HEAD).orElseThrow().content())
                .models()
                .get("sales"));
        damage(other.entry().manifest());
        assertThat(SampleStore.open(storage).verify())
                .hasSize(2)
                .anyMatch(text -> text.startsWith("version 1 of 'costs'"))
                .anyMatch(text -> text.startsWith("the record of 'sales'"));
    }

    @Test
    void aDamagedListOfFilesInUseHindersNobody() {
        damage(HeadText.read(storage.get(Commits.HEAD).orElseThrow().content()).live());
        ModelStore again = SampleStore.open(storage);
        assertThat(again.verify()).singleElement().asString().contains("files in use");
        publish(again, "sales");
        again.clean();
        assertThat(again.verify()).isEmpty();
        again.model("sales").load("production").close();
    }

    @Test
    void aSnapshotThatWasSavedForAnotherKeyIsRefused() {
        StoredModel sales = store.model("sales");
        sales.saveSnapshot(version, "north", new byte[] {1, 2, 3});
        sales.saveSnapshot(version, "south", new byte[] {4, 5, 6});
        List<String> keys = storage.list(SnapshotSpace.SNAPSHOTS);
        byte[] first = storage.get(keys.get(0)).orElseThrow().content();
        StoredObject second = storage.get(keys.get(1)).orElseThrow();
        storage.replace(keys.get(1), second.tag(), first);
        assertThat(List.of("north", "south"))
                .filteredOn(key -> {
                    try {
                        return sales.snapshot(version, key).isPresent();
                    } catch (SnapshotException e) {
                        return false;
                    }
                })
                .hasSize(1);
    }
}
