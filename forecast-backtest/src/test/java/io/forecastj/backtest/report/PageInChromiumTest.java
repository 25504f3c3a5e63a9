package io.forecastj.backtest.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Opens pages in a headless Chromium. Skipped where none is installed: apt-get install chromium. */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageInChromiumTest {
    private static final int PHONE = 360;
    private static final int DESKTOP = 1_100;

    private Chromium chromium;
    private Path page;
    private Path hostile;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        Optional<Path> program = Chromium.program();
        assumeTrue(program.isPresent(), "no Chromium on the PATH; apt-get install chromium");
        chromium = Chromium.start(program.get());
        page = folder.resolve("page.html");
        SamplePages.everything("plain").writeHtml(page);
        hostile = folder.resolve("hostile.html");
        SamplePages.everything(SamplePages.HOSTILE + "x".repeat(300)).writeHtml(hostile);
    }

    @AfterAll
    void stop() throws IOException {
        if (chromium != null) {
            chromium.close();
        }
    }

    /** The number of canvases on which something is drawn. */
    private int drawnCanvases() {
        return chromium.evaluate("""
                        [...document.querySelectorAll("canvas")].filter(canvas => {
                          const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
                          return pixels.some(value => value > 0);
                        }).length
                        """).asInt();
    }

    @ParameterizedTest
    @CsvSource({
        "plain, 1100, false",
        "plain, 1100, true",
        "plain, 360, false",
        "plain, 360, true",
        "hostile, 360, false",
        "hostile, 1100, true"
    })
    void everyChartIsDrawnWithoutAnErrorAndNothingIsLoaded(String name, int width, boolean dark) {
        Path file = name.equals("plain") ? page : hostile;
        chromium.open(file, width, dark, true);

        assertThat(chromium.errors()).isEmpty();
        assertThat(chromium.requests()).containsExactly(file.toUri().toString());
        assertThat(drawnCanvases()).as("charts that can be zoomed").isEqualTo(4);
        assertThat(chromium.evaluate("document.querySelectorAll('figure.zoom[data-drawn]').length")
                        .asInt())
                .isEqualTo(4);
        assertThat(chromium.evaluate("document.documentElement.scrollWidth").asInt())
                .as("no part is wider than the page")
                .isLessThanOrEqualTo(width);
        assertThat(chromium.evaluate("getComputedStyle(document.body).backgroundColor")
                        .asText())
                .isEqualTo(dark ? "rgb(17, 20, 24)" : "rgb(246, 247, 249)");
    }

    @Test
    void aLineFarFromZeroIsDrawn(@TempDir Path folder) {
        double[] values = new double[200];
        Arrays.setAll(values, i -> 1e9 + 1e-3 * Math.sin(i / 9.0));
        Path file = folder.resolve("far.html");
        Report.titled("far")
                .with(ReportSection.titled("s")
                        .with(LineChart.overTime("c", SamplePages.days(200)).line("l", values)))
                .writeHtml(file);
        chromium.open(file, DESKTOP, false, true);
        assertThat(chromium.errors()).isEmpty();
        assertThat(chromium.evaluate("""
                        (() => {
                          const canvas = document.querySelector("canvas");
                          const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
                          const rgb = getComputedStyle(document.documentElement).getPropertyValue("--c1").trim();
                          const probe = document.createElement("p");
                          probe.style.color = rgb;
                          document.body.append(probe);
                          const [r, g, b] = getComputedStyle(probe).color.match(/\\d+/g).map(Number);
                          let pixels = 0;
                          for (let i = 0; i < data.length; i += 4) {
                            pixels += data[i] === r && data[i + 1] === g && data[i + 2] === b && data[i + 3] === 255;
                          }
                          return pixels;
                        })()
                        """).asInt())
                .as("pixels in the colour of the line")
                .isGreaterThan(200);
    }

    @Test
    void withoutScriptsTheSameChartsArePictures() {
        chromium.open(page, DESKTOP, false, false);
        assertThat(chromium.errors()).isEmpty();
        assertThat(chromium.evaluate("""
                                [...document.querySelectorAll("figure.chart")].filter(figure => {
                                  const shapes = [...figure.querySelectorAll(".plot path, .plot rect, td.bar rect, table.heat td")];
                                  return shapes.some(shape => shape.getBoundingClientRect().width > 0);
                                }).length
                                """).asInt()).isEqualTo(8);
    }

    @Test
    void theReaderChoosesSeriesModelAndForecast() {
        chromium.open(page, DESKTOP, false, true);
        String choose = """
                (async () => {
                  const figure = document.querySelector("figure.zoom");
                  const [series, models, views] = figure.querySelectorAll("select");
                  const choose = (select, value) => { select.value = value; select.onchange(); };
                  figure.querySelector("details").open = true;
                  choose(series, "1");
                  choose(views, "one");
                  const slider = figure.querySelector("input[type=range]");
                  slider.value = 0;
                  slider.oninput();
                  await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
                  return [slider.parentElement.textContent, figure.querySelector("details tbody").textContent,
                    figure.querySelectorAll("details tbody tr").length, models.length, series.selectedOptions[0].text].join("|");
                })()
                """;
        String[] parts = chromium.evaluate(choose).asText().split("\\|");
        assertThat(parts[0]).isEqualTo("Origin2024-02-20");
        assertThat(parts[1]).contains("2024-02-21", "2024-02-25").doesNotContain("2024-02-26");
        assertThat(parts[2]).as("the origin and its five steps").isEqualTo("6");
        assertThat(parts[3]).as("one model, and all of them").isEqualTo("2");
        assertThat(parts[4]).isEqualTo("second");
        assertThat(chromium.errors()).isEmpty();
    }

    @Test
    void theChoiceOfASchemeRedrawsTheChartsInItsColours() {
        chromium.open(page, DESKTOP, false, true);
        String colour = "getComputedStyle(document.querySelector('figure.zoom .legend path')).stroke";
        String light = chromium.evaluate(colour).asText();
        chromium.call(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));
        chromium.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))");
        assertThat(chromium.evaluate(colour).asText()).isNotEqualTo(light);
        assertThat(drawnCanvases()).isEqualTo(4);
        assertThat(chromium.errors()).isEmpty();
    }

    @Test
    void printedPagesHaveThePicturesInLightColours() throws IOException {
        chromium.open(page, DESKTOP, true, true);
        chromium.call("Emulation.setEmulatedMedia", Map.of("media", "print"));
        assertThat(chromium.evaluate("getComputedStyle(document.querySelector('.live > .interactive')).display")
                        .asText())
                .isEqualTo("none");
        assertThat(chromium.evaluate("document.querySelector('.live > .static').getBoundingClientRect().height > 200")
                        .asBoolean())
                .isTrue();
        assertThat(chromium.evaluate("getComputedStyle(document.body).backgroundColor")
                        .asText())
                .isEqualTo("rgb(255, 255, 255)");
        byte[] pdf = chromium.pdf();
        assertThat(new String(pdf, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
        assertThat(pdf.length).isGreaterThan(20_000);
    }

    @Test
    void onAPhoneWideTablesScrollInsideTheirFrame() {
        chromium.open(page, PHONE, false, true);
        assertThat(chromium.evaluate("""
                                [...document.querySelectorAll("body *")].filter(one => !one.closest(".scroll")
                                  && one.getBoundingClientRect().right > innerWidth + 1).map(one => one.outerHTML.slice(0, 80)).join()
                                """).asText()).isEmpty();
    }
}
