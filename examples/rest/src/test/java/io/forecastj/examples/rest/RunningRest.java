package io.forecastj.examples.rest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service on a free port of this machine, with a store in a directory, and calls over HTTP. */
final class RunningRest implements AutoCloseable {
    static final String KEY = "key-of-the-tests-0123456789";
    static final JsonMapper JSON = JsonMapper.builder().findAndAddModules().build();

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final ConfigurableApplicationContext context;

    private RunningRest(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static RunningRest start(Path store, String... arguments) {
        return start(store, new Class<?>[] {RestService.class}, arguments);
    }

    static RunningRest start(Path store, Class<?>[] sources, String... arguments) {
        List<String> all = new ArrayList<>(List.of(
                "--server.port=0",
                "--spring.main.banner-mode=off",
                "--logging.level.root=warn",
                "--service.api-key=" + KEY,
                "--service.store=" + store,
                "--service.warm-up=0s",
                "--service.bar-every=1h"));
        for (String argument : arguments) {
            String name = argument.substring(0, argument.indexOf('=') + 1);
            all.removeIf(other -> other.startsWith(name)); // Spring would join the values of both
            all.add(argument);
        }
        return new RunningRest(new SpringApplicationBuilder(sources)
                .registerShutdownHook(false)
                .run(all.toArray(String[]::new)));
    }

    /** One service for the tests that change nothing, which ends with this JVM. */
    static RunningRest shared() {
        return Shared.SERVICE;
    }

    private static final class Shared {
        static final RunningRest SERVICE = start();

        private static RunningRest start() {
            try {
                return RunningRest.start(Files.createTempDirectory("models"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    ConfigurableApplicationContext context() {
        return context;
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port") + path);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + KEY);
    }

    HttpResponse<String> get(String path) {
        return send(request(path).build());
    }

    HttpResponse<String> delete(String path) {
        return send(request(path).DELETE().build());
    }

    HttpResponse<String> post(String path, String body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static JsonNode json(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }

    @Override
    public void close() {
        context.close();
    }
}
