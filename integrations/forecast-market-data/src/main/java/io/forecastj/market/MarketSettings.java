package io.forecastj.market;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a source of {@link MarketSources}: its address, time-outs, limits and repeats.
 *
 * <p>Immutable and thread-safe, if the HTTP client, the clock and the listener are. Each method returns new settings.
 */
public final class MarketSettings {
    private static final MarketSettings DEFAULTS = new MarketSettings(new Values());

    private final Values values;

    private MarketSettings(Values values) {
        this.values = values;
    }

    /**
     * Returns the settings for the public address of a provider: 5 attempts a page within 2 minutes, 30 seconds a
     * request, and a rate of requests that the provider allows everybody.
     *
     * @return the settings
     */
    public static MarketSettings defaults() {
        return DEFAULTS;
    }

    /**
     * Sets the address of the provider, such as that of a mirror, a proxy or a paid plan.
     *
     * @param address an address of http or https without query, such as {@code https://data-api.binance.vision}; paths
     *     of the provider are added to it
     * @return the new settings
     * @throws IllegalArgumentException if it has another scheme, no host, or a query, fragment or user
     */
    public MarketSettings baseAddress(URI address) {
        boolean http = "http".equalsIgnoreCase(address.getScheme()) || "https".equalsIgnoreCase(address.getScheme());
        if (!http
                || address.getHost() == null
                || address.getRawQuery() != null
                || address.getRawFragment() != null
                || address.getRawUserInfo() != null) {
            throw new IllegalArgumentException("a base address must be of http or https with a host, and without user,"
                    + " query and fragment, such as https://api.binance.com; give keys by header or parameter");
        }
        return changed(to -> to.baseAddress = address);
    }

    /**
     * Sets the HTTP client, for a proxy or certificates. Without one, each source makes a client of its own, which
     * follows no redirects.
     *
     * @param client the client; the caller closes it, and its own connect time-out applies. If it follows redirects,
     *     headers with keys may reach other hosts
     * @return the new settings
     */
    public MarketSettings httpClient(HttpClient client) {
        return changed(to -> to.httpClient = Objects.requireNonNull(client, "client"));
    }

    /**
     * Sets the longest time to open a connection; 10 seconds by default. Has no effect with a given client.
     *
     * @param timeout the time, at least a millisecond
     * @return the new settings
     * @throws IllegalArgumentException if it is shorter than a millisecond or longer than a day
     */
    public MarketSettings connectTimeout(Duration timeout) {
        return changed(to -> to.connectTimeout = time("a connect time-out", timeout));
    }

    /**
     * Sets the longest time of one request from its start to the last byte of the answer; 30 seconds by default. A
     * request that takes longer is repeated.
     *
     * @param timeout the time, at least a millisecond
     * @return the new settings
     * @throws IllegalArgumentException if it is shorter than a millisecond or longer than a day
     */
    public MarketSettings requestTimeout(Duration timeout) {
        return changed(to -> to.requestTimeout = time("a request time-out", timeout));
    }

    /**
     * Sets the longest time of one page with all its attempts and waits; 2 minutes by default. A provider that asks to
     * wait longer is not waited for.
     *
     * @param deadline the time, at least a millisecond
     * @return the new settings
     * @throws IllegalArgumentException if it is shorter than a millisecond or longer than a day
     */
    public MarketSettings pageDeadline(Duration deadline) {
        return changed(to -> to.pageDeadline = time("a deadline", deadline));
    }

    /**
     * Sets the number of requests for one page; 5 by default. A request is repeated after an answer of 408, 418, 429
     * or 5xx, a broken connection, a time-out or a cut answer, after about half a second, then about twice as long each
     * time up to half a minute, and not before the provider's Retry-After, for whose time no call of the source sends
     * a request.
     *
     * @param attempts the number, at least 1
     * @return the new settings
     * @throws IllegalArgumentException if it is not from 1 to 100
     */
    public MarketSettings attempts(int attempts) {
        return changed(to -> to.attempts = from1("attempts", attempts, 100));
    }

    /**
     * Sets the most requests in a second, of all threads that use a source together. Each provider has a default,
     * which {@link MarketSources} names.
     *
     * @param requests the number, above 0; 0.1 is a request every ten seconds
     * @return the new settings
     * @throws IllegalArgumentException if it is not from 0.0001 to 1,000
     */
    public MarketSettings requestsPerSecond(double requests) {
        if (!(requests >= 1e-4 && requests <= 1_000)) {
            throw new IllegalArgumentException("requests per second must be from 0.0001 to 1000, found " + requests);
        }
        return changed(to -> to.requestsPerSecond = OptionalDouble.of(requests));
    }

    /**
     * Sets when no requests are sent to a provider that fails: after a number of failed requests in a row, calls fail
     * at once until a time has passed; then one request is tried. By default 10 failures and 30 seconds. Failures are
     * answers of 408 and 5xx, broken connections, time-outs and cut answers.
     *
     * @param failures the number of failed requests, at least 1
     * @param pause the time without requests, at least a millisecond
     * @return the new settings
     * @throws IllegalArgumentException if the number is not from 1 to 1,000, or the time is shorter than a millisecond
     *     or longer than a day
     */
    public MarketSettings circuitBreaker(int failures, Duration pause) {
        return changed(to -> {
            to.failures = from1("failures", failures, 1_000);
            to.breakerPause = time("the time without requests", pause);
        });
    }

    /**
     * Sets the clock that decides which bars have ended, and how far off a date in Retry-After is; the system's by
     * default. A provider may publish the last trades of a bar some time after its end. A clock that is a minute
     * behind, {@code Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-1))}, leaves bars out until then.
     *
     * @param clock the clock
     * @return the new settings
     */
    public MarketSettings clock(Clock clock) {
        return changed(to -> to.clock = Objects.requireNonNull(clock, "clock"));
    }

    /**
     * Sets the listener for progress; none by default.
     *
     * @param listener the listener
     * @return the new settings
     */
    public MarketSettings listener(MarketListener listener) {
        return changed(to -> to.listener = Objects.requireNonNull(listener, "listener"));
    }

    /**
     * Sets a header of each request, such as {@code x-cg-pro-api-key}. What messages quote of an answer has *** in
     * place of the value.
     *
     * @param name the name of the header
     * @param value its value
     * @return the new settings
     * @throws IllegalArgumentException if name or value is empty or has a line end, or {@link HttpRequest} does not
     *     take them, such as the name {@code Host}
     */
    public MarketSettings header(String name, String value) {
        Map<String, String> headers = with(values.headers, name, value);
        try {
            HttpRequest.newBuilder().setHeader(name, value);
        } catch (IllegalArgumentException e) { // whose message may have the value
            throw new IllegalArgumentException("the HTTP client does not allow the header '" + name
                    + "', or a character of its value; use another header or value");
        }
        return changed(to -> to.headers = headers);
    }

    /**
     * Sets a query parameter of each request, such as {@code apikey}. What messages quote of an answer has *** in place
     * of the value.
     *
     * @param name the name of the parameter
     * @param value its value
     * @return the new settings
     * @throws IllegalArgumentException if name or value is empty or has a line end
     */
    public MarketSettings parameter(String name, String value) {
        return changed(to -> to.parameters = with(values.parameters, name, value));
    }

    /** Sets how time passes between and during attempts, for tests without real waits. */
    MarketSettings timing(RequestTiming timing) {
        return changed(to -> to.timing = timing);
    }

    /** Sets the longest body of an answer in bytes. */
    MarketSettings largestBody(int bytes) {
        return changed(to -> to.largestBody = bytes);
    }

    Optional<URI> baseAddress() {
        return Optional.ofNullable(values.baseAddress);
    }

    Optional<HttpClient> httpClient() {
        return Optional.ofNullable(values.httpClient);
    }

    Duration connectTimeout() {
        return values.connectTimeout;
    }

    Duration requestTimeout() {
        return values.requestTimeout;
    }

    Duration pageDeadline() {
        return values.pageDeadline;
    }

    int attempts() {
        return values.attempts;
    }

    OptionalDouble requestsPerSecond() {
        return values.requestsPerSecond;
    }

    int failures() {
        return values.failures;
    }

    Duration breakerPause() {
        return values.breakerPause;
    }

    Clock clock() {
        return values.clock;
    }

    MarketListener listener() {
        return values.listener;
    }

    Map<String, String> headers() {
        return values.headers;
    }

    Map<String, String> parameters() {
        return values.parameters;
    }

    RequestTiming timing() {
        return values.timing;
    }

    int largestBody() {
        return values.largestBody;
    }

    private MarketSettings changed(Consumer<Values> change) {
        Values copy = new Values(values);
        change.accept(copy);
        return new MarketSettings(copy);
    }

    private static Duration time(String what, Duration time) {
        if (time.compareTo(Duration.ofMillis(1)) < 0 || time.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException(what + " must be from a millisecond to a day, found " + time);
        }
        return time;
    }

    private static int from1(String what, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(what + " must be from 1 to " + most + ", found " + value);
        }
        return value;
    }

    private static Map<String, String> with(Map<String, String> before, String name, String value) {
        if (name.isBlank() || value.isEmpty() || (name + value).chars().anyMatch(c -> c == '\r' || c == '\n')) {
            throw new IllegalArgumentException("a header or parameter needs a name and a value without line ends; that"
                    + " of '" + name.strip() + "' is empty or has one");
        }
        Map<String, String> copy = new LinkedHashMap<>(before);
        copy.put(name, value);
        return Collections.unmodifiableMap(copy);
    }

    /** The values, which change only before settings are made of them. */
    private static final class Values {
        private @Nullable URI baseAddress;
        private @Nullable HttpClient httpClient;
        private Duration connectTimeout = Duration.ofSeconds(10);
        private Duration requestTimeout = Duration.ofSeconds(30);
        private Duration pageDeadline = Duration.ofMinutes(2);
        private int attempts = 5;
        private OptionalDouble requestsPerSecond = OptionalDouble.empty();
        private int failures = 10;
        private Duration breakerPause = Duration.ofSeconds(30);
        private Clock clock = Clock.systemUTC();
        private MarketListener listener = (symbol, bars, last) -> {};
        private Map<String, String> headers = Map.of();
        private Map<String, String> parameters = Map.of();
        private RequestTiming timing = RequestTiming.SYSTEM;
        private int largestBody = 32 << 20;

        Values() {}

        Values(Values other) {
            baseAddress = other.baseAddress;
            httpClient = other.httpClient;
            connectTimeout = other.connectTimeout;
            requestTimeout = other.requestTimeout;
            pageDeadline = other.pageDeadline;
            attempts = other.attempts;
            requestsPerSecond = other.requestsPerSecond;
            failures = other.failures;
            breakerPause = other.breakerPause;
            clock = other.clock;
            listener = other.listener;
            headers = other.headers;
            parameters = other.parameters;
            timing = other.timing;
            largestBody = other.largestBody;
        }
    }
}
