package io.forecastj.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.TimeSeries;
import io.forecastj.market.LoopbackProvider.Reply;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules that all sources share: calls, settings, intervals and pages. */
class MarketSourceTest {
    private static final Instant FROM = BinanceRequests.START;
    private static final Instant TO = BinanceRequests.END;

    @ParameterizedTest
    @EnumSource
    void anIntervalThatIsNotOfferedIsRefusedWithThoseThatAre(ServedProvider provider) {
        MarketSource source = provider.source.apply(MarketSettings.defaults());
        for (BarInterval interval : BarInterval.values()) {
            if (!source.intervals().contains(interval)) {
                assertThatThrownBy(() -> source.bars(provider.symbol, interval, FROM, TO))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining(source.name() + " offers no bars of " + interval)
                        .hasMessageContaining(source.intervals().toString());
            }
        }
        assertThat(source.intervals()).isNotEmpty().isUnmodifiable();
        assertThat(source.toString()).contains(source.name());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "..", "BTC USDT", "a?b", "a&b=c\n", "a%2e", "\u0000", "a#b"})
    void aSymbolOfNoProvidersFormIsRefusedBeforeARequest(String symbol) {
        try (BinanceRequests binance = new BinanceRequests(n -> null)) {
            MarketSource source = MarketSources.binance(binance.settings());
            if (symbol.startsWith("a&")) {
                assertThatThrownBy(() -> source.bars(symbol, BarInterval.ONE_HOUR, FROM, TO))
                        .isInstanceOf(IllegalArgumentException.class);
            } else {
                assertThatThrownBy(() -> source.bars(symbol, BarInterval.ONE_HOUR, FROM, TO))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("no symbol of binance");
            }
            assertThat(binance.requests()).isZero();
        }
    }

    @Test
    void aSymbolWithASlashIsNoPartOfAPath() {
        for (MarketSource source : List.of(MarketSources.coinbase(), MarketSources.yahoo())) {
            assertThatThrownBy(() -> source.bars("BTC/USD", BarInterval.ONE_DAY, FROM, TO))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'BTC/USD' is no symbol of " + source.name());
        }
    }

    @Test
    void emptyAndFutureRangesNeedNoRequest() {
        try (BinanceRequests binance = new BinanceRequests(n -> null)) {
            MarketSource source = MarketSources.binance(binance.settings());
            Instant now = BinanceRequests.NOW;
            assertThat(source.bars("BTCUSDT", BarInterval.ONE_HOUR, FROM, FROM).length())
                    .isZero();
            assertThat(source.bars("BTCUSDT", BarInterval.ONE_HOUR, FROM.plusMillis(1), FROM.plusMillis(2))
                            .length())
                    .isZero();
            assertThat(source.bars("BTCUSDT", BarInterval.ONE_HOUR, now.plusSeconds(1), Instant.MAX)
                            .length())
                    .isZero();
            assertThat(source.bars("BTCUSDT", BarInterval.ONE_HOUR, now.minusSeconds(1), now)
                            .length())
                    .isZero();
            assertThat(source.bars("BTCUSDT", BarInterval.ONE_HOUR, Instant.MIN, Instant.EPOCH)
                            .length())
                    .isZero();
            assertThat(binance.requests()).isZero();
            assertThat(source.bars("BTCUSDT", BarInterval.ONE_HOUR, Instant.MIN, Instant.MAX))
                    .isEqualTo(BinanceRequests.EXPECTED);
            assertThatThrownBy(() -> source.bars("BTCUSDT", BarInterval.ONE_HOUR, TO, FROM))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("must not start after its end");
        }
    }

    @Test
    void anExceptionOfTheConsumerEndsTheDownload() {
        try (BinanceRequests binance = new BinanceRequests(
                n -> n == 1 ? Reply.json(BinanceRequests.TRUTH.first(1).binance()) : null)) {
            MarketSource source = MarketSources.binance(binance.settings());
            assertThatThrownBy(() -> source.pages("BTCUSDT", BarInterval.ONE_HOUR, FROM, TO, page -> {
                        throw new IllegalStateException("enough");
                    }))
                    .hasMessage("enough");
            assertThat(binance.requests()).isEqualTo(1);
        }
    }

    @Test
    void manyThreadsShareASource() throws Exception {
        try (BinanceRequests binance = new BinanceRequests(n -> n % 3 == 0 ? Reply.of(503, "text/plain", "") : null)) {
            MarketSource source = MarketSources.binance(binance.settings()
                    .attempts(100)
                    .pageDeadline(Duration.ofDays(1))
                    .circuitBreaker(1_000, Duration.ofSeconds(1)));
            ExecutorService threads = Executors.newFixedThreadPool(8);
            try {
                List<Future<TimeSeries>> downloads = new ArrayList<>();
                for (int i = 0; i < 40; i++) {
                    downloads.add(threads.submit(() -> BinanceRequests.bars(source)));
                }
                for (Future<TimeSeries> download : downloads) {
                    assertThat(download.get()).isEqualTo(BinanceRequests.EXPECTED);
                }
            } finally {
                threads.shutdownNow();
            }
        }
    }

    @Test
    void pagesOfASourceOfOnesOwnAreJoined() {
        TimeSeries whole = BinanceRequests.EXPECTED;
        MarketSource own = new MarketSource() {
            @Override
            public String name() {
                return "own";
            }

            @Override
            public java.util.Set<BarInterval> intervals() {
                return java.util.Set.of(BarInterval.ONE_HOUR);
            }

            @Override
            public void pages(
                    String symbol,
                    BarInterval interval,
                    Instant from,
                    Instant to,
                    java.util.function.Consumer<TimeSeries> page) {
                page.accept(whole.head(1));
                page.accept(whole.tail(2));
            }
        };
        assertThat(BinanceRequests.bars(own)).isEqualTo(whole);
    }

    @Test
    void intervalsHaveTheirGridInUtc() {
        Instant time = Instant.parse("2024-02-29T23:59:59.999Z"); // a Thursday
        assertThat(BarInterval.ONE_WEEK.floor(time)).isEqualTo(Instant.parse("2024-02-26T00:00:00Z"));
        assertThat(BarInterval.ONE_WEEK.floor(Instant.EPOCH)).isEqualTo(Instant.parse("1969-12-29T00:00:00Z"));
        assertThat(BarInterval.ONE_DAY.floor(time)).isEqualTo(Instant.parse("2024-02-29T00:00:00Z"));
        assertThat(BarInterval.EIGHT_HOURS.floor(time)).isEqualTo(Instant.parse("2024-02-29T16:00:00Z"));
        assertThat(BarInterval.ONE_MINUTE.floor(Instant.ofEpochMilli(-1))).isEqualTo(Instant.ofEpochMilli(-60_000));
        Duration before = Duration.ZERO;
        for (BarInterval interval : BarInterval.values()) {
            assertThat(interval.duration()).isGreaterThan(before);
            before = interval.duration();
            Instant floor = interval.floor(time);
            assertThat(interval.floor(floor)).isEqualTo(floor);
            assertThat(interval.ceiling(floor.toEpochMilli())).isEqualTo(floor.toEpochMilli());
            assertThat(interval.ceiling(floor.toEpochMilli() + 1))
                    .isEqualTo(floor.plus(interval.duration()).toEpochMilli());
        }
    }

    @Test
    void wrongSettingsAreRefused() {
        MarketSettings settings = MarketSettings.defaults();
        for (String address :
                List.of("ftp://a", "https://a?b=c", "https://a#b", "https://me:pw@a", "/path", "https:///x")) {
            assertThatThrownBy(() -> settings.baseAddress(URI.create(address)))
                    .as(address)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("a base address must be of http or https")
                    .hasMessageNotContaining("pw");
        }
        for (Duration time : List.of(Duration.ZERO, Duration.ofSeconds(-1), Duration.ofDays(2))) {
            assertThatThrownBy(() -> settings.requestTimeout(time)).hasMessageContaining("found " + time);
            assertThatThrownBy(() -> settings.connectTimeout(time)).hasMessageContaining("found " + time);
            assertThatThrownBy(() -> settings.pageDeadline(time)).hasMessageContaining("found " + time);
            assertThatThrownBy(() -> settings.circuitBreaker(1, time)).hasMessageContaining("found " + time);
        }
        for (double rate : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> settings.requestsPerSecond(rate)).hasMessageContaining("found " + rate);
        }
        assertThatThrownBy(() -> settings.attempts(0)).hasMessageContaining("found 0");
        assertThatThrownBy(() -> settings.circuitBreaker(0, Duration.ofSeconds(1)))
                .hasMessageContaining("found 0");
        assertThatThrownBy(() -> settings.header("key", "a\nb"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'key'")
                .hasMessageNotContaining("a\nb");
        assertThatThrownBy(() -> settings.header("Host", "secret"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("does not allow the header 'Host'");
        assertThatThrownBy(() -> settings.header("key", "secret\0"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret")
                .hasNoCause();
        assertThatThrownBy(() -> settings.parameter("", "a")).isInstanceOf(IllegalArgumentException.class);
    }
}
