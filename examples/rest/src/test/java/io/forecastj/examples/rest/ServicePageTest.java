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

    private static final String ASKED = "!document.getElementById('key-form').hidden";

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
    void theRowsTheForecastsAndTheSignalsAreOfOneState() {
        open(DESKTOP, false);
        browser.evaluate("""
                (() => {
                  window.made = [];
                  const real = window.fetch;
                  window.fetch = async (path, options = {}) => {
                    const response = await real(path, options);
                    const answer = await response.clone().json();
                    window.made.push({path, body: options.body && JSON.parse(options.body), answer});
                    return response;
                  };
                })()""");
        service.bean(BarFeed.class).next();
        browser.evaluate("document.querySelector('#controls button').click()");
        browser.await("['signals', 'forecasts'].every(path => window.made.some(one => one.path === path))");
        assertThat(browser.evaluate("""
                (() => {
                  const of = path => window.made.find(one => one.path.startsWith(path));
                  const read = JSON.stringify(of('series').answer);
                  return of('forecasts').body.requests.length === 3
                    && of('forecasts').body.requests.every(one => JSON.stringify(one.series) === read)
                    && JSON.stringify(of('signals').body) === read;
                })()""").asBoolean()).isTrue();
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void anAnswerByAnotherVersionIsReadAgain() {
        open(DESKTOP, false);
        browser.evaluate("""
                (() => {
                  document.getElementById('live').checked = false; // only the page itself reads again
                  window.batches = 0;
                  const real = window.fetch;
                  window.fetch = async (path, options) => {
                    const response = await real(path, options);
                    if (path !== 'forecasts' || window.batches++ > 0) {
                      return response;
                    }
                    const answer = await response.json();
                    answer.answers[1].document.model.version = '77';
                    return Response.json(answer);
                  };
                })()""");
        browser.evaluate("document.querySelector('#controls button').click()");
        browser.await("window.batches >= 2");
        browser.await(
                "!document.getElementById('state').textContent.includes('Not up to date') && window.batches === 2");
    }

    @Test
    void withoutTheKeyThePageAsksForIt() {
        browser.open(service.uri("/").toString(), DESKTOP, false);
        browser.evaluate("sessionStorage.clear()");
        browser.open(service.uri("/").toString(), DESKTOP, false);
        browser.await(ASKED);
        enterKey("another-key-of-20-characters");
        browser.await("document.getElementById('state').textContent.includes('does not accept this key')");
        assertThat(browser.evaluate(SHOWN).asBoolean()).isFalse();
        enterKey(RunningRest.KEY);
        browser.await(SHOWN);
        assertThat(browser.evaluate(ASKED).asBoolean()).isFalse();
    }

    @Test
    void aKeyThatNoHeaderCanHaveIsAskedForAgain() {
        browser.open(service.uri("/").toString(), DESKTOP, false);
        browser.evaluate("sessionStorage.clear()");
        browser.open(service.uri("/").toString(), DESKTOP, false);
        browser.await(ASKED);
        enterKey("ключ-от-службы-0123456789");
        browser.await("document.getElementById('state').textContent.includes('ASCII')");
        assertThat(browser.evaluate(ASKED).asBoolean()).isTrue();
        enterKey(RunningRest.KEY);
        browser.await(SHOWN);
    }

    /** The page refreshes itself every five seconds: the half of a key must still be there after one. */
    @Test
    void whoeverTypesAnotherKeyIsNotDisturbedByRefreshes() {
        open(DESKTOP, false);
        browser.evaluate("sessionStorage.setItem('key', 'a-key-of-the-service-before')");
        browser.open(service.uri("/").toString(), DESKTOP, false);
        browser.await(ASKED + " && document.getElementById('state').textContent.includes('does not accept')");
        browser.evaluate("""
                (() => {
                  window.asked = 0;
                  const real = window.fetch;
                  window.fetch = (...all) => { window.asked++; return real(...all); };
                })()""");
        browser.evaluate("document.getElementById('key').focus()");
        int half = RunningRest.KEY.length() / 2;
        browser.type(RunningRest.KEY.substring(0, half));
        browser.evaluate("new Promise(done => setTimeout(done, 6000))");
        assertThat(browser.evaluate("window.asked").asInt())
                .as("nothing is asked for with a key that was refused")
                .isZero();
        assertThat(browser.evaluate("sessionStorage.getItem('key')").isNull()).isTrue();
        assertThat(browser.evaluate("document.activeElement.id").asString()).isEqualTo("key");
        browser.type(RunningRest.KEY.substring(half));
        browser.press("Enter", ENTER);
        browser.await(SHOWN);
    }

    /** Types as a user does. */
    private void enterKey(String key) {
        browser.evaluate("document.getElementById('key').focus()");
        browser.type(key);
        browser.press("Enter", ENTER);
    }

    @Test
    void thePageOfTheApiShowsEveryOperation() {
        browser.open(service.uri("/api.html").toString(), DESKTOP, true);
        browser.await("document.querySelectorAll('section').length === 18");
        assertThat(text("operations")).contains("POST /forecast", "DELETE /train/{id}", "GET /actuator/health");
        assertThat(browser.errors()).isEmpty();
    }
}
