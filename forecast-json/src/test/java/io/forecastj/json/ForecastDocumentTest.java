package io.forecastj.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.ColumnRole;
import io.forecastj.Forecast;
import io.forecastj.ForecastStatus;
import io.forecastj.Interval;
import io.forecastj.PredictorInfo;
import io.forecastj.signal.PatternInfo;
import io.forecastj.signal.PatternRecognition;
import io.forecastj.signal.Signal;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Numbers that a forecast document computes from forecasts, and claims that it refuses. */
class ForecastDocumentTest {
    private static final double[] LEVELS = {0.1, 0.5, 0.9};

    private static PredictorInfo info(String name, int horizon, String... targets) {
        PredictorInfo.Builder info = PredictorInfo.builder("test", horizon).name(name);
        Arrays.stream(targets).forEach(target -> info.column(target, ColumnRole.TARGET));
        return info.build();
    }

    private static Forecast.Builder forecast(String name, double... points) {
        long[] times = new long[points.length];
        Arrays.setAll(times, i -> 1000L * (i + 1));
        return Forecast.builder(info(name, points.length, "close"), "ACME", 0, times, false, points);
    }

    private static DocumentStep step(double current, double point, double... quantiles) {
        return ForecastDocument.builder(forecast("m", point)
                        .quantiles(0, LEVELS, new double[][] {quantiles})
                        .build())
                .current(current)
                .build()
                .steps()
                .get(0);
    }

    @Test
    void aRiseHasTheProbabilityAboveTheCurrentValue() {
        DocumentStep step = step(100, 102, 95, 102, 110);
        assertThat(step.values()).containsExactly(Map.entry("close", 102.0));
        assertThat(step.returnFromCurrent().orElseThrow()).isEqualTo(102.0 / 100 - 1);
        assertThat(step.confidence().orElseThrow()).isEqualTo(1 - (0.1 + 5.0 / 7 * 0.4), within(1e-12));
        Interval interval = step.interval().orElseThrow();
        assertThat(interval.lower()).isEqualTo(95);
        assertThat(interval.upper()).isEqualTo(110);
        assertThat(interval.level()).isEqualTo(0.8);
    }

    @Test
    void aFallHasTheProbabilityBelowTheCurrentValue() {
        DocumentStep step = step(104, 102, 95, 102, 110);
        assertThat(step.confidence().orElseThrow()).isEqualTo(0.5 + 2.0 / 8 * 0.4, within(1e-12));
        assertThat(step.returnFromCurrent().orElseThrow()).isNegative();
    }

    @Test
    void valuesEqualToTheCurrentOneCountForNeitherDirection() {
        assertThat(step(100, 100.5, 90, 100, 100).confidence()).isEmpty();
        assertThat(step(100, 102, 100, 100, 110).confidence().orElseThrow()).isEqualTo(0.5, within(1e-12));
        assertThat(step(100, 98, 90, 100, 100).confidence().orElseThrow()).isEqualTo(0.5);
    }

    @Test
    void beyondTheOutermostQuantileTheConfidenceIsALowerBoundOrUnknown() {
        assertThat(step(90, 102, 95, 102, 110).confidence().orElseThrow()).isEqualTo(0.9);
        assertThat(step(120, 102, 95, 102, 110).confidence().orElseThrow()).isEqualTo(0.9);
        assertThat(step(111, 112, 95, 102, 110).confidence()).isEmpty();
        assertThat(step(94, 93, 95, 102, 110).confidence()).isEmpty();
    }

    @Test
    void whatIsNotKnownIsNullWithItsReason() {
        ForecastDocument document =
                ForecastDocument.builder(forecast("m", 1, Double.NaN).build()).build();
        assertThat(document.current()).isEmpty();
        assertThat(document.status()).isEqualTo(ForecastStatus.DEGRADED);
        assertThat(document.nulls())
                .containsEntry("/current", "NaN: no current value was given")
                .containsEntry("/steps/0/return", "NaN: no current value was given")
                .containsEntry("/steps/0/confidence", "NaN: there are no quantiles")
                .containsEntry("/steps/0/interval", "NaN: there are no quantiles on both sides")
                .containsEntry("/steps/1/values/close", "NaN: there is no finite forecast");
        assertThat(ForecastDocument.builder(forecast("m", 1, Double.NaN).build())
                        .current(0)
                        .build()
                        .nulls())
                .containsEntry("/steps/0/return", "NaN: the current value is not above 0");
        assertThat(ForecastDocument.builder(forecast("m", 1, Double.NaN).build())
                        .current(2)
                        .build()
                        .nulls())
                .containsEntry("/steps/1/return", "NaN: there is no finite forecast");
        assertThat(ForecastDocument.builder(forecast("m", 1e308).build())
                        .current(Double.MIN_VALUE)
                        .build()
                        .nulls())
                .containsEntry("/steps/0/return", "Infinity: it is too large for a number");
    }

    @Test
    void everyNullNumberHasANote() {
        for (long seed = 0; seed < 200; seed++) {
            ForecastDocument document = new Samples(seed).document();
            for (int i = 0; i < document.steps().size(); i++) {
                DocumentStep step = document.steps().get(i);
                String place = "/steps/" + i;
                assertThat(document.nulls().containsKey(place + "/return"))
                        .as("seed %d", seed)
                        .isEqualTo(!Double.isFinite(step.returnFromCurrent().orElse(Double.NaN)));
                assertThat(document.nulls().containsKey(place + "/confidence"))
                        .as("seed %d", seed)
                        .isEqualTo(step.confidence().isEmpty());
                assertThat(document.nulls().containsKey(place + "/interval"))
                        .as("seed %d", seed)
                        .isEqualTo(step.interval().isEmpty());
                step.confidence().ifPresent(confidence -> assertThat(confidence).isBetween(0.0, 1.0));
            }
        }
    }

    @Test
    void aForecastOfClassesHasTheLargestProbabilityAndNoReturn() {
        Forecast classes = forecast("m", 0)
                .probabilities(List.of("DOWN", "UP"), new double[][] {{0.3, 0.7}})
                .build();
        ForecastDocument document =
                ForecastDocument.builder(classes).current(100).build();
        DocumentStep step = document.steps().get(0);
        assertThat(step.probabilities()).containsExactly(Map.entry("DOWN", 0.3), Map.entry("UP", 0.7));
        assertThat(step.confidence()).hasValue(0.7);
        assertThat(step.values()).isEmpty();
        assertThat(document.nulls()).containsEntry("/steps/0/return", "NaN: there is no finite forecast");
    }

    @Test
    void barsReferToTheClose() {
        Forecast bars = Forecast.builder(
                        info("m", 1, "open", "high", "low", "close"), "", 0, new long[] {1}, false, new double[] {
                            1, 4, 0.5, 3
                        })
                .build();
        ForecastDocument document = ForecastDocument.builder(bars).current(2).build();
        assertThat(document.target()).isEqualTo("close");
        assertThat(document.steps().get(0).values())
                .containsExactly(
                        Map.entry("open", 1.0), Map.entry("high", 4.0), Map.entry("low", 0.5), Map.entry("close", 3.0));
        assertThat(document.steps().get(0).returnFromCurrent()).hasValue(0.5);
        assertThat(ForecastDocument.builder(bars)
                        .current(2)
                        .target("high")
                        .build()
                        .steps()
                        .get(0)
                        .returnFromCurrent())
                .hasValue(1);
    }

    @Test
    void aHorizonShowsEachMemberAndTheirSpread() {
        Map<String, Forecast> members = new LinkedHashMap<>();
        members.put("low", forecast("ets", 99, 100).build());
        members.put("high", forecast("theta", 103, 106).build());
        members.put("short", forecast("naive", 100).build());
        members.put("gone", forecast("x", 1, Double.POSITIVE_INFINITY).build());
        ForecastDocument document = ForecastDocument.builder(
                        forecast("mean", 101, 103).build())
                .current(100)
                .horizon("2 s", forecast("mean", 101, 103).build(), 2, members)
                .horizon("1 s", 1)
                .build();
        DocumentHorizon horizon = document.horizons().get(0);
        assertThat(horizon.name()).isEqualTo("2 s");
        assertThat(horizon.model()).isEqualTo("mean");
        assertThat(horizon.step().returnFromCurrent()).hasValue(103.0 / 100 - 1);
        assertThat(horizon.members()).extracting(DocumentMember::name).containsExactlyElementsOf(members.keySet());
        assertThat(horizon.members().get(1).value()).hasValue(106);
        assertThat(horizon.members().get(2).value()).isEmpty();
        DocumentSpread spread = horizon.spread().orElseThrow();
        assertThat(spread.members()).isEqualTo(2);
        assertThat(spread.lowest()).isEqualTo(100);
        assertThat(spread.highest()).isEqualTo(106);
        assertThat(spread.mean()).isEqualTo(103);
        assertThat(spread.deviation()).isEqualTo(Math.sqrt(18));
        assertThat(document.nulls())
                .containsEntry("/horizons/0/members/2/value", "NaN: the member does not forecast step 2")
                .containsEntry("/horizons/0/members/3/value", "Infinity: there is no finite forecast")
                .containsEntry("/horizons/1/spread", "NaN: fewer than two members have a value");
        assertThat(document.horizons().get(1).spread()).isEmpty();
    }

    private static Forecast ofYesterday(String name) {
        return Forecast.builder(info(name, 1, "close"), "ACME", -1000, new long[] {1000}, false, new double[] {90})
                .build();
    }

    @Test
    void aHorizonThatKnowsOtherRowsSaysSoAndDegradesTheDocument() {
        ForecastDocument document = ForecastDocument.builder(forecast("m", 101).build())
                .current(100)
                .horizon("now", 1)
                .horizon("old", ofYesterday("daily"), 1, Map.of())
                .build();
        assertThat(document.horizons())
                .extracting(DocumentHorizon::origin)
                .containsExactly(Instant.EPOCH, Instant.ofEpochMilli(-1000));
        assertThat(document.status()).isEqualTo(ForecastStatus.DEGRADED);
        assertThat(document.reasons())
                .containsExactly("horizon 'old': its forecast knows the rows up to 1969-12-31T23:59:59Z, the document"
                        + " those up to 1970-01-01T00:00:00Z");
    }

    @Test
    void aMemberThatKnowsOtherRowsThanItsHorizonIsRefused() {
        Forecast now = forecast("m", 101).build();
        ForecastDocument.Builder document =
                ForecastDocument.builder(now).horizon("1 s", now, 1, Map.of("old", ofYesterday("old")));
        assertThatThrownBy(document::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "the member 'old' knows the rows up to 1969-12-31T23:59:59Z, expected 1970-01-01T00:00:00Z as"
                                + " the forecast of the horizon");
    }

    private static PatternRecognition patterns(String id, ForecastStatus status, double... probabilities) {
        return PatternRecognition.of(
                PatternInfo.builder("test", List.of("flag", "wedge"))
                        .columns(List.of("close"))
                        .build(),
                id,
                Instant.EPOCH,
                probabilities,
                status,
                status == ForecastStatus.OK ? List.of() : List.of("a row is absent"));
    }

    @Test
    void theStrongestPatternComesFirstAndTheWorstStatusCounts() {
        ForecastDocument document = ForecastDocument.builder(forecast("m", 1)
                        .status(ForecastStatus.DEGRADED, "old rows")
                        .build())
                .patterns(patterns("ACME", ForecastStatus.OK, 0.2, 0.6))
                .patterns(patterns("ACME", ForecastStatus.DEGRADED, 0.9, 0.6))
                .horizon(
                        "day",
                        forecast("n", 1)
                                .status(ForecastStatus.FALLBACK, "it timed out")
                                .build(),
                        1,
                        Map.of())
                .build();
        assertThat(document.patterns())
                .extracting(DocumentPattern::name, DocumentPattern::strength)
                .containsExactly(tuple("flag", 0.9), tuple("wedge", 0.6), tuple("wedge", 0.6), tuple("flag", 0.2));
        assertThat(document.status()).isEqualTo(ForecastStatus.FALLBACK);
        assertThat(document.reasons())
                .containsExactly("old rows", "horizon 'day': it timed out", "patterns: a row is absent");
    }

    @Test
    void theHostNamesSymbolModelAndDisclaimer() {
        ForecastDocument document = ForecastDocument.builder(forecast("m", 1).build())
                .symbol("ACME.DE")
                .model("sales", "7")
                .disclaimer("no advice")
                .build();
        assertThat(document.symbol()).isEqualTo("ACME.DE");
        assertThat(document.modelName()).isEqualTo("sales");
        assertThat(document.modelVersion()).contains("7");
        assertThat(document.disclaimer()).contains("no advice");
        ForecastDocument plain =
                ForecastDocument.builder(forecast("m", 1).build()).build();
        assertThat(plain.symbol()).isEqualTo("ACME");
        assertThat(plain.modelName()).isEqualTo("m");
        assertThat(plain.modelVersion()).isEmpty();
        assertThat(plain.disclaimer()).isEmpty();
    }

    @Test
    void partsOfAnotherSeriesAreRefused() {
        Forecast forecast = forecast("m", 1).build();
        Forecast other = Forecast.builder(info("m", 1, "close"), "OTHER", 0, new long[] {1000}, false, new double[] {1})
                .build();
        Forecast later = Forecast.builder(info("m", 1, "close"), "ACME", 0, new long[] {2000}, false, new double[] {1})
                .build();
        assertThatThrownBy(() -> ForecastDocument.builder(forecast)
                        .horizon("day", other, 1, Map.of())
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a document is about one series: the forecast is of 'ACME', found a horizon of 'OTHER'");
        assertThatThrownBy(() -> ForecastDocument.builder(forecast)
                        .horizon("day", forecast, 1, Map.of("x", other))
                        .build())
                .hasMessageContaining("found a member 'x' of 'OTHER'");
        assertThatThrownBy(() -> ForecastDocument.builder(forecast)
                        .patterns(patterns("OTHER", ForecastStatus.OK, 0, 0))
                        .build())
                .hasMessageContaining("found a recognition of 'OTHER'");
        assertThatThrownBy(() -> ForecastDocument.builder(forecast)
                        .signal(Signal.of(Signal.Action.BUY, 0, "", "OTHER", Instant.EPOCH, 0))
                        .build())
                .hasMessageContaining("found a signal of 'OTHER'");
        assertThatThrownBy(() -> ForecastDocument.builder(forecast)
                        .horizon("day", forecast, 1, Map.of("x", later))
                        .build())
                .hasMessage("the member 'x' forecasts 1970-01-01T00:00:02Z at step 1, expected 1970-01-01T00:00:01Z as"
                        + " the horizon");
    }

    @Test
    void wrongSettingsAreRefused() {
        Forecast forecast = forecast("m", 102)
                .quantiles(0, LEVELS, new double[][] {{95, 102, 110}})
                .build();
        assertThatThrownBy(
                        () -> ForecastDocument.builder(forecast).coverage(0.95).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no interval of coverage 0.95");
        assertThatThrownBy(
                        () -> ForecastDocument.builder(forecast).target("open").build())
                .hasMessage("'m' has no target 'open'; there are [close]");
        assertThatThrownBy(() -> ForecastDocument.builder(forecast)
                        .current(Double.POSITIVE_INFINITY)
                        .build())
                .hasMessageStartingWith("the current value must be finite, found Infinity");
        assertThatThrownBy(() ->
                        ForecastDocument.builder(forecast).current(Double.NaN).build())
                .hasMessageStartingWith("the current value must be finite, found NaN");
        assertThatThrownBy(() ->
                        ForecastDocument.builder(forecast).horizon("week", 7).build())
                .isInstanceOf(IndexOutOfBoundsException.class);
    }
}
