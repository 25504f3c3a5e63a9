package io.forecastj.backtest;

import static io.forecastj.backtest.SeriesMaker.daily;
import static io.forecastj.backtest.SeriesMaker.randomWalk;
import static io.forecastj.backtest.SeriesMaker.seasonal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.forecastj.Baselines;
import io.forecastj.FitListener;
import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.WalkForward;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BacktestReportTest {
    private static BacktestResult usual() {
        return Backtest.on(daily("walk", 0, randomWalk(1_000, 1)))
                .windows(WalkForward.expanding(300).step(8).refitEvery(20))
                .compare(Baselines.drift("y", 10), Formula.constant("hundred", 10, 100))
                .run();
    }

    private static int bytes(BacktestResult result) {
        return result.report().html().getBytes(StandardCharsets.UTF_8).length;
    }

    /** The page without the times taken. */
    private static String untimed(BacktestResult result) {
        return result.report().html().replaceAll("[\\d,.]+ (us|ms|s)\\b", "time");
    }

    /** The places of texts in a page, in the order of the texts; -1 for one that it lacks. */
    private static List<Integer> places(String html, String... texts) {
        return Stream.of(texts).map(html::indexOf).toList();
    }

    @Test
    void theReportBeginsWithTheVerdictAndHasItsSectionsInOrder() {
        assertThat(places(
                        usual().report().html(),
                        "<h1>Backtest of y</h1>",
                        "walk \u00b7 1,000 rows \u00b7 86 origins from 2024-11-05",
                        "None of the 2 models is better than the naive forecasts.",
                        "drift on y is",
                        "<h2>Scores</h2>",
                        "95% interval",
                        "<h2>Forecasts and actual values</h2>",
                        "<h2>Error by step</h2>",
                        "<h2>Intervals</h2>",
                        "Calibration of the quantiles",
                        "<h2>Folds</h2>",
                        "purged",
                        "<h2>Runs</h2>",
                        "<h2>Configuration</h2>",
                        "WalkForward.expanding(300).step(8).refitEvery(20)",
                        "model drift",
                        "SHA-256"))
                .doesNotContain(-1)
                .isSorted();
    }

    @Test
    void theSameBacktestGivesTheSamePageExceptForTheTimesTaken() {
        assertThat(untimed(usual())).isEqualTo(untimed(usual()));
    }

    @Test
    void theHashIsThatOfTheForecastsOnEveryJavaAndMachine() {
        BacktestResult result = Backtest.on(daily(1, 2, 4, 7, 11, 16, 22, 29))
                .windows(WalkForward.expanding(3))
                .seasonLength(1)
                .compare(Formula.constant("nine", 2, 9))
                .run();
        assertThat(result.hash()).isEqualTo("6acd27d616700e01afb3c11ebb91e08bbda9f5e6858193daa028f8c0b2fa2e39");
    }

    @Test
    void theHashDiffersWhereOneValueDoes() {
        double[] values = randomWalk(60, 1);
        String hash = hash(values);
        assertThat(hash(values)).isEqualTo(hash);
        values[50] = Math.nextUp(values[50]);
        assertThat(hash(values)).isNotEqualTo(hash);
    }

    private static String hash(double[] values) {
        return Backtest.on(daily(values))
                .windows(WalkForward.expanding(30))
                .compare(Baselines.drift("y", 2))
                .run()
                .hash();
    }

    @Test
    void aUsualReportIsSmallerThan300Kilobytes() {
        assertThat(bytes(usual())).isLessThan(300_000);
    }

    @Test
    void twentyThousandForecastsOfManySeriesFitInto2MegabytesAndThePageSaysWhatItLeavesOut() {
        List<TimeSeries> series = IntStream.range(0, 200)
                .mapToObj(i -> daily("series " + i, 0, seasonal(150, 7, i)))
                .toList();
        BacktestResult result = Backtest.on(series)
                .windows(WalkForward.expanding(100).last(25))
                .compare(Baselines.drift("y", 7), Formula.constant("hundred", 7, 100))
                .run();
        assertThat(result.scores().stream().mapToLong(ModelScores::forecasts).sum())
                .isEqualTo(20_000);
        assertThat(bytes(result)).isBetween(200_000, 2_000_000);
        assertThat(result.report().html())
                .contains("of 40 of 200 series, from the most to the least accurately forecast ones")
                .contains("<h2>Skill by series</h2>", "Shown are 60 of 200 rows");
    }

    @Test
    void twentyThousandForecastsOfOneSeriesFitInto2Megabytes() {
        BacktestResult result = Backtest.on(daily("long", 0, randomWalk(7_000, 2)))
                .windows(WalkForward.expanding(300).fitOnce())
                .compare(Baselines.drift("y", 10))
                .run();
        assertThat(result.scores().stream().mapToLong(ModelScores::forecasts).sum())
                .isGreaterThan(20_000);
        assertThat(bytes(result)).isLessThan(2_000_000);
        assertThat(result.report().html()).contains("To keep the page small, it has the forecasts of one origin in");
    }

    @Test
    void idsAndNamesMayHoldAnything() {
        String name = "</script><script>alert(1)</script>";
        String html = Backtest.on(List.of(daily(name, 0, randomWalk(100, 1)), daily("<b>\"'&", 0, randomWalk(100, 2))))
                .windows(WalkForward.expanding(60))
                .compare(Formula.constant(name, 2, 100))
                .run()
                .report()
                .html();
        assertThat(html).doesNotContain("<script>alert").doesNotContain("<b>\"'&");
        assertThat(html).contains("&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;");
    }

    @Test
    void aFoldThatFailsIsShownWithItsCause() {
        TimeSeries series = daily("s", 0, randomWalk(100, 1));
        Forecaster failing = new FailingFold("unlucky", 2, SeriesMaker.day(66));
        String html = Backtest.on(series)
                .windows(WalkForward.expanding(60).step(5))
                .compare(failing)
                .run()
                .report()
                .html();
        assertThat(places(html, "Folds that failed", "the weather was bad"))
                .doesNotContain(-1)
                .isSorted();
    }

    /** The naive forecast, except that a fit up to one time fails. */
    private record FailingFold(String name, int horizon, Instant until) implements Forecaster {
        @Override
        public List<String> targets() {
            return List.of("y");
        }

        @Override
        public Predictor fit(List<TimeSeries> series, FitListener listener) {
            TimeSeries one = series.get(0);
            if (one.time(one.length() - 1).equals(until)) {
                throw new IllegalStateException("the weather was bad");
            }
            return Formula.constant(name, horizon, 100).fit(series, listener);
        }
    }

    @Test
    void forecastsOfClassesHaveTheirScoresAndAConfusionMatrix() {
        ClassFormula knowing = new ClassFormula(
                "knowing", "direction(y,0.0)", Target.Direction.CLASSES, last -> new double[] {0.5, 0.1, 0.4});
        String html = Backtest.on(daily("s", 0, randomWalk(200, 1)))
                .windows(WalkForward.expanding(100).fitOnce())
                .compare(knowing)
                .run()
                .report()
                .html();
        assertThat(places(
                        html,
                        "<h1>Backtest of y</h1>",
                        "<h2>Classes of y</h2>",
                        ">log loss",
                        "Confusion of knowing",
                        "By class: knowing",
                        "precision"))
                .doesNotContain(-1)
                .isSorted();
        assertThat(html).doesNotContain("<h2>Scores</h2>");
    }

    @Test
    void forecastsMadeElsewhereHaveAReportWithoutFolds() {
        List<ForecastRow> rows = new ArrayList<>();
        usual().rows().filter(row -> row.model().equals("drift")).forEach(rows::add);
        String html = Backtest.score(rows).report().html();
        assertThat(html).contains("forecasts made elsewhere", "<h2>Scores</h2>").doesNotContain("<h2>Folds</h2>");
    }

    @Test
    void theJsonHoldsTheScoresAndRows(@TempDir Path folder) throws IOException {
        BacktestResult result = Backtest.on(daily("a,\"b\"\n\u2028", 0, 1, 2, 4, 7, 11, Double.NaN, 22, 29))
                .windows(WalkForward.expanding(3))
                .seasonLength(1)
                .compare(Formula.constant("nine", 1, 9))
                .run();
        Path file = folder.resolve("result.json");
        result.writeJson(file);
        JsonNode json = new ObjectMapper().readTree(file.toFile());

        assertThat(json.path("windows").asText()).isEqualTo("WalkForward.expanding(3)");
        assertThat(json.path("hash").asText()).isEqualTo(result.hash());
        assertThat(json.path("verdicts")).hasSize(1);
        JsonNode nine = json.path("scores").get(0).path("model").asText().equals("nine")
                ? json.path("scores").get(0)
                : json.path("scores").get(1);
        assertThat(nine.path("rmse").asDouble())
                .isEqualTo(result.scores("nine").overall().rmse());
        assertThat(nine.path("seasonalSkill").isNull()).isTrue();
        assertThat(json.path("rows")).hasSize((int) result.rows().count());
        JsonNode first = json.path("rows").get(0);
        assertThat(first.path("id").asText()).isEqualTo("a,\"b\"\n\u2028");
        assertThat(first.path("time").asText()).isEqualTo("2024-01-05T00:00:00Z");
        assertThat(first.path("actual").asDouble()).isEqualTo(11);
        assertThat(json.findValues("actual").stream().filter(JsonNode::isNull)).isNotEmpty();
        assertThat(json.path("rows")
                        .get((int) result.rows().count() - 1)
                        .path("quantiles")
                        .fieldNames())
                .toIterable()
                .containsExactly("0.025", "0.1", "0.9", "0.975");
        StringBuilder text = new StringBuilder();
        result.writeJson(text);
        assertThat(text).hasToString(Files.readString(file));
    }

    @Test
    void aJsonFileThatCannotBeWrittenIsNamed(@TempDir Path folder) {
        Path file = folder.resolve("missing").resolve("result.json");
        BacktestResult result = usual();
        assertThatThrownBy(() -> result.writeJson(file))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot write " + file);
    }
}
