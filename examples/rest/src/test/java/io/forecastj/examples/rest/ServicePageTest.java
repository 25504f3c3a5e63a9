package io.forecastj.examples.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page in a headless Chromium. Skipped where none is installed: apt-get install chromium. */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServicePageTest {
    private static final int DESKTOP = 1_100;
    private static final int TAB = 9;
    private static final int END = 35;
    private static final int LEFT = 37;
    private static final int ENTER = 13;
    private static final String SHOWN = "!document.getElementById('content').hidden";

    private RunningRest service;
    private Browser browser;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        Optional<Path> program = Browser.program();
        assumeTrue(program.isPresent(), "no Chromium on the PATH; apt-get install chromium");
        service = RunningRest.start(folder.resolve("models"), "--service.disclaimer=<img src=x onerror=alert(1)>");
        browser = Browser.start(program.get());
    }

    @AfterAll
    void stop() throws IOException {
        if (browser != null) {
            browser.close();
            service.close();
        }
    }

    private void open(int width, boolean dark) {
        browser.open(service.uri("/#key=" + RunningRest.KEY).toString(), width, dark);
        browser.await(SHOWN);
    }

    private String text(String id) {
        return browser.evaluate("document.getElementById('" + id + "').textContent")
                .asString();
    }

    @ParameterizedTest
    @CsvSource({"1100, false", "1100, true", "360, false", "360, true"})
    void theForecastItsIntervalsPatternsAndModelsAreShownWithoutAnError(int width, boolean dark) {
        open(width, dark);

        assertThat(browser.errors()).isEmpty();
        assertThat(browser.requests())
                .allMatch(address -> address.startsWith(service.uri("/").toString()));
        assertThat(browser.evaluate("document.querySelectorAll('#chart .band').length")
                        .asInt())
                .as("intervals of three coverages")
                .isEqualTo(3);
        assertThat(browser.evaluate("document.querySelector('#chart .ahead').getBBox().width > 10")
                        .asBoolean())
                .isTrue();
        assertThat(browser.evaluate("document.querySelectorAll('#steps tbody tr').length")
                        .asInt())
                .isEqualTo(10);
        assertThat(browser.evaluate("document.querySelectorAll('#patterns meter').length")
                        .asInt())
                .isEqualTo(5);
        assertThat(text("models")).contains("linear", "last-value", "UP");
        assertThat(text("state")).contains("Forecast OK by linear, version 1");
        assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
                .as("no part is wider than the page")
                .isLessThanOrEqualTo(width);
        assertThat(browser.evaluate("getComputedStyle(document.body).backgroundColor")
                        .asString())
                .isEqualTo(dark ? "rgb(17, 20, 24)" : "rgb(246, 247, 249)");
        assertThat(browser.evaluate("location.href").asString())
                .as("the key does not stay in the address")
                .isEqualTo(service.uri("/").toString());
    }

    @Test
    void textsOfTheServiceStayTexts() {
        open(DESKTOP, false);
        assertThat(text("disclaimer")).isEqualTo("<img src=x onerror=alert(1)>");
        assertThat(text("symbol")).isEqualTo(KnownBars.SYMBOL);
        assertThat(browser.evaluate("document.images.length").asInt()).isZero();
    }

    @Test
    void thePageShowsTheNextBarByItself() {
        open(DESKTOP, false);
        String before = text("state");
        service.bean(BarFeed.class).next();
        browser.await(
                "document.getElementById('state').textContent !== " + RunningRest.JSON.writeValueAsString(before));
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void theKeyboardReachesEverythingAndReadsTheChart() {
        open(DESKTOP, false);
        StringBuilder reached = new StringBuilder();
        for (int i = 0; i < 9; i++) {
            browser.press("Tab", TAB);
            reached.append(browser.evaluate("document.activeElement.id || document.activeElement.ariaLabel"
                                    + " || document.activeElement.textContent")
                            .asString())
                    .append(' ');
        }
        assertThat(reached.toString()).contains("model", "live", "Refresh", "API", "chart", "Train linear");

        browser.evaluate("document.getElementById('chart').focus()");
        browser.press("End", END);
        String last = text("reading");
        browser.press("ArrowLeft", LEFT);
        assertThat(last).contains("95 % from");
        assertThat(text("reading")).isNotEqualTo(last).contains("95 % from");
    }

    @Test
    void aTrainingIsStartedFromThePageAndShownUntilItsEnd() {
        open(DESKTOP, false);
        browser.evaluate("document.querySelector('button[aria-label=\"Train last-value\"]').focus()");
        browser.press("Enter", ENTER);
        browser.await("document.querySelector('#trainings .DONE')");
        browser.await("document.getElementById('models').textContent.includes('last-valueUP2')");
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void withoutTheKeyThePageAsksForIt() {
        browser.open(service.uri("/").toString(), DESKTOP, false);
        browser.evaluate("sessionStorage.clear()");
        browser.open(service.uri("/").toString(), DESKTOP, false);
        browser.await("!document.getElementById('key-form').hidden");
        enterKey("another-key-of-20-characters");
        browser.await("document.getElementById('state').textContent.includes('does not accept this key')");
        assertThat(browser.evaluate(SHOWN).asBoolean()).isFalse();
        enterKey(RunningRest.KEY);
        browser.await(SHOWN);
    }

    private void enterKey(String key) {
        browser.evaluate("document.getElementById('key').value = '" + key + "',"
                + " document.getElementById('key-form').requestSubmit()");
    }

    @Test
    void thePageOfTheApiShowsEveryOperation() {
        browser.open(service.uri("/api.html").toString(), DESKTOP, true);
        browser.await("document.querySelectorAll('section').length === 15");
        assertThat(text("operations")).contains("POST /forecast", "DELETE /train/{id}", "GET /actuator/health");
        assertThat(browser.errors()).isEmpty();
    }
}
