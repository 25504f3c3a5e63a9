package io.forecastj.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.forecastj.InvalidSeriesException;
import io.forecastj.TimeSeries;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Changed files are read as {@link PlainTable} reads them, or refused with their name and line. */
class CsvFuzzTest {
    private static final long SEED = 17_042_024;
    private static final String FILE = "fuzzed.csv";
    private static final long MOST_SECONDS = 10;
    private static final Path RESOURCES = Path.of("src/test/resources");
    private static final int LARGEST_RESOURCE = 20_000;

    private static final List<Supplier<CsvReading>> READINGS = List.of(
            Csv::read,
            Csv::read,
            Csv::read,
            () -> Csv.read().ohlcv(),
            () -> Csv.read().adjustedOhlcv(),
            () -> Csv.read().detect(),
            () -> Csv.read().detect().ohlcv(),
            () -> Csv.read().columns("y"),
            () -> Csv.read().named("all"),
            () -> Csv.read().delimiter(';').decimal(',').thousands('.'),
            () -> Csv.read().wide("y"),
            () -> Csv.read().noHeader("t", "y"),
            () -> Csv.read().skipLines(1).skipBlankLines(),
            () -> Csv.read().comments('#').endAt("Total"),
            () -> Csv.read().newestFirst(),
            () -> Csv.read().epoch(TimeUnit.SECONDS),
            () -> Csv.read().timeFormat("dd.MM.yyyy HH:mm"),
            () -> Csv.read().zone(ZoneId.of("Europe/Berlin"), ClockChanges.IN_ORDER),
            () -> Csv.read().percentages().currency("$").suffixes().parentheses());

    private final List<byte[]> files = new ArrayList<>();
    private final List<byte[]> resources = new ArrayList<>();

    /** The valid files: some of each form here, and the small ones among the resources of other tests. */
    private void collect() throws IOException {
        Random random = new Random(SEED);
        for (PlainTable.Form form : PlainTable.Form.values()) {
            for (int i = 0; i < 3; i++) {
                files.add(PlainTable.text(form, random).getBytes(StandardCharsets.UTF_8));
            }
        }
        if (Files.isDirectory(RESOURCES)) {
            try (Stream<Path> found = Files.walk(RESOURCES)) {
                for (Path path : found.filter(Files::isRegularFile).sorted().toList()) {
                    if (Files.size(path) <= LARGEST_RESOURCE) {
                        resources.add(Files.readAllBytes(path));
                    }
                }
            }
        }
    }

    private void run(int count) throws IOException {
        collect();
        int plain = 0;
        int read = 0;
        for (int i = 0; i < count; i++) {
            Random random = new Random(SEED + i);
            // three in four of forms that the simple reader reads, however many resources there are
            List<byte[]> from = resources.isEmpty() || random.nextInt(4) > 0 ? files : resources;
            byte[] file = from.get(random.nextInt(from.size()));
            byte[] changed = new FileChanges(random).change(file);
            Supplier<CsvReading> reading = READINGS.get(random.nextInt(READINGS.size()));
            long start = System.nanoTime();
            String name = "seed " + SEED + ", file " + i;
            List<TimeSeries> series = outcome(reading.get(), changed, name);
            assertThat(System.nanoTime() - start).as(name).isLessThan(TimeUnit.SECONDS.toNanos(MOST_SECONDS));
            read += series.isEmpty() ? 0 : 1;
            PlainTable table = PlainTable.of(changed);
            if (table != null) {
                plain++;
                assertThat(outcome(Csv.read(), changed, name)).as(name).isEqualTo(table.series());
            }
        }
        assertThat(plain).as("files that the simple reader reads").isGreaterThan(count / 100);
        assertThat(read).as("files that are read").isGreaterThan(count / 20);
    }

    /** Returns the series, or an empty list if the file is refused as it should be. */
    private static List<TimeSeries> outcome(CsvReading reading, byte[] bytes, String name) {
        try {
            return reading.from(new ByteArrayInputStream(bytes), FILE).list();
        } catch (InvalidSeriesException e) {
            // the file without any line is named without one
            assertThat(e.getMessage()).as(name).containsPattern(FILE + "(, line [0-9]+|.* line [0-9]+| is empty;)");
            return List.of();
        } catch (RuntimeException | Error e) {
            return fail(name + ": " + new String(bytes, StandardCharsets.UTF_8), e);
        }
    }

    @Test
    void aThousandChangedFilesAreReadOrRefusedWithTheirLine() throws IOException {
        run(1_000);
    }

    @Tag("slow")
    @Test
    void twentyThousandChangedFilesAreReadOrRefusedWithTheirLine() throws IOException {
        run(20_000);
    }
}
