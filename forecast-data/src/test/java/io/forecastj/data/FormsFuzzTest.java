package io.forecastj.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.forecastj.InvalidSeriesException;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changed files of providers and competitions are read as simple readers read them, or refused with their place. */
class FormsFuzzTest {
    private static final long SEED = 30_112_026;
    private static final String FILE = "fuzzed.csv";
    private static final int FILES = 1_000;

    /** A file without any row has no line to name. */
    private static final String PLACE =
            "(" + FILE + "|m4_train.csv)(, line [0-9]+|.* line [0-9]+| is empty;|: the file is no text|: expected)";

    private static final Instant START = Instant.parse("2000-01-01T00:00:00Z");

    @TempDir
    private Path folder;

    /** Reads a changed file, or returns null if it is refused as it should be. */
    private interface Reading {
        List<TimeSeries> read(byte[] bytes) throws IOException;
    }

    private static List<TimeSeries> outcome(Reading reading, byte[] bytes, String name) {
        try {
            return reading.read(bytes);
        } catch (InvalidSeriesException e) {
            assertThat(e.getMessage()).as(name).containsPattern(PLACE);
            return null;
        } catch (IOException | RuntimeException | Error e) {
            return fail(name + ": " + new String(bytes, StandardCharsets.UTF_8), e);
        }
    }

    private static void assertRows(TimeSeries series, Map<Instant, List<Double>> rows, String name) {
        assertThat(series.times()).as(name).containsExactlyElementsOf(rows.keySet());
        int row = 0;
        for (List<Double> values : rows.values()) {
            for (int column = 0; column < values.size(); column++) {
                assertThat(series.values(series.columns().get(column))[row])
                        .as(name)
                        .isEqualTo(values.get(column));
            }
            row++;
        }
    }

    @Test
    void filesOfProvidersAreReadOrRefusedWithTheirLine() throws IOException {
        readForms(FILES / 4);
    }

    @Tag("slow")
    @Test
    void manyFilesOfProvidersAreReadOrRefusedWithTheirLine() throws IOException {
        readForms(4 * FILES);
    }

    private void readForms(int count) throws IOException {
        for (PlainForm form : PlainForm.ALL) {
            byte[] valid = Files.readAllBytes(PresetFiles.path(form.file()));
            int plain = 0;
            for (int i = 0; i < count; i++) {
                String name = "seed " + SEED + ", " + form.preset() + " " + i;
                byte[] changed = new FileChanges(new Random(SEED + i)).change(valid);
                List<TimeSeries> read = outcome(
                        bytes -> Csv.read(form.preset())
                                .from(new ByteArrayInputStream(bytes), FILE)
                                .list(),
                        changed,
                        name);
                Map<Instant, List<Double>> rows = form.read(valid, changed);
                if (rows == null) {
                    continue;
                }
                plain++;
                assertThat(read == null).as(name).isEqualTo(rows.isEmpty());
                if (read != null) {
                    assertThat(read).as(name).hasSize(1);
                    assertRows(read.get(0), rows, name);
                }
            }
            assertThat(plain)
                    .as("files of " + form.preset() + " that the simple reader reads")
                    .isGreaterThan(count / 20);
        }
    }

    /** Files of all variants, of which no simple reader knows. */
    @Test
    void filesOfVariantsAreReadOrRefusedWithTheirLine() throws IOException {
        Map<String, CsvPreset> variants = Map.of(
                "yfinance_download.csv", CsvPreset.YAHOO,
                "yfinance_history.csv", CsvPreset.YAHOO,
                "binance_futures.csv", CsvPreset.BINANCE_KLINES,
                "stooq_bulk.txt", CsvPreset.STOOQ,
                "stooq_intraday.csv", CsvPreset.STOOQ,
                "investing_us.csv", CsvPreset.INVESTING,
                "tradingview_iso.csv", CsvPreset.TRADING_VIEW,
                "kraken_rest.csv", CsvPreset.KRAKEN,
                "alphavantage_intraday.csv", CsvPreset.ALPHA_VANTAGE);
        for (Map.Entry<String, CsvPreset> variant : variants.entrySet()) {
            byte[] valid = Files.readAllBytes(PresetFiles.path(variant.getKey()));
            CsvReading reading = Csv.read(variant.getValue()).zone(ZoneOffset.UTC);
            for (int i = 0; i < FILES / 8; i++) {
                byte[] changed = new FileChanges(new Random(SEED + i)).change(valid);
                outcome(
                        bytes -> reading.from(new ByteArrayInputStream(bytes), FILE)
                                .list(),
                        changed,
                        "seed " + SEED + ", " + variant.getKey() + " " + i);
            }
        }
    }

    @Test
    void tsfFilesAreReadOrRefusedWithTheirLine() throws IOException {
        byte[] valid = Files.readAllBytes(PresetFiles.path("monash_monthly.tsf"));
        int plain = 0;
        for (int i = 0; i < FILES; i++) {
            String name = "seed " + SEED + ", tsf " + i;
            byte[] changed = new FileChanges(new Random(SEED + i)).change(valid);
            List<TimeSeries> read = outcome(
                    bytes -> new TsfParsing(new TsfTokens(new ByteArrayInputStream(bytes), FILE)).series(null, null),
                    changed,
                    name);
            List<Map<Instant, List<Double>>> expected = plainTsf(valid, changed);
            if (expected != null) {
                plain++;
                assertThat(read).as(name).hasSize(expected.size());
                for (int one = 0; one < expected.size(); one++) {
                    assertRows(read.get(one), expected.get(one), name);
                }
            }
        }
        assertThat(plain).as("files that the simple reader reads").isGreaterThan(FILES / 20);
    }

    /** Reads the plainest {@code .tsf} files: valid ones with the tags of the original. */
    private static List<Map<Instant, List<Double>>> plainTsf(byte[] valid, byte[] changed) {
        List<String> expected = PlainForm.lines(valid);
        List<String> lines = PlainForm.lines(changed);
        int head = expected.indexOf("@data") + 1;
        if (lines == null || lines.size() <= head || !lines.subList(0, head).equals(expected.subList(0, head))) {
            return null;
        }
        List<Map<Instant, List<Double>>> all = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (String line : lines.subList(head, lines.size())) {
            String[] parts = line.split(":", -1);
            if (parts.length != 5
                    || parts[0].isBlank()
                    || names.contains(parts[0].strip())
                    || !parts[0].matches("\\w+")
                    || !parts[2].matches(PlainForm.NUMBER)
                    || !parts[4].matches("((" + PlainForm.NUMBER + "|\\?),)*(" + PlainForm.NUMBER + "|\\?)")) {
                return null;
            }
            names.add(parts[0]);
            LocalDateTime start;
            try {
                start = LocalDateTime.parse(parts[3], DateTimeFormatter.ofPattern("yyyy-MM-dd HH-mm-ss"));
            } catch (DateTimeException e) {
                return null;
            }
            String[] values = parts[4].split(",");
            Map<Instant, List<Double>> rows = new TreeMap<>();
            for (int i = 0; i < values.length; i++) {
                double value = values[i].equals("?") ? Double.NaN : Double.parseDouble(values[i]);
                rows.put(start.plusMonths(i).toInstant(ZoneOffset.UTC), List.of(value));
            }
            all.add(rows);
        }
        return all;
    }

    @Test
    void filesOfM4AreReadOrRefusedWithTheirLine() throws IOException {
        Path path = folder.resolve(FILE);
        byte[] valid = new String(Files.readAllBytes(PresetFiles.path("m4_train.csv")), StandardCharsets.UTF_8)
                .replace("\"", "")
                .getBytes(StandardCharsets.UTF_8);
        byte[] info = Files.readAllBytes(PresetFiles.path("m4_info.csv"));
        int plain = 0;
        for (int i = 0; i < FILES; i++) {
            String name = "seed " + SEED + ", M4 " + i;
            byte[] changed = new FileChanges(new Random(SEED + i)).change(valid);
            List<TimeSeries> read =
                    outcome(bytes -> M4.read(Files.write(path, bytes), START, Sampling.hourly()), changed, name);
            Map<String, double[]> expected = plainM4(changed);
            if (expected != null) {
                plain++;
                assertThat(read)
                        .as(name)
                        .extracting(TimeSeries::id)
                        .containsExactlyInAnyOrderElementsOf(expected.keySet());
                for (TimeSeries one : read) {
                    assertThat(one.values("y")).as(name).containsExactly(expected.get(one.id()));
                }
            }
            byte[] times = new FileChanges(new Random(SEED + i)).change(info);
            outcome(bytes -> M4.read(PresetFiles.path("m4_train.csv"), Files.write(path, bytes)), times, name);
        }
        assertThat(plain).as("files that the simple reader reads").isGreaterThan(FILES / 20);
    }

    /** Reads the plainest files of M4: valid ones without quotes. */
    private static Map<String, double[]> plainM4(byte[] changed) {
        List<String> lines = PlainForm.lines(changed);
        if (lines == null || lines.size() < 2 || !lines.get(0).equals("V1,V2,V3,V4,V5")) {
            return null;
        }
        Map<String, double[]> all = new HashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.replaceAll("(,|,NA)+$", "").split(",", -1);
            boolean numbers = Arrays.stream(fields).skip(1).allMatch(text -> text.matches(PlainForm.NUMBER + "|NA|"));
            if (!numbers || fields.length < 2 || !fields[0].matches("\\w+")) {
                return null;
            }
            double[] values = IntStream.range(1, fields.length)
                    .mapToDouble(i -> fields[i].matches("NA|") ? Double.NaN : Double.parseDouble(fields[i]))
                    .toArray();
            if (all.put(fields[0], values) != null) {
                return null;
            }
        }
        return all;
    }

    @Test
    void changedFilesAreInspectedWithALineThatReadsThemOrAReason() throws IOException {
        inspect(50);
    }

    @Tag("slow")
    @Test
    void manyChangedFilesAreInspectedWithALineThatReadsThemOrAReason() throws IOException {
        inspect(2_000);
    }

    private void inspect(int count) throws IOException {
        Path path = folder.resolve(FILE);
        for (int i = 0; i < count; i++) {
            Random random = new Random(SEED + i);
            PlainForm form = PlainForm.ALL.get(random.nextInt(PlainForm.ALL.size()));
            byte[] valid = Files.readAllBytes(PresetFiles.path(form.file()));
            Files.write(path, new FileChanges(random).change(valid));
            String name = "seed " + SEED + ", inspection " + i;
            outcome(
                    bytes -> {
                        CsvInspection inspection = Csv.inspect(path);
                        assertThat(inspection.toString()).as(name).contains("code ");
                        if (inspection.code().isEmpty()) {
                            assertThat(inspection.problems()).as(name).isNotEmpty();
                            return List.of();
                        }
                        try {
                            return CodeLine.read(inspection.code().get()).list();
                        } catch (Throwable e) {
                            return fail(
                                    name + ": " + inspection + Files.readString(path, StandardCharsets.ISO_8859_1), e);
                        }
                    },
                    new byte[0],
                    name);
        }
    }
}
