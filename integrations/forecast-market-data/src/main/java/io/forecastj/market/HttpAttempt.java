package io.forecastj.market;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sends one request and waits for the whole answer, within the time and size of the settings. Thread-safe. */
final class HttpAttempt {
    /** Some providers refuse clients without a name. */
    private static final String USER_AGENT = "Mozilla/5.0 (compatible; forecastj)";

    private static final Duration SHORTEST = Duration.ofMillis(1);

    private final MarketSettings settings;
    private final HttpClient client;
    private final List<String> secrets;

    HttpAttempt(MarketSettings settings) {
        this.settings = settings;
        this.secrets = secrets(settings);
        this.client = settings.httpClient().orElseGet(() -> HttpClient.newBuilder()
                .connectTimeout(settings.connectTimeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build());
    }

    /**
     * Returns the answer of status 200.
     *
     * @param left the time until the deadline of the page
     * @throws FailedAttempt if there is none
     * @throws CancellationException if the thread is interrupted
     */
    HttpAnswer get(PageRange page, URI uri, Duration left) throws FailedAttempt {
        if (Thread.currentThread().isInterrupted()) {
            throw cancelled(page);
        }
        Duration longest = settings.requestTimeout().compareTo(left) < 0 ? settings.requestTimeout() : left;
        if (longest.compareTo(SHORTEST) < 0) { // a wait may have taken longer than it was asked to
            longest = SHORTEST;
        }
        BoundedBody body = new BoundedBody(settings.largestBody());
        CompletableFuture<HttpResponse<byte[]>> exchange = client.sendAsync(request(uri, longest), body);
        boolean done = false;
        try {
            HttpResponse<byte[]> response = exchange.get(longest.toNanos(), TimeUnit.NANOSECONDS);
            done = true;
            return answer(response);
        } catch (InterruptedException e) {
            throw cancelled(page);
        } catch (TimeoutException e) {
            throw timedOut(longest, e);
        } catch (ExecutionException e) {
            throw failed(longest, e);
        } finally {
            if (!done) {
                body.end();
                exchange.cancel(true);
            }
        }
    }

    private HttpRequest request(URI uri, Duration longest) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(longest)
                .header("User-Agent", USER_AGENT)
                .header("Accept", "application/json, text/csv, */*;q=0.1");
        for (Map.Entry<String, String> header : settings.headers().entrySet()) {
            request.setHeader(header.getKey(), header.getValue());
        }
        return request.GET().build();
    }

    private HttpAnswer answer(HttpResponse<byte[]> response) throws FailedAttempt {
        HttpHeaders headers = response.headers();
        boolean delimited = response.version() != HttpClient.Version.HTTP_1_1
                || headers.firstValue("Content-Length").isPresent()
                || headers.firstValue("Transfer-Encoding").isPresent();
        HttpAnswer answer =
                new HttpAnswer(headers.firstValue("Content-Type").orElse(""), response.body(), delimited, this::masked);
        int status = response.statusCode();
        if (status == 200) {
            return answer;
        }
        Duration wait = headers.firstValue("Retry-After")
                .map(text -> RetryAfter.parse(text, settings.clock()))
                .orElse(Duration.ZERO);
        throw FailedAttempt.status(status, wait, "status " + status + ", " + answer.shown() + advice(status));
    }

    private static String advice(int status) {
        if (status == 429 || status == 418) {
            return "; too many requests: lower requestsPerSecond, or wait";
        }
        if (status >= 500 || status == 408) {
            return "; the provider has a fault: try again later";
        }
        if (status >= 300 && status < 400) {
            return "; the address has moved: set baseAddress to the new one";
        }
        if (status == 401 || status == 403 || status == 451) {
            return "; the provider refuses access: a key may be missing, or it does not serve this country";
        }
        return "; check the symbol and the range";
    }

    /** Returns a text without the values of headers and parameters of the settings, which may be keys. */
    String masked(String text) {
        String shown = text;
        for (String secret : secrets) {
            shown = shown.replace(secret, "***");
        }
        return shown;
    }

    /** Returns a cause, or null if its message or that of one of its own causes has a key. */
    @Nullable
    Throwable shown(@Nullable Throwable cause) {
        for (Throwable each = cause; each != null; each = each.getCause()) {
            String text = each.toString();
            if (!masked(text).equals(text)) {
                return null;
            }
        }
        return cause;
    }

    /** Returns the values in all forms of a message, long ones first, since they may have others as parts. */
    private static List<String> secrets(MarketSettings settings) {
        return Stream.of(settings.headers(), settings.parameters())
                .flatMap(named -> named.values().stream())
                .flatMap(value -> Stream.of(value, Download.encoded(value)))
                .distinct()
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
    }

    private static FailedAttempt timedOut(Duration longest, Exception cause) {
        return FailedAttempt.down(
                "no whole answer within " + PageRange.seconds(longest)
                        + "; raise requestTimeout or pageDeadline, or try again later",
                cause);
    }

    private static FailedAttempt failed(Duration longest, ExecutionException e) {
        Throwable cause = e.getCause();
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof BoundedBody.TooLong) {
                return FailedAttempt.refused(t.getMessage() + ", which no page of this provider has", t);
            }
        }
        if (cause instanceof HttpTimeoutException) {
            return timedOut(longest, e);
        }
        if (cause instanceof IOException) {
            return FailedAttempt.down("the connection failed: " + cause, cause);
        }
        return FailedAttempt.refused("the request failed: " + cause, e);
    }

    /** Returns the exception of an interrupted download; the thread remains interrupted. */
    static CancellationException cancelled(PageRange page) {
        Thread.currentThread().interrupt();
        return new CancellationException(page + ": the download was cancelled, since its thread was interrupted");
    }
}
