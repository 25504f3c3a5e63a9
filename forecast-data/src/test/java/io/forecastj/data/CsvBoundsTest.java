package io.forecastj.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.InvalidSeriesException;
import io.forecastj.TimeSeries;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are made to fill the memory. */
class CsvBoundsTest {
    private static final int MEGABYTES = 64;
    private static final long SECONDS = 60;
    private static final int BLOCK = 1_000_000;
    private static final String HEAD = "t,y\n2020-01-01,1\n";

    @TempDir
    private Path folder;

    /** Reads a file in a process with little memory, and returns the refusal without the file's name. */
    private String refusal(Path file, String... columns) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(file.toString()));
        arguments.addAll(List.of(columns));
        String output = ChildProcess.run(Reading.class, MEGABYTES, SECONDS, arguments.toArray(String[]::new));
        assertThat(output).startsWith("refused: " + file);
        return output.substring("refused: ".length() + file.toString().length());
    }

    /** The process. */
    static final class Reading {
        private Reading() {}

        public static void main(String[] arguments) {
            try {
                CsvReading reading =
                        arguments.length == 1 ? Csv.read() : Csv.read().columns(arguments[1]);
                TimeSeries series = reading.from(Path.of(arguments[0])).one();
                System.out.println(
                        series.length() + " rows, " + series.columns().size() + " columns");
            } catch (InvalidSeriesException e) {
                System.out.println("refused: " + e.getMessage());
            }
        }
    }

    private Path filled(String head, char repeated) throws IOException {
        byte[] block = new byte[BLOCK];
        Arrays.fill(block, (byte) repeated);
        Path file = folder.resolve("a.csv");
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(head.getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 100; i++) {
                out.write(block);
            }
        }
        return file;
    }

    /** Valid rows of four megabytes of one letter, which deflate makes more than a thousand times smaller. */
    private Path archive(String name, int megabytes) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            if (name.endsWith(".gz")) {
                try (OutputStream gzip = new GZIPOutputStream(out, BLOCK)) {
                    writeRows(gzip, megabytes);
                }
            } else {
                try (ZipOutputStream zip = new ZipOutputStream(out)) {
                    zip.putNextEntry(new ZipEntry("a.csv"));
                    writeRows(zip, megabytes);
                }
            }
        }
        return file;
    }

    private static void writeRows(OutputStream out, int megabytes) throws IOException {
        byte[] field = new byte[BLOCK - 10];
        Arrays.fill(field, (byte) 'x');
        out.write("t,y,a,b,c,d\n".getBytes(StandardCharsets.UTF_8));
        for (int row = 0; row < megabytes / 4; row++) {
            out.write((1_600_000_000L + row + ",1").getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 4; i++) {
                out.write(',');
                out.write(field);
            }
            out.write('\n');
        }
    }

    private static String header(int columns) {
        return "t," + IntStream.range(1, columns).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(strings = {"", "t,y\n2020-01-01,"})
    void aLineOfAHundredMegabytesAnywhereIsRefusedInLittleMemory(String head) throws Exception {
        aLineOfAHundredMegabytesWithoutADelimiterIsRefusedInLittleMemory(head);
    }

    @ParameterizedTest
    @ValueSource(strings = "t,y\n2020-01-01,\"")
    void aLineOfAHundredMegabytesWithoutADelimiterIsRefusedInLittleMemory(String head) throws Exception {
        long line = head.lines().count() == 0 ? 1 : 2;
        long field = head.isEmpty() ? 1 : 2;
        assertThat(refusal(filled(head, 'x')))
                .isEqualTo(", line " + line + ": field " + field + " of the row that starts here has more than 1000000"
                        + " characters: is a quote never closed, or is the file no CSV?");
    }

    @Tag("slow")
    @Test
    void aHeaderOfAHundredMillionDelimitersIsRefusedInLittleMemory() throws Exception {
        aLineOfAHundredMillionDelimitersIsRefusedInLittleMemory("");
    }

    @ParameterizedTest
    @ValueSource(strings = HEAD)
    void aLineOfAHundredMillionDelimitersIsRefusedInLittleMemory(String head) throws Exception {
        assertThat(refusal(filled(head, ',')))
                .isEqualTo(", line " + (head.isEmpty() ? 1 : 3) + ": the row that starts here has more than 100000"
                        + " fields: split the columns over several files");
    }

    @Test
    void aRowOfLongFieldsIsRefusedInLittleMemory() throws Exception {
        Path file = folder.resolve("a.csv");
        Files.writeString(file, HEAD + ("x".repeat(900_000) + ",").repeat(50) + "\n");
        assertThat(refusal(file))
                .isEqualTo(", line 3: the row that starts here has more than 4000000 characters: split the columns over"
                        + " several files");
    }

    @Test
    void aHundredThousandColumnsAreReadInLittleMemory() throws Exception {
        Path file = folder.resolve("a.csv");
        StringBuilder text = new StringBuilder(header(100_000)).append('\n');
        for (int day = 10; day < 30; day++) {
            text.append("2020-01-").append(day).append(",1".repeat(99_999)).append('\n');
        }
        Files.writeString(file, text);
        assertThat(ChildProcess.run(Reading.class, 128, SECONDS, file.toString()))
                .isEqualTo("20 rows, 99999 columns");
    }

    @Test
    @Timeout(100) // a search through all columns for each name takes most of a minute
    void manyOfAHundredThousandColumnsAreFoundByTheirNames() {
        String[] names = IntStream.range(1, 20_000).mapToObj(i -> "c" + i).toArray(String[]::new);
        String text = header(100_000) + "\n2020-01-01" + ",1".repeat(99_999) + "\n";
        TimeSeries series =
                Csv.read().columns(names).from(new StringReader(text), "a.csv").one();
        assertThat(series.columns()).isEqualTo(List.of(names));
    }

    @Test
    void aRowThatDoesNotFitAHundredThousandColumnsNamesFewOfThem() throws Exception {
        Path file = folder.resolve("a.csv");
        Files.writeString(file, header(100_000) + "\n2020-01-01,1\n");
        assertThat(refusal(file))
                .startsWith(", line 2: the row has 2 fields, but the header has 100000: 't', 'c1', 'c2', ")
                .endsWith(", 'c99', ... and 99900 more");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.csv.gz", "a.zip"})
    void anArchiveThatFillsTheMemoryIsRefused(String name) throws Exception {
        Path file = archive(name, 120);
        assertThat(Files.size(file)).isLessThan(120_000);
        assertThat(refusal(file, "y"))
                .containsPattern("^(!/a.csv)?, line [0-9]+: the file becomes more than 1000 times larger when it is"
                        + " decompressed, as archives do that are made to fill memory: if it is a real one, allow its"
                        + " size with atMostBytes\\(...\\)$");
    }

    @Test
    void aZipFileThatClaimsALargeEntryIsBoundedByItsOwnSize() throws IOException {
        Path file = archive("a.zip", 112);
        byte[] bytes = Files.readAllBytes(file);
        int directory = bytes.length - 22 - 46 - "a.csv".length();
        assertThat(bytes[directory + 2]).isEqualTo((byte) 1);
        // the compressed size in the directory at the end
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(directory + 20, 2_000_000);
        Files.write(file, bytes);
        assertThatThrownBy(() -> Csv.read().columns("y").from(file))
                .isExactlyInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void anArchiveUnderAHundredMegabytesMayHaveAnyRatio() throws IOException {
        Path file = archive("a.gz", 96);
        assertThat(Files.size(file)).isLessThan(96_000);
        assertThat(Csv.read().columns("y").from(file).one().length()).isEqualTo(24);
    }

    @Test
    void aSetNumberOfBytesReplacesTheLimitOfTheRatio() throws IOException {
        Path file = archive("a.gz", 112);
        assertThatThrownBy(() -> Csv.read().columns("y").from(file))
                .isExactlyInstanceOf(InvalidSeriesException.class)
                .hasMessageStartingWith(file + ", line 26: the file becomes more than 1000 times larger");
        assertThat(Csv.read()
                        .columns("y")
                        .atMostBytes(112_000_000)
                        .from(file)
                        .one()
                        .length())
                .isEqualTo(28);
        assertThatThrownBy(() -> Csv.read().columns("y").atMostBytes(50_000_000).from(file))
                .isExactlyInstanceOf(InvalidSeriesException.class)
                .hasMessage(file + ", line 14: the file has more than the 50000000 bytes that atMostBytes(...) allows");
    }

    @Test
    void theNumberOfBytesIsAllowedToBeReached() {
        byte[] bytes = HEAD.getBytes(StandardCharsets.UTF_8);
        assertThat(Csv.read()
                        .atMostBytes(bytes.length)
                        .from(new ByteArrayInputStream(bytes), "a.csv")
                        .one()
                        .length())
                .isEqualTo(1);
        assertThatThrownBy(
                        () -> Csv.read().atMostBytes(bytes.length - 1).from(new ByteArrayInputStream(bytes), "a.csv"))
                .isExactlyInstanceOf(InvalidSeriesException.class)
                .hasMessage("a.csv, line 1: the file has more than the " + (bytes.length - 1)
                        + " bytes that atMostBytes(...) allows");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Csv.read().atMostBytes(0))
                .withMessage("the largest number of bytes must be positive, found 0");
    }

    @Test
    void aFieldOfAMillionCharactersIsReadAndALongerOneIsNot() {
        String id = "x".repeat(1_000_000);
        assertThat(Csv.read()
                        .from(new StringReader("id,t,y\n" + id + ",2020-01-01,1\n"), "a.csv")
                        .one()
                        .id())
                .isEqualTo(id);
        assertThatThrownBy(() -> Csv.read().from(new StringReader("id,t,y\nx" + id + ",2020-01-01,1\n"), "a.csv"))
                .isExactlyInstanceOf(InvalidSeriesException.class)
                .hasMessageStartingWith("a.csv, line 2: field 1 of the row that starts here has more than 1000000");
    }
}
