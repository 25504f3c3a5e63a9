package io.forecastj.training;

import io.forecastj.InsufficientHistoryException;
import io.forecastj.Ohlcv;
import io.forecastj.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Bars in a new order: drawn at random from series and chained, each moving from the close before as it did there.
 *
 * <p>Features define patterns for bars in any order, so a network can learn them from more bars than there are.
 */
final class BarChains {
    /** Short enough that prices stay near the first one. */
    private static final int CHAIN = 1_000;

    private static final double FIRST = 1_000;
    private static final Duration STEP = Duration.ofDays(1);

    private final List<TimeSeries> series;
    private final Random random;

    private BarChains(List<TimeSeries> series, long seed) {
        this.series = series;
        this.random = new Random(seed);
    }

    /**
     * Draws bars.
     *
     * @param series the series with the five columns of bars
     * @param rows the number of bars to draw
     * @param seed the seed
     * @return chains of at most 1,000 bars
     * @throws InsufficientHistoryException if no series has a bar, with a bar before it, without missing values
     */
    static List<TimeSeries> of(List<TimeSeries> series, int rows, long seed) {
        BarChains chains = new BarChains(series, seed);
        int[] of =
                series.stream().mapToInt(one -> Math.max(0, one.length() - 1)).toArray();
        List<int[]> usable = new ArrayList<>();
        for (int index = 0; index < of.length; index++) {
            for (int row = 1; row <= of[index]; row++) {
                if (chains.usable(index, row)) {
                    usable.add(new int[] {index, row});
                }
            }
        }
        if (usable.isEmpty()) {
            throw new InsufficientHistoryException(
                    "patterns need at least one bar with positive prices, a volume, and a"
                            + " bar before it, found none in " + series.size() + " series");
        }
        List<TimeSeries> all = new ArrayList<>();
        for (int left = rows; left > 0; left -= CHAIN) {
            all.add(chains.chain("chain" + all.size(), Math.min(CHAIN, left), usable));
        }
        return all;
    }

    private boolean usable(int index, int row) {
        TimeSeries one = series.get(index);
        boolean whole = one.value(row - 1, Ohlcv.CLOSE) > 0;
        for (String column : Ohlcv.COLUMNS) {
            double value = one.value(row, column);
            whole &= column.equals(Ohlcv.VOLUME) ? value >= 0 : value > 0;
        }
        return whole;
    }

    private TimeSeries chain(String id, int rows, List<int[]> usable) {
        TimeSeries.Builder chain = Ohlcv.builder().id(id);
        double close = FIRST;
        for (int i = 0; i < rows; i++) {
            int[] drawn = usable.get(random.nextInt(usable.size()));
            TimeSeries from = series.get(drawn[0]);
            int row = drawn[1];
            double move = close / from.value(row - 1, Ohlcv.CLOSE);
            close = from.value(row, Ohlcv.CLOSE) * move;
            chain.add(
                    Instant.EPOCH.plus(STEP.multipliedBy(i)),
                    from.value(row, Ohlcv.OPEN) * move,
                    from.value(row, Ohlcv.HIGH) * move,
                    from.value(row, Ohlcv.LOW) * move,
                    close,
                    from.value(row, Ohlcv.VOLUME));
        }
        return chain.build();
    }
}
