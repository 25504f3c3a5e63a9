package io.forecastj.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.TimeSeries;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of very many series takes memory in proportion to its length. */
class ManySeriesTest {
    private static final long SECONDS = 600;

    @TempDir
    private Path folder;

    /** Reads a file in which each row is a series, in a process of little memory. */
    private String read(int ids, int megabytes) throws IOException, InterruptedException {
        Path file = folder.resolve("many.csv");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("id,time,a,b,c,d\n");
            for (int i = 0; i < ids; i++) {
                out.write("s" + i + ",2024-01-01T00:00:00Z,1,2,3," + i + "\n");
            }
        }
        return ChildProcess.run(Reading.class, megabytes, SECONDS, file.toString());
    }

    @Test
    void aHundredThousandSeriesOfOneRowFitIntoLittleMemory() throws Exception {
        assertThat(read(100_000, 192)).isEqualTo("100000 series");
    }

    @Tag("slow")
    @Test
    void aMillionSeriesOfOneRowFitIntoLittleMemory() throws Exception {
        assertThat(read(1_000_000, 1_920)).isEqualTo("1000000 series");
    }

    /** The process. */
    static final class Reading {
        private Reading() {}

        public static void main(String[] arguments) throws IOException {
            List<TimeSeries> series =
                    Csv.read().time("time").id("id").from(Path.of(arguments[0])).list();
            System.out.println(series.size() + " series");
        }
    }
}
