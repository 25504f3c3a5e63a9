package io.forecastj.models.statistical;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Prints the processor time of one automatic fit, for 200 synthetic monthly series of 120 values; the first rounds warm
 * the compiler up.
 */
final class EtsTiming {
    private static final int SERIES = 200;
    private static final int ROWS = 120;
    private static final int PERIOD = 12;
    private static final int ROUNDS = 6;

    private EtsTiming() {}

    public static void main(String[] arguments) {
        List<LocalRows> all = new ArrayList<>();
        for (long seed = 0; seed < SERIES; seed++) {
            all.add(new LocalRows(values(new Random(seed)), new double[0][]));
        }
        for (int round = 1; round <= ROUNDS; round++) {
            long start = processorTime();
            all.forEach(rows -> EtsMethod.AUTOMATIC.fit(rows, PERIOD));
            double each = (processorTime() - start) / 1e6 / SERIES;
            System.out.println(String.format(Locale.ROOT, "round %d: %.2f ms a series", round, each));
        }
    }

    private static long processorTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** Returns a level and a slope that wander, for half of the series with a season that grows with the level. */
    private static double[] values(Random random) {
        double slope = 0.3 * random.nextGaussian();
        double deviation = 1 + 4 * random.nextDouble();
        double season = random.nextBoolean() ? 0.3 * random.nextDouble() : 0;
        double alpha = random.nextDouble();
        double level = 100;
        double[] values = new double[ROWS];
        for (int row = 0; row < ROWS; row++) {
            double error = deviation * random.nextGaussian();
            double angle = 2 * Math.PI * row / PERIOD;
            values[row] = Math.max(1, level + error) * (1 + season * (Math.sin(angle) + 0.3 * Math.cos(2 * angle)));
            level += slope + alpha * error;
        }
        return values;
    }
}
