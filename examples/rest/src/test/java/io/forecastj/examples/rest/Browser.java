package io.forecastj.examples.rest;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A headless Chromium with one page, driven by its DevTools protocol. One thread. */
final class Browser implements AutoCloseable {
    private static final long SECONDS = 60;
    private static final String LISTENING = "DevTools listening on ";

    private final Process process;
    private final Path profile;
    private final WebSocket socket;
    private final BlockingQueue<JsonNode> received = new LinkedBlockingQueue<>();
    private final List<JsonNode> events = new ArrayList<>();
    private String session = "";
    private int calls;

    private Browser(Process process, Path profile, String address) {
        this.process = process;
        this.profile = profile;
        this.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(address), new Receiver())
                .join();
        String target = call("Target.createTarget", Map.of("url", "about:blank"))
                .path("targetId")
                .asString();
        this.session = call("Target.attachToTarget", Map.of("targetId", target, "flatten", true))
                .path("sessionId")
                .asString();
        for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
            call(domain + ".enable", Map.of());
        }
    }

    /** Returns the program, if it is installed. */
    static Optional<Path> program() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Browser start(Path program) throws IOException {
        Path profile = Files.createTempDirectory("browser");
        // the sandbox refuses to run for root, as which containers run tests
        Process process = new ProcessBuilder(
                        program.toString(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-dev-shm-usage",
                        "--disable-gpu",
                        "--hide-scrollbars",
                        "--no-first-run",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader messages =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
        for (String line = messages.readLine(); line != null; line = messages.readLine()) {
            if (line.startsWith(LISTENING)) {
                Thread drain = new Thread(() -> messages.lines().forEach(ignored -> {}), "browser-messages");
                drain.setDaemon(true);
                drain.start();
                return new Browser(process, profile, line.substring(LISTENING.length()));
            }
        }
        throw new IOException(program + " ended without opening its DevTools");
    }

    private final class Receiver implements WebSocket.Listener {
        private final StringBuilder message = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            message.append(part);
            if (last) {
                received.add(RunningRest.JSON.readTree(message.toString()));
                message.setLength(0);
            }
            from.request(1);
            return null;
        }
    }

    /** Calls a method of the protocol and returns its result; events that come meanwhile are kept. */
    JsonNode call(String method, Map<String, ?> parameters) {
        ObjectNode request =
                RunningRest.JSON.createObjectNode().put("id", ++calls).put("method", method);
        request.set("params", RunningRest.JSON.valueToTree(parameters));
        if (!session.isEmpty()) {
            request.put("sessionId", session);
        }
        socket.sendText(request.toString(), true).join();
        while (true) {
            JsonNode answer = next(method);
            if (answer.path("id").asInt(0) == calls) {
                if (answer.has("error")) {
                    throw new IllegalStateException(method + ": " + answer.get("error"));
                }
                return answer.get("result");
            }
            events.add(answer);
        }
    }

    private JsonNode next(String what) {
        try {
            JsonNode message = received.poll(SECONDS, TimeUnit.SECONDS);
            if (message == null) {
                throw new IllegalStateException("Chromium did not answer within " + SECONDS + " s: " + what);
            }
            return message;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Opens a page of a width in CSS pixels and waits until it is loaded. */
    void open(String address, int width, boolean dark) {
        events.clear();
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 800, "deviceScaleFactor", 1, "mobile", width < 600));
        call(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
        call("Page.navigate", Map.of("url", "about:blank"));
        awaitLoad();
        events.clear();
        call("Page.navigate", Map.of("url", address));
        awaitLoad();
    }

    private void awaitLoad() {
        while (events.stream()
                .noneMatch(event -> event.path("method").asString("").equals("Page.loadEventFired"))) {
            events.add(next("loading"));
        }
    }

    /** Presses a key, such as {@code Tab} or {@code ArrowLeft}. */
    void press(String key, int code) {
        boolean enter = key.equals("Enter"); // whose text presses a button
        call(
                "Input.dispatchKeyEvent",
                Map.of(
                        "type", enter ? "keyDown" : "rawKeyDown",
                        "text", enter ? "\r" : "",
                        "key", key,
                        "code", key,
                        "windowsVirtualKeyCode", code));
        call("Input.dispatchKeyEvent", Map.of("type", "keyUp", "key", key, "code", key, "windowsVirtualKeyCode", code));
    }

    /** Types a text where the focus is, sign by sign. */
    void type(String text) {
        text.codePoints()
                .mapToObj(Character::toString)
                .forEach(sign -> call("Input.dispatchKeyEvent", Map.of("type", "char", "text", sign)));
    }

    /** Evaluates an expression in the page; a promise is awaited. */
    JsonNode evaluate(String expression) {
        JsonNode result =
                call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
        if (result.has("exceptionDetails")) {
            throw new IllegalStateException(expression + ": " + result.get("exceptionDetails"));
        }
        return result.path("result").path("value");
    }

    /** Waits until an expression is true, which the page looks at before each frame. */
    void await(String condition) {
        assertTrue(condition, evaluate("""
                new Promise(done => {
                  const end = performance.now() + %d;
                  const look = () => %s ? done(true) : performance.now() > end ? done(false) : setTimeout(look, 20);
                  look();
                })""".formatted(SECONDS * 500, condition)).asBoolean());
    }

    private void assertTrue(String condition, boolean held) {
        if (!held) {
            throw new AssertionError("within " + SECONDS / 2 + " s it did not hold that " + condition + "; the page: "
                    + evaluate("document.body.innerText").asString() + "; " + errors());
        }
    }

    /** The errors and warnings since the page was opened: of the console, of scripts, and of the policy of the page. */
    List<String> errors() {
        return events.stream()
                .filter(event -> switch (event.path("method").asString("")) {
                    case "Runtime.exceptionThrown", "Runtime.consoleAPICalled" -> true;
                    case "Log.entryAdded" ->
                        !event.at("/params/entry/level").asString("").equals("verbose");
                    default -> false;
                })
                .map(JsonNode::toString)
                .toList();
    }

    /** The addresses that the page asked for. */
    List<String> requests() {
        return events.stream()
                .filter(event -> event.path("method").asString("").equals("Network.requestWillBeSent"))
                .map(event -> event.at("/params/request/url").asString())
                .toList();
    }

    @Override
    public void close() throws IOException {
        socket.abort();
        process.destroy();
        process.onExit().orTimeout(SECONDS, TimeUnit.SECONDS).join();
        try (Stream<Path> files = Files.walk(profile)) {
            files.sorted((a, b) -> b.compareTo(a)).forEach(file -> file.toFile().delete());
        }
    }
}
