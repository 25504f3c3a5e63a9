package io.forecastj.backtest.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.forecastj.ForecastException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static List<String> all(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(text);
        List<String> found = new ArrayList<>();
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    /** The places of texts in a page, in the order of the texts; -1 for one that it lacks. */
    private static List<Integer> places(String html, String... texts) {
        return Stream.of(texts).map(html::indexOf).toList();
    }

    @Test
    void theSameReportGivesTheSameBytesInEveryLocale() {
        Locale before = Locale.getDefault();
        try {
            String english = SamplePages.everything("a").html();
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(SamplePages.everything("a").html()).isEqualTo(english);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void theVerdictComesBeforeTheSectionsAndTheConfigurationLast() {
        assertThat(places(
                        SamplePages.everything("a").html(),
                        "<h1>Report a</h1>",
                        "Subtitle a",
                        "Verdict a",
                        "Second a",
                        "<h2>Table a</h2>",
                        "<h2>Forecasts</h2>",
                        "<h2>Configuration</h2>",
                        "setting a",
                        "value a"))
                .doesNotContain(-1)
                .isSorted();
    }

    @Test
    void thePolicyForbidsAllLoadsAndAllowsOnlyTheScriptsAndStylesOfThePage() throws Exception {
        String html = SamplePages.everything("a").html();
        String policy =
                all("Content-Security-Policy\" content=\"(.*?)\"", html).get(0).replace("&#39;", "'");
        assertThat(policy)
                .startsWith("default-src 'none'; ")
                .doesNotContain("unsafe")
                .doesNotContain("http");
        List<String> inline = all("<script>(.*?)</script>", html);
        inline.addAll(all("<style>(.*?)</style>", html));
        assertThat(inline).hasSize(3);
        for (String text : inline) {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            assertThat(policy).contains("'sha256-" + Base64.getEncoder().encodeToString(digest) + "'");
        }
        assertThat(html.replaceAll("(?s)<script>.*?</script>", ""))
                .doesNotContainPattern("<(link|iframe|img|object|embed|base)\\b")
                .doesNotContainPattern("\\s(src|style|on[a-z]+)=")
                .doesNotContainPattern("href=\"[^#]");
    }

    @Test
    void hostileNamesStayText() throws IOException {
        String html = SamplePages.everything(SamplePages.HOSTILE).html();
        String plain = SamplePages.everything("name").html();
        // as many elements as with a harmless name, so no name made one
        assertThat(all("<(/?[a-z][a-z0-9]*)", html)).isEqualTo(all("<(/?[a-z][a-z0-9]*)", plain));
        assertThat(html)
                .doesNotContain("onerror=alert(1)>\"")
                .doesNotContain("<!--", "\u0000", "\ud800", "\u2028\\")
                .contains("&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;&quot;&#39;`&amp;&lt;!--");
        List<String> data = all("<script type=\"application/json\">(.*?)</script>", html);
        assertThat(data).hasSameSizeAs(all("<script type=\"application/json\">(.*?)</script>", plain));
        JsonNode panel = JSON.readTree(data.get(0)).at("/panels/0");
        assertThat(panel.path("name").asText()).isEqualTo("series " + SamplePages.HOSTILE.replace('\ud800', '\ufffd'));
        // a text in UTF-8 that reads back as it was
        assertThat(new String(html.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(html);
    }

    @Test
    void everyChartHasATable() {
        String html = SamplePages.everything("a").html();
        List<String> figures = all("(<figure.*?</figure>)", html);
        assertThat(figures.stream()
                        .filter(figure -> figure.contains("<table") && figure.contains("<th scope=\"row\">"))
                        .count())
                .isEqualTo(figures.size())
                .isEqualTo(10);
    }

    @Test
    void aPageWithoutChartsToZoomHasNoScript() {
        String html = Report.titled("t")
                .with(ReportSection.titled("s").with(ReportTable.titled("").text("a", List.of("b"))))
                .html();
        assertThat(html).doesNotContain("<script").contains("script-src &#39;none&#39;");
        assertThat(html.length()).isLessThan(20_000);
    }

    @Test
    void numbersForTheScriptReadBackAsPreciselyAsAScreenShowsThem() throws IOException {
        double[] values = SamplePages.walk(500, 5);
        values[7] = Double.NaN;
        StringBuilder text = new StringBuilder();
        PackedNumbers.of(values).write(values, new Html(text));
        JsonNode packed = JSON.readTree(text.toString());
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            JsonNode one = packed.path("v").get(i);
            if (i == 7) {
                assertThat(one.isNull()).isTrue();
            } else {
                sum += one.asDouble();
                assertThat(sum / Math.pow(10, packed.path("d").asInt()))
                        .as("value %d", i)
                        .isCloseTo(values[i], within(0.01));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1e9, 1e-3", "-1e9, 1e-3", "1e15, 1", "1e300, 1e290", "-1e-200, 1e-212", "1.7e12, 0.01"})
    void numbersFarFromZeroReadBackAsPreciselyAsAScreenShowsThem(double offset, double size) throws IOException {
        double[] values = IntStream.range(0, 201)
                .mapToDouble(i -> i == 5 ? Double.NaN : offset + size * Math.sin(i))
                .toArray();
        StringBuilder text = new StringBuilder();
        PackedNumbers.of(values).write(values, new Html(text));
        JsonNode packed = JSON.readTree(text.toString());
        double power = Math.pow(10, Math.abs(packed.path("d").asInt()));
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            JsonNode one = packed.path("v").get(i);
            assertThat(one.isNull()).as("value %d", i).isEqualTo(i == 5);
            sum += one.asDouble();
            if (i != 5) {
                double read = packed.path("b").asDouble() + (packed.path("d").asInt() < 0 ? sum * power : sum / power);
                assertThat(read).as("value %d", i).isCloseTo(values[i], within(size / 500 + Math.ulp(offset)));
            }
        }
    }

    @Test
    void numbersOfAnySizeAreWritten() throws IOException {
        for (double size : new double[] {Double.MIN_VALUE, 1e-300, 1e-9, 1, 1e9, 1e300, Double.MAX_VALUE}) {
            double[] values = {-size, 0, size / 3, size, Double.POSITIVE_INFINITY};
            String html = Report.titled("t")
                    .with(ReportSection.titled("s")
                            .with(
                                    LineChart.overTime("c", SamplePages.days(5)).line("l", values),
                                    BarChart.of("b", List.of("1", "2", "3", "4", "5"))
                                            .bars("v", values),
                                    HeatMap.of("h", "", List.of("r"), List.of("1", "2", "3", "4", "5"), new double[][] {
                                        values
                                    })))
                    .html();
            assertThat(html).as("size %s", size).doesNotContain("NaN").doesNotContain("Infinity");
            StringBuilder packed = new StringBuilder();
            PackedNumbers.of(values).write(values, new Html(packed));
            assertThat(JSON.readTree(packed.toString()).path("v")).hasSize(5);
        }
    }

    @Test
    void timesOfAnyDistanceHaveTicks() {
        for (Instant start : List.of(Instant.EPOCH, Instant.parse("-9999-01-01T00:00:00Z"), Instant.ofEpochMilli(-1))) {
            for (long step : new long[] {1, 1_000, 3_600_000, 86_400_000L, 31_556_952_000L, 31_556_952_000_000L}) {
                List<Ticks.Tick> ticks = Ticks.ofTimes(start.toEpochMilli(), start.toEpochMilli() + 10 * step, 5);
                assertThat(ticks).as("from %s, each %d ms", start, step).hasSizeBetween(1, 6);
                assertThat(ticks).extracting(Ticks.Tick::label).doesNotHaveDuplicates();
            }
        }
    }

    @Test
    void aLongLineKeepsItsExtremesAndIsShort() {
        double[] values = SamplePages.walk(200_000, 1);
        values[123_456] = 10_000;
        List<double[]> lines = List.of(values);
        int[] kept = Thinning.keep(lines, values.length, 2_000);
        assertThat(kept)
                .hasSizeLessThanOrEqualTo(2_002)
                .contains(0, 123_456, values.length - 1)
                .isSorted();
        String html = Report.titled("t")
                .with(ReportSection.titled("s")
                        .with(LineChart.overTime("c", SamplePages.days(200_000)).line("l", values)))
                .html();
        assertThat(html.length()).isLessThan(300_000);
        assertThat(html).contains("Of 200,000 points, those are drawn that a screen can show.");
    }

    @Test
    void aReportTakesTheSectionsAndSettingsOfAnother() {
        Report one = Report.titled("one").configuration("seed", "1").configuration("Java", "17");
        Report other = Report.titled("other")
                .verdict(List.of("It earns nothing."))
                .with(ReportSection.titled("Equity"))
                .configuration("seed", "2")
                .configuration("Java", "17");
        assertThat(places(
                        one.with(other).html(),
                        "It earns nothing.",
                        "<h2>Equity</h2>",
                        ">seed<td>1",
                        "other: seed<td>2"))
                .doesNotContain(-1)
                .isSorted();
    }

    @Test
    void wrongSizesAreRefusedWithBothNumbers() {
        assertThatThrownBy(() -> LineChart.over("c", "x", 1, 2).line("l", 1, 2, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'l' of the chart 'c' has 3 values for 2 positions");
        assertThatThrownBy(() -> LineChart.over("c", "x", 1, 1)).hasMessageContaining("position 1 is 1.0 after 1.0");
        assertThatThrownBy(() -> ReportTable.titled("").text("a", List.of("b")).number("c", 1, 2))
                .hasMessage("the column 'c' has 2 rows, the others of the table have 1");
        assertThatThrownBy(() -> HeatMap.of("h", "", List.of("r"), List.of("c"), new double[][] {{1, 2}}))
                .hasMessageContaining("1 rows and 1 columns");
        assertThatThrownBy(() -> BarChart.of("b", List.of("one")).bars("v", 1, 2))
                .hasMessage("'v' of the chart 'b' has 2 numbers for 1 names");
        assertThatThrownBy(() -> ReportSection.weights(SamplePages.days(1), List.of("a"), new double[][] {{1, 2}}))
                .hasMessageContaining("1 times and 1 members");
        assertThatThrownBy(() -> ReportSection.featureImportance(Map.of(), Map.of()))
                .hasMessage("there is no feature with an importance");
        assertThatThrownBy(() -> Timeline.of("t").span("r", "k", Instant.EPOCH, Instant.EPOCH.minusMillis(1)))
                .hasMessageContaining("ends before it begins");
    }

    @Test
    void forecastsNeedASeriesAndItsRows() {
        double[][] points = {{1}};
        ForecastChart empty = ForecastChart.of("f");
        assertThatThrownBy(() -> empty.forecasts("m", new int[] {0}, points, new double[0], new double[0][][]))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("add the series before the forecasts of 'm'");
        ForecastChart chart = empty.series("s", new long[] {1, 2}, new double[] {1, 2});
        assertThatThrownBy(() -> chart.forecasts("m", new int[] {2}, points, new double[0], new double[0][][]))
                .hasMessageContaining("origin 0 is 2");
        assertThatThrownBy(() -> chart.forecasts("m", new int[] {0}, points, new double[] {0.5}, new double[0][][]))
                .hasMessageContaining("1 origins and 1 steps");
    }

    @Test
    void theFileIsReplacedAndAMissingDirectoryNamed(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("report.html");
        Files.writeString(file, "old");
        Report report = SamplePages.everything("a");
        report.writeHtml(file);
        assertThat(Files.readString(file)).isEqualTo(report.html());
        Path nowhere = folder.resolve("missing").resolve("report.html");
        assertThatThrownBy(() -> report.writeHtml(nowhere))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot write " + nowhere);
    }

    @Test
    void theSequenceOfForecastsHasNoGapWhereOriginsAreDense() {
        int[] origins = IntStream.range(10, 40).toArray();
        double[][] points = IntStream.range(0, origins.length)
                .mapToObj(o -> new double[] {o, o, o})
                .toArray(double[][]::new);
        ForecastChart.Model model = new ForecastChart.Model("m", origins, points, new double[0], new double[0][][]);
        ForecastChart.Panel panel = new ForecastChart.Panel(
                "p", IntStream.range(0, 50).mapToLong(i -> i).toArray(), new double[50], List.of(model));
        StringBuilder table = new StringBuilder();
        new ForecastSequence(panel, model).table().writeBelow(new Html(table));
        // the forecasts of every third origin, each with its three steps
        assertThat(all("<td class=\"r\">0<td class=\"r\">(\\d+)", table.toString()))
                .startsWith("0", "0", "0", "3", "3", "3")
                .hasSize(32);
    }

    /** Loads the classes of the report anew, without uPlot beside them. */
    private static final class WithoutUPlot extends ClassLoader {
        WithoutUPlot() {
            super(PageTest.class.getClassLoader());
        }

        @Override
        public URL getResource(String name) {
            return name.startsWith("META-INF/resources/webjars") ? null : super.getResource(name);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("io.forecastj.backtest.report.")) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    @Test
    void withoutUPlotTheErrorNamesTheArtefactToAdd() throws Exception {
        Method page =
                new WithoutUPlot().loadClass(SamplePages.class.getName()).getDeclaredMethod("everything", String.class);
        page.setAccessible(true);
        Object report = page.invoke(null, "a");
        Method html = report.getClass().getMethod("html");
        assertThatThrownBy(() -> html.invoke(report))
                .cause()
                .isInstanceOf(ForecastException.class)
                .hasMessageContaining("add org.webjars.npm:uplot:1.6.30");
    }
}
