package io.forecastj.examples.rest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.forecastj.lifecycle.serving.ReloadingPredictor;
import io.forecastj.store.ModelStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.json.JsonMapper;

/**
 * The forecasts of the service by the HTTP server of the JDK: the same store, classes and JSON, without Spring, key,
 * monitor, metrics and problem details. For {@code compare.sh}, which shows what these cost.
 */
final class BareServer {
    private BareServer() {}

    /**
     * Serves {@code POST /forecast} until the process is ended.
     *
     * @param args the directory of the store, which the service has filled, and the port
     */
    public static void main(String[] args) throws IOException {
        Path directory = Path.of(args[0]);
        ServiceSettings settings = new ServiceSettings(
                null,
                directory,
                "linear",
                Duration.ofHours(1),
                Duration.ZERO,
                "An example of ForecastJ. Not investment advice.",
                new ServiceSettings.Limits(DataSize.ofMegabytes(1), 2_000, 1, 1));
        ServiceBeans beans = new ServiceBeans();
        ReloadingPredictor linear = ReloadingPredictor.follow(
                        ModelStore.open(directory).model("linear"), Trainer.ALIAS)
                .open();
        ForecastAnswers answers = new ForecastAnswers(
                Map.of("linear", linear), beans.patterns(), beans.signalRule(), new KnownBars(), settings);
        JsonMapper json = JsonMapper.builder().findAndAddModules().build();
        HttpServer server = HttpServer.create(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[1])), 0);
        server.createContext("/forecast", exchange -> answer(exchange, answers, json));
        server.setExecutor(Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors()));
        server.start();
    }

    private static void answer(HttpExchange exchange, ForecastAnswers answers, JsonMapper json) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            byte[] answer = json.writeValueAsBytes(answers.document(json.readValue(body, ForecastRequest.class)));
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }
}
