package io.forecastj.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.forecastj.Predictor;
import io.forecastj.lifecycle.monitoring.Monitor;
import io.forecastj.models.Predictors;
import io.forecastj.store.ModelStore;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class ActuatorTest {
    @TempDir
    Path folder;

    private Path stored;
    private ModelStore store;

    @BeforeEach
    void publish() {
        stored = folder.resolve("store");
        store = ModelStore.open(stored);
        TrainedModels.promote(store, "sales", 1);
    }

    @Test
    void healthAndEndpointFollowAReloadADamagedVersionAndAStoreThatIsAway() throws Exception {
        try (RunningService service = start("management.endpoint.forecastj.show-values=always")) {
            assertHealth(service, 200, "UP", 1);
            assertThat(model(service.get("/actuator/forecastj")).get("version").asInt())
                    .isEqualTo(1);

            TrainedModels.promote(store, "sales", 2);
            HttpResponse<String> reload = service.post("/actuator/forecastj/sales");
            assertThat(reload.statusCode()).isEqualTo(200);
            assertThat(RunningService.json(reload).at("/lastReload/outcome").asText())
                    .isEqualTo("RELOADED");
            assertHealth(service, 200, "UP", 2);

            List<Path> before = TrainedModels.files(stored);
            TrainedModels.promote(store, "sales", 3);
            TrainedModels.damage(stored, before);
            HttpResponse<String> refused = service.post("/actuator/forecastj/sales");
            assertThat(refused.statusCode()).isEqualTo(503);
            JsonNode body = RunningService.json(refused);
            assertThat(body.get("failure").asText()).isEqualTo("ModelIntegrityException");
            assertThat(body.at("/lastReload/outcome").asText()).isEqualTo("REFUSED");
            assertThat(body.at("/lastReload/named").asInt()).isEqualTo(3);
            assertHealth(service, 200, "DEGRADED", 2);

            store.model("sales").rollback("production");
            assertThat(service.post("/actuator/forecastj/sales").statusCode()).isEqualTo(200);
            assertHealth(service, 200, "UP", 2);

            Files.move(stored, folder.resolve("away"));
            assertThat(service.post("/actuator/forecastj/sales").statusCode()).isEqualTo(503);
            assertHealth(service, 200, "DEGRADED", 2);
            assertThat(service.get("/forecast/sales/1").statusCode()).isEqualTo(200);
            Files.move(folder.resolve("away"), stored);
            assertThat(service.post("/actuator/forecastj/sales").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void anOptionalModelThatIsAbsentIsDegradedHealthWithItsOwnStateDown() throws Exception {
        try (RunningService service =
                start("forecastj.models.late.path=" + folder.resolve("late"), "forecastj.models.late.required=false")) {
            JsonNode health = health(service, 200);
            assertThat(health.get("status").asText()).isEqualTo("DEGRADED");
            assertThat(health.at("/details/late/status").asText()).isEqualTo("DOWN");
            assertThat(health.at("/details/sales/status").asText()).isEqualTo("UP");
            assertThat(health.at("/details/late/reason").asText()).contains("late");

            try (Predictor predictor = TrainedModels.linear(5)) {
                Predictors.save(predictor, folder.resolve("late"));
            }
            assertThat(service.post("/actuator/forecastj/late").statusCode()).isEqualTo(200);
            assertThat(health(service, 200).get("status").asText()).isEqualTo("UP");
        }
    }

    @Test
    void reasonsAndPathsAreShownToNobodyUnlessAllowed() throws Exception {
        try (RunningService service = start(
                "management.endpoint.health.show-details=never",
                "forecastj.models.late.path=" + folder.resolve("late"),
                "forecastj.models.late.required=false")) {
            Files.move(stored, folder.resolve("away"));
            HttpResponse<String> reload = service.post("/actuator/forecastj/sales");
            assertThat(reload.statusCode()).isEqualTo(503);
            assertThat(RunningService.json(reload).get("failure").asText()).isNotBlank();
            for (String body : List.of(
                    reload.body(),
                    service.get("/actuator/forecastj").body(),
                    service.get("/actuator/forecastj/late").body(),
                    service.get("/actuator/health").body(),
                    service.get("/actuator/health/forecastj").body())) {
                assertThat(body).doesNotContain(folder.toString()).doesNotContain("store");
            }
        }
    }

    @Test
    void anUnknownModelIsNotFound() throws Exception {
        try (RunningService service = start()) {
            assertThat(service.post("/actuator/forecastj/none").statusCode()).isEqualTo(404);
            assertThat(service.get("/actuator/forecastj/none").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void snapshotsOfMonitorsAreInTheEndpoint() throws Exception {
        try (RunningService service = RunningService.start(
                new Class<?>[] {io.forecastj.spring.service.ServiceApplication.class, OwnMonitor.class},
                "forecastj.models.sales.store=" + stored,
                "forecastj.models.sales.alias=production",
                "forecastj.models.sales.monitor=true")) {
            service.get("/forecast/sales/1");
            JsonNode document = RunningService.json(service.get("/actuator/forecastj"));
            assertThat(document.at("/models/sales/monitor/calls").asLong()).isPositive();
            assertThat(document.at("/models/sales/monitor/latencyMicros/p99").asDouble())
                    .isPositive();
            assertThat(document.at("/monitors/warehouse/name").asText()).isEqualTo("warehouse");
        }
    }

    @Test
    void healthAndEndpointMayBeSwitchedOff() throws Exception {
        try (RunningService service = start(
                "management.health.forecastj.enabled=false",
                "management.health.ping.enabled=true",
                "management.endpoints.web.exposure.include=health")) {
            assertThat(service.get("/actuator/health/forecastj").statusCode()).isEqualTo(404);
            assertThat(service.get("/actuator/forecastj").statusCode()).isEqualTo(404);
        }
    }

    private RunningService start(String... properties) {
        String[] all = new String[properties.length + 3];
        all[0] = "forecastj.models.sales.store=" + stored;
        all[1] = "forecastj.models.sales.alias=production";
        all[2] = "forecastj.models.sales.refresh=0";
        System.arraycopy(properties, 0, all, 3, properties.length);
        return RunningService.start(all);
    }

    private static void assertHealth(RunningService service, int code, String status, int version) throws Exception {
        JsonNode health = health(service, code);
        assertThat(health.get("status").asText()).isEqualTo(status);
        assertThat(health.at("/details/sales/status").asText()).isEqualTo(status);
        assertThat(health.at("/details/sales/version").asInt()).isEqualTo(version);
        assertThat(health.at("/details/sales/ageSeconds").asLong()).isNotNegative();
    }

    private static JsonNode health(RunningService service, int code) throws Exception {
        HttpResponse<String> response = service.get("/actuator/health/forecastj");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(code);
        return RunningService.json(response);
    }

    private static JsonNode model(HttpResponse<String> response) throws Exception {
        return RunningService.json(response).at("/models/sales");
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnMonitor {
        @Bean
        Monitor warehouse() {
            return Monitor.builder("warehouse").build();
        }
    }
}
