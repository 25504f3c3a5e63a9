package io.forecastj.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.Baselines;
import io.forecastj.Forecast;
import io.forecastj.ForecastException;
import io.forecastj.ModelIntegrityException;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.models.Predictors;
import io.forecastj.models.statistical.Theta;
import io.forecastj.store.ModelStore;
import io.forecastj.store.ModelVersion;
import io.forecastj.store.Publication;
import io.forecastj.store.StoredModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelPackTest {
    private static final ForecastSpark SHOPS =
            ForecastSpark.of("shop", "day", "sales").sampling(() -> Sampling.daily());

    private static SparkSession spark;

    @BeforeAll
    static void start() {
        spark = SparkRuns.local();
    }

    @Test
    void manyLocalModelsAreOneVersionInFewFilesAndLoadedByKey(@TempDir Path folder) {
        List<TimeSeries> series = ShopSales.series(600, 28, 1);
        Dataset<Row> rows = ShopSales.dataset(spark, series, 1);
        Dataset<Row> models = SHOPS.fitLocal(
                        rows,
                        () -> Theta.forecaster().column("sales").horizon(7).build())
                .cache();
        StoredModel stored = ModelStore.open(folder.resolve("store")).model("shops");
        ModelVersion version;
        try (Predictor naive = Baselines.naive("sales", 7).fit(series)) {
            version = ModelPack.publish(
                    models, 3, stored, naive, Publication.none().note("all shops"));
        }
        assertThat(version.attachments()).hasSize(3);
        long bytes =
                version.attachments().values().stream().mapToLong(size -> size).sum();
        assertThat(bytes / 600).isLessThan(400);

        ModelPack pack = ModelPack.open(stored, version);
        List<Forecast> byKey = new ArrayList<>();
        for (TimeSeries one : series.subList(0, 50)) {
            try (Predictor predictor = pack.load(one.id()).orElseThrow()) {
                byKey.add(predictor.predict(one));
            }
        }
        assertThat(pack.load("a shop that is new")).isEmpty();
        List<String> all = SparkRuns.forecasts(SHOPS.predict(rows, pack.dataset(spark)));
        assertThat(all).hasSize(4_200).containsAll(SparkRuns.forecasts(byKey));
        assertThat(all).isEqualTo(SparkRuns.forecasts(SHOPS.predict(rows, models)));
    }

    @Test
    void aVersionWithoutLocalModelsIsRefused(@TempDir Path folder) {
        StoredModel stored = ModelStore.open(folder.resolve("store")).model("shops");
        try (Predictor naive = Baselines.naive("sales", 7).fit(ShopSales.one(0, 30, 1))) {
            ModelVersion version = stored.publish(naive);
            assertThatThrownBy(() -> ModelPack.open(stored, version))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("has no local models");
        }
    }

    @Test
    void aDamagedFileIsRefusedAndNeverAnswersOtherwise() {
        byte[] archive = archive();
        PackedFileWriter writer = new PackedFileWriter();
        for (int i = 0; i < 600; i++) {
            writer.add("id-" + (1_000 + i), archive);
        }
        byte[] whole = writer.finish();
        try (Predictor predictor = PackedFile.of("f", whole).load("id-1300").orElseThrow()) {
            assertThat(predictor.info().horizon()).isEqualTo(7);
        }
        SplittableRandom random = new SplittableRandom(7);
        int refused = 0;
        for (int i = 0; i < 2_000; i++) {
            byte[] damaged = whole.clone();
            // more often in the header than its size would give
            int at = random.nextInt(random.nextBoolean() ? 60 : damaged.length);
            damaged[at] ^= (byte) (1 << random.nextInt(8));
            if (random.nextInt(4) == 0) {
                damaged = Arrays.copyOf(damaged, random.nextInt(damaged.length));
            }
            String round = "seed 7, round " + i + ", byte " + at;
            List<String> ids = new ArrayList<>();
            try {
                PackedFile.of("f", damaged).forEach((id, model) -> ids.add(id));
            } catch (ForecastException e) {
                assertThat(e).as(round).isInstanceOf(ModelIntegrityException.class);
                refused++;
                continue;
            }
            // nothing but bits that Deflate does not read
            assertThat(ids)
                    .as(round)
                    .hasSize(600)
                    .isSorted()
                    .startsWith("id-1000")
                    .endsWith("id-1599");
        }
        assertThat(refused).isGreaterThan(1_990);
    }

    @Test
    void aBlockEndsAtEightMegabytes() throws IOException {
        ByteArrayOutputStream large = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(large)) {
            zip.putNextEntry(new ZipEntry("model.txt"));
            zip.write(new byte[3 << 20]);
        }
        PackedFileWriter writer = new PackedFileWriter();
        for (int i = 0; i < 10; i++) {
            writer.add("id-" + i, large.toByteArray());
        }
        byte[] whole = writer.finish();
        // the number of blocks comes after the magic number and the format
        assertThat(ByteBuffer.wrap(whole).getInt(8)).isEqualTo(4);
        List<String> ids = new ArrayList<>();
        PackedFile.of("f", whole).forEach((id, archive) -> {
            ids.add(id);
            assertThat(archive).hasSizeGreaterThan(3 << 20);
        });
        assertThat(ids).hasSize(10).isSorted();
    }

    @Test
    void anIdMayHaveAnyLength() {
        List<String> ids = List.of("", "\u00e9\ud83d\ude00".repeat(40_000), "\u00e9\ud83d\ude00".repeat(40_001));
        PackedFileWriter writer = new PackedFileWriter();
        byte[] archive = archive();
        ids.forEach(id -> writer.add(id, archive));
        PackedFile file = PackedFile.of("f", writer.finish());
        for (String id : ids) {
            Optional<Predictor> loaded = file.load(id);
            assertThat(loaded).isPresent();
            loaded.ifPresent(Predictor::close);
        }
        assertThat(file.load(ids.get(1) + "x")).isEmpty();
    }

    @Test
    void anAttachmentWithTheNameOfAPackedFileIsRefused(@TempDir Path folder) {
        StoredModel stored = ModelStore.open(folder.resolve("store")).model("shops");
        Dataset<Row> models = fitted(List.of());
        try (Predictor naive = Baselines.naive("sales", 7).fit(ShopSales.one(0, 30, 1))) {
            Publication report = Publication.none().attach("models-report.txt", "fine");
            assertThatThrownBy(() -> ModelPack.publish(
                            models, 2, stored, naive, report.attach("models-of-2025.pack", new byte[1])))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("found 'models-of-2025.pack'; rename it");
            assertThat(stored.versions()).isEmpty();
            ModelVersion version = ModelPack.publish(models, 2, stored, naive, report);
            assertThat(ModelPack.open(stored, version).files()).isEqualTo(2);
        }
    }

    @Test
    void aFileThatWasDamagedInTheStoreIsRefused(@TempDir Path folder) throws Exception {
        List<TimeSeries> series = ShopSales.series(20, 28, 2);
        Path root = folder.resolve("store");
        StoredModel stored = ModelStore.open(root).model("shops");
        ModelVersion version = publish(fitted(series), stored, 1);
        try (Stream<Path> files = Files.walk(root)) {
            int damaged = 0;
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                byte[] bytes = Files.readAllBytes(file);
                if (new String(bytes, StandardCharsets.ISO_8859_1).startsWith("FJMP")) {
                    bytes[bytes.length / 2] ^= 1;
                    file.toFile().setWritable(true);
                    Files.write(file, bytes);
                    damaged++;
                }
            }
            assertThat(damaged).isEqualTo(1);
        }
        ModelPack pack = ModelPack.open(ModelStore.open(root).model("shops"), version);
        assertThatThrownBy(() -> pack.load("shop-1")).isInstanceOf(ModelIntegrityException.class);
        assertThatThrownBy(() -> pack.dataset(spark)).isInstanceOf(ModelIntegrityException.class);
    }

    @Test
    void twoPacksOfOneModelAreTwoVersionsAndEachKeepsItsOwn(@TempDir Path folder) {
        List<TimeSeries> series = ShopSales.series(20, 28, 3);
        StoredModel stored = ModelStore.open(folder.resolve("store")).model("shops");
        ModelVersion first = publish(fitted(series), stored, 2);
        ModelVersion second = publish(fitted(series.subList(0, 10)), stored, 5);
        assertThat(second.number()).isGreaterThan(first.number());
        ModelPack before = ModelPack.open(stored, first);
        ModelPack after = ModelPack.open(stored, second);
        assertThat(before.files()).isEqualTo(2);
        assertThat(after.files()).isEqualTo(5);
        for (int s = 0; s < 20; s++) {
            Optional<Predictor> old = before.load(ShopSales.id(s));
            Optional<Predictor> current = after.load(ShopSales.id(s));
            assertThat(old).isPresent();
            assertThat(current.isPresent()).isEqualTo(s < 10);
            old.ifPresent(Predictor::close);
            current.ifPresent(Predictor::close);
        }
    }

    @Test
    void aPackIsTheSameInEveryByteWhateverTasksWriteIt() {
        Dataset<Row> models = fitted(ShopSales.series(700, 28, 4)).cache();
        List<byte[]> once = List.copyOf(PackedFiles.of(models.repartition(1), 2).values());
        List<byte[]> again =
                List.copyOf(PackedFiles.of(models.repartition(7), 2).values());
        assertThat(once).hasSize(2);
        assertThat(again.get(0)).isEqualTo(once.get(0));
        assertThat(again.get(1)).isEqualTo(once.get(1));
        models.unpersist();
    }

    @Test
    void noModelAtAllIsAVersionWithEmptyFiles(@TempDir Path folder) {
        StoredModel stored = ModelStore.open(folder.resolve("store")).model("shops");
        ModelPack pack = ModelPack.open(stored, publish(fitted(List.of()), stored, 3));
        assertThat(pack.load("shop-1")).isEmpty();
        assertThat(pack.dataset(spark).count()).isZero();
    }

    @Test
    void twoModelsOfOneSeriesAreRefused(@TempDir Path folder) {
        Dataset<Row> models = fitted(ShopSales.series(5, 28, 5));
        StoredModel stored = ModelStore.open(folder.resolve("store")).model("shops");
        assertThatThrownBy(() -> publish(models.union(models.filter("id = 'shop-3'")), stored, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected one model of each series, found two of 'shop-3'");
        assertThatThrownBy(() -> publish(models, stored, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThat(stored.versions()).isEmpty();
    }

    private static Dataset<Row> fitted(List<TimeSeries> series) {
        return SHOPS.fitLocal(
                ShopSales.dataset(spark, series, 1),
                () -> Theta.forecaster().column("sales").horizon(7).build());
    }

    private static ModelVersion publish(Dataset<Row> models, StoredModel stored, int files) {
        try (Predictor naive = Baselines.naive("sales", 7).fit(ShopSales.one(0, 30, 1))) {
            return ModelPack.publish(models, files, stored, naive, Publication.none());
        }
    }

    private static byte[] archive() {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        try (Predictor naive = Baselines.naive("sales", 7).fit(ShopSales.one(0, 30, 1))) {
            Predictors.saveZip(naive, archive);
        }
        return archive.toByteArray();
    }
}
