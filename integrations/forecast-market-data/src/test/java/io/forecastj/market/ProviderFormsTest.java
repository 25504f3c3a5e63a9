package io.forecastj.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.market.LoopbackProvider.Reply;
import io.forecastj.market.LoopbackProvider.Request;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Requests and answers of Binance, Coinbase, Kraken, CoinGecko and Stooq. */
class ProviderFormsTest {
    private static final Instant START = Instant.parse("2024-03-04T00:00:00Z");

    private static MarketSettings settings(LoopbackProvider server, Instant now) {
        return MarketSettings.defaults()
                .baseAddress(server.address())
                .clock(Clock.fixed(now, ZoneOffset.UTC))
                .timing(new GivenTiming());
    }

    private static TimeSeries one(
            Function<MarketSettings, MarketSource> source, String symbol, BarInterval interval, String body) {
        try (LoopbackProvider server = new LoopbackProvider(request -> Reply.json(body))) {
            return source.apply(settings(server, START.plusSeconds(86_400L * 20)))
                    .bars(symbol, interval, START, START.plusSeconds(86_400L * 10));
        }
    }

    @Test
    void binanceAsksForAThousandBarsAPageFromTheOneAfterTheLast() {
        TrueBars truth = TrueBars.random(new Random(1), BarInterval.ONE_MINUTE, START, 2_500, 0.1);
        Instant now = START.plusSeconds(86_400L * 20);
        try (LoopbackProvider server = new LoopbackProvider(
                request -> Reply.json(truth.between(request.number("startTime"), request.number("endTime") + 1)
                        .first(1_000)
                        .binance()))) {
            TimeSeries bars = MarketSources.binance(settings(server, now))
                    .bars("BTCUSDT", BarInterval.ONE_MINUTE, START, START.plusSeconds(60 * 2_500));
            assertThat(bars).isEqualTo(truth.series("BTCUSDT", true));
            assertThat(bars.sampling()).isEqualTo(BarInterval.ONE_MINUTE.sampling());
            List<Request> requests = server.requests();
            assertThat(requests.get(0).path()).isEqualTo("/api/v3/klines");
            assertThat(requests.get(0).query())
                    .isEqualTo(Map.of(
                            "symbol", "BTCUSDT",
                            "interval", "1m",
                            "startTime", String.valueOf(START.toEpochMilli()),
                            "endTime", String.valueOf(START.toEpochMilli() + 2_500 * 60_000 - 1),
                            "limit", "1000"));
            assertThat(requests.get(1).number("startTime")).isEqualTo(bars.timestamp(999) + 60_000);
        }
    }

    @Test
    void aShortPageIsNotTakenForTheLastOne() {
        TrueBars truth = TrueBars.random(new Random(1), BarInterval.ONE_HOUR, START, 30, 0);
        try (LoopbackProvider server = new LoopbackProvider(
                request -> Reply.json(truth.between(request.number("startTime"), request.number("endTime") + 1)
                        .first(7)
                        .binance()))) {
            TimeSeries bars = MarketSources.binance(settings(server, START.plusSeconds(86_400L * 20)))
                    .bars("BTCUSDT", BarInterval.ONE_HOUR, START, START.plusSeconds(3_600 * 40));
            assertThat(bars).isEqualTo(truth.series("BTCUSDT", true));
        }
    }

    @Test
    void barsThatHaveNotEndedAreLeftOut() {
        TrueBars truth = TrueBars.random(new Random(1), BarInterval.ONE_HOUR, START, 10, 0);
        for (ServedProvider provider : List.of(ServedProvider.BINANCE, ServedProvider.KRAKEN)) {
            for (long millis : new long[] {0, 1, -1}) {
                long now = truth.bars().get(8).time() + 3_600_000 + millis;
                try (LoopbackProvider server = new LoopbackProvider(
                        request -> Reply.json(provider.answer(request, truth, now, new Random(1))))) {
                    TimeSeries bars = provider.source
                            .apply(settings(server, Instant.ofEpochMilli(now)))
                            .bars(provider.symbol, provider.interval, START, START.plusSeconds(86_400));
                    assertThat(bars.length())
                            .as("%s %d ms after the end", provider, millis)
                            .isEqualTo(millis < 0 ? 8 : 9);
                }
            }
        }
    }

    @Test
    void coinbaseAsksForWindowsOfThreeHundredCandles() {
        TrueBars truth = TrueBars.random(new Random(2), BarInterval.ONE_HOUR, START, 650, 0.1);
        try (LoopbackProvider server = new LoopbackProvider(
                request -> Reply.json(ServedProvider.COINBASE.answer(request, truth, 0, new Random(3))))) {
            TimeSeries bars = MarketSources.coinbase(settings(server, START.plusSeconds(86_400L * 90)))
                    .bars("BTC-USD", BarInterval.ONE_HOUR, START, START.plusSeconds(3_600 * 650));
            assertThat(bars).isEqualTo(truth.series("BTC-USD", true));
            assertThat(server.requests()).hasSize(3);
            assertThat(server.requests().get(1).path()).isEqualTo("/products/BTC-USD/candles");
            assertThat(server.requests().get(1).query())
                    .isEqualTo(Map.of(
                            "granularity", "3600",
                            "start", "2024-03-16T12:00:00Z",
                            "end", "2024-03-28T23:59:59Z"));
        }
    }

    @Test
    void coinbaseWindowsWithoutTradesAreEmptyAndEarlierCandlesMustAgree() {
        String empty = "[]";
        assertThat(one(MarketSources::coinbase, "BTC-USD", BarInterval.ONE_DAY, empty)
                        .length())
                .isZero();
        long time = START.getEpochSecond();
        String earlier = "[[" + time + ",9,12,10,11,5],[" + (time - 86_400) + ",9,12,10,11,5]]";
        assertThat(one(MarketSources::coinbase, "BTC-USD", BarInterval.ONE_DAY, earlier)
                        .toArray())
                .isDeepEqualTo(new double[][] {{10, 12, 9, 11, 5}});
        String onlyEarlier = "[[" + (time - 86_400) + ",9,12,10,11,5]]";
        assertThatThrownBy(() -> one(MarketSources::coinbase, "BTC-USD", BarInterval.ONE_DAY, onlyEarlier))
                .isInstanceOf(MarketDataException.class)
                .hasMessageContaining("expected bars of the requested range, found 1 bars");
        String oldestFirst = "[[" + time + ",9,12,10,11,5],[" + (time + 86_400) + ",9,12,10,11,5]]";
        assertThatThrownBy(() -> one(MarketSources::coinbase, "BTC-USD", BarInterval.ONE_DAY, oldestFirst))
                .hasMessageContaining("not in the order of their times");
    }

    @Test
    void krakenRefusesARangeThatStartsBeforeItsLastBars() {
        TrueBars truth = TrueBars.random(new Random(2), BarInterval.ONE_HOUR, START, 1_000, 0);
        long now = truth.bars().get(999).time() + 5;
        try (LoopbackProvider server = new LoopbackProvider(
                request -> Reply.json(ServedProvider.KRAKEN.answer(request, truth, now, new Random(3))))) {
            MarketSource kraken = MarketSources.kraken(settings(server, Instant.ofEpochMilli(now)));
            Instant served = Instant.ofEpochMilli(truth.bars().get(280).time());
            assertThatThrownBy(() -> kraken.bars(
                            "XBTUSD", BarInterval.ONE_HOUR, served.minusSeconds(3_600), Instant.ofEpochMilli(now)))
                    .isInstanceOf(MarketDataException.class)
                    .hasMessageContaining("kraken serves the last 720 bars only, here from " + served);
            TimeSeries bars = kraken.bars("XBTUSD", BarInterval.ONE_HOUR, served, Instant.ofEpochMilli(now));
            assertThat(bars).isEqualTo(truth.last(720).first(719).series("XBTUSD", true));
            assertThat(server.requests().get(1).query())
                    .isEqualTo(Map.of(
                            "pair", "XBTUSD", "interval", "60", "since", String.valueOf(served.getEpochSecond() - 1)));
        }
    }

    @Test
    void krakenErrorsOfStatus200AreErrors() {
        try (LoopbackProvider server =
                new LoopbackProvider(request -> Reply.json("{\"error\":[\"EQuery:Unknown asset pair\"]}"))) {
            assertThatThrownBy(() -> MarketSources.kraken(settings(server, START.plusSeconds(86_400)))
                            .bars("NOPE", BarInterval.ONE_HOUR, START, START.plusSeconds(3_600)))
                    .isInstanceOf(MarketDataException.class)
                    .hasMessageContaining("'EQuery:Unknown asset pair'; check the symbol");
            assertThat(server.requests()).hasSize(1);
        }
        for (String busy : List.of("EAPI:Rate limit exceeded", "EGeneral:Too many requests", "EService:Unavailable")) {
            try (LoopbackProvider server =
                    new LoopbackProvider(request -> Reply.json("{\"error\":[\"" + busy + "\"],\"result\":{}}"))) {
                assertThatThrownBy(() -> MarketSources.kraken(settings(server, START.plusSeconds(86_400)))
                                .bars("XBTUSD", BarInterval.ONE_HOUR, START, START.plusSeconds(3_600)))
                        .hasMessageContaining(busy)
                        .hasMessageContaining("attempt 5");
                assertThat(server.requests()).hasSize(5);
            }
        }
        for (String wrong : List.of(
                "{\"error\":[],\"result\":{\"last\":1}}",
                "{\"error\":[],\"result\":{\"A\":[],\"B\":[],\"last\":1}}",
                "{\"error\":[],\"result\":{\"A\":[],\"last\":1}}",
                "{\"error\":[]}")) {
            assertThatThrownBy(() -> one(MarketSources::kraken, "XBTUSD", BarInterval.ONE_DAY, wrong))
                    .as(wrong)
                    .isInstanceOf(MarketDataException.class);
        }
    }

    @Test
    void coinGeckoBarsAreStampedByTheirStartAndHaveNoVolume() {
        Instant now = START.plusSeconds(86_400L * 5 + 77);
        TrueBars truth = TrueBars.random(new Random(4), BarInterval.FOUR_HOURS, START, 31, 0.1);
        try (LoopbackProvider server = new LoopbackProvider(request -> Reply.json(truth.coinGecko()))) {
            MarketSource source = MarketSources.coinGecko(settings(server, now));
            TimeSeries bars = source.bars("bitcoin/usd", BarInterval.FOUR_HOURS, START.plusSeconds(86_400), now);
            assertThat(bars)
                    .isEqualTo(
                            truth.between(START.plusSeconds(86_400).toEpochMilli(), now.toEpochMilli() - 14_400_000 + 1)
                                    .series("bitcoin/usd", false));
            assertThat(server.requests().get(0).path()).isEqualTo("/coins/bitcoin/ohlc");
            assertThat(server.requests().get(0).query()).isEqualTo(Map.of("vs_currency", "usd", "days", "7"));
            assertThatThrownBy(() -> source.bars("bitcoin/usd", BarInterval.THIRTY_MINUTES, START, now))
                    .isInstanceOf(MarketDataException.class)
                    .hasMessageContaining("of the last 1 days only")
                    .hasMessageContaining("paid plan");
            assertThatThrownBy(
                            () -> source.bars("bitcoin/usd", BarInterval.THIRTY_MINUTES, now.minusSeconds(80_000), now))
                    .hasMessageContaining("expected bars of THIRTY_MINUTES, found ")
                    .hasMessageContaining("further apart");
            assertThatThrownBy(() -> source.bars("bitcoin", BarInterval.ONE_DAY, START, now))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("such as bitcoin/usd");
        }
    }

    @Test
    void coinGeckoRangesAreAskedForByTheEndsOfBars() {
        Instant now = START.plusSeconds(86_400L * 300);
        TrueBars truth = TrueBars.random(new Random(4), BarInterval.ONE_DAY, START, 250, 0.1);
        try (LoopbackProvider server = new LoopbackProvider(
                request -> Reply.json(ServedProvider.COINGECKO.answer(request, truth, 0, new Random(1))))) {
            TimeSeries bars = MarketSources.coinGecko(settings(server, now).header("x-cg-pro-api-key", "k"))
                    .bars("bitcoin/usd", BarInterval.ONE_DAY, START, START.plusSeconds(86_400L * 250));
            assertThat(bars).isEqualTo(truth.series("bitcoin/usd", false));
            assertThat(server.requests()).hasSize(2);
            Request first = server.requests().get(0);
            assertThat(first.path()).isEqualTo("/coins/bitcoin/ohlc/range");
            assertThat(first.query())
                    .containsEntry("interval", "daily")
                    .containsEntry("from", String.valueOf(START.getEpochSecond() + 86_400))
                    .containsEntry("to", String.valueOf(START.getEpochSecond() + 86_400 * 180));
        }
    }

    @Test
    void stooqReadsCsvWithAndWithoutVolume() {
        String csv = "Date,Open,High,Low,Close,Volume\r\n2024-03-04,10,12,9,11,500\r\n2024-03-05,11,13,10,12,600\r\n";
        TimeSeries bars = one(MarketSources::stooq, "aapl.us", BarInterval.ONE_DAY, csv);
        assertThat(bars.toArray()).isDeepEqualTo(new double[][] {{10, 12, 9, 11, 500}, {11, 13, 10, 12, 600}});
        assertThat(bars.time(0)).isEqualTo(START);
        TimeSeries without = one(
                MarketSources::stooq, "^spx", BarInterval.ONE_DAY, "Date,Open,High,Low,Close\n2024-03-04,10,12,9,11\n");
        assertThat(without.values("volume")).containsExactly(Double.NaN);
        assertThat(one(MarketSources::stooq, "aapl.us", BarInterval.ONE_DAY, "No data")
                        .length())
                .isZero();
    }

    @Test
    void stooqLimitsHtmlAndCutFilesAreRefused() {
        String cut = "Date,Open,High,Low,Close,Volume\r\n2024-03-04,10,12,9,11,5";
        for (Map.Entry<String, String> answer : Map.of(
                        "Exceeded the daily hits limit",
                        "it allows few requests a day",
                        "<html>captcha</html>",
                        "which is HTML; stooq may want a key",
                        "Get your apikey",
                        "expected CSV with the header Date,Open,High,Low,Close,Volume",
                        cut,
                        "the CSV is cut after",
                        cut + "\nx",
                        "the CSV is cut after",
                        cut + "\r\n2024-03-05,a,13,10,12,600\r\n",
                        "the CSV breaks a rule",
                        cut + "\r\n2024-03-05,11,13\r\n",
                        "the CSV breaks a rule",
                        cut + "\r\n2024-05-05,11,13,10,12,600\r\n",
                        "outside the requested range",
                        cut + "\r\n2024-03-05,11,10,10,12,600\r\n",
                        "contradicts itself")
                .entrySet()) {
            assertThatThrownBy(() -> one(MarketSources::stooq, "aapl.us", BarInterval.ONE_DAY, answer.getKey()))
                    .as(answer.getKey())
                    .isInstanceOf(MarketDataException.class)
                    .hasMessageContaining(answer.getValue());
        }
    }

    @Test
    void stooqAsksForDates() {
        try (LoopbackProvider server = new LoopbackProvider(request -> Reply.of(200, "text/html", "No data"))) {
            MarketSources.stooq(
                            settings(server, START.plusSeconds(86_400 * 9 + 5)).parameter("apikey", "k"))
                    .bars("aapl.us", BarInterval.ONE_DAY, START.minusSeconds(5), START.plusSeconds(86_400 * 30));
            assertThat(server.requests().get(0).path()).isEqualTo("/q/d/l/");
            assertThat(server.requests().get(0).query())
                    .isEqualTo(Map.of("s", "aapl.us", "d1", "20240304", "d2", "20240312", "i", "d", "apikey", "k"));
        }
    }

    @Test
    void theSpacingOfOpenMarketsIsDeclaredAndThatOfOthersInferred() {
        assertThat(BarInterval.ONE_DAY.sampling()).isEqualTo(Sampling.daily());
        StringBuilder csv = new StringBuilder("Date,Open,High,Low,Close,Volume\n");
        for (int day = 4; day <= 13; day++) {
            if (day != 9 && day != 10) {
                csv.append("2024-03-").append(day < 10 ? "0" : "").append(day).append(",10,12,9,11,500\n");
            }
        }
        TimeSeries bars = one(MarketSources::stooq, "aapl.us", BarInterval.ONE_DAY, csv.toString());
        assertThat(bars.declaredSampling()).isNull();
    }
}
