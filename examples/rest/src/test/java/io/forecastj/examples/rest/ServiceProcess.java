package io.forecastj.examples.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The service in a JVM of its own, as {@code java} starts it, with a log of the requests that it has answered. */
final class ServiceProcess implements AutoCloseable {
    private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Process process;
    private final Path folder;
    private final int port;
    private final Thread reader;

    private ServiceProcess(Process process, Path folder, int port, Thread reader) {
        this.process = process;
        this.folder = folder;
        this.port = port;
        this.reader = reader;
    }

    /** Starts the service, and returns when it is ready. */
    static ServiceProcess start(Path folder, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path"),
                RestService.class.getName(),
                "--server.port=0",
                "--service.api-key=" + RunningRest.KEY,
                "--service.store=" + folder.resolve("models"),
                "--server.tomcat.accesslog.enabled=true",
                "--server.tomcat.accesslog.buffered=false",
                "--server.tomcat.accesslog.directory=" + folder.resolve("log"),
                "--server.tomcat.accesslog.pattern=%s %m %U"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        BufferedReader output = process.inputReader();
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            said.append(line).append('\n');
            Matcher found = PORT.matcher(line);
            if (found.find()) {
                Thread reader = new Thread(() -> skip(output));
                reader.start();
                ServiceProcess service = new ServiceProcess(process, folder, Integer.parseInt(found.group(1)), reader);
                service.awaitReadiness();
                return service;
            }
        }
        throw new IllegalStateException("the service has not started:\n" + said);
    }

    private static void skip(BufferedReader output) {
        try {
            output.transferTo(Writer.nullWriter());
        } catch (IOException e) {
            // the process was ended by force
        }
    }

    private void awaitReadiness() throws Exception {
        HttpRequest request = request("/actuator/health/readiness").build();
        while (send(request).statusCode() != 200) {
            assertThat(process.isAlive()).isTrue();
        }
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + RunningRest.KEY);
    }

    HttpResponse<String> get(String path) throws Exception {
        return send(request(path).build());
    }

    HttpResponse<String> post(String path, String body) throws Exception {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    private static HttpResponse<String> send(HttpRequest request) throws Exception {
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Sends TERM, and waits for the end of the process. */
    void terminate() throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        reader.join();
    }

    /** Returns the number of answers that the service says it has given to a request such as {@code POST /forecast}. */
    long answered(int status, String request) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("log"))) {
            long count = 0;
            for (Path file : files.toList()) {
                count += Files.readAllLines(file).stream()
                        .filter((status + " " + request)::equals)
                        .count();
            }
            return count;
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
