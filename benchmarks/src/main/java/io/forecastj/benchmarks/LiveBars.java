package io.forecastj.benchmarks;

import io.forecastj.Ohlcv;
import io.forecastj.TimeSeries;
import java.util.List;

/** An endless stream of hourly bars, which repeats 4,096 simulated ones. */
final class LiveBars {
    static final List<String> COLUMNS = Ohlcv.COLUMNS;

    private static final int COUNT = 4_096;

    private final double[][] rows = new double[COUNT][5];
    private long time = 1_700_000_000_000L;
    private int next;

    LiveBars() {
        TimeSeries bars = Bars.hourly(COUNT, 1);
        for (int r = 0; r < COUNT; r++) {
            for (int c = 0; c < 5; c++) {
                rows[r][c] = bars.value(r, COLUMNS.get(c));
            }
        }
    }

    long nextTime() {
        return time += 3_600_000;
    }

    double[] next() {
        return rows[next++ & COUNT - 1];
    }
}
