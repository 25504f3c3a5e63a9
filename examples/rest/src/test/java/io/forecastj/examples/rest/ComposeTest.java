package io.forecastj.examples.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The files of the containers, as far as they can be checked without an engine. */
class ComposeTest {
    private final Map<String, Map<String, Map<String, Object>>> compose = DashboardTest.yaml("compose.yaml");
    private final Map<String, Map<String, Object>> services = compose.get("services");

    @Test
    void whatTheContainersMountIsThere() throws IOException {
        assertThat(services.keySet()).containsExactlyInAnyOrder("forecasts", "prometheus", "grafana");
        for (Map<String, Object> one : services.values()) {
            for (Object mount : (List<?>) one.get("volumes")) {
                String source = mount.toString().split(":")[0];
                if (source.startsWith("./")) {
                    assertThat(Path.of(source)).exists();
                } else {
                    assertThat(compose.get("volumes")).containsKey(source);
                }
            }
            assertThat(one.get("ports").toString()).startsWith("[127.0.0.1:");
        }
        String image = Files.readString(Path.of("Dockerfile"));
        String jar = "service-executable.jar";
        assertThat(image).contains("COPY target/" + jar, "USER forecastj");
        assertThat(Files.readString(Path.of(".dockerignore"))).contains("!target/" + jar);
        assertThat(Files.readString(Path.of("pom.xml")))
                .contains("<finalName>service</finalName>", "<classifier>executable</classifier>");
    }

    /** Docker Compose copies such a secret into the container, which fails where the container is read-only. */
    @Test
    void noReadOnlyContainerHasASecretOfTheEnvironment() {
        for (Map<String, Object> one : services.values()) {
            if (Boolean.TRUE.equals(one.get("read_only"))) {
                for (Object secret : (List<?>) one.get("secrets")) {
                    assertThat(compose.get("secrets").get(secret.toString())).containsOnlyKeys("file");
                }
            }
        }
        assertThat(services.get("forecasts")).containsEntry("read_only", true).containsKey("secrets");
    }

    @Test
    void theKeyIsWhereTheCommandsPutItAndNotInGit() throws IOException {
        Object file = compose.get("secrets").get("service.api-key").get("file");
        assertThat(file).isEqualTo("./secrets/service.api-key");
        String command = "mkdir -m 700 secrets && openssl rand -hex 24 > secrets/service.api-key"
                + " && chmod 644 secrets/service.api-key";
        assertThat(Files.readString(Path.of("compose.yaml"))).contains(command);
        assertThat(Files.readString(Path.of("../../docs/rest.md"))).contains(command);
        assertThat(Files.readAllLines(Path.of(".gitignore"))).contains("secrets/");
    }

    @Test
    void theEngineWaitsForTheEndOfRequestsAndTrainings() {
        String grace = services.get("forecasts").get("stop_grace_period").toString();
        Duration requests = Duration.ofSeconds(30); // the default of spring.lifecycle.timeout-per-shutdown-phase
        assertThat(Duration.parse("PT" + grace)).isGreaterThan(requests.plusSeconds(Trainings.SECONDS_TO_END));
    }

    @Test
    void theHealthCheckIsTrueOnlyOfAServiceThatIsReady() throws IOException, InterruptedException {
        int port = RunningRest.shared().uri("/").getPort();
        assertThat(healthCheck("127.0.0.1/" + port, "/readiness")).isZero();
        assertThat(healthCheck("127.0.0.1/" + port, "/none")).isNotZero();
        assertThat(healthCheck("127.0.0.1/1", "/readiness")).isNotZero();
    }

    private int healthCheck(String address, String group) throws IOException, InterruptedException {
        Map<?, ?> check = (Map<?, ?>) services.get("forecasts").get("healthcheck");
        List<String> command = ((List<?>) check.get("test"))
                .stream()
                        .skip(1)
                        .map(part -> part.toString()
                                .replace("127.0.0.1/8080", address)
                                .replace("/readiness", group))
                        .toList();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
