package io.forecastj.models.statistical;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

/** Prints how long the automatic choice of an ARIMA model takes for synthetic monthly series, on one thread. */
final class ArimaTiming {
    private static final int SERIES = 40;
    private static final int MONTHS = 120;
    private static final int ROUNDS = 4;

    /** Processor time does not depend on what else runs. */
    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    private ArimaTiming() {}

    public static void main(String[] args) {
        for (int round = 1; round <= ROUNDS; round++) {
            double[] milliseconds = new double[SERIES];
            for (int i = 0; i < SERIES; i++) {
                LocalRows rows = new LocalRows(monthly(i), new double[0][]);
                long start = CPU.getCurrentThreadCpuTime();
                ArimaMethod.automatic().fit(rows, 12);
                milliseconds[i] = (CPU.getCurrentThreadCpuTime() - start) / 1e6;
            }
            double mean = Arrays.stream(milliseconds).average().orElseThrow();
            Arrays.sort(milliseconds);
            System.out.printf(
                    Locale.ROOT,
                    "round %d: mean %.1f ms a series, median %.1f, longest %.1f%n",
                    round,
                    mean,
                    milliseconds[SERIES / 2],
                    milliseconds[SERIES - 1]);
        }
    }

    /** Returns a series with a random walk, a season of changing strength and, in one of three, a drift. */
    static double[] monthly(long seed) {
        Random random = new Random(seed);
        double[] season = random.doubles(12, -1, 1).toArray();
        double strength = random.nextDouble() * 12;
        double walk = random.nextDouble();
        double drift = seed % 3 == 0 ? random.nextDouble() : 0;
        double[] values = new double[MONTHS];
        double level = 100;
        for (int t = 0; t < MONTHS; t++) {
            level += drift + walk * random.nextGaussian();
            season[t % 12] += 0.1 * random.nextGaussian();
            values[t] = level + strength * season[t % 12] + 2 * random.nextGaussian();
        }
        return values;
    }
}
