package io.forecastj.market;

import io.forecastj.TimeSeries;
import io.forecastj.market.LoopbackProvider.Reply;
import io.forecastj.market.LoopbackProvider.Request;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.function.IntFunction;

/** Downloads of three hours from a server with the form of Binance, whose answers to each request a test gives. */
final class BinanceRequests implements AutoCloseable {
    static final Instant START = Instant.parse("2024-03-04T00:00:00Z");
    static final Instant END = Instant.parse("2024-03-04T03:00:00Z");
    static final Instant NOW = Instant.parse("2024-06-01T12:00:00Z");
    static final TrueBars TRUTH = TrueBars.random(new Random(7), BarInterval.ONE_HOUR, START, 3, 0);
    static final TimeSeries EXPECTED = TRUTH.series("BTCUSDT", true);

    final GivenTiming timing = new GivenTiming();
    final LoopbackProvider server;

    /** The reply of each request by its number from 1; null is the true answer. */
    BinanceRequests(IntFunction<Reply> replies) {
        LoopbackProvider[] made = new LoopbackProvider[1];
        made[0] = new LoopbackProvider(request -> {
            Reply reply = replies.apply(made[0].requests().size());
            return reply == null ? truth(request) : reply;
        });
        server = made[0];
    }

    static Reply truth(Request request) {
        return Reply.json(TRUTH.between(request.number("startTime"), request.number("endTime") + 1)
                .binance());
    }

    MarketSettings settings() {
        return MarketSettings.defaults()
                .baseAddress(server.address())
                .clock(Clock.fixed(NOW, ZoneOffset.UTC))
                .timing(timing);
    }

    TimeSeries bars() {
        return bars(settings());
    }

    static TimeSeries bars(MarketSettings settings) {
        return bars(MarketSources.binance(settings));
    }

    static TimeSeries bars(MarketSource source) {
        return source.bars("BTCUSDT", BarInterval.ONE_HOUR, START, END);
    }

    int requests() {
        return server.requests().size();
    }

    @Override
    public void close() {
        server.close();
    }
}
