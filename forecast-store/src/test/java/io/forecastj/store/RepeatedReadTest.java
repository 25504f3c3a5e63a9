package io.forecastj.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.ModelIntegrityException;
import io.forecastj.ModelLoadException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a process reads that asks for the same again, and what becomes of a description that is kept for long. */
class RepeatedReadTest {
    private final MemoryStorage storage = new MemoryStorage();
    private final List<String> read = new ArrayList<>();
    private final ModelStore store = ModelStore.builder(new Counting()).open();
    private final StoredModel sales = store.model("sales");

    /** Notes what is read. */
    private final class Counting implements Storage {
        @Override
        public boolean putIfAbsent(String key, byte[] content) {
            return storage.putIfAbsent(key, content);
        }

        @Override
        public Optional<StoredObject> get(String key) {
            read.add(key);
            return storage.get(key);
        }

        @Override
        public List<String> list(String prefix) {
            read.add(prefix);
            return storage.list(prefix);
        }

        @Override
        public boolean replace(String key, String tag, byte[] content) {
            return storage.replace(key, tag, content);
        }

        @Override
        public void delete(String key) {
            storage.delete(key);
        }
    }

    private ModelVersion publish() {
        return StoreSamples.publishNaive(sales, Publication.none().attach("a.txt", "a"));
    }

    @Test
    void anAliasIsFoundAgainByOneReadOfTheHead() {
        publish();
        for (int i = 0; i < 60; i++) {
            sales.tag(1, "tag " + i, "x".repeat(9_000)); // the record has half a million characters in the end
        }
        sales.promote("production", 1);
        ModelStore elsewhere = ModelStore.builder(new Counting()).open();
        ModelVersion found = elsewhere.model("sales").find("production").orElseThrow();
        read.clear();
        assertThat(elsewhere.model("sales").find("production")).contains(found);
        assertThat(read).containsExactly("head");
        assertThat(elsewhere.model("sales").find("production").orElseThrow().info())
                .isEqualTo(found.info());
    }

    @Test
    void aChangeByAnotherProcessIsSeenAtOnce() {
        publish();
        publish();
        sales.promote("production", 1);
        StoredModel elsewhere = ModelStore.builder(storage).open().model("sales");
        for (int i = 0; i < 10; i++) {
            int number = 1 + i % 2;
            elsewhere.promote("production", number);
            assertThat(sales.find("production").orElseThrow().number()).isEqualTo(number);
        }
    }

    @Test
    void aDescriptionOfAVersionThatWasRemovedIsRefusedAsSuch() {
        ModelVersion removed = publish();
        publish();
        sales.remove(sales.plan(Retention.latest(1)));
        assertThatThrownBy(() -> sales.load(removed))
                .isInstanceOf(ModelLoadException.class)
                .isNotInstanceOf(ModelIntegrityException.class)
                .hasMessageContainingAll("version 1 of 'sales'", "it was removed", "there are [2]");
        assertThatThrownBy(() -> sales.attachment(removed, "a.txt"))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("it was removed");
    }

    @Test
    void aDescriptionOfAnotherModelOrStoreIsRefused() {
        ModelVersion version = publish();
        StoredModel other = store.model("other");
        StoreSamples.publishNaive(other, Publication.none());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> other.load(version))
                .withMessageContainingAll("'other'", "'sales'");
        assertThatIllegalArgumentException().isThrownBy(() -> other.attachment(version, "a.txt"));
        StoredModel elsewhere = ModelStore.builder(new MemoryStorage()).open().model("sales");
        StoreSamples.publishNaive(elsewhere, Publication.none());
        assertThatThrownBy(() -> elsewhere.load(version))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("of another store");
    }

    @Test
    void theLineageOfACopyThatWasMadeBeforeItsParentEnds() {
        ModelStore from = ModelStore.builder(new MemoryStorage()).open();
        ModelVersion parent = StoreSamples.publishNaive(from.model("sales"), Publication.none());
        ModelVersion child = StoreSamples.publishNaive(
                from.model("sales"), Publication.none().metric("error", 1).parent(parent));
        sales.copy(child, from);
        assertThat(sales.lineage(1)).extracting(ModelVersion::number).containsExactly(1);
        sales.copy(parent, from);
        sales.copy(child, from);
        assertThat(sales.lineage(1)).extracting(ModelVersion::number).containsExactly(1, 2);
        assertThat(sales.lineage(3)).extracting(ModelVersion::number).containsExactly(3, 2);
    }

    @Test
    void versionsAreComparedInTheOrderOfTheirNumbers() {
        publish();
        publish();
        publish();
        assertThat(sales.compare(3, 1, 3).versions())
                .extracting(ModelVersion::number)
                .containsExactly(1, 3);
    }
}
