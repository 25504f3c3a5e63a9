package io.forecastj.examples.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The service under load, while a model is trained and its versions change. */
@Tag("slow")
class ServiceLoadTest {
    private static final int CONNECTIONS = 64;
    private static final Duration LOAD = Duration.ofSeconds(Integer.getInteger("load.seconds", 20));

    private static final int MORE_BARS = 20;

    /** The forecast steps that each version has answered with. */
    private final Map<Integer, Set<JsonNode>> steps = new ConcurrentHashMap<>();

    private final Set<String> problems = ConcurrentHashMap.newKeySet();

    @Test
    void noRequestFailsAndEachAnswerIsOfOneVersionWhileModelsAreTrainedAndReloaded(@TempDir Path folder)
            throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CONNECTIONS);
        try (RunningRest service = RunningRest.start(folder.resolve("models"))) {
            String body = "{\"series\": "
                    + RunningRest.JSON.writeValueAsString(
                            service.bean(KnownBars.class).recent()) + "}";
            long end = System.nanoTime() + LOAD.toNanos();
            List<Client> load = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                load.add(new Client(service, body, end));
            }
            List<Future<Void>> running = new ArrayList<>();
            for (Client client : load) {
                running.add(clients.submit(client));
            }
            int trained = 0;
            while (System.nanoTime() < end) {
                trained += trainOnce(service);
            }
            for (Future<Void> client : running) {
                client.get();
            }

            assertThat(problems).isEmpty();
            assertThat(trained).isGreaterThanOrEqualTo(2);
            assertThat(steps.keySet()).hasSizeGreaterThanOrEqualTo(2);
            assertThat(steps.values())
                    .as("all answers of a version are the same")
                    .allMatch(answers -> answers.size() == 1);
            assertThat(Set.copyOf(steps.values()))
                    .as("those of different versions differ")
                    .hasSameSizeAs(steps.values());
            long[] nanos = load.stream()
                    .flatMapToLong(client -> client.nanos.stream().mapToLong(Long::longValue))
                    .sorted()
                    .toArray();
            System.out.printf(
                    "%d connections, %d s, %d trainings: %d forecasts/s, p50 %.1f ms, p99 %.1f ms, slowest %.1f ms%n",
                    CONNECTIONS,
                    LOAD.toSeconds(),
                    trained,
                    nanos.length / LOAD.toSeconds(),
                    nanos[nanos.length / 2] / 1e6,
                    nanos[nanos.length * 99 / 100] / 1e6,
                    LongStream.of(nanos).max().orElseThrow() / 1e6);
        } finally {
            clients.shutdownNow();
        }
    }

    /** Trains on more bars than before, and returns when the version serves. */
    private static int trainOnce(RunningRest service) {
        for (int i = 0; i < MORE_BARS; i++) {
            service.bean(KnownBars.class).advance();
        }
        HttpResponse<String> started = service.post("/train", "{\"model\": \"linear\"}");
        assertThat(started.statusCode()).isEqualTo(202);
        String place = started.headers().firstValue("Location").orElseThrow();
        JsonNode status = RunningRest.json(service.get(place));
        while (status.get("ended").isNull()) {
            status = RunningRest.json(service.get(place));
        }
        assertThat(status.get("state").asString()).as(status.toString()).isEqualTo("DONE");
        return 1;
    }

    /** A client on a connection of its own. */
    private final class Client implements Callable<Void> {
        private final HttpRequest request;
        private final long end;
        private final List<Long> nanos = new ArrayList<>();
        private final HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

        Client(RunningRest service, String body, long end) {
            this.request = service.request("/forecast")
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(body))
                    .build();
            this.end = end;
        }

        @Override
        public Void call() throws Exception {
            while (System.nanoTime() < end) {
                long start = System.nanoTime();
                HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
                nanos.add(System.nanoTime() - start);
                if (response.statusCode() != 200) {
                    problems.add(response.statusCode() + " " + response.body());
                } else {
                    JsonNode document = RunningRest.json(response);
                    steps.computeIfAbsent(document.at("/model/version").asInt(), key -> ConcurrentHashMap.newKeySet())
                            .add(document.get("steps"));
                }
            }
            return null;
        }
    }
}
