package io.forecastj.examples.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What is refused, with problem details that say what to do and nothing of the inside. */
class RefusalsTest {
    private final RunningRest service = RunningRest.shared();

    static Stream<Arguments> bodies() {
        return Stream.of(
                Arguments.of("/forecast", "{\"horizns\": [1]}", 400, "no field 'horizns'; there are [series, model"),
                Arguments.of("/forecast", "{\"horizons\": [1", 400, "syntax before line 1, column 16"),
                Arguments.of("/forecast", "", 400, "expected a body"),
                Arguments.of("/forecast", "null", 400, "expected a body"),
                Arguments.of("/forecast", "[]", 400, "the body: expected a value of another type"),
                Arguments.of("/forecast", "{\"horizons\": [{}]}", 400, "the field '/horizons/0'"),
                Arguments.of("/forecast", "{\"horizons\": [11]}", 422, "horizons from 1 to 10"),
                Arguments.of("/forecast", "{\"horizons\": [0]}", 422, "found 0"),
                Arguments.of("/forecast", "{\"horizons\": [null]}", 422, "found null"),
                Arguments.of("/forecast", "{\"horizons\": [1, 1]}", 422, "different horizons"),
                Arguments.of("/forecast", "{\"coverage\": 0.7}", 422, "[0.5, 0.8, 0.95]"),
                Arguments.of("/forecast", "{\"coverage\": 7}", 422, "[0.5, 0.8, 0.95]"),
                Arguments.of("/forecast", "{\"model\": \"none\"}", 404, "there are [linear, last-value]"),
                Arguments.of("/forecast", "{\"series\": " + closes(1, 1) + "}", 422, "no column 'open'"),
                Arguments.of("/forecast", "{\"series\": " + closes(2, 1) + "}", 400, "'values.close'"),
                Arguments.of("/forecast", "{\"series\": " + closes(2_001, 2_001) + "}", 422, "at most 2000 rows"),
                Arguments.of(
                        "/forecast", "{\"model\": \"last-value\", \"series\": " + closes(1, 1) + "}", 422, "2 rows"),
                Arguments.of("/forecasts", "{}", 422, "1 to 20 elements"),
                Arguments.of("/forecasts", "{\"requests\": []}", 422, "found 0"),
                Arguments.of(
                        "/forecasts",
                        "{\"requests\": [" + String.join(",", Collections.nCopies(21, "{}")) + "]}",
                        422,
                        "found 21"),
                Arguments.of("/signals", "{\"times\": [\"x\"], \"values\": {}}", 400, "ISO time"),
                Arguments.of("/signals", closes(3, 3).replace("1.0", "-1.0"), 422, "above 0"),
                Arguments.of("/patterns", closes(3, 3), 422, "no column"),
                Arguments.of("/train", "{}", 422, "as 'model', found null"),
                Arguments.of("/train", "{\"model\": \"none\"}", 422, "found none"));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void aBodyThatIsWrongIsRefusedWithTheReason(String path, String body, int status, String reason) {
        assertProblem(service.post(path, body), status, reason);
    }

    private static String closes(int times, int values) {
        String all = IntStream.range(0, times)
                .mapToObj(day -> '"' + Instant.EPOCH.plusSeconds(86_400L * day).toString() + '"')
                .collect(Collectors.joining(","));
        return "{\"times\": [" + all + "], \"values\": {\"close\": ["
                + String.join(",", Collections.nCopies(values, "1.0")) + "]}}";
    }

    @Test
    void anUnknownPathMethodOrTypeIsAProblemToo() {
        assertProblem(service.get("/nothing"), 404, "nothing");
        assertProblem(service.delete("/forecast"), 405, "DELETE");
        assertProblem(service.get("/models/none"), 404, "there are [linear, last-value]");
        assertProblem(service.get("/train/none"), 404, "'none'");
        assertProblem(service.delete("/train/none"), 404, "'none'");
        assertProblem(service.get("/series?rows=0"), 422, "1 to 2000 rows, found 0");
        assertProblem(service.get("/series?rows=x"), 400, "rows");
        assertProblem(
                service.send(service.request("/forecast")
                        .header("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString("{}"))
                        .build()),
                415,
                "text/plain");
        assertProblem(
                service.send(service.request("/models")
                        .header("Accept", "application/xml")
                        .build()),
                406,
                "application/json");
    }

    @Test
    void aLargeBodyIsRefusedWhetherItsLengthIsSaidOrNot() {
        byte[] large = " ".repeat(1_100_000).getBytes(StandardCharsets.US_ASCII);
        for (var publisher : List.of(
                BodyPublishers.ofByteArray(large),
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))) {
            HttpResponse<String> response = service.send(service.request("/forecast")
                    .header("Content-Type", "application/json")
                    .POST(publisher)
                    .build());
            assertProblem(response, 413, "at most 1048576 bytes");
        }
    }

    static void assertProblem(HttpResponse<String> response, int status, String reason) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        JsonNode problem = RunningRest.json(response);
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("title").asString()).isNotBlank();
        assertThat(problem.get("detail").asString()).contains(reason);
        assertThat(response.body()).doesNotContain("io.forecastj", "java.", "Exception", "\\tat ", "jackson");
    }
}
