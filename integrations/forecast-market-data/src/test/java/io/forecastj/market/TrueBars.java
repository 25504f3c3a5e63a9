package io.forecastj.market;

import io.forecastj.Ohlcv;
import io.forecastj.TimeSeries;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/** The true bars of an instrument, and the documents in which providers would send them. */
final class TrueBars {
    /** A bar; prices have two decimals, so that all forms write them exactly. */
    record Bar(long time, double open, double high, double low, double close, double volume) {}

    private final List<Bar> bars;
    private final BarInterval interval;

    TrueBars(BarInterval interval, List<Bar> bars) {
        this.interval = interval;
        this.bars = List.copyOf(bars);
    }

    /** Makes a random walk with some bars missing. */
    static TrueBars random(Random random, BarInterval interval, Instant start, int slots, double missing) {
        List<Bar> bars = new ArrayList<>();
        long cents = 100_00;
        for (int slot = 0; slot < slots; slot++) {
            long open = cents;
            cents = Math.max(1_00, cents + random.nextInt(201) - 100);
            long high = Math.max(open, cents) + random.nextInt(50);
            long low = Math.min(open, cents) - random.nextInt(50);
            long time = start.toEpochMilli() + slot * interval.duration().toMillis();
            if (random.nextDouble() >= missing) {
                bars.add(new Bar(
                        time, open / 100.0, high / 100.0, low / 100.0, cents / 100.0, random.nextInt(10_000) / 100.0));
            }
        }
        return new TrueBars(interval, bars);
    }

    List<Bar> bars() {
        return bars;
    }

    /** The bars whose start is in a range; the last one is before the end. */
    TrueBars between(long from, long to) {
        return new TrueBars(
                interval,
                bars.stream().filter(b -> b.time >= from && b.time < to).toList());
    }

    TrueBars first(int count) {
        return new TrueBars(interval, bars.subList(0, Math.min(count, bars.size())));
    }

    TrueBars last(int count) {
        return new TrueBars(interval, bars.subList(Math.max(0, bars.size() - count), bars.size()));
    }

    TimeSeries series(String id, boolean volume) {
        TimeSeries.Builder builder = Ohlcv.builder().id(id).sampling(interval.sampling());
        bars.forEach(b -> builder.add(b.time, b.open, b.high, b.low, b.close, volume ? b.volume : Double.NaN));
        return builder.build();
    }

    /** The form of Binance: prices as texts, the time of the end, and fields that are not read. */
    String binance() {
        long step = interval.duration().toMillis();
        return bars.stream()
                .map(b -> "[" + b.time + "," + text(b.open) + "," + text(b.high) + "," + text(b.low) + ","
                        + text(b.close) + "," + text(b.volume) + "," + (b.time + step - 1) + ",\"1.5\",308,\"0.5\","
                        + "\"50.1\",\"0\"]")
                .collect(Collectors.joining(",", "[", "]"));
    }

    /** A number as exchanges write it: in quotes, with zeros at the end. */
    private static String text(double value) {
        return "\"" + value + "00000\"";
    }

    /** The form of Coinbase: seconds, low before high before open, the newest bar first. */
    String coinbase() {
        List<Bar> newestFirst = new ArrayList<>(bars);
        Collections.reverse(newestFirst);
        return newestFirst.stream()
                .map(b -> "[" + b.time / 1_000 + "," + b.low + "," + b.high + "," + b.open + "," + b.close + ","
                        + b.volume + "]")
                .collect(Collectors.joining(",", "[", "]"));
    }

    String kraken() {
        String rows = bars.stream()
                .map(b -> "[" + b.time / 1_000 + "," + text(b.open) + "," + text(b.high) + "," + text(b.low) + ","
                        + text(b.close) + "," + text(b.low) + "," + text(b.volume) + ",23]")
                .collect(Collectors.joining(",", "[", "]"));
        long last = bars.size() < 2 ? 0 : bars.get(bars.size() - 2).time / 1_000;
        return "{\"error\":[],\"result\":{\"XXBTZUSD\":" + rows + ",\"last\":" + last + "}}";
    }

    /** The form of CoinGecko: the time of the end, and no volume. */
    String coinGecko() {
        long step = interval.duration().toMillis();
        return bars.stream()
                .map(b -> "[" + (b.time + step) + "," + b.open + "," + b.high + "," + b.low + "," + b.close + "]")
                .collect(Collectors.joining(",", "[", "]"));
    }

    /** The form of Yahoo: columns beside times; a missing bar may be a row of nulls. */
    String yahoo(String granularity, long now) {
        return yahoo(granularity, "America/New_York", now, 0, 0, "");
    }

    String yahoo(String granularity, String zone, long marketTime, long sessionStart, long sessionEnd, String more) {
        Map<String, String> columns = Map.of(
                "open",
                join(b -> b.open),
                "high",
                join(b -> b.high),
                "low",
                join(b -> b.low),
                "close",
                join(b -> b.close),
                "volume",
                join(b -> b.volume));
        String quote = columns.entrySet().stream()
                .map(c -> "\"" + c.getKey() + "\":[" + c.getValue() + "]")
                .collect(Collectors.joining(","));
        String times = bars.stream().map(b -> String.valueOf(b.time / 1_000)).collect(Collectors.joining(","));
        String session = sessionEnd == 0
                ? ""
                : ",\"currentTradingPeriod\":{\"pre\":{\"timezone\":\"EST\",\"start\":1,\"end\":2},"
                        + "\"regular\":{\"timezone\":\"EST\",\"start\":" + sessionStart / 1_000 + ",\"end\":"
                        + sessionEnd / 1_000 + ",\"gmtoffset\":-18000}}";
        return "{\"chart\":{\"result\":[{\"meta\":{\"currency\":\"USD\",\"symbol\":\"TEST\",\"regularMarketTime\":"
                + marketTime / 1_000 + ",\"exchangeTimezoneName\":\"" + zone + "\",\"dataGranularity\":\"" + granularity
                + "\",\"priceHint\":2" + session + more + "},\"timestamp\":[" + times + "],\"indicators\":{\"quote\":[{"
                + quote + "}],\"adjclose\":[{\"adjclose\":[" + join(b -> b.close / 2) + "]}]}}],\"error\":null}}";
    }

    private String join(java.util.function.ToDoubleFunction<Bar> value) {
        return bars.stream()
                .map(b -> {
                    double v = value.applyAsDouble(b);
                    return Double.isNaN(v) ? "null" : String.valueOf(v);
                })
                .collect(Collectors.joining(","));
    }

    private static LocalDate day(Bar bar) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(bar.time), ZoneOffset.UTC);
    }

    String stooq() {
        return bars.isEmpty()
                ? "No data"
                : bars.stream()
                        .map(b -> day(b) + "," + b.open + "," + b.high + "," + b.low + "," + b.close + "," + b.volume
                                + "\r\n")
                        .collect(Collectors.joining("", "Date,Open,High,Low,Close,Volume\r\n", ""));
    }
}
