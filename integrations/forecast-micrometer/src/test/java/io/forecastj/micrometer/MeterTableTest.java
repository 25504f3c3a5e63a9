package io.forecastj.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.Baselines;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.lifecycle.monitoring.InputProfile;
import io.forecastj.lifecycle.monitoring.Monitor;
import io.forecastj.lifecycle.retraining.RetrainPolicy;
import io.forecastj.lifecycle.retraining.Retrainer;
import io.forecastj.lifecycle.serving.ReloadingPredictor;
import io.forecastj.models.fallback.FallbackPredictor;
import io.forecastj.store.ModelStore;
import io.forecastj.store.ModelVersion;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tables of docs/serving.md have all meters, and no other, with their names, types and tags. */
class MeterTableTest {
    private static final Path PAGE = Path.of("..", "..", "docs", "serving.md");
    private static final Pattern ROW = Pattern.compile("\\| `(forecastj[.\\w]+)` \\| (\\w+) \\| ([^|]+) \\| [^|]+ \\|");

    @TempDir
    private Path directory;

    /** Lets everything that has meters happen once. */
    private void serve(MeterRegistry registry) {
        ForecastMetrics metrics = ForecastMetrics.of(registry);
        ModelStore store = ModelStore.open(directory.resolve("store"));
        Retrainer.builder(store, "sales")
                .data(() -> List.of(MetricsTest.series("a", 100)))
                .forecaster(Baselines.naive("y", 3))
                .policy(RetrainPolicy.builder().newRows(20).build())
                .listener(metrics.retrainings("sales"))
                .build()
                .runOnce();
        ReloadingPredictor serving = ReloadingPredictor.follow(store.model("sales"), "production")
                .wrap((version, loaded) -> metrics.observe(version, watched(version, loaded)))
                .open();
        ForecastMeters.of(serving).bindTo(registry);
        serving.predict(MetricsTest.series("a", 30));
        assertThatThrownBy(() -> serving.predict(MetricsTest.series("a", 30).head(0)))
                .isInstanceOf(InsufficientHistoryException.class);
        try (PredictionSession session = serving.openSession(MetricsTest.series("a", 30))) {
            session.append(MetricsTest.day(30), new double[] {1});
        }
    }

    private static Predictor watched(ModelVersion version, Predictor loaded) {
        Monitor monitor = Monitor.builder(version.info())
                .reference(InputProfile.of(List.of(MetricsTest.series("a", 100)), version.info()))
                .build();
        return monitor.watch(
                FallbackPredictor.builder(loaded, MetricsTest.naive()).build());
    }

    @Test
    void theTablesHaveAllMetersWithTheirTypesAndTags() throws IOException {
        MeterRegistry registry = new SimpleMeterRegistry();
        serve(registry);
        SortedSet<String> documented = ROW.matcher(Files.readString(PAGE))
                .results()
                .map(row -> row.group(1) + " " + row.group(2) + " "
                        + row.group(3).replaceAll("[`\\s]", "").replace(",", " "))
                .collect(Collectors.toCollection(TreeSet::new));
        SortedSet<String> found = registry.getMeters().stream()
                .map(MeterTableTest::described)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(documented).containsExactlyElementsOf(found);
        assertThat(registry.getMeters())
                .allSatisfy(meter -> assertThat(meter.getId().getDescription()).isNotEmpty());
    }

    private static String described(Meter meter) {
        String type = meter.getId().getType().name().toLowerCase(Locale.ROOT);
        String tags = meter.getId().getTags().stream().map(Tag::getKey).sorted().collect(Collectors.joining(" "));
        return meter.getId().getName() + " " + type + " " + tags;
    }

    @Test
    void prometheusTakesAllOfThemUnderTheNamesOfThePage() throws IOException {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        registry.throwExceptionOnRegistrationFailure();
        serve(registry);
        String scraped = registry.scrape();
        assertThat(registry.getMeters()).allSatisfy(meter -> {
            Meter.Id id = meter.getId();
            String name = registry.config().namingConvention().name(id.getName(), id.getType(), id.getBaseUnit());
            assertThat(scraped).containsAnyOf("# TYPE " + name + " ", "# TYPE " + name + "_total ");
        });
        String page = Files.readString(PAGE);
        Pattern inPage = Pattern.compile("`?\\b(forecastj_[a-z_]+)");
        List<String> named = inPage.matcher(page)
                .results()
                .map(match -> match.group(1))
                .distinct()
                .toList();
        assertThat(named).isNotEmpty().allSatisfy(name -> assertThat(scraped).contains("\n" + name));
    }
}
