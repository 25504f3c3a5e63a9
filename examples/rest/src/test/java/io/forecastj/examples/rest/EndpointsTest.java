package io.forecastj.examples.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.ForecastStatus;
import io.forecastj.Interval;
import io.forecastj.TimeSeries;
import io.forecastj.json.DocumentHorizon;
import io.forecastj.json.DocumentMember;
import io.forecastj.json.DocumentStep;
import io.forecastj.json.ForecastDocument;
import io.forecastj.signal.PatternRecognition;
import io.forecastj.signal.Signal;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class EndpointsTest {
    private final RunningRest service = RunningRest.shared();
    private final TimeSeries recent = service.bean(KnownBars.class).recent();

    @Test
    void aForecastIsADocumentWithBarsHorizonsPatternsAndASignal() {
        ForecastDocument document = forecast("{\"horizons\": [1, 10]}");

        assertThat(document.symbol()).isEqualTo(KnownBars.SYMBOL);
        assertThat(document.time()).isEqualTo(recent.time(recent.length() - 1));
        assertThat(document.current()).hasValue(recent.value(recent.length() - 1, "close"));
        assertThat(document.modelName()).isEqualTo("linear");
        assertThat(document.modelVersion()).contains("1");
        assertThat(document.disclaimer()).get().asString().contains("Not investment advice");
        assertThat(document.steps()).hasSize(10).allSatisfy(EndpointsTest::isABar);
        assertThat(document.horizons()).extracting(DocumentHorizon::name).containsExactly("step 1", "step 10");
        assertThat(document.horizons().get(1).members())
                .extracting(DocumentMember::name)
                .containsExactlyInAnyOrder("linear", "last-value");
        assertThat(document.patterns()).hasSize(15);
        assertThat(document.signals()).hasSize(1);
    }

    private static void isABar(DocumentStep step) {
        double high = step.values().get("high");
        double low = step.values().get("low");
        assertThat(step.values().get("open")).isBetween(low, high);
        assertThat(step.values().get("close")).isBetween(low, high);
        assertThat(step.confidence()).isPresent();
    }

    @Test
    void aPostedSeriesIsForecastAsTheBundledOneIsIfTheRowsAreTheSame() {
        ForecastDocument posted = forecast("{\"series\": " + RunningRest.JSON.writeValueAsString(recent) + "}");
        assertThat(posted).isEqualTo(forecast("{}"));
    }

    @Test
    void intervalsOfALargerCoverageContainThoseOfASmallerOne() {
        List<DocumentStep> half = forecast("{\"coverage\": 0.5}").steps();
        List<DocumentStep> most = forecast("{\"coverage\": 0.95}").steps();
        for (int i = 0; i < half.size(); i++) {
            Interval narrow = half.get(i).interval().orElseThrow();
            Interval wide = most.get(i).interval().orElseThrow();
            assertThat(wide.lower()).isLessThan(narrow.lower());
            assertThat(wide.upper()).isGreaterThan(narrow.upper());
        }
    }

    @Test
    void aSeriesWithoutBarsIsForecastByTheModelThatNeedsNone() {
        HttpResponse<String> response = service.post("/forecast", """
                {"model": "last-value", "horizons": [1], "series": {"id": "x",
                 "times": ["2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z", "2026-01-03T00:00:00Z"],
                 "values": {"close": [1.0, 2.0, 3.0]}}}""");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        ForecastDocument document = RunningRest.JSON.readValue(response.body(), ForecastDocument.class);
        assertThat(document.steps().get(0).values()).containsEntry("close", 3.0);
        assertThat(document.patterns()).isEmpty();
        assertThat(document.horizons().get(0).members())
                .extracting(DocumentMember::name)
                .containsExactly("last-value");
    }

    @Test
    void aForecastAfterAMissingBarHasNoPatternsNoSignalAndTheReason() {
        TimeSeries gap = recent.append(
                recent.time(recent.length() - 1).plusSeconds(86_400),
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN);
        ForecastDocument document = forecast("{\"series\": " + RunningRest.JSON.writeValueAsString(gap) + "}");
        assertThat(document.status()).isEqualTo(ForecastStatus.DEGRADED);
        assertThat(document.reasons()).isNotEmpty();
        assertThat(document.current()).isEmpty();
        assertThat(document.patterns()).isEmpty();
        assertThat(document.signals()).isEmpty();
    }

    @Test
    void inABatchEachRequestHasItsDocumentOrItsProblem() {
        JsonNode answers = RunningRest.json(
                        service.post("/forecasts", "{\"requests\": [{}, {\"model\": \"none\"}, null]}"))
                .get("answers");
        assertThat(answers).hasSize(3);
        assertThat(answers.at("/0/document/model/name").asString()).isEqualTo("linear");
        assertThat(answers.at("/0/problem").isNull()).isTrue();
        assertThat(answers.at("/1/document").isNull()).isTrue();
        assertThat(answers.at("/1/problem/status").asInt()).isEqualTo(404);
        assertThat(answers.at("/1/problem/detail").asString()).contains("none", "linear", "last-value");
        assertThat(answers.at("/2/document")).isEqualTo(answers.at("/0/document"));
    }

    @Test
    void signalsOfAllModelsAreThoseOfTheRule() {
        JsonNode signals = RunningRest.json(service.get("/signals"));
        assertThat(signals.propertyNames()).containsExactlyInAnyOrder("linear", "last-value");
        Signal signal = RunningRest.JSON.treeToValue(signals.get("linear"), Signal.class);
        assertThat(signal).isEqualTo(forecast("{}").signals().get(0));
        assertThat(RunningRest.json(service.post("/signals", RunningRest.JSON.writeValueAsString(recent))))
                .isEqualTo(signals);
    }

    @Test
    void modelsThatCannotForecastASeriesHaveNoSignal() {
        String closes = RunningRest.JSON.writeValueAsString(recent.select("close"));
        JsonNode signals = RunningRest.json(service.post("/signals", closes));
        assertThat(signals.propertyNames()).containsExactly("last-value");
    }

    @Test
    void patternsOfAPostedSeriesAreThoseOfTheBundledOne() {
        HttpResponse<String> bundled = service.get("/patterns");
        PatternRecognition patterns = RunningRest.JSON.readValue(bundled.body(), PatternRecognition.class);
        assertThat(patterns.time()).isEqualTo(recent.time(recent.length() - 1));
        assertThat(patterns.patterns()).hasSize(15);
        assertThat(service.post("/patterns", RunningRest.JSON.writeValueAsString(recent))
                        .body())
                .isEqualTo(bundled.body());
    }

    @Test
    void theLatestBarsAreASeries() {
        TimeSeries rows =
                RunningRest.JSON.readValue(service.get("/series?rows=7").body(), TimeSeries.class);
        assertThat(rows).isEqualTo(recent.tail(7));
    }

    @Test
    void modelsHaveTheirStateAndTheirVersionsWithScores() {
        JsonNode models = RunningRest.json(service.get("/models"));
        assertThat(models).hasSize(2).allSatisfy(model -> {
            assertThat(model.get("status").asString()).isEqualTo("UP");
            assertThat(model.get("version").asInt()).isEqualTo(1);
            assertThat(model.at("/versions/0/aliases/0").asString()).isEqualTo(Trainer.ALIAS);
            assertThat(model.at("/versions/0/metrics").propertyNames())
                    .anyMatch(name -> name.endsWith("coverage_0.95"));
        });
        assertThat(RunningRest.json(service.get("/models/linear"))).isEqualTo(models.get(0));
    }

    @Test
    void healthIsPublicAndMetricsCountForecastsByVersion() {
        assertThat(RunningRest.json(service.get("/actuator/health"))
                        .get("status")
                        .asString())
                .isEqualTo("UP");
        forecast("{}");
        assertThat(service.get("/actuator/prometheus").body())
                .contains("forecastj_forecast_seconds_count{model=\"linear\",status=\"OK\",version=\"1\"}");
    }

    private ForecastDocument forecast(String request) {
        HttpResponse<String> response = service.post("/forecast", request);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return RunningRest.JSON.readValue(response.body(), ForecastDocument.class);
    }
}
