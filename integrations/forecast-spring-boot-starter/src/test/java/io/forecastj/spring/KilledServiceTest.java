package io.forecastj.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.spring.service.ServiceApplication;
import io.forecastj.store.ModelStore;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service under load that is told to end, as by {@code kill -TERM}. */
@Tag("slow")
class KilledServiceTest {
    private static final int CLIENTS = 16;
    private static final int BEFORE = 400;

    @TempDir
    Path folder;

    @Test
    void aServiceThatIsToldToEndAnswersEveryRequestThatItHasAccepted() throws Exception {
        TrainedModels.promote(ModelStore.open(folder.resolve("store")), "sales", 1);
        Path accepted = folder.resolve("accepted");
        List<String> command = ChildService.java(
                Path.of(System.getProperty("java.home")),
                "-cp",
                System.getProperty("java.class.path"),
                ServiceApplication.class.getName(),
                "--server.port=0",
                "--logging.level.root=info",
                "--service.accepted=" + accepted,
                "--forecastj.models.sales.store=" + folder.resolve("store"),
                "--forecastj.models.sales.alias=production",
                "--forecastj.models.sales.refresh=10ms");
        try (ChildService service = ChildService.start(command, Map.of())) {
            Load load = new Load(service.port());
            load.start();
            assertThat(load.enough.await(120, TimeUnit.SECONDS))
                    .as(service.output())
                    .isTrue();
            service.terminate();
            String output = service.await(128 + 15);
            load.end();

            Set<String> answered = load.answered;
            List<String> all = Files.readAllLines(accepted);
            assertThat(all).as(output).hasSizeGreaterThanOrEqualTo(BEFORE).doesNotHaveDuplicates();
            assertThat(answered).containsAll(all);
            assertThat(load.wrong).isEmpty();
        }
    }

    /** Clients that ask on a new connection each time, until the service refuses connections. */
    private static final class Load {
        private final int port;
        private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        private final AtomicInteger ids = new AtomicInteger();
        private final Set<String> answered = ConcurrentHashMap.newKeySet();
        private final Set<String> wrong = ConcurrentHashMap.newKeySet();
        private final CountDownLatch enough = new CountDownLatch(BEFORE);
        private final List<Future<?>> running = new ArrayList<>();

        Load(int port) {
            this.port = port;
        }

        void start() {
            for (int i = 0; i < CLIENTS; i++) {
                running.add(clients.submit(this::ask));
            }
        }

        private void ask() {
            HttpClient client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(10))
                    .build();
            while (true) {
                String id = "r" + ids.incrementAndGet();
                try {
                    HttpResponse<String> response = client.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/forecast/sales/" + id))
                                    .timeout(Duration.ofSeconds(60))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
                    if (response.statusCode() == 200 && response.body().startsWith(id + " ")) {
                        answered.add(id);
                        enough.countDown();
                    } else if (response.statusCode() != 503) {
                        wrong.add(response.statusCode() + " " + response.body());
                    }
                } catch (IOException e) {
                    return; // not accepted any more, or it is missing among the answered
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        }

        void end() throws Exception {
            for (Future<?> client : running) {
                client.get(60, TimeUnit.SECONDS);
            }
            clients.shutdown();
        }
    }
}
