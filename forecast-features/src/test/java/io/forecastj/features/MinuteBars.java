package io.forecastj.features;

import io.forecastj.Ohlcv;
import io.forecastj.TimeSeries;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Minute bars of bitcoin in dollars, of the trades at Bitstamp from 2013-11-25 that are inside ta4j's examples. */
final class MinuteBars {
    private static final String TRADES = "/bitstamp_trades_from_20131125_usd.csv";
    private static final long MINUTE = 60;

    private MinuteBars() {}

    /** A bar for each minute with trades, stamped with its beginning. */
    static TimeSeries bitcoin() {
        TimeSeries.Builder bars = Ohlcv.builder().id("bitcoin minutes");
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(MinuteBars.class.getResourceAsStream(TRADES)), StandardCharsets.UTF_8))) {
            in.readLine();
            double[] bar = null;
            long minute = 0;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] cells = line.split(",");
                long at = Long.parseLong(cells[0]) / MINUTE;
                double price = Double.parseDouble(cells[1]);
                if (bar == null || at != minute) {
                    if (bar != null) {
                        bars.add(minute * MINUTE * 1000, bar);
                    }
                    minute = at;
                    bar = new double[] {price, price, price, price, 0};
                }
                bar[1] = Math.max(bar[1], price);
                bar[2] = Math.min(bar[2], price);
                bar[3] = price;
                bar[4] += Double.parseDouble(cells[2]);
            }
            bars.add(minute * MINUTE * 1000, Objects.requireNonNull(bar));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bars.build();
    }
}
