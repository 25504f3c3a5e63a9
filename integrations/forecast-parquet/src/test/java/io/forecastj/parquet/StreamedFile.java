package io.forecastj.parquet;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;

/** Streams a file in a process with little memory: {@code StreamedFile path}. Prints what it read. */
final class StreamedFile {
    private StreamedFile() {}

    public static void main(String[] args) {
        long[] counts = new long[2];
        double[] sum = new double[1];
        long start = System.nanoTime();
        Parquet.read().forEach(Path.of(args[0]), series -> {
            counts[0]++;
            counts[1] += series.length();
            sum[0] += series.value(series.length() - 1, 0);
        });
        double seconds = (System.nanoTime() - start) / 1e9;
        long peak = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            peak += pool.getType() == MemoryType.HEAP ? pool.getPeakUsage().getUsed() : 0;
        }
        System.out.printf("%d series, %d rows, sum %s%n", counts[0], counts[1], sum[0]);
        System.out.printf(
                "%.2f s, %.1f million rows/s, heap at most %d MB%n", seconds, counts[1] / seconds / 1e6, peak >> 20);
    }
}
