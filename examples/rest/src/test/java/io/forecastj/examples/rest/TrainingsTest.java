package io.forecastj.examples.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.Baselines;
import io.forecastj.Forecaster;
import io.forecastj.store.StoreException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrainingsTest {
    private static final int WAITING = 2;
    private static final long POLL_NANOS = 10_000_000;

    private RunningRest service;
    private GatedForecaster gate;

    @Configuration(proxyBeanMethods = false)
    static class GatedRecipes {
        @Bean
        @Primary
        Recipes gated() {
            Map<String, Forecaster> recipes =
                    new LinkedHashMap<>(Recipes.standard().byModel());
            recipes.computeIfPresent("last-value", (name, recipe) -> new GatedForecaster(recipe));
            return new Recipes(recipes);
        }
    }

    @BeforeAll
    void start(@TempDir Path folder) {
        service = gated(folder.resolve("models"));
        gate = gate(service);
    }

    private static RunningRest gated(Path store) {
        return RunningRest.start(
                store, new Class<?>[] {RestService.class, GatedRecipes.class}, "--service.limits.trainings=" + WAITING);
    }

    private static GatedForecaster gate(RunningRest service) {
        return (GatedForecaster) service.bean(Recipes.class).byModel().get("last-value");
    }

    @BeforeEach
    void reset() {
        gate.reset();
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void aTrainingIsFollowedByItsIdAndItsVersionServes() {
        int before = version();
        HttpResponse<String> started = train("last-value");
        assertThat(started.statusCode()).isEqualTo(202);
        String place = started.headers().firstValue("Location").orElseThrow();
        assertThat(place)
                .isEqualTo("/train/" + RunningRest.json(started).get("id").asString());

        JsonNode done = awaitEnd(place);

        assertThat(done.get("state").asString()).as(done.toString()).isEqualTo("DONE");
        assertThat(done.get("version").asInt()).isEqualTo(before + 1);
        assertThat(done.get("completed").asDouble()).isEqualTo(1);
        assertThat(version()).isEqualTo(before + 1);
        assertThat(RunningRest.json(service.post("/forecast", "{\"model\": \"last-value\"}"))
                        .at("/model/version")
                        .asString())
                .isEqualTo(Integer.toString(before + 1));
        assertThat(RunningRest.json(service.get("/train"))).contains(done);
    }

    @Test
    void aRunningTrainingShowsItsProgressAndIsCancelled() throws InterruptedException {
        int before = version();
        gate.close();
        String place = place(train("last-value"));
        gate.awaitFit();
        JsonNode running = RunningRest.json(service.get(place));
        assertThat(running.get("state").asString()).isEqualTo("RUNNING");
        assertThat(running.get("ended").isNull()).isTrue();
        assertThat(service.delete(place).statusCode()).isEqualTo(200);

        assertThat(awaitEnd(place).get("state").asString()).isEqualTo("CANCELLED");
        assertThat(version()).isEqualTo(before);
    }

    @Test
    void aWaitingTrainingIsCancelledAtOnceAndMoreThanTheLimitDoNotWait() throws InterruptedException {
        gate.close();
        String running = place(train("last-value"));
        gate.awaitFit();
        List<String> waiting = new ArrayList<>();
        for (int i = 0; i < WAITING; i++) {
            waiting.add(place(train("last-value")));
        }
        RefusalsTest.assertProblem(train("last-value"), 429, "try again later");

        JsonNode cancelled = RunningRest.json(service.delete(waiting.get(0)));
        assertThat(cancelled.get("state").asString()).isEqualTo("CANCELLED");
        String instead = place(train("last-value"));

        gate.open();
        assertThat(awaitEnd(running).get("state").asString()).isEqualTo("DONE");
        assertThat(awaitEnd(waiting.get(1)).get("state").asString()).isEqualTo("DONE");
        assertThat(awaitEnd(instead).get("state").asString()).isEqualTo("DONE");
        assertThat(RunningRest.json(service.delete(running)).get("state").asString())
                .as("one that has ended stays as it is")
                .isEqualTo("DONE");
    }

    @Test
    void aTrainingThatFailsSaysWhyWithoutNamesOfFiles() {
        gate.failWith(new StoreException("cannot write /srv/secret"));
        JsonNode failed = awaitEnd(place(train("last-value")));
        assertThat(failed.get("state").asString()).isEqualTo("FAILED");
        assertThat(failed.get("problem").asString()).isEqualTo("the store of the models cannot be used now");
        assertThat(RunningRest.json(service.get("/models/last-value"))
                        .get("status")
                        .asString())
                .isEqualTo("UP");
    }

    @Test
    void aTrainingWhoseVersionIsRefusedHasFailed(@TempDir Path folder) {
        try (RunningRest refusing = gated(folder.resolve("models"))) {
            gate(refusing).fitInstead(Baselines.naive("close", 3));
            JsonNode failed = awaitEnd(
                    refusing,
                    "/train/"
                            + refusing.bean(Trainings.class).start("last-value").id());
            assertThat(failed.get("state").asString()).as(failed.toString()).isEqualTo("FAILED");
            assertThat(failed.get("problem").asString())
                    .startsWith("version 2 has been published, but it is refused")
                    .contains("version 1 still serves");
            assertThat(RunningRest.json(refusing.get("/models/last-value"))
                            .get("version")
                            .asInt())
                    .isEqualTo(1);
            assertThat(RunningRest.json(refusing.get("/models/last-value"))
                            .get("failure")
                            .asString())
                    .isEqualTo("the newest version cannot be loaded");
        }
    }

    @Test
    void theEndOfTheServiceCancelsWhatRuns(@TempDir Path folder) throws InterruptedException {
        RunningRest ending = gated(folder.resolve("models"));
        GatedForecaster closed = gate(ending);
        closed.reset();
        closed.close();
        Training running = ending.bean(Trainings.class).start("last-value");
        closed.awaitFit();
        ending.close();
        assertThat(running.status()).containsEntry("state", "CANCELLED");
    }

    @Test
    void aServiceThatStartsAgainServesTheVersionsThatItHasAndKnowsTheirBars(@TempDir Path folder) {
        Path store = folder.resolve("models");
        int rows;
        try (RunningRest first = gated(store)) {
            KnownBars bars = first.bean(KnownBars.class);
            bars.advance();
            rows = bars.known().length();
            awaitEnd(
                    first,
                    "/train/" + first.bean(Trainings.class).start("last-value").id());
        }
        try (RunningRest second = gated(store)) {
            assertThat(RunningRest.json(second.get("/models/linear"))
                            .get("version")
                            .asInt())
                    .isEqualTo(1);
            assertThat(RunningRest.json(second.get("/models/last-value"))
                            .get("version")
                            .asInt())
                    .isEqualTo(2);
            assertThat(second.bean(KnownBars.class).known().length()).isEqualTo(rows);
        }
    }

    private int version() {
        return RunningRest.json(service.get("/models/last-value"))
                .get("version")
                .asInt();
    }

    private HttpResponse<String> train(String model) {
        return service.post("/train", "{\"model\": \"" + model + "\"}");
    }

    private static String place(HttpResponse<String> started) {
        return started.headers().firstValue("Location").orElseThrow(() -> new AssertionError(started.body()));
    }

    private JsonNode awaitEnd(String place) {
        return awaitEnd(service, place);
    }

    private static JsonNode awaitEnd(RunningRest service, String place) {
        Instant deadline = Instant.now().plus(Duration.ofMinutes(1));
        JsonNode status = RunningRest.json(service.get(place));
        while (status.get("ended").isNull()) {
            assertThat(Instant.now()).as(status.toString()).isBefore(deadline);
            LockSupport.parkNanos(POLL_NANOS);
            status = RunningRest.json(service.get(place));
        }
        return status;
    }
}
