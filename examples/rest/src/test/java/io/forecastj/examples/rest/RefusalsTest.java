package io.forecastj.examples.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.spring.ForecastCustomizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.annotation.Bean;
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
                Arguments.of("/forecast", "{\"model\":\"linear\",\"model\":\"last-value\"}", 400, "given twice"),
                Arguments.of("/signals", "{\"times\": [], \"times\": [], \"values\": {}}", 400, "given twice"),
                Arguments.of("/forecast", "{\"horizons\": [1.9]}", 400, "the field '/horizons/0'"),
                Arguments.of("/forecast", "{\"horizons\": [\"1\"]}", 400, "the field '/horizons/0'"),
                Arguments.of("/forecast", "{\"horizons\": \"\"}", 400, "the field '/horizons'"),
                Arguments.of(
                        "/forecast", "{\"horizons\": [99999999999999]}", 400, "'/horizons/0': the number is outside"),
                Arguments.of("/forecast", "{\"coverage\": \"\"}", 400, "the field '/coverage'"),
                Arguments.of("/forecast", "{\"coverage\": \"0.8\"}", 400, "the field '/coverage'"),
                Arguments.of("/forecast", "{\"coverage\": true}", 400, "the field '/coverage'"),
                Arguments.of("/forecast", "{\"model\": 1}", 400, "the field '/model'"),
                Arguments.of("/forecast", "{\"series\": \"\"}", 400, "the field '/series'"),
                Arguments.of("/forecast", "{} {}", 400, "expected the end of the body"),
                Arguments.of("/forecast", "{} x", 400, "line 1, column"),
                Arguments.of("/forecast", "{\"coverage\": " + "1".repeat(2_000) + "}", 400, "beyond the limits"),
                Arguments.of("/forecast", "{\"" + "x".repeat(60_000) + "\": 1}", 400, "beyond the limits"),
                Arguments.of("/forecast", "{\"x\": " + "[".repeat(2_000), 400, "beyond the limits"),
                Arguments.of("/forecast", "[".repeat(2_000), 400, "the body: expected a value of another type"),
                Arguments.of("/signals", "{\"values\": {\"close\": [" + "1".repeat(2_000) + "]}}", 400, "limits"),
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

    /** A refusal of the library is a mistake of the client if its values cannot be computed with. */
    @Test
    void onlyASeriesOfExtremeValuesIsTheFaultOfItsClient() {
        IllegalArgumentException refusal = new IllegalArgumentException("a confidence must be from 0 to 1, found NaN");
        Supplier<String> overflow = () -> {
            throw refusal;
        };
        for (double extreme : new double[] {1e308, -1e308, 1e-308}) {
            TimeSeries series = TimeSeries.of("close", Instant.EPOCH, Sampling.daily(), 1, extreme);
            assertThatThrownBy(() -> RequestChecks.finite(series, overflow))
                    .isInstanceOf(RequestException.class)
                    .hasMessageContaining("422")
                    .hasMessageContaining("not finite");
        }
        TimeSeries usual = TimeSeries.of("close", Instant.EPOCH, Sampling.daily(), 0, Double.NaN, 100);
        assertThatThrownBy(() -> RequestChecks.finite(usual, overflow)).isSameAs(refusal);
        assertThatThrownBy(() -> RequestChecks.finite(null, overflow)).isSameAs(refusal);
    }

    @Test
    void anErrorOfTheServiceLeavesTheOthersOfABatchTheirAnswers(@TempDir Path folder) {
        try (RunningRest broken =
                RunningRest.start(folder.resolve("models"), new Class<?>[] {RestService.class, BrokenModel.class})) {
            JsonNode answers = RunningRest.json(
                            broken.post("/forecasts", "{\"requests\": [{}, {\"model\": \"last-value\"}, {}]}"))
                    .get("answers");
            assertThat(answers.at("/0/document/status").asString()).isEqualTo("OK");
            assertThat(answers.at("/1/problem/status").asInt())
                    .as(answers.toString())
                    .isEqualTo(500);
            assertThat(answers.at("/1/problem/detail").asString())
                    .isEqualTo("an error of the service, which its log describes");
            assertThat(answers.at("/2/document/status").asString()).isEqualTo("OK");
        }
    }

    /** No configuration, which the services of other tests would find. */
    static class BrokenModel {
        @Bean
        ForecastCustomizer broken() {
            return new ForecastCustomizer() {
                @Override
                public Predictor wrap(String name, OptionalInt version, Predictor predictor) {
                    return name.equals("last-value") ? new BrokenPredictor(predictor) : predictor;
                }
            };
        }
    }

    /** Describes itself, and has a bug. */
    private record BrokenPredictor(Predictor inside) implements Predictor {
        @Override
        public PredictionSession openSession(TimeSeries history, TimeSeries future) {
            throw new IllegalArgumentException("a bug in io.forecastj");
        }

        @Override
        public PredictionSession restore(byte[] snapshot) {
            return inside.restore(snapshot);
        }

        @Override
        public String modelHash() {
            return inside.modelHash();
        }

        @Override
        public PredictorInfo info() {
            return inside.info();
        }

        @Override
        public void close() {
            inside.close();
        }
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
        for (String type : List.of("multipart/form-data", "multipart/form-data; boundary=\"", "text/plain; x=\"")) {
            assertThat(service.send(service.request("/forecast")
                                    .header("Content-Type", type)
                                    .POST(BodyPublishers.ofString("{}"))
                                    .build())
                            .statusCode())
                    .as(type)
                    .isEqualTo(415);
        }
        assertProblem(
                service.send(
                        service.request("/models").header("Accept", "garbage").build()),
                406,
                "");
        assertProblem(service.get("/actuator/forecastj/none"), 404, "");
        assertProblem(service.get("/error"), 404, "");
        assertProblem(
                service.send(
                        service.request("/error").header("Accept", "text/html").build()),
                404,
                "");
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

    /** Clients of the JDK would not send these. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "GET /train/%zz; 400",
                "GET /train/%00; 400",
                "GET /models/a%2fb; 400",
                "GET /series?rows=1|2; 400",
                "GET /series?rows=%zz; 400",
                "GET /series?rows=%ff; 400",
                "TRACE /models; 405",
                "BREW /models; 405",
                "GET /models HTTP/3.7; 505"
            })
    void whatTheServerRefusesIsAProblemToo(String request, int status) throws IOException {
        String line = request.contains("HTTP/") ? request : request + " HTTP/1.1";
        assertRawProblem(line + "\r\nHost: localhost\r\nAuthorization: Bearer " + RunningRest.KEY, status);
    }

    @Test
    void aRequestWithoutAHostOrWithLargeHeadersIsAProblemToo() throws IOException {
        assertRawProblem("GET /models HTTP/1.1", 400);
        assertRawProblem("GET /models HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(9_000), 400);
    }

    private void assertRawProblem(String head, int status) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", service.uri("/").getPort())) {
            socket.getOutputStream()
                    .write((head + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer)
                    .startsWith("HTTP/1.1 " + status)
                    .containsIgnoringCase("content-type: application/problem+json")
                    .doesNotContain("<html", "org.apache", "java.", "Exception", "Tomcat");
            JsonNode problem =
                    RunningRest.JSON.readTree(answer.substring(answer.indexOf("{"), answer.lastIndexOf('}') + 1));
            assertThat(problem.get("status").asInt()).isEqualTo(status);
            assertThat(problem.get("title").asString()).isNotBlank();
        }
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
        assertThat(problem.path("detail").asString("")).contains(reason);
        assertThat(response.body()).doesNotContain("io.forecastj", "java.", "Exception", "\\tat ", "jackson");
    }
}
