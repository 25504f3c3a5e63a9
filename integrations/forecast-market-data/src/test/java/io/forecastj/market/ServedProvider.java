package io.forecastj.market;

import io.forecastj.market.LoopbackProvider.Request;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import java.util.function.Function;

/** Providers that serve true bars as their documentation says. */
enum ServedProvider {
    BINANCE(BarInterval.ONE_HOUR, MarketSources::binance, "BTCUSDT", true) {
        @Override
        String answer(Request request, TrueBars truth, long now, Random random) {
            return truth.between(request.number("startTime"), request.number("endTime") + 1)
                    .first((int) request.number("limit"))
                    .binance();
        }
    },
    COINBASE(BarInterval.FIVE_MINUTES, MarketSources::coinbase, "BTC-USD", true) {
        @Override
        String answer(Request request, TrueBars truth, long now, Random random) {
            long start = Instant.parse(request.query().get("start")).toEpochMilli();
            long end = Instant.parse(request.query().get("end")).toEpochMilli();
            long step = request.number("granularity") * 1_000;
            TrueBars within = truth.between(start, end + 1);
            if (within.bars().isEmpty()) {
                return "[]";
            }
            // some candles may precede the start
            return truth.between(start - random.nextInt(4) * step, end + 1)
                    .last(300)
                    .coinbase();
        }
    },
    KRAKEN(BarInterval.ONE_HOUR, MarketSources::kraken, "XBTUSD", true) {
        @Override
        String answer(Request request, TrueBars truth, long now, Random random) {
            long since = request.number("since") * 1_000 + 1;
            return truth.between(Long.MIN_VALUE, now + 1)
                    .last(720)
                    .between(since, now + 1)
                    .kraken();
        }
    },
    COINGECKO(BarInterval.ONE_DAY, MarketSources::coinGecko, "bitcoin/usd", false) {
        @Override
        String answer(Request request, TrueBars truth, long now, Random random) {
            long step = BarInterval.ONE_DAY.duration().toMillis();
            return truth.between(request.number("from") * 1_000 - step, request.number("to") * 1_000 - step + 1)
                    .coinGecko();
        }
    },
    YAHOO(BarInterval.ONE_MINUTE, MarketSources::yahoo, "AAPL", true) {
        @Override
        String answer(Request request, TrueBars truth, long now, Random random) {
            return truth.between(request.number("period1") * 1_000, request.number("period2") * 1_000)
                    .yahoo("1m", now);
        }
    },
    STOOQ(BarInterval.ONE_DAY, MarketSources::stooq, "aapl.us", true) {
        @Override
        String answer(Request request, TrueBars truth, long now, Random random) {
            return truth.between(day(request, "d1"), day(request, "d2") + 1).stooq();
        }

        private static long day(Request request, String name) {
            LocalDate date = LocalDate.parse(request.query().get(name), DateTimeFormatter.BASIC_ISO_DATE);
            return date.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
        }
    };

    final BarInterval interval;
    final Function<MarketSettings, MarketSource> source;
    final String symbol;
    final boolean volume;

    ServedProvider(BarInterval interval, Function<MarketSettings, MarketSource> source, String symbol, boolean volume) {
        this.interval = interval;
        this.source = source;
        this.symbol = symbol;
        this.volume = volume;
    }

    /** The body of the answer to a request, as documented. */
    abstract String answer(Request request, TrueBars truth, long now, Random random);
}
