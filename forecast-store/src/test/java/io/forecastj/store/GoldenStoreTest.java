package io.forecastj.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.Baselines;
import io.forecastj.ModelIntegrityException;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.SnapshotException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The store that version 0.1 wrote: what it holds is read, forecasts and continues as it did. See {@code README.md} in
 * {@code src/test/resources/golden}.
 */
class GoldenStoreTest {
    private static final String GOLDEN = "/golden/0.1/";

    /**
     * Models whose forecasts pass through {@link Math#exp} or {@link Math#log}, whose error of up to 1 ulp depends on
     * the JDK and the processor. The others have the same bits everywhere.
     */
    private static final Set<String> EXPONENTIAL =
            Set.of("autoregression", "lightgbm-bars", "lightgbm-classes", "onnx-classes");

    /** Largest effect of such an error on a forecast, as a share of it. */
    private static final double ROUNDING = 1e-12;

    /** A copy that no test changes. */
    private static Path directory;

    private static ModelStore store;

    @BeforeAll
    static void copyOnce(@TempDir Path folder) throws IOException, URISyntaxException {
        directory = copy(folder);
        store = ModelStore.open(directory);
    }

    private static Path copy(Path folder) throws IOException, URISyntaxException {
        Path golden = resource("store/head").getParent();
        Path copy = folder.resolve("store");
        Files.walkFileTree(golden, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path from, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(copy.resolve(golden.relativize(from)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path from, BasicFileAttributes attributes) throws IOException {
                Files.copy(from, copy.resolve(golden.relativize(from)));
                return FileVisitResult.CONTINUE;
            }
        });
        return copy;
    }

    private static Path resource(String name) throws URISyntaxException {
        return Path.of(Objects.requireNonNull(GoldenStoreTest.class.getResource(GOLDEN + name))
                .toURI());
    }

    private static Map<String, List<String>> expected() throws IOException, URISyntaxException {
        Map<String, List<String>> expected = new LinkedHashMap<>();
        for (String line : Files.readAllLines(resource("forecasts.txt"))) {
            String version = line.substring(0, line.indexOf(' ', line.indexOf(' ') + 1));
            expected.computeIfAbsent(version, ignored -> new ArrayList<>()).add(line);
        }
        return expected;
    }

    static Set<String> versions() throws IOException, URISyntaxException {
        return expected().keySet();
    }

    private static PublicKey publicKey() throws IOException, URISyntaxException, GeneralSecurityException {
        byte[] key = Base64.getMimeDecoder().decode(Files.readString(resource("public-key.txt")));
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(key));
    }

    private ModelVersion version(String version) {
        String[] parts = version.split(" ");
        return store.model(parts[0]).version(Integer.parseInt(parts[1]));
    }

    @Test
    void nothingIsDamagedAndEveryVersionIsCompared() throws IOException, URISyntaxException {
        assertThat(store.verify()).isEmpty();
        List<String> present = store.models().stream()
                .flatMap(name -> store.model(name).versions().stream())
                .map(version -> version.model() + " " + version.number())
                .toList();
        assertThat(present).hasSizeGreaterThan(25).containsExactlyInAnyOrderElementsOf(versions());
    }

    @ParameterizedTest
    @MethodSource("versions")
    void aVersionForecastsWhatItForecast(String version) throws IOException, URISyntaxException {
        ModelVersion stored = version(version);
        try (Predictor predictor = store.model(stored.model()).load(stored)) {
            assertThat(predictor.modelHash()).isEqualTo(stored.modelHash());
            requireSame(stored.model(), GoldenData.forecasts(version, predictor), part(version, " predict "));
        }
    }

    /** A snapshot belongs to one version of the library: a later one refuses it, and opens a session from history. */
    @ParameterizedTest
    @MethodSource("versions")
    void aSnapshotContinuesOrIsRefusedByAnotherVersionOfTheLibrary(String version)
            throws IOException, URISyntaxException {
        ModelVersion stored = version(version);
        StoredModel model = store.model(stored.model());
        byte[] snapshot = model.snapshot(stored, GoldenStore.SNAPSHOT).orElseThrow();
        List<String> expected = part(version, " session ");
        try (Predictor predictor = model.load(stored)) {
            String written = sales().version(1).environment().get("forecastj");
            if (Objects.equals(written, present())) {
                try (PredictionSession session = predictor.restore(snapshot)) {
                    requireSame(stored.model(), GoldenData.continued(version, predictor, session), expected);
                }
            } else {
                assertThatThrownBy(() -> predictor.restore(snapshot))
                        .isInstanceOf(SnapshotException.class)
                        .hasMessageContaining(written);
            }
            try (PredictionSession session = GoldenData.session(predictor)) {
                requireSame(stored.model(), GoldenData.continued(version, predictor, session), expected);
            }
        }
    }

    /** The version of the library that runs this test. */
    private static String present() {
        try (Predictor predictor = Baselines.naive("close", 1).fit(GoldenData.training())) {
            return Objects.requireNonNull(predictor.info().libraries().get("forecastj"));
        }
    }

    private static List<String> part(String version, String what) throws IOException, URISyntaxException {
        return Objects.requireNonNull(expected().get(version)).stream()
                .filter(line -> line.contains(what))
                .toList();
    }

    private static void requireSame(String model, List<String> actual, List<String> expected) {
        if (!EXPONENTIAL.contains(model)) {
            assertThat(actual).isEqualTo(expected);
            return;
        }
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            int at = expected.get(i).lastIndexOf(' ') + 1;
            assertThat(actual.get(i)).startsWith(expected.get(i).substring(0, at));
            String wanted = expected.get(i).substring(at);
            String found = actual.get(i).substring(at);
            if (wanted.startsWith("0x") || wanted.startsWith("-0x")) {
                double number = Double.parseDouble(wanted);
                assertThat(Math.abs(Double.parseDouble(found) - number))
                        .as(expected.get(i) + ", found " + found)
                        .isLessThanOrEqualTo(ROUNDING * Math.abs(number));
            } else {
                assertThat(found).isEqualTo(wanted);
            }
        }
    }

    private StoredModel sales() {
        return store.model(GoldenStore.SIGNED);
    }

    @Test
    void whatIsKeptBesideTheVersionsIsRead() {
        ModelVersion first = sales().version(1);
        ModelVersion third = sales().version(3);
        assertThat(sales().versions()).extracting(ModelVersion::number).containsExactly(1, 3);
        assertThat(sales().aliases())
                .containsExactly(Map.entry("canary", 1), Map.entry("candidate", 3), Map.entry("production", 1));
        assertThat(first.metrics()).containsExactly(Map.entry("mean_absolute_error", 3.25), Map.entry("skill", 0.0));
        assertThat(first.tags()).containsExactly(Map.entry("team", "purchasing"));
        assertThat(first.notes()).containsExactly("the first one");
        assertThat(first.data()).contains(TrainingData.of(GoldenData.training()));
        assertThat(first.attachments()).containsOnlyKeys("report.txt", "settings.json");
        assertThat(sales().attachment(first, "report.txt"))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("naive, to begin with\n");
        assertThat(third.parent()).contains(first.id());
        assertThat(third.tags()).containsEntry("reviewed", "yes, by the night shift \u2013 \u00e4\u6771");
        assertThat(third.notes()).containsExactly("better on the last 90 days");
        assertThat(sales().lineage(3)).extracting(ModelVersion::number).containsExactly(3, 1);
        assertThat(sales().compare(1, 3).lowest("mean_absolute_error")).contains(third);
        List<StoreEvent> events = sales().events();
        assertThat(events).extracting(StoreEvent::kind).startsWith(StoreEvent.PUBLISHED, StoreEvent.PROMOTED);
        assertThat(events)
                .filteredOn(event -> event.alias().equals(Optional.of("canary")))
                .hasSize(70)
                .last()
                .satisfies(event -> assertThat(event.reasons()).containsExactly("turn 69"));
        assertThat(events)
                .extracting(StoreEvent::kind)
                .contains(StoreEvent.ROLLED_BACK, StoreEvent.ALIAS_REMOVED, StoreEvent.REMOVED);
        assertThat(events)
                .filteredOn(event -> event.kind().equals("drift-found"))
                .singleElement()
                .satisfies(event -> assertThat(event.details()).containsEntry("psi", "0.31"));
    }

    @Test
    void aSignedVersionIsUsedWithItsKeyAndOthersAreRefused() throws Exception {
        ModelStore trusting = ModelStore.builder(directory).trust(publicKey()).open();
        StoredModel signed = trusting.model(GoldenStore.SIGNED);
        assertThat(signed.versions()).extracting(ModelVersion::signature).containsOnly(SignatureState.VALID);
        try (Predictor predictor = signed.load("production")) {
            assertThat(predictor.info().kind()).isEqualTo("naive");
        }
        ModelVersion unsigned = trusting.model("linear").version(1);
        assertThat(unsigned.signature()).isEqualTo(SignatureState.MISSING);
        assertThatThrownBy(() -> trusting.model("linear").load(unsigned)).isInstanceOf(ModelIntegrityException.class);
        ModelStore stranger = ModelStore.builder(directory)
                .trust(KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic())
                .open();
        assertThatThrownBy(() -> stranger.model(GoldenStore.SIGNED).load("production"))
                .isInstanceOf(ModelIntegrityException.class);
    }

    @Test
    void theStoreIsContinued(@TempDir Path folder) throws IOException, URISyntaxException {
        ModelStore changed = ModelStore.open(copy(folder));
        StoredModel sales = changed.model(GoldenStore.SIGNED);
        assertThat(changed.lease("retrain sales", Duration.ofMinutes(1))
                        .orElseThrow()
                        .generation())
                .as("after the lease of the writer, which has ended")
                .isEqualTo(2);
        try (Predictor predictor = Baselines.drift("close", 3).fit(GoldenData.training())) {
            ModelVersion next = sales.publish(predictor);
            assertThat(next.number()).isEqualTo(4);
            sales.promote("production", 4);
            assertThat(sales.rollback("production").number()).isEqualTo(1);
            sales.remove(sales.plan(Retention.latest(1)));
        }
        assertThat(changed.verify()).isEmpty();
        assertThat(sales.versions()).extracting(ModelVersion::number).containsExactly(1, 3, 4);
    }
}
