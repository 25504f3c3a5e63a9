package io.forecastj.examples.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The service under load, while a model is trained and its versions change, until it is stopped by TERM. */
@Tag("slow")
class ServiceLoadTest {
    private static final int CONNECTIONS = 64;
    private static final Duration LOAD = Duration.ofSeconds(Integer.getInteger("load.seconds", 20));
    private static final Pattern VERSION = Pattern.compile("\"version\":\"(\\d+)\"");
    private static final Pattern STEPS = Pattern.compile("\"steps\":\\[.*?\\],\"horizons\"");

    /** The forecast steps that each version has answered with. */
    private final Map<Integer, Set<String>> steps = new ConcurrentHashMap<>();

    private final Set<String> problems = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    @Test
    void noRequestFailsEachAnswerIsOfOneVersionAndNoneIsLostByTerm(@TempDir Path folder) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CONNECTIONS);
        try (ServiceProcess service = ServiceProcess.start(folder, "--service.bar-every=100ms")) {
            String body = "{\"series\": " + service.get("/series?rows=300").body() + "}";
            List<Client> load = new ArrayList<>();
            List<Future<Void>> running = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                Client client = new Client(service, body);
                load.add(client);
                running.add(clients.submit(client));
            }
            long start = System.nanoTime();
            int trained = 0;
            while (System.nanoTime() - start < LOAD.toNanos() || trained < 2) {
                trainOnce(service);
                trained++;
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            stopping = true;
            service.terminate();
            for (Future<Void> client : running) {
                client.get();
            }

            assertThat(problems).isEmpty();
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
            assertThat(service.answered(200, "POST /forecast"))
                    .as("all answers of the service have arrived, also those during its stop")
                    .isEqualTo(nanos.length);
            System.out.printf(
                    "%d connections, %.0f s, %d trainings and reloads: %.0f forecasts/s, p50 %.1f ms, p99 %.1f ms,"
                            + " slowest %.1f ms%n",
                    CONNECTIONS,
                    seconds,
                    trained,
                    nanos.length / seconds,
                    nanos[nanos.length / 2] / 1e6,
                    nanos[nanos.length * 99 / 100] / 1e6,
                    LongStream.of(nanos).max().orElseThrow() / 1e6);
        } finally {
            clients.shutdownNow();
        }
    }

    /** Trains on the bars known by now, and returns when the version serves. */
    private static void trainOnce(ServiceProcess service) throws Exception {
        HttpResponse<String> started = service.post("/train", "{\"model\": \"linear\"}");
        assertThat(started.statusCode()).isEqualTo(202);
        String place = started.headers().firstValue("Location").orElseThrow();
        JsonNode status = RunningRest.json(service.get(place));
        while (status.get("ended").isNull()) {
            status = RunningRest.json(service.get(place));
        }
        assertThat(status.get("state").asString()).as(status.toString()).isEqualTo("DONE");
        assertThat(service.post("/actuator/forecastj/linear", "").statusCode()).isEqualTo(200);
    }

    /** A client with a connection, which sends until the service takes no more. */
    private final class Client implements Callable<Void> {
        private final HttpRequest request;
        private final List<Long> nanos = new ArrayList<>();
        private final HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

        Client(ServiceProcess service, String body) {
            this.request = service.request("/forecast")
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(body))
                    .build();
        }

        @Override
        public Void call() throws Exception {
            while (true) {
                long start = System.nanoTime();
                HttpResponse<String> response;
                try {
                    response = client.send(request, HttpResponse.BodyHandlers.ofString());
                } catch (IOException e) {
                    if (!stopping) {
                        problems.add(e.toString());
                    }
                    return null;
                }
                if (response.statusCode() == 200) {
                    nanos.add(System.nanoTime() - start);
                    note(response.body());
                } else {
                    problems.add((stopping ? "while stopping: " : "") + response.statusCode() + " " + response.body());
                }
            }
        }

        /** Looks into the text only, since the clients share the processors with the service. */
        private void note(String body) {
            Matcher version = VERSION.matcher(body);
            Matcher forecast = STEPS.matcher(body);
            if (version.find() && forecast.find()) {
                steps.computeIfAbsent(Integer.valueOf(version.group(1)), key -> ConcurrentHashMap.newKeySet())
                        .add(forecast.group());
            } else {
                problems.add("no version or steps in " + body);
            }
        }
    }
}
