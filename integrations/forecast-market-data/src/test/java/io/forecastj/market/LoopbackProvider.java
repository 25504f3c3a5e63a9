package io.forecastj.market;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A provider on the loopback address whose answers, good and bad, a test decides. */
final class LoopbackProvider implements AutoCloseable {
    static {
        System.setProperty(
                "sun.net.httpserver.nodelay", "true"); // else each answer waits 40 ms for the client's packet
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** Request that the server has received. */
    record Request(String path, Map<String, String> query, Map<String, List<String>> headers) {
        long number(String name) {
            return Long.parseLong(query.get(name));
        }
    }

    /** An answer of the server. */
    @FunctionalInterface
    interface Reply {
        void send(HttpExchange exchange, CountDownLatch closed) throws IOException, InterruptedException;

        static Reply json(String body) {
            return of(200, "application/json", body);
        }

        static Reply of(int status, String contentType, String body, String... headers) {
            return (exchange, closed) -> {
                byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", contentType);
                for (int i = 0; i < headers.length; i += 2) {
                    exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
                }
                exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
                exchange.getResponseBody().write(bytes);
            };
        }

        /** A connection that ends before the announced length. */
        static Reply cut(String body, int after) {
            return (exchange, closed) -> {
                byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, bytes.length + 1L);
                exchange.getResponseBody().write(bytes, 0, Math.min(after, bytes.length));
                exchange.getResponseBody().flush();
                throw new IOException("cut");
            };
        }

        /** Some bytes, then none until the server is closed. */
        static Reply slow(String begin) {
            return (exchange, closed) -> {
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write(begin.getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
                closed.await();
            };
        }

        /** Bytes without end. */
        static Reply endless() {
            return (exchange, closed) -> {
                exchange.sendResponseHeaders(200, 0);
                byte[] blanks = " ".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
                try (OutputStream body = exchange.getResponseBody()) {
                    body.write('[');
                    while (closed.getCount() > 0) {
                        body.write(blanks);
                    }
                }
            };
        }
    }

    LoopbackProvider(Function<Request, Reply> replies) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            Request request = request(exchange);
            requests.add(request);
            try {
                replies.apply(request).send(exchange, closed);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                exchange.close();
            }
        });
        server.start();
    }

    private static Request request(HttpExchange exchange) {
        Map<String, String> query = new LinkedHashMap<>();
        String raw = exchange.getRequestURI().getRawQuery();
        for (String pair : raw == null ? new String[0] : raw.split("&")) {
            String[] parts = pair.split("=", 2);
            query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return new Request(exchange.getRequestURI().getPath(), query, Map.copyOf(exchange.getRequestHeaders()));
    }

    URI address() {
        return URI.create("http://" + server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort());
    }

    List<Request> requests() {
        return requests;
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
