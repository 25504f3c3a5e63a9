package io.forecastj.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.forecastj.Baselines;
import io.forecastj.Predictor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that people give, and what they cannot do to the files. */
class StoreNamesTest {
    @TempDir
    Path folder;

    private static Predictor predictor() {
        return Baselines.naive("value", 3).fit(StoreSamples.series(50, 1));
    }

    @Test
    void aModelWhoseNameDiffersInCapitalLettersOnlyIsRefused() throws IOException {
        ModelStore store = ModelStore.open(folder);
        try (Predictor predictor = predictor()) {
            store.model("sales").publish(predictor);
            Path head = folder.resolve("head");
            Map<String, String> before = DirectoryStorageTest.contents(head);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> store.model("Sales").publish(predictor))
                    .withMessageContainingAll("'sales'", "'Sales'");
            assertThat(DirectoryStorageTest.contents(head)).isEqualTo(before);
            assertThat(store.models()).containsExactly("sales");
            assertThat(store.model("sales").publish(predictor).number()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "../head",
                "a/b",
                "/etc/passwd",
                "..\\head",
                "C:head",
                "a\0b",
                "a\nb",
                " a",
                "-a",
                ".a",
                "a:b",
                "ä"
            })
    void aNameThatLooksLikeAPathIsRefused(String name) throws IOException {
        StoredModel sales = ModelStore.open(folder.resolve("store")).model("sales");
        try (Predictor predictor = predictor()) {
            sales.publish(predictor);
            Map<String, String> before = DirectoryStorageTest.contents(folder);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ModelStore.open(folder.resolve("store")).model(name));
            assertThatIllegalArgumentException().isThrownBy(() -> sales.promote(name, 1));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Publication.none().promoteTo(name));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Publication.none().attach(name, "text"));
            assertThat(DirectoryStorageTest.contents(folder)).isEqualTo(before);
        }
    }

    @Test
    void noNameThatIsAllowedBecomesAPartOfAPath() throws IOException {
        ModelStore store = ModelStore.open(folder);
        try (Predictor predictor = predictor()) {
            List<String> names = List.of("head", "lock", "tmp", "CON", "nul", "a..b", "blobs");
            for (String name : names) {
                Publication publication = Publication.none().attach(name, name).promoteTo(name);
                store.model(name).publish(predictor, publication);
                store.model(name).saveSnapshot(store.model(name).version(1), "../" + name, new byte[1]);
            }
            assertThat(store.verify()).isEmpty();
            assertThat(DirectoryStorageTest.files(folder))
                    .allMatch(file -> file.equals("head")
                            || file.matches("(blobs|manifests)/[0-9a-f]{2}/[0-9a-f]{64}\\.\\d+")
                            || file.matches("snapshots/[0-9a-f]{2}/[0-9a-f]{64}/[0-9a-f]{2}/[0-9a-f]{64}\\.\\d+"));
        }
    }
}
