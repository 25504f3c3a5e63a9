package io.forecastj.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.Baselines;
import io.forecastj.Forecast;
import io.forecastj.ForecastException;
import io.forecastj.ModelLoadException;
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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
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

    @AfterAll
    static void stop() {
        spark.stop();
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
    void aDamagedFileIsRefusedOrLoadsNoModelButNeverBreaksTheReader() {
        byte[] archive = archive();
        PackedFile.Writer writer = new PackedFile.Writer();
        for (int i = 0; i < 600; i++) {
            writer.add("id-" + (1_000 + i), archive);
        }
        byte[] whole = writer.finish();
        try (Predictor predictor = PackedFile.of("f", whole).load("id-1300").orElseThrow()) {
            assertThat(predictor.info().horizon()).isEqualTo(7);
        }
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 1_000; i++) {
            byte[] damaged = whole.clone();
            // more often in the header than its size would give
            int at = random.nextInt(random.nextBoolean() ? 60 : damaged.length);
            damaged[at] ^= (byte) (1 << random.nextInt(8));
            if (random.nextInt(4) == 0) {
                damaged = Arrays.copyOf(damaged, random.nextInt(damaged.length));
            }
            try {
                Optional<Predictor> loaded = PackedFile.of("f", damaged).load("id-1300");
                loaded.ifPresent(Predictor::close);
            } catch (ForecastException e) {
                assertThat(e).as("seed 7, round " + i).isInstanceOf(ModelLoadException.class);
            }
        }
    }

    @Test
    void twoModelsOfOneSeriesAreRefused() {
        byte[] archive = archive();
        PackedFile.Writer writer = new PackedFile.Writer();
        writer.add("a", archive);
        assertThatThrownBy(() -> writer.add("a", archive))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found two of 'a'");
    }

    private static byte[] archive() {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        try (Predictor naive = Baselines.naive("sales", 7).fit(ShopSales.one(0, 30, 1))) {
            Predictors.saveZip(naive, archive);
        }
        return archive.toByteArray();
    }
}
