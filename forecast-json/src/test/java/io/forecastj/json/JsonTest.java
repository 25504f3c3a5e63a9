package io.forecastj.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.Baselines;
import io.forecastj.ColumnRole;
import io.forecastj.Forecast;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.Sampling;
import io.forecastj.SeriesOutcome;
import io.forecastj.TimeSeries;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** JSON by both versions of Jackson: the same text, and equal values when it is read. */
class JsonTest {
    private static final TimeSeries LOAD =
            TimeSeries.of("load", Instant.parse("2026-01-01T00:00:00Z"), Sampling.hourly(), 1, 2, 3, 4, 5, 6)
                    .toBuilder()
                    .id("plant")
                    .build();

    record Answer(String model, Forecast forecast) {}

    private static Forecast naive() {
        try (Predictor predictor = Baselines.naive("load", 2).fit(LOAD)) {
            return predictor.predict(LOAD);
        }
    }

    private static Forecast small() {
        PredictorInfo info = PredictorInfo.builder("test", 2)
                .column("y", ColumnRole.TARGET)
                .libraries(Map.of())
                .build();
        return Forecast.builder(info, "shop", 0, new long[] {1000, 2000}, false, new double[] {1.5, Double.NaN})
                .quantiles(0, new double[] {(1 - 0.8) / 2, 0.9}, new double[][] {{1, 2}, {1, Double.POSITIVE_INFINITY}})
                .build();
    }

    @ParameterizedTest
    @EnumSource(Jackson.class)
    void aPlainMapperWritesAForecast(Jackson jackson) {
        assertThat(jackson.write(small())).isEqualTo("""
                        {"schema":"urn:forecastj:forecast:1","seriesId":"shop",\
                        "origin":"1970-01-01T00:00:00Z","status":"DEGRADED",\
                        "reasons":["there is no finite forecast of 'y' at step 2"],\
                        "targets":["y"],"steps":[1,2],\
                        "times":["1970-01-01T00:00:01Z","1970-01-01T00:00:02Z"],"timesEstimated":false,\
                        "points":{"y":[1.5,null]},"levels":[0.09999999999999998,0.9],\
                        "quantiles":{"y":{"0.1":[1.0,1.0],"0.9":[2.0,null]}},"classes":[],"probabilities":{},\
                        "info":{"schema":"urn:forecastj:predictor-info:1",\
                        "name":"test","kind":"test","horizon":2,"steps":[1,2],"requiredHistory":1,\
                        "sufficientHistory":null,"columns":[{"name":"y","role":"TARGET"}],"featureNames":[],\
                        "schemaHash":"",\
                        "trainedFrom":null,"trainedTo":null,"sampling":null,"parameters":{},"seed":0,"libraries":{}},\
                        "nulls":{"/points/y/1":"NaN: there is no finite forecast of this step",\
                        "/quantiles/y/0.9/1":"Infinity: there is no finite quantile of this level"}}""");
    }

    @ParameterizedTest
    @EnumSource(Jackson.class)
    void aForecastInsideARecordIsWrittenAndRead(Jackson jackson) {
        Answer answer = new Answer("naive", naive());
        assertThat(jackson.read(jackson.write(answer), Answer.class)).isEqualTo(answer);
        assertThat(jackson.read(jackson.write(List.of(naive())), Forecast[].class))
                .containsExactly(naive());
        assertThat(jackson.read("{\"model\":\"none\",\"forecast\":null}", Answer.class)
                        .forecast())
                .isNull();
    }

    @ParameterizedTest
    @EnumSource(Jackson.class)
    void aMapperThatLeavesOutEmptyValuesAndSortsKeysGivesTheSame(Jackson jackson) {
        for (long seed = 0; seed < 50; seed++) {
            Samples samples = Samples.withoutEmptyNames(seed);
            Forecast forecast = samples.forecast();
            String json = jackson.writeSparsely(forecast);
            assertThat(jackson.read(json, Forecast.class))
                    .as("seed %d: %s", seed, json)
                    .isEqualTo(forecast);
            TimeSeries series = samples.series();
            String rows = jackson.writeSparsely(series);
            assertThat(jackson.read(rows, TimeSeries.class))
                    .as("seed %d: %s", seed, rows)
                    .isEqualTo(series);
        }
    }

    @ParameterizedTest
    @EnumSource(Jackson.class)
    void aSeriesWrittenByHandNeedsOnlyTimesAndValues(Jackson jackson) {
        TimeSeries read = jackson.read("""
                {"times": ["2026-01-01T00:00:00Z", "2026-01-01T02:00:00+01:00"],
                 "values": {"units": [3, null], "price": [9.99, 10]}}""", TimeSeries.class);
        assertThat(read)
                .isEqualTo(TimeSeries.builder("units", "price")
                        .add(Instant.parse("2026-01-01T00:00:00Z"), 3, 9.99)
                        .add(Instant.parse("2026-01-01T01:00:00Z"), Double.NaN, 10)
                        .build());
        assertThat(jackson.read(jackson.write(TimeSeries.empty()), TimeSeries.class))
                .isEqualTo(TimeSeries.empty());
        assertThat(jackson.read(jackson.write(LOAD.head(0)), TimeSeries.class)).isEqualTo(LOAD.head(0));
    }

    @ParameterizedTest
    @EnumSource(Jackson.class)
    void unknownKeysAreIgnored(Jackson jackson) {
        String json = jackson.write(naive());
        assertThat(jackson.read("{\"later\":{\"key\":[1]}," + json.substring(1), Forecast.class))
                .isEqualTo(naive());
    }

    @ParameterizedTest
    @EnumSource(Jackson.class)
    void theOutcomesOfManySeriesAreWritten(Jackson jackson) {
        try (Predictor predictor = Baselines.naive("load", 2).fit(LOAD)) {
            List<SeriesOutcome> outcomes = predictor.predictEach(List.of(LOAD, LOAD.head(0)));
            String json = jackson.write(outcomes);
            assertThat(json)
                    .startsWith("[{\"seriesId\":\"plant\",\"forecast\":{\"schema\":\"urn:forecastj:forecast:1\","
                            + "\"seriesId\":\"plant\",")
                    .contains("\"failure\":null},{\"seriesId\":\"plant\",\"forecast\":null,\"failure\":\"");
        }
    }

    @ParameterizedTest
    @EnumSource(Jackson.class)
    void aDocumentThatBreaksARuleIsRefusedWithThePathOfTheField(Jackson jackson) {
        String json = jackson.write(small());
        Map<String, String> changes = Map.ofEntries(
                Map.entry("\"points\":{\"y\":[1.5,null]}|\"points\":{\"y\":[1.5]}", "expected 2 numbers in 'points.y'"),
                Map.entry("[1.5,null]|[1.5,\"x\"]", "expected a number in 'points.y[1]', found x"),
                Map.entry("\"y\":[1.5,null]|\"z\":[1.5,null]", "in 'points.z': expected only the names [y]"),
                Map.entry(
                        "\"0.9\":[2.0,null]|\"0.9\":[2.0,null],\"0.95\":[3,4]",
                        "in 'quantiles.y.0.95': expected only the names [0.1, 0.9]"),
                Map.entry(
                        "\"probabilities\":{}|\"probabilities\":{\"UP\":[1,1]}",
                        "in 'probabilities.UP': expected only the names []"),
                Map.entry("1970-01-01T00:00:02Z|yesterday", "expected an ISO time such as 2026-01-31T00:00:00Z in"),
                Map.entry("\"1970-01-01T00:00:02Z\"|2000", "expected a text in 'times[1]', found 2000"),
                Map.entry("1970-01-01T00:00:02Z|1970-01-01T00:00:01Z", "the time of step 2 is"),
                Map.entry(
                        "\"status\":\"DEGRADED\"|\"status\":\"GOOD\"",
                        "expected one of [OK, DEGRADED, FALLBACK] in 'status'"),
                Map.entry(
                        "[\"there is no finite forecast of 'y' at step 2\"]|[]",
                        "expected a reason for the status DEGRADED"),
                Map.entry("\"0.1\":[1.0,1.0]|\"0.1\":[7.0,1.0]", "quantiles are missing or cross at step 1"),
                Map.entry(
                        "\"0.1\":[1.0,1.0]|\"low\":[1.0,1.0]", "in 'quantiles.y.low': expected a level such as 0.975"),
                Map.entry(
                        "\"0.1\":[1.0,1.0]|\"0.2\":[1.0,1.0]",
                        "expected 2 numbers in 'quantiles.y.0.09999999999999998'"),
                Map.entry("\"steps\":[1,2]|\"steps\":[2]", "expected those of the info, [1, 2]"),
                Map.entry(
                        "\"horizon\":2|\"horizon\":2000000000",
                        "expected a number from 1 to 1000000 in 'info.horizon'"),
                Map.entry("\"horizon\":2|\"horizon\":2.5", "expected a whole number in 'info.horizon', found 2.5"),
                Map.entry("\"role\":\"TARGET\"|\"role\":\"PAST\"", "target"),
                Map.entry(
                        "\"sampling\":null|\"sampling\":{\"kind\":\"weekly\"}",
                        "expected fixed, days, months or slots"),
                Map.entry(
                        "\"sampling\":null|\"sampling\":{\"kind\":\"fixed\",\"period\":\"PT99999999H\"}",
                        "expected at most 36525 days"),
                Map.entry(
                        "\"timesEstimated\":false|\"timesEstimated\":\"no\"",
                        "expected true or false in 'timesEstimated'"),
                Map.entry("\"libraries\":{}|\"libraries\":[]", "expected an object in 'info.libraries', found []"));
        changes.forEach((change, message) -> {
            String[] parts = change.split("\\|");
            int at = json.lastIndexOf(parts[0]);
            if (parts[0].startsWith("\"steps\"") || parts[0].equals("\"1970-01-01T00:00:02Z\"")) {
                at = json.indexOf(parts[0]);
            }
            assertThat(at).as(change).isPositive();
            String damaged = json.substring(0, at) + parts[1] + json.substring(at + parts[0].length());
            assertThatThrownBy(() -> jackson.read(damaged, Forecast.class))
                    .as(change)
                    .hasMessageContaining(message)
                    .satisfies(refusal -> assertThat(jackson == Jackson.TWO ? refusal.getCause() : refusal)
                            .isInstanceOfAny(
                                    com.fasterxml.jackson.databind.exc.MismatchedInputException.class,
                                    tools.jackson.databind.exc.MismatchedInputException.class));
        });
        assertThatThrownBy(() -> jackson.read("{}", Forecast.class))
                .hasMessageContaining("expected an object in 'info', found nothing");
    }

    @ParameterizedTest
    @EnumSource(Jackson.class)
    void aSeriesThatBreaksARuleIsRefused(Jackson jackson) {
        assertThatThrownBy(() -> jackson.read(
                        "{\"times\":[\"2026-01-02T00:00:00Z\",\"2026-01-01T00:00:00Z\"],\"values\":{\"y\":[1,2]}}",
                        TimeSeries.class))
                .hasMessageContaining("row 1 at 2026-01-01T00:00:00Z is not after row 0");
        assertThatThrownBy(
                        () -> jackson.read("{\"times\":[],\"values\":{},\"columns\":[\"y\",\"y\"]}", TimeSeries.class))
                .hasMessageContaining("occurs twice");
        assertThatThrownBy(() -> jackson.read(
                        "{\"times\":[],\"columns\":[\"y\"],\"values\":{\"y\":[],\"z\":[]}}", TimeSeries.class))
                .hasMessageContaining("in 'values.z': expected only the names [y]");
    }

    @Test
    void theMapHoldsPlainValuesOnly() {
        assertPlain(naive().toMap());
        assertPlain(new Samples(3).series().toMap());
        assertThat(naive().toMap()).containsEntry("seriesId", "plant");
    }

    private static void assertPlain(Object value) {
        if (value instanceof Map<?, ?> map) {
            assertThat(map.keySet()).allMatch(String.class::isInstance);
            map.values().forEach(JsonTest::assertPlain);
        } else if (value instanceof List<?> list) {
            list.forEach(JsonTest::assertPlain);
        } else if (value != null) {
            assertThat(value).isInstanceOfAny(String.class, Integer.class, Long.class, Double.class, Boolean.class);
        }
    }
}
