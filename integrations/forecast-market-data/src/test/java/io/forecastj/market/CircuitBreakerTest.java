package io.forecastj.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.market.LoopbackProvider.Reply;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {
    private static final Reply DOWN = Reply.of(500, "text/plain", "down");

    @Test
    void noRequestIsSentAfterFailuresInARowUntilTheTimeHasPassed() {
        AtomicReference<Reply> reply = new AtomicReference<>(DOWN);
        try (BinanceRequests binance = new BinanceRequests(n -> reply.get())) {
            MarketSource source = MarketSources.binance(
                    binance.settings().requestsPerSecond(1).attempts(1).circuitBreaker(3, Duration.ofSeconds(60)));
            for (int call = 0; call < 3; call++) {
                assertThatThrownBy(() -> BinanceRequests.bars(source)).hasMessageContaining("status 500");
            }
            assertThatThrownBy(() -> BinanceRequests.bars(source))
                    .isInstanceOf(MarketDataException.class)
                    .hasMessageContaining("no request was sent, since the last 3 requests to binance failed")
                    .hasMessageContaining("try again in 60.0 s");
            assertThat(binance.requests()).isEqualTo(3);
            assertThat(binance.timing.pauses())
                    .as("waits for turns of requests")
                    .hasSize(2);

            binance.timing.pass(Duration.ofSeconds(61));
            assertThatThrownBy(() -> BinanceRequests.bars(source)).hasMessageContaining("status 500");
            assertThat(binance.requests()).as("one trial").isEqualTo(4);
            assertThatThrownBy(() -> BinanceRequests.bars(source)).hasMessageContaining("no request was sent");

            reply.set(null);
            binance.timing.pass(Duration.ofSeconds(61));
            assertThat(BinanceRequests.bars(source)).isEqualTo(BinanceRequests.EXPECTED);
            assertThat(BinanceRequests.bars(source)).isEqualTo(BinanceRequests.EXPECTED);
        }
    }

    @Test
    void refusalsAndLimitsAreNoFailuresOfTheProvider() {
        try (BinanceRequests binance = new BinanceRequests(n -> Reply.of(n % 2 == 0 ? 429 : 400, "text/plain", "no"))) {
            MarketSource source =
                    MarketSources.binance(binance.settings().attempts(1).circuitBreaker(2, Duration.ofSeconds(60)));
            for (int call = 0; call < 6; call++) {
                assertThatThrownBy(() -> BinanceRequests.bars(source)).hasMessageContaining("status 4");
            }
            assertThat(binance.requests()).isEqualTo(6);
        }
    }

    @Test
    void theLastFailureOfAPageIsNamedWhenItsAttemptsOpenTheBreaker() {
        try (BinanceRequests binance = new BinanceRequests(n -> DOWN)) {
            MarketSettings settings = binance.settings().attempts(5).circuitBreaker(2, Duration.ofSeconds(60));
            assertThatThrownBy(() -> BinanceRequests.bars(settings))
                    .hasMessageContaining("no request was sent, since the last 2 requests")
                    .hasMessageContaining("The last failure: status 500, 'down'")
                    .extracting(e -> ((MarketDataException) e).status().orElse(0))
                    .isEqualTo(500);
            assertThat(binance.requests()).isEqualTo(2);
        }
    }
}
