package io.forecastj.examples.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

class ApiKeyTest {
    private final RunningRest service = RunningRest.shared();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/models",
                "/series",
                "/signals",
                "/patterns",
                "/train",
                "/nothing",
                "/error",
                "/actuator",
                "/actuator/prometheus",
                "/actuator/forecastj",
                "/schema/backtest.json"
            })
    void nothingButThePageAndHealthIsAnsweredWithoutTheKey(String path) {
        HttpResponse<String> response =
                service.send(HttpRequest.newBuilder(service.uri(path)).build());
        RefusalsTest.assertProblem(response, 401, "Authorization: Bearer");
        assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/index.html",
                "/page.js",
                "/chart.js",
                "/page.css",
                "/api.html",
                "/api.js",
                "/openapi.json",
                "/icon.svg",
                "/schema/forecast-document.json",
                "/actuator/health",
                "/actuator/health/liveness",
                "/actuator/health/readiness"
            })
    void whatIsPublicIsThere(String path) {
        HttpResponse<String> response =
                service.send(HttpRequest.newBuilder(service.uri(path)).build());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).doesNotContain(RunningRest.KEY);
        assertThat(response.headers().firstValue("Content-Security-Policy")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Bearer", "Bearer ", "Bearer key-of-the-tests-012345678", "Basic key-of-the-tests-0123456789"
            })
    void anotherKeyIsRefused(String header) {
        HttpResponse<String> response = service.send(HttpRequest.newBuilder(service.uri("/models"))
                .header("Authorization", header)
                .build());
        assertThat(response.statusCode()).isEqualTo(401);
    }

    /** Clients of the JDK would mend these paths. */
    @ParameterizedTest
    @CsvSource({
        "/index.html/../models, 401",
        "/%6dodels, 401",
        "//models, 401",
        "/index.html;x=/../models, 401",
        "/./models, 401",
        "/actuator/health/../prometheus, 401",
        "/actuator/health%2f..%2fprometheus, 400"
    })
    void noDisguisedPathPassesTheFilter(String path, int status) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", service.uri("/").getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer)
                    .startsWith("HTTP/1.1 " + status + " ")
                    .contains("application/problem+json")
                    .doesNotContain("linear", "forecastj_");
        }
    }

    @Test
    void aShortKeyEndsTheStart() {
        assertThatThrownBy(() -> new ApiKey(settings("short")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("service.api-key must have at least 16 characters, found 5; leave it out to have one made");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"schlüssel-der-tests-0123456789", "a key of the tests 0123456789", "0123456789\u00000123456789"})
    void aKeyThatNoHeaderCanCarryEndsTheStart(String key) {
        assertThatThrownBy(() -> new ApiKey(settings(key)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ASCII")
                .hasMessageNotContaining(key);
    }

    @Test
    void withoutAKeyOneIsMadeThatNobodyKnows() {
        ApiKey key = new ApiKey(settings(null));
        assertThat(key.matches("")).isFalse();
        assertThat(key.matches("null")).isFalse();
    }

    @Test
    void spacesAroundAKeyOfAFileDoNotCount() {
        assertThat(new ApiKey(settings("0123456789abcdef\n")).matches("0123456789abcdef"))
                .isTrue();
    }

    private static ServiceSettings settings(String key) {
        return new ServiceSettings(
                key,
                Path.of("models"),
                "linear",
                Duration.ofSeconds(1),
                Duration.ZERO,
                "",
                new ServiceSettings.Limits(DataSize.ofMegabytes(1), 1, 1, 1));
    }
}
