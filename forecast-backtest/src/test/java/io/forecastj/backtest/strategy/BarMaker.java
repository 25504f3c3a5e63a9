package io.forecastj.backtest.strategy;

import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** Bars for the tests: a row a day from Monday 2024-01-01 on. */
final class BarMaker {
    static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
    private static final long DAY = 86_400_000L;

    private BarMaker() {}

    static Instant day(int day) {
        return START.plusMillis(day * DAY);
    }

    /** Bars of pairs of open and close. */
    static TimeSeries bars(double... openAndClose) {
        return bars("", 0, openAndClose);
    }

    static TimeSeries bars(String id, int firstDay, double... openAndClose) {
        TimeSeries.Builder bars = TimeSeries.builder("open", "close").id(id).sampling(Sampling.daily());
        for (int i = 0; i < openAndClose.length; i += 2) {
            bars.add(day(firstDay + i / 2), openAndClose[i], openAndClose[i + 1]);
        }
        return bars.build();
    }

    /** A random walk with gaps between close and open. */
    static TimeSeries random(String id, int rows, long seed) {
        Random random = new Random(seed);
        double[] prices = new double[2 * rows];
        double price = 100;
        for (int i = 0; i < prices.length; i++) {
            price *= Math.exp(0.01 * random.nextGaussian());
            prices[i] = price;
        }
        return bars(id, 0, prices);
    }

    /** The same bars with random prices from the close of a row on. */
    static TimeSeries otherFrom(TimeSeries bars, int from, long seed) {
        Random random = new Random(seed);
        double[] open = bars.values("open");
        double[] close = bars.values("close");
        for (int row = from; row < bars.length(); row++) {
            open[row] = row == from ? open[row] : 50 + 100 * random.nextDouble();
            close[row] = 50 + 100 * random.nextDouble();
        }
        return bars.with("open", open).with("close", close);
    }

    /** A position at each row from the first on. */
    static Map<Instant, Double> positions(TimeSeries bars, double... positions) {
        Map<Instant, Double> byTime = new LinkedHashMap<>();
        for (int row = 0; row < positions.length; row++) {
            byTime.put(bars.time(row), positions[row]);
        }
        return byTime;
    }

    /** Random positions from -1 to 1 at some of the rows. */
    static Map<Instant, Double> randomPositions(TimeSeries bars, long seed) {
        Random random = new Random(seed);
        Map<Instant, Double> byTime = new LinkedHashMap<>();
        for (int row = 0; row < bars.length(); row++) {
            if (row == 0 || random.nextInt(3) > 0) {
                byTime.put(bars.time(row), random.nextInt(5) == 0 ? 0 : 2 * random.nextDouble() - 1);
            }
        }
        return byTime;
    }
}
