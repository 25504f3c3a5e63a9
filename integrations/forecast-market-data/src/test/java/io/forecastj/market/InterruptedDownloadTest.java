package io.forecastj.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.market.LoopbackProvider.Reply;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class InterruptedDownloadTest {
    /** Starts a download, interrupts it when it has come to a place, and returns what it threw. */
    private static Throwable interrupted(MarketSettings settings, CountDownLatch place) throws InterruptedException {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        AtomicBoolean remains = new AtomicBoolean();
        Thread thread = new Thread(() -> {
            try {
                BinanceRequests.bars(settings);
            } catch (RuntimeException e) {
                thrown.set(e);
            }
            remains.set(Thread.currentThread().isInterrupted());
        });
        thread.start();
        place.await();
        thread.interrupt();
        thread.join();
        assertThat(remains).as("the thread remains interrupted").isTrue();
        return thrown.get();
    }

    @Test
    void anInterruptEndsADownloadThatReadsABody() throws InterruptedException {
        CountDownLatch reading = new CountDownLatch(1);
        Reply slow = (exchange, closed) -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('[');
            exchange.getResponseBody().flush();
            reading.countDown();
            closed.await();
        };
        try (BinanceRequests binance = new BinanceRequests(n -> slow)) {
            assertThat(interrupted(binance.settings(), reading))
                    .isInstanceOf(CancellationException.class)
                    .hasMessageContaining("binance: BTCUSDT ONE_HOUR")
                    .hasMessageContaining("interrupted");
        }
    }

    @Test
    void anInterruptEndsADownloadThatWaits() throws InterruptedException {
        CountDownLatch waiting = new CountDownLatch(1);
        RequestTiming timing = new RequestTiming() {
            @Override
            public long nanoTime() {
                return System.nanoTime();
            }

            @Override
            public void pause(long nanos) throws InterruptedException {
                waiting.countDown();
                new CountDownLatch(1).await();
            }
        };
        try (BinanceRequests binance = new BinanceRequests(n -> Reply.of(503, "text/plain", ""))) {
            assertThat(interrupted(binance.settings().timing(timing), waiting))
                    .isInstanceOf(CancellationException.class);
            assertThat(binance.requests()).isEqualTo(1);
        }
    }

    @Test
    void anInterruptedThreadSendsNoRequest() {
        try (BinanceRequests binance = new BinanceRequests(n -> null)) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(binance::bars).isInstanceOf(CancellationException.class);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(binance.requests()).isZero();
        }
    }

    @Test
    void aBodyThatComesTooSlowlyEndsAtTheTimeOut() {
        try (BinanceRequests binance = new BinanceRequests(n -> n == 1 ? Reply.slow("[[17") : null)) {
            MarketSettings settings = binance.settings().requestTimeout(Duration.ofMillis(300));
            assertThatThrownBy(() -> BinanceRequests.bars(settings.attempts(1)))
                    .isInstanceOf(MarketDataException.class)
                    .hasMessageContaining("no whole answer within 0.3 s");
            assertThat(BinanceRequests.bars(binance.settings())).isEqualTo(BinanceRequests.EXPECTED);
        }
    }

    @Test
    void theTransferOfAnInterruptedDownloadEnds() throws InterruptedException {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        Reply dripping = (exchange, closed) -> {
            exchange.sendResponseHeaders(200, 0);
            try {
                while (closed.getCount() > 0) {
                    exchange.getResponseBody().write(' ');
                    exchange.getResponseBody().flush();
                    reading.countDown();
                }
            } catch (IOException e) {
                ended.countDown();
            }
        };
        HttpClient client = HttpClient.newHttpClient();
        try (BinanceRequests binance = new BinanceRequests(n -> dripping)) {
            MarketSettings settings = binance.settings()
                    .httpClient(client)
                    .requestTimeout(Duration.ofHours(5))
                    .pageDeadline(Duration.ofHours(5));
            assertThat(interrupted(settings, reading)).isInstanceOf(CancellationException.class);
            ended.await();
            assertThat(client.connectTimeout())
                    .as("the client is in use until here")
                    .isEmpty();
        }
    }

    @Test
    void aRequestEndsAtTheDeadlineOfItsPage() {
        try (BinanceRequests binance = new BinanceRequests(n -> Reply.slow("[["))) {
            MarketSettings settings = binance.settings().pageDeadline(Duration.ofMillis(200));
            assertThatThrownBy(() -> BinanceRequests.bars(settings))
                    .isInstanceOf(MarketDataException.class)
                    .hasMessageContaining("no whole answer within 0.2 s")
                    .hasMessageContaining("after the deadline of 0.2 s");
            assertThat(binance.requests()).isEqualTo(1);
        }
    }

    @Test
    void anAnswerThatNeverBeginsIsRequestedAgain() {
        Reply silent = (exchange, closed) -> closed.await();
        try (BinanceRequests binance = new BinanceRequests(n -> n == 1 ? silent : null)) {
            MarketSettings settings = binance.settings().requestTimeout(Duration.ofMillis(300));
            assertThat(BinanceRequests.bars(settings.attempts(5))).isEqualTo(BinanceRequests.EXPECTED);
        }
    }

    @Test
    void anEndlessBodyIsRefusedAtTheLargestSize() {
        try (BinanceRequests binance = new BinanceRequests(n -> Reply.endless())) {
            assertThatThrownBy(() -> BinanceRequests.bars(binance.settings().largestBody(1 << 20)))
                    .isInstanceOf(MarketDataException.class)
                    .hasMessageContaining("the answer has more than 1048576 bytes");
            assertThat(binance.requests()).isEqualTo(1);
        }
    }

    @Test
    void aProviderThatDoesNotListenIsTriedAgainAndNamed() {
        MarketSettings settings;
        try (BinanceRequests binance = new BinanceRequests(n -> null)) {
            settings = binance.settings();
        }
        assertThatThrownBy(() -> BinanceRequests.bars(settings))
                .isInstanceOf(MarketDataException.class)
                .hasMessageContaining("the connection failed")
                .hasMessageContaining("attempt 5");
    }
}
