package io.forecastj.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.Baselines;
import io.forecastj.ModelLoadException;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StoredModelTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final TimeSeries HISTORY = StoreSamples.series(40, 99);

    private final MemoryStorage storage = new MemoryStorage();
    private final ModelStore store =
            ModelStore.builder(storage).clock(Clock.fixed(NOW, ZoneOffset.UTC)).open();
    private final StoredModel sales = store.model("sales");

    private ModelVersion publish(long seed, Publication publication) {
        try (Predictor predictor = StoreSamples.linear(seed)) {
            return sales.publish(predictor, publication);
        }
    }

    private ModelVersion publish(long seed) {
        return publish(seed, Publication.none());
    }

    @Test
    void aPublishedPredictorForecastsAsBefore() {
        try (Predictor predictor = StoreSamples.linear(1)) {
            ModelVersion version = sales.publish(predictor);
            sales.promote("production", version.number());
            try (Predictor loaded = sales.load("production")) {
                assertThat(loaded.predict(HISTORY)).isEqualTo(predictor.predict(HISTORY));
                assertThat(loaded.modelHash()).isEqualTo(version.modelHash());
            }
        }
        assertThat(store.verify()).isEmpty();
        assertThat(store.models()).containsExactly("sales");
    }

    @Test
    void aVersionHasWhatWasPublishedWithIt() {
        ModelVersion parent = publish(1);
        TimeSeries data = StoreSamples.series(60, 2);
        ModelVersion version = publish(
                2,
                Publication.of(data)
                        .metric("mean_absolute_error", 1.25)
                        .metric("skill_against_naive", 0.1)
                        .parent(parent)
                        .attach("report.txt", "all is well")
                        .tag("region", "north")
                        .note("with the new prices")
                        .promoteTo("candidate"));

        ModelVersion read = sales.version(2);
        assertThat(read).isEqualTo(version);
        assertThat(read.number()).isEqualTo(2);
        assertThat(read.published()).isEqualTo(NOW);
        assertThat(read.metric("mean_absolute_error")).hasValue(1.25);
        assertThat(read.metric("unknown")).isEmpty();
        assertThat(read.tags()).containsEntry("region", "north");
        assertThat(read.notes()).containsExactly("with the new prices");
        assertThat(read.aliases()).containsExactly("candidate");
        assertThat(read.parent()).hasValue(parent.id());
        assertThat(read.signature()).isEqualTo(SignatureState.UNCHECKED);
        assertThat(read.info().horizon()).isEqualTo(3);
        assertThat(read.files()).containsKeys("predictor.json", "SHA256SUMS");
        assertThat(read.environment()).containsKeys("java", "os", "cpu", "forecastj");
        assertThat(read.data().orElseThrow().rows()).isEqualTo(60);
        assertThat(read.data().orElseThrow().hash())
                .isEqualTo(TrainingData.of(List.of(data)).hash());
        assertThat(new String(sales.attachment(read, "report.txt"), StandardCharsets.UTF_8))
                .isEqualTo("all is well");
        assertThat(sales.lineage(2)).extracting(ModelVersion::number).containsExactly(2, 1);
        assertThatThrownBy(() -> sales.attachment(read, "absent.txt"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'absent.txt'")
                .hasMessageContaining("report.txt");
    }

    @Test
    void equalFilesAreKeptOnce() {
        publish(1);
        int blobs = storage.list("blobs/").size();
        publish(1);
        assertThat(storage.list("blobs/")).hasSize(blobs);
        try (Predictor predictor = StoreSamples.linear(1)) {
            store.model("other").publish(predictor);
        }
        assertThat(storage.list("blobs/")).hasSize(blobs);
        store.clean();
        publish(1);
        assertThat(storage.list("blobs/")).as("after a clean-up too").hasSize(blobs);
    }

    @Test
    void aRolledBackAliasNamesTheVersionBefore() {
        for (int seed = 1; seed <= 3; seed++) {
            publish(seed);
            sales.promote("production", seed);
        }
        assertThat(sales.rollback("production", "orders look wrong").number()).isEqualTo(2);
        assertThat(sales.rollback("production").number()).isEqualTo(1);
        assertThatThrownBy(() -> sales.rollback("production"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("names version 1");
        sales.promote("production", 3);
        assertThat(sales.rollback("production").number()).isEqualTo(1);
    }

    @Test
    void promotingTheNamedVersionAgainDoesNotChangeWhereARollbackLeads() {
        publish(1, Publication.none().promoteTo("production"));
        publish(2, Publication.none().promoteTo("production"));
        sales.promote("production", 2);
        assertThat(sales.rollback("production").number()).isEqualTo(1);
    }

    @Test
    void aConditionalPromotionDoesNotUndoWhatSomebodyElseDid() {
        publish(1);
        publish(2);
        publish(3);
        assertThat(sales.promoteIf("production", OptionalInt.empty(), 1)).isTrue();
        assertThat(sales.promoteIf("production", OptionalInt.empty(), 2)).isFalse();
        sales.promote("production", 3);
        assertThat(sales.promoteIf("production", OptionalInt.of(1), 2)).isFalse();
        assertThat(sales.aliases()).containsEntry("production", 3);
        assertThat(sales.promoteIf("production", OptionalInt.of(3), 2)).isTrue();
    }

    @Test
    void everyChangeIsAnEventThatCanBeReadBack() {
        publish(1, Publication.none().promoteTo("production"));
        publish(2);
        sales.promote("production", 2, "lower error", "checked by hand");
        sales.rollback("production", "orders look wrong");
        sales.record(StoreEvent.of(NOW, "retraining-kept")
                .version(2)
                .reason("p = 0.3")
                .detail("rows", 120));
        sales.removeAlias("production", "retired");

        List<StoreEvent> events =
                ModelStore.builder(storage).open().model("sales").events();
        assertThat(events)
                .extracting(StoreEvent::kind)
                .containsExactly(
                        "published",
                        "promoted",
                        "published",
                        "promoted",
                        "rolled-back",
                        "retraining-kept",
                        "alias-removed");
        assertThat(events.get(3).reasons()).containsExactly("lower error", "checked by hand");
        assertThat(events.get(4).version()).hasValue(1);
        assertThat(events.get(5))
                .isEqualTo(StoreEvent.of(NOW, "retraining-kept")
                        .version(2)
                        .reason("p = 0.3")
                        .detail("rows", 120));
        assertThat(events.get(6).alias()).hasValue("production");
    }

    @Test
    void manyEventsAreAllKeptInOrder() {
        for (int i = 0; i < 300; i++) {
            sales.record(StoreEvent.of(NOW.plusSeconds(i), "tick").detail("i", i));
        }
        store.clean();
        assertThat(sales.events())
                .extracting(event -> event.details().get("i"))
                .containsExactlyElementsOf(
                        IntStream.range(0, 300).mapToObj(String::valueOf).toList());
    }

    @Test
    void retentionKeepsTheLatestTheBestAndWhatAnAliasNeeds() {
        double[] errors = {5, 1, 4, 3, 2, 6, 7, 8};
        for (int i = 0; i < errors.length; i++) {
            publish(i + 1, Publication.none().metric("error", errors[i]));
        }
        sales.promote("production", 3);
        sales.promote("production", 4);
        RetentionPlan plan = sales.plan(Retention.latest(2).andLowest("error", 1));
        assertThat(plan.removed()).containsExactly(1, 5, 6);
        assertThat(plan.kept()).containsExactly(2, 3, 4, 7, 8);
        assertThat(plan.bytes()).isPositive();
        assertThat(sales.versions()).as("a plan removes nothing").hasSize(8);

        sales.promote("candidate", 5);
        assertThat(sales.remove(plan)).as("version 5 has an alias by now").containsExactly(1, 6);
        assertThat(sales.versions()).extracting(ModelVersion::number).containsExactly(2, 3, 4, 5, 7, 8);
        assertThat(store.verify()).isEmpty();
        assertThat(sales.rollback("production").number()).isEqualTo(3);
        assertThatThrownBy(() -> sales.version(1))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("[2, 3, 4, 5, 7, 8]");
        assertThat(publish(9).number()).as("numbers are not used again").isEqualTo(9);
    }

    @Test
    void thePlannedBytesAreThoseThatTheCleanUpFrees() {
        publish(1);
        publish(1);
        publish(2);
        assertThat(sales.plan(Retention.latest(2)).bytes())
                .as("version 2 has the files of version 1")
                .isZero();
        long before = size();
        RetentionPlan plan = sales.plan(Retention.latest(1));
        sales.remove(plan);
        assertThat(before - size()).isEqualTo(plan.bytes());
    }

    private long size() {
        return storage.list("blobs/").stream()
                .mapToLong(key -> storage.get(key).orElseThrow().content().length)
                .sum();
    }

    @Test
    void aRollbackSkipsVersionsThatWereRemoved() {
        for (int seed = 1; seed <= 4; seed++) {
            publish(seed);
            sales.promote("production", seed);
        }
        sales.remove(sales.plan(Retention.latest(1)));
        assertThat(sales.versions()).extracting(ModelVersion::number).containsExactly(3, 4);
        assertThat(sales.rollback("production").number()).isEqualTo(3);
        assertThatThrownBy(() -> sales.rollback("production")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSnapshotContinuesASessionInAnotherProcess() {
        ModelVersion version = publish(1, Publication.none().promoteTo("production"));
        try (Predictor predictor = sales.load("production");
                PredictionSession session = predictor.openSession(HISTORY)) {
            sales.saveSnapshot(version, "series 7/north", session.snapshot());
            session.append(Instant.ofEpochSecond(86_400L * 40), 12);
            sales.saveSnapshot(version, "series 7/north", session.snapshot());
            byte[] saved = ModelStore.builder(storage)
                    .open()
                    .model("sales")
                    .snapshot(version, "series 7/north")
                    .orElseThrow();
            try (PredictionSession restored = predictor.restore(saved)) {
                assertThat(restored.forecast()).isEqualTo(session.forecast());
            }
        }
        assertThat(sales.snapshot(version, "series 8")).isEmpty();
        publish(2, Publication.none().promoteTo("production"));
        sales.removeAlias("production");
        sales.remove(sales.plan(Retention.latest(1)));
        assertThat(storage.list("snapshots/")).as("removed with their model").isEmpty();
    }

    @Test
    void tagsAndNotesCanBeChanged() {
        publish(1, Publication.none().tag("region", "north"));
        sales.tag(1, "region", "south");
        sales.tag(1, "checked", "yes");
        sales.tag(1, "checked", null);
        sales.note(1, "first");
        sales.note(1, "second");
        assertThat(sales.version(1).tags()).containsOnlyKeys("region").containsEntry("region", "south");
        assertThat(sales.version(1).notes()).containsExactly("first", "second");
    }

    @Test
    void versionsAreComparedByTheirMetrics() {
        publish(1, Publication.none().metric("error", 2).metric("skill", 0.1));
        publish(2, Publication.none().metric("error", 1));
        publish(3, Publication.none().metric("error", 1).metric("skill", 0.3));
        VersionComparison comparison = sales.compare();
        assertThat(comparison.lowest("error").orElseThrow().number()).isEqualTo(3);
        assertThat(comparison.highest("skill").orElseThrow().number()).isEqualTo(3);
        assertThat(comparison.highest("absent")).isEmpty();
        assertThat(comparison.metrics()).containsExactly("error", "skill");
        assertThat(comparison.toString().lines().skip(2).findFirst().orElseThrow())
                .matches("skill +0.100000 +- +0.300000");
        assertThat(sales.compare(1, 3).versions()).hasSize(2);
    }

    @Test
    void aPublicationNamesItsAttachments() {
        Publication publication = Publication.none();
        assertThat(publication.attachments()).isEmpty();
        assertThat(publication.attachments()).isUnmodifiable();
        assertThat(publication.attach("b.txt", "b").attach("a.txt", "a").attachments())
                .containsExactly("a.txt", "b.txt")
                .isUnmodifiable();
    }

    @Test
    void mistakesAreRefusedByName() {
        publish(1);
        assertThatThrownBy(() -> sales.promote("production", 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no version 2")
                .hasMessageContaining("[1]");
        assertThatThrownBy(() -> sales.promote("../production", 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'../production'");
        assertThatThrownBy(() -> store.model("../../etc")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.model("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> sales.load("production"))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("alias 'production'");
        assertThatThrownBy(() -> store.model("absent").load("production"))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("[sales]");
        assertThatThrownBy(() -> sales.rollback("absent")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Publication.none().metric("mape", Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'mape'");
        assertThatThrownBy(() -> Publication.none().attach("a/b", "")).isInstanceOf(IllegalArgumentException.class);
        try (Predictor predictor = Baselines.naive("value", 1).fit(HISTORY)) {
            assertThatThrownBy(() -> store.model("Sales").publish(predictor))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("capital letters");
        }
        assertThat(sales.versions()).hasSize(1);
        assertThat(store.models()).containsExactly("sales");
    }

    @Test
    void aCopyInAnotherStoreIsTheSameVersion() {
        publish(
                1,
                Publication.none()
                        .metric("error", 1)
                        .attach("report.txt", "fine")
                        .tag("a", "b"));
        ModelStore other = ModelStore.builder(new MemoryStorage()).open();
        ModelVersion copy = other.model("sales").copy(sales.version(1), store);
        assertThat(copy.id()).isEqualTo(sales.version(1).id());
        assertThat(copy.tags()).containsEntry("a", "b");
        try (Predictor here = sales.load(sales.version(1));
                Predictor there = other.model("sales").load(copy)) {
            assertThat(there.predict(HISTORY)).isEqualTo(here.predict(HISTORY));
        }
        assertThat(other.model("sales").attachment(copy, "report.txt")).hasSize(4);
        assertThatThrownBy(() -> other.model("prices").copy(copy, other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'prices'");
    }

    @Test
    void everyChangeIsCountedInTheHead() {
        long before = generation();
        publish(1);
        sales.promote("production", 1);
        sales.tag(1, "region", "north");
        store.clean();
        try (Lease lease = store.lease("retrain sales", Duration.ofMinutes(1)).orElseThrow()) {
            assertThat(lease.generation()).isEqualTo(1);
        }
        assertThat(generation() - before)
                .as("five changes and the return of the lease")
                .isEqualTo(6);
    }

    private long generation() {
        return HeadText.read(storage.get(Commits.HEAD).orElseThrow().content()).generation();
    }
}
