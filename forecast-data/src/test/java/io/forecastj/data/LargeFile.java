package io.forecastj.data;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Random;

/** A file of minute bars for measuring. */
final class LargeFile {
    private LargeFile() {}

    static void write(Path file, int rows) throws IOException {
        Random random = new Random(1);
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8))) {
            out.println("timestamp,open,high,low,close,volume");
            LocalDateTime time = LocalDateTime.of(2020, 1, 1, 0, 0);
            double close = 1000;
            for (int i = 0; i < rows; i++) {
                double open = close;
                close = open * Math.exp(0.001 * random.nextGaussian());
                double high = Math.max(open, close) + random.nextDouble();
                double low = Math.min(open, close) - random.nextDouble();
                out.println(time.plusMinutes(i) + "," + open + "," + high + "," + low + "," + close + ","
                        + random.nextInt(1_000_000));
            }
        }
    }
}
