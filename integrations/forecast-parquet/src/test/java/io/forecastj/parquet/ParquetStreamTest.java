package io.forecastj.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.TimeSeries;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetStreamTest {
    private static final long START = 1_704_067_200_000L;
    private static final long MINUTE = 60_000;

    @TempDir
    private Path folder;

    private static List<TimeSeries> series(int count, int rows) {
        Random random = new Random(5);
        List<TimeSeries> all = new ArrayList<>();
        for (int s = 0; s < count; s++) {
            TimeSeries.Builder builder = TimeSeries.builder("price", "volume").id("series " + s);
            double price = 100;
            for (int i = 0; i < rows; i++) {
                price += random.nextGaussian();
                builder.add(START + i * MINUTE, i == rows - 1 ? s : price, random.nextInt(1_000));
            }
            all.add(builder.build());
        }
        return all;
    }

    @Test
    void aMillionRowsOfManySeriesPassInSixteenMegabytes() throws IOException, InterruptedException {
        Path file = folder.resolve("million.parquet");
        Parquet.write(series(100, 10_000), file, ParquetCompression.ZSTD);
        assertThat(SmallJvm.run("16m", StreamedFile.class, file))
                .contains("100 series, 1000000 rows, sum 4950.0")
                .endsWith("exit 0");
    }

    @Test
    @Tag("slow")
    void tenMillionRowsOfManySeriesPassInLittleMemory() throws IOException, InterruptedException {
        Path file = folder.resolve("ten-million.parquet");
        Parquet.write(series(100, 100_000), file);
        String output = SmallJvm.run("128m", StreamedFile.class, file);
        System.out.println(output);
        assertThat(output).contains("100 series, 10000000 rows, sum 4950.0").endsWith("exit 0");
    }
}
