package io.forecastj.examples.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;

/** The dashboard and the configuration of Prometheus, without an engine: their syntax, and the names in them. */
class DashboardTest {
    private static final Pattern METRIC = Pattern.compile("\\b(?:forecastj|http|jvm|process)_[a-z0-9_]+");
    private static final Pattern LABELS = Pattern.compile("\\{\\{(\\w+)}}|\\bby \\(([^)]*)\\)");

    private static final Pattern FUNCTION = Pattern.compile("\\b(\\w+) ?\\(");
    private static final Set<String> FUNCTIONS = Set.of("sum", "max", "by", "rate", "changes", "histogram_quantile");
    private static final int BARS = 3;

    private final RunningRest service = RunningRest.shared();
    private final JsonNode dashboard = read("grafana/dashboards/forecasts.json");

    private static JsonNode read(String file) {
        return RunningRest.JSON.readTree(Path.of(file).toFile());
    }

    /** The exported samples after a forecast, one that failed, and bars by which the monitors have errors. */
    private String scrape() {
        for (int i = 0; i < BARS; i++) {
            service.bean(BarFeed.class).next();
        }
        service.post("/forecast", "{}");
        service.post("/forecast", """
                {"series": {"times": ["2026-01-01T00:00:00Z"], "values": {"close": [1]}}}""");
        return service.get("/actuator/prometheus").body();
    }

    @Test
    void everyMetricOfTheDashboardIsExported() {
        Set<String> exported = Stream.of(scrape().split("\n"))
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]", 2)[0])
                .collect(Collectors.toCollection(TreeSet::new));
        List<String> used = dashboard.findValues("expr").stream()
                .flatMap(expression -> METRIC.matcher(expression.asString()).results())
                .map(match -> match.group())
                .distinct()
                .toList();
        assertThat(used).hasSizeGreaterThanOrEqualTo(10);
        assertThat(exported).containsAll(used);
    }

    @Test
    void everyLabelOfAPanelIsOneOfAllItsMetrics() {
        String samples = scrape();
        for (JsonNode panel : dashboard.get("panels")) {
            for (JsonNode target : panel.get("targets")) {
                String expression = target.get("expr").asString();
                List<String> metrics = METRIC.matcher(expression)
                        .results()
                        .map(MatchResult::group)
                        .toList();
                assertThat(metrics).as(expression).isNotEmpty();
                for (String metric : metrics) {
                    assertThat(labels(expression + " "
                                    + target.get("legendFormat").asString()))
                            .as(expression)
                            .isNotEmpty()
                            .allSatisfy(
                                    label -> assertThat(sample(samples, metric)).contains(label + "=\""));
                }
            }
        }
    }

    private static String sample(String samples, String metric) {
        return Stream.of(samples.split("\n"))
                .filter(line -> line.startsWith(metric + "{"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no sample of " + metric));
    }

    private static Set<String> labels(String text) {
        return LABELS.matcher(text)
                .results()
                .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
                .flatMap(labels -> Stream.of(labels.split(", *")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void afterSomeBarsTheMonitorsHaveValues() {
        String samples = scrape();
        for (String metric : List.of("forecastj_monitor_mae_ratio", "forecastj_monitor_coverage")) {
            String sample = sample(samples, metric);
            assertThat(Double.parseDouble(sample.substring(sample.lastIndexOf(' '))))
                    .as(sample)
                    .isFinite();
        }
    }

    /** No engine reads them here, so this finds only the coarse mistakes. */
    @Test
    void expressionsHaveBalancedBracketsAndKnownFunctions() {
        List<String> expressions =
                dashboard.findValues("expr").stream().map(JsonNode::asString).toList();
        assertThat(expressions).hasSizeGreaterThanOrEqualTo(10).allSatisfy(expression -> {
            String left = expression;
            for (String before = ""; !before.equals(left); ) {
                before = left;
                left = left.replaceAll("\\([^()\\[\\]{}]*\\)|\\[\\d+[smhd]]|\\{[^()\\[\\]{}]*}", "");
            }
            assertThat(left).doesNotContainPattern("[()\\[\\]{}]");
            assertThat(FUNCTION.matcher(expression).results().map(match -> match.group(1)))
                    .isSubsetOf(FUNCTIONS);
        });
        assertThat(expressions)
                .filteredOn(expression -> expression.contains("rate("))
                .allSatisfy(expression -> assertThat(expression)
                        .containsPattern("rate\\(\\w+_(?:count|total|bucket|sum)\\[\\d+[smh]]\\)"));
    }

    @Test
    void panelsHaveDifferentIdsAndPlacesAndOneDataSource() {
        assertThat(dashboard.get("panels").findValuesAsString("id")).doesNotHaveDuplicates();
        assertThat(dashboard.get("panels").findValues("gridPos")).doesNotHaveDuplicates();
        assertThat(new TreeSet<>(dashboard.findValues("datasource").stream()
                        .map(source -> source.get("uid").asString())
                        .toList()))
                .containsExactly(dataSource());
    }

    private static String dataSource() {
        Map<String, List<Map<String, Object>>> provisioned = yaml("grafana/provisioning/datasources/prometheus.yaml");
        return provisioned.get("datasources").get(0).get("uid").toString();
    }

    @Test
    void prometheusAsksWhereTheMetricsAre() {
        Map<String, List<Map<String, Object>>> config = yaml("prometheus.yml");
        Map<String, Object> job = config.get("scrape_configs").get(0);
        assertThat(service.get(job.get("metrics_path").toString()).statusCode()).isEqualTo(200);
        assertThat(job.get("authorization")).hasToString("{credentials_file=/run/secrets/service.api-key}");
    }

    @Test
    void everyYamlFileIsReadable() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(""))) {
            List<Path> all = files.filter(file -> file.toString().matches("(?!target/|src/).*\\.ya?ml"))
                    .toList();
            assertThat(all).hasSize(4).allSatisfy(file -> assertThat(DashboardTest.<Object>yaml(file.toString()))
                    .isInstanceOf(Map.class));
        }
    }

    static <T> T yaml(String file) {
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            return new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
