package io.forecastj.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.market.LoopbackProvider.Reply;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepeatedRequestsTest {
    private static Reply status(int status, String... headers) {
        return Reply.of(status, "application/json", "{\"code\":-1,\"msg\":\"a fault\"}", headers);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 418, 429, 500, 502, 503, 504})
    void aRequestIsRepeatedAfterAStatusThatMayPass(int status) {
        try (BinanceRequests binance = new BinanceRequests(n -> n <= 2 ? status(status) : null)) {
            assertThat(binance.bars()).isEqualTo(BinanceRequests.EXPECTED);
            assertThat(binance.requests()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 400, 401, 403, 404, 422, 451})
    void aRequestIsNotRepeatedAfterAStatusThatRemains(int status) {
        try (BinanceRequests binance = new BinanceRequests(n -> status(status))) {
            assertThatThrownBy(binance::bars)
                    .isInstanceOf(MarketDataException.class)
                    .hasMessageContaining("binance: BTCUSDT ONE_HOUR from 2024-03-04T00:00:00Z to 2024-03-04T03:00:00Z")
                    .hasMessageContaining("status " + status)
                    .hasMessageContaining("a fault")
                    .extracting(e -> ((MarketDataException) e).status().orElse(0))
                    .isEqualTo(status);
            assertThat(binance.requests()).isEqualTo(1);
        }
    }

    @Test
    void aCutConnectionAndCutJsonAreRequestedAgain() {
        String whole = BinanceRequests.TRUTH.binance();
        try (BinanceRequests binance = new BinanceRequests(n -> switch (n) {
            case 1 -> Reply.cut(whole, 100);
            case 2 -> Reply.json(whole.substring(0, whole.length() - 1));
            case 3 -> Reply.json(whole.substring(0, 30));
            case 4 -> Reply.json("");
            default -> null;
        })) {
            assertThat(binance.bars()).isEqualTo(BinanceRequests.EXPECTED);
            assertThat(binance.requests()).isEqualTo(5);
        }
    }

    @Test
    void aFaultThatRemainsNamesTheNumberOfAttemptsAndTheStatus() {
        try (BinanceRequests binance = new BinanceRequests(n -> status(503))) {
            assertThatThrownBy(() -> BinanceRequests.bars(binance.settings().attempts(3)))
                    .isInstanceOf(MarketDataException.class)
                    .hasMessageContaining("status 503")
                    .hasMessageContaining("attempt 3")
                    .hasMessageContaining("try again later")
                    .extracting(e -> ((MarketDataException) e).status().orElse(0))
                    .isEqualTo(503);
            assertThat(binance.requests()).isEqualTo(3);
        }
    }

    @Test
    void waitsGrowAndVaryFromAboutHalfASecond() {
        try (BinanceRequests binance = new BinanceRequests(n -> n <= 6 ? status(500) : null)) {
            MarketSettings settings = binance.settings().attempts(7);
            assertThat(BinanceRequests.bars(settings)).isEqualTo(BinanceRequests.EXPECTED);
            List<Duration> waits = binance.timing.pauses();
            assertThat(waits).hasSize(6);
            for (int i = 0; i < waits.size(); i++) {
                long usual = 500L << i;
                assertThat(waits.get(i).toMillis())
                        .as("wait %d of %s", i, waits)
                        .isBetween(usual / 2, usual * 3 / 2);
            }
        }
    }

    @Test
    void secondsInRetryAfterAreWaitedFor() {
        try (BinanceRequests binance = new BinanceRequests(n -> n == 1 ? status(429, "Retry-After", "17") : null)) {
            assertThat(binance.bars()).isEqualTo(BinanceRequests.EXPECTED);
            assertThat(binance.timing.pauses()).containsExactly(Duration.ofSeconds(17));
        }
    }

    @Test
    void aDateInRetryAfterIsWaitedFor() {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                BinanceRequests.NOW.plusSeconds(42).atZone(ZoneOffset.UTC));
        try (BinanceRequests binance = new BinanceRequests(n -> n == 1 ? status(503, "Retry-After", date) : null)) {
            assertThat(binance.bars()).isEqualTo(BinanceRequests.EXPECTED);
            assertThat(binance.timing.pauses()).containsExactly(Duration.ofSeconds(42));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-5", "soon", "", "Fri, 31 May 2024 00:00:00 GMT"})
    void aRetryAfterThatAsksForNoWaitLeavesTheUsualWait(String text) {
        try (BinanceRequests binance = new BinanceRequests(n -> n == 1 ? status(429, "Retry-After", text) : null)) {
            assertThat(binance.bars()).isEqualTo(BinanceRequests.EXPECTED);
            assertThat(binance.timing.pauses()).hasSize(1);
            assertThat(binance.timing.pauses().get(0)).isBetween(Duration.ofMillis(250), Duration.ofMillis(750));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"121", "259200", "99999999999999999999", "Sat, 08 Jun 2024 00:00:00 GMT"})
    void aRetryAfterBeyondTheDeadlineFailsAtOnce(String text) {
        try (BinanceRequests binance = new BinanceRequests(n -> status(418, "Retry-After", text))) {
            assertThatThrownBy(binance::bars)
                    .isInstanceOf(MarketDataException.class)
                    .hasMessageContaining("status 418")
                    .hasMessageContaining("after the deadline of 120.0 s")
                    .hasMessageContaining("pageDeadline");
            assertThat(binance.requests()).isEqualTo(1);
            assertThat(binance.timing.pauses()).isEmpty();
        }
    }

    @Test
    void noCallOfASourceSendsARequestBeforeARetryAfterHasPassed() {
        try (BinanceRequests binance = new BinanceRequests(n -> n == 1 ? status(429, "Retry-After", "30") : null)) {
            MarketSource source = MarketSources.binance(binance.settings().attempts(1));
            assertThatThrownBy(() -> BinanceRequests.bars(source)).hasMessageContaining("status 429");
            binance.timing.pass(Duration.ofSeconds(10));
            assertThat(BinanceRequests.bars(source)).isEqualTo(BinanceRequests.EXPECTED);
            assertThat(binance.timing.pauses()).containsExactly(Duration.ofSeconds(20));
        }
    }

    @Test
    void aCallThatCannotWaitForItsTurnTakesNone() {
        try (BinanceRequests binance = new BinanceRequests(n -> null)) {
            MarketSource source = MarketSources.binance(
                    binance.settings().requestsPerSecond(0.01).pageDeadline(Duration.ofSeconds(50)));
            BinanceRequests.bars(source);
            for (int call = 0; call < 3; call++) {
                assertThatThrownBy(() -> BinanceRequests.bars(source))
                        .isInstanceOf(MarketDataException.class)
                        .hasMessageContaining("the limit of requests")
                        .hasMessageContaining("the next attempt would be in 100.0 s, after the deadline of 50.0 s");
            }
            binance.timing.pass(Duration.ofSeconds(100));
            assertThat(BinanceRequests.bars(source)).isEqualTo(BinanceRequests.EXPECTED);
            assertThat(binance.timing.pauses()).isEmpty();
        }
    }

    @Test
    void aWaitThatTakesLongerThanTheDeadlineIsATimeOut() {
        RequestTiming late = new RequestTiming() {
            private long now;

            @Override
            public long nanoTime() {
                return now;
            }

            @Override
            public void pause(long nanos) {
                now += Duration.ofMinutes(10).toNanos();
            }
        };
        Reply silent = (exchange, closed) -> closed.await();
        try (BinanceRequests binance = new BinanceRequests(n -> n == 1 ? status(503) : silent)) {
            assertThatThrownBy(() -> BinanceRequests.bars(binance.settings().timing(late)))
                    .isInstanceOf(MarketDataException.class)
                    .hasMessageContaining("no whole answer within 0.001 s");
        }
    }

    @Test
    void requestsKeepToTheRate() {
        try (BinanceRequests binance = new BinanceRequests(n -> null)) {
            MarketSource source = MarketSources.binance(binance.settings().requestsPerSecond(2));
            for (int call = 0; call < 6; call++) {
                BinanceRequests.bars(source);
            }
            assertThat(binance.requests()).isEqualTo(6);
            assertThat(binance.timing.pauses()).hasSize(5).containsOnly(Duration.ofMillis(500));
        }
    }

    @Test
    void theListenerHearsOfPagesAndWaits() {
        List<String> heard = new ArrayList<>();
        MarketListener listener = new MarketListener() {
            @Override
            public void page(String symbol, long bars, Instant last) {
                heard.add(symbol + " " + bars + " to " + last);
            }

            @Override
            public void waiting(String symbol, Duration wait, String reason) {
                heard.add(symbol + " waits " + wait.toSeconds() + " s: " + reason);
            }
        };
        try (BinanceRequests binance = new BinanceRequests(n -> n == 1 ? status(429, "Retry-After", "3") : null)) {
            BinanceRequests.bars(binance.settings().listener(listener));
            assertThat(heard).hasSize(2);
            assertThat(heard.get(0)).startsWith("BTCUSDT waits 3 s: status 429");
            assertThat(heard.get(1)).isEqualTo("BTCUSDT 3 to 2024-03-04T02:00:00Z");
        }
    }

    @Test
    void keysAreSentAndAreInNoMessage() {
        Reply echo =
                Reply.of(401, "application/json", "{\"msg\":\"no such key: s3cret-key or s3cret/+ or s3cret%2F%2B\"}");
        try (BinanceRequests binance = new BinanceRequests(n -> echo)) {
            MarketSettings settings =
                    binance.settings().header("X-Key", "s3cret-key").parameter("apikey", "s3cret/+");
            assertThatThrownBy(() -> BinanceRequests.bars(settings))
                    .hasMessageContaining("no such key: *** or *** or ***")
                    .hasMessageContaining("a key may be missing")
                    .hasNoCause();
            assertThat(binance.server.requests().get(0).query()).containsEntry("apikey", "s3cret/+");
            assertThat(binance.server.requests().get(0).headers().get("X-key")).containsExactly("s3cret-key");
        }
    }

    @Test
    void shortKeysAndKeysThatHaveOthersAsPartsAreInNoMessage() {
        Reply echo = Reply.of(403, "text/plain", "no such keys: q7x, q7x-more");
        try (BinanceRequests binance = new BinanceRequests(n -> echo)) {
            MarketSettings settings = binance.settings().parameter("a", "q7x").header("b", "q7x-more");
            assertThatThrownBy(() -> BinanceRequests.bars(settings)).hasMessageContaining("no such keys: ***, ***'");
        }
    }

    @Test
    void noCauseHasAKeyThatTheProviderSendsBack() {
        try (BinanceRequests binance = new BinanceRequests(n -> Reply.json("{\"key\": \"s3cret\", s3cret}"))) {
            MarketSettings settings = binance.settings().parameter("apikey", "s3cret");
            StringWriter trace = new StringWriter();
            assertThatThrownBy(() -> BinanceRequests.bars(settings))
                    .isInstanceOf(MarketDataException.class)
                    .satisfies(e -> e.printStackTrace(new PrintWriter(trace)));
            assertThat(trace.toString()).doesNotContain("s3cret");
        }
        try (BinanceRequests binance = new BinanceRequests(n -> Reply.json("[s3cret]"))) {
            MarketSettings settings = binance.settings().parameter("apikey", "s3cret");
            StringWriter trace = new StringWriter();
            assertThatThrownBy(() -> BinanceRequests.bars(settings))
                    .isInstanceOf(MarketDataException.class)
                    .satisfies(e -> e.printStackTrace(new PrintWriter(trace)));
            assertThat(trace.toString()).doesNotContain("s3cret");
        }
    }
}
