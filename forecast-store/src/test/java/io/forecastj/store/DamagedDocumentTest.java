package io.forecastj.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.ModelIntegrityException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is still possible when a document of a store is damaged, and how its users get out of that state. */
class DamagedDocumentTest {
    private final MemoryStorage storage = new MemoryStorage();
    private final ModelStore store = ModelStore.builder(storage).open();
    private final StoredModel sales = store.model("sales");

    /** Opens the store as another process would, which has read nothing yet. */
    private ModelStore reopened() {
        return ModelStore.builder(storage).open();
    }

    private void damage(String key) {
        String tag = storage.get(key).orElseThrow().tag();
        assertThat(storage.replace(key, tag, "damaged".getBytes(StandardCharsets.UTF_8)))
                .isTrue();
    }

    private StoreHead head() {
        return store.commits().read().head();
    }

    private String record() {
        return head().models().get("sales");
    }

    private ModelVersion publish() {
        return StoreSamples.publishNaive(sales, Publication.none().metric("error", 1));
    }

    @Test
    void verifyingFindsWhatWasDamagedAfterItWasRead() {
        ModelVersion version = publish();
        assertThat(sales.versions()).hasSize(1);
        damage(version.entry().manifest());
        assertThat(store.verify())
                .singleElement()
                .asString()
                .startsWith("version 1 of 'sales': ")
                .contains(version.entry().manifest());
    }

    @Test
    void verifyingListsTheDamageOfEveryKindOfDocument() {
        ModelVersion version = publish();
        for (int i = 0; i < 100; i++) {
            sales.record(StoreEvent.of(Instant.ofEpochMilli(i), "noted"));
        }
        StoreSamples.publishNaive(store.model("other"), Publication.none());
        ModelRecord before = store.commits().find(head(), "sales").orElseThrow();
        damage(before.segments().get(0));
        damage(version.entry().manifest());
        damage(head().models().get("other"));
        List<String> found = store.verify();
        assertThat(found).hasSize(3);
        assertThat(found.get(0)).startsWith("the record of 'other': ");
        assertThat(found).anyMatch(line -> line.startsWith("version 1 of 'sales': "));
        assertThat(found).anyMatch(line -> line.startsWith("older events of 'sales': "));
    }

    @Test
    void aVersionWithADamagedManifestCanBeRemoved() {
        ModelVersion damaged = publish();
        sales.attachment(
                StoreSamples.publishNaive(
                        sales, Publication.none().attach("a.txt", "a").promoteTo("production")),
                "a.txt");
        damage(damaged.entry().manifest());
        StoredModel elsewhere = reopened().model("sales");
        assertThatThrownBy(elsewhere::versions)
                .isInstanceOf(ModelIntegrityException.class)
                .hasMessageStartingWith("version 1 of 'sales': ")
                .hasMessageEndingWith("or remove this version");
        assertThatThrownBy(() -> elsewhere.plan(Retention.latest(1))).isInstanceOf(ModelIntegrityException.class);
        assertThatThrownBy(() -> reopened().clean()).isInstanceOf(ModelIntegrityException.class);
        elsewhere.load("production").close();

        elsewhere.remove(1, "its manifest is damaged");
        assertThat(elsewhere.versions()).extracting(ModelVersion::number).containsExactly(2);
        assertThat(reopened().verify()).isEmpty();
        assertThat(storage.keys()).doesNotContain(damaged.entry().manifest());
        StoreEvent last = elsewhere.events().get(elsewhere.events().size() - 1);
        assertThat(last.kind()).isEqualTo(StoreEvent.REMOVED);
        assertThat(last.version()).hasValue(1);
        assertThat(last.reasons()).containsExactly("its manifest is damaged");
    }

    @Test
    void aVersionThatAnAliasNamesIsNotRemoved() {
        publish();
        publish();
        sales.promote("production", 1);
        sales.promote("production", 2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sales.remove(2))
                .withMessageContainingAll("version 2 of 'sales'", "[production]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sales.remove(7))
                .withMessageContaining("there are [1, 2]");
        sales.remove(1);
        assertThatIllegalArgumentException().isThrownBy(() -> sales.rollback("production"));
        assertThat(sales.load("production").info().horizon()).isEqualTo(1);
    }

    @Test
    void aDamagedListOfFilesInUseStopsNoPublication() {
        publish();
        store.clean();
        String live = head().live();
        assertThat(live).isNotNull();
        damage(live);
        ModelStore elsewhere = reopened();
        assertThat(StoreSamples.publishNaive(elsewhere.model("sales"), Publication.none())
                        .number())
                .isEqualTo(2);
        storage.delete(live);
        assertThat(StoreSamples.publishNaive(reopened().model("sales"), Publication.none())
                        .number())
                .isEqualTo(3);
        assertThat(elsewhere.verify()).singleElement().asString().startsWith("the list of files in use");
        elsewhere.clean();
        assertThat(reopened().verify()).isEmpty();
    }

    @Test
    void aDamagedRecordStopsItsModelOnly() {
        publish();
        StoreSamples.publishNaive(store.model("other"), Publication.none().promoteTo("production"));
        damage(record());
        ModelStore elsewhere = reopened();
        assertThatThrownBy(() -> elsewhere.model("sales").versions()).isInstanceOf(ModelIntegrityException.class);
        elsewhere.model("other").load("production").close();
        assertThat(StoreSamples.publishNaive(elsewhere.model("other"), Publication.none())
                        .number())
                .isEqualTo(2);
    }
}
