package io.forecastj.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.InvalidSeriesException;
import io.forecastj.TimeSeries;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvCompressionTest {
    private static final String TEXT = text(400);

    @TempDir
    private Path folder;

    /** Rows of random numbers, so that a file has several blocks when it is compressed. */
    private static String text(int rows) {
        Random random = new Random(1);
        StringBuilder text = new StringBuilder("t,y\n");
        for (int i = 0; i < rows; i++) {
            text.append(1_600_000_000L + 60 * i)
                    .append(',')
                    .append(random.nextDouble())
                    .append('\n');
        }
        return text.toString();
    }

    private static TimeSeries expected() {
        return Csv.read().from(new StringReader(TEXT), "text").one();
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            bytes.writeBytes(part);
        }
        return bytes.toByteArray();
    }

    private Path file(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private Path zip(String name, boolean stored, String... entries) throws IOException {
        Path path = folder.resolve(name);
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(path))) {
            for (String entry : entries) {
                ZipEntry next = new ZipEntry(entry);
                byte[] bytes = TEXT.getBytes(StandardCharsets.UTF_8);
                if (stored) {
                    CRC32 hash = new CRC32();
                    hash.update(bytes);
                    next.setMethod(ZipEntry.STORED);
                    next.setSize(bytes.length);
                    next.setCrc(hash.getValue());
                }
                out.putNextEntry(next);
                out.write(entry.endsWith("/") ? new byte[0] : bytes);
            }
        }
        return path;
    }

    private static void refused(Path path, String problem) {
        refused(Csv.read(), path, problem);
    }

    private static void refused(CsvReading reading, Path path, String problem) {
        assertThatThrownBy(() -> reading.from(path))
                .isExactlyInstanceOf(InvalidSeriesException.class)
                .hasMessageStartingWith(path.toString())
                .hasMessageEndingWith(problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.csv.gz", "a.GZ"})
    void aGzipFileIsReadByItsName(String name) throws IOException {
        assertThat(Csv.read().from(file(name, gzip(TEXT))).one()).isEqualTo(expected());
    }

    @Test
    void theMembersOfAGzipFileFollowOneAnother() throws IOException {
        int cut = TEXT.length() / 3;
        byte[] bytes = joined(
                gzip(TEXT.substring(0, cut)),
                gzip(""),
                gzip(TEXT.substring(cut, 2 * cut)),
                gzip(TEXT.substring(2 * cut)));
        assertThat(Csv.read().from(file("a.gz", bytes)).one()).isEqualTo(expected());
    }

    @Test
    void allPartsOfAGzipHeaderAreSkipped() throws IOException {
        byte[] plain = gzip(TEXT);
        byte[] header = Arrays.copyOf(plain, 10);
        header[3] = 2 + 4 + 8 + 16;
        byte[] extra = {3, 0, 1, 2, 3};
        byte[] texts = "name.csv\0a comment\0".getBytes(StandardCharsets.ISO_8859_1);
        byte[] bytes = joined(header, extra, texts, new byte[] {1, 2}, Arrays.copyOfRange(plain, 10, plain.length));
        assertThat(Csv.read().from(file("a.gz", bytes)).one()).isEqualTo(expected());
    }

    @Test
    void aGzipFileThatIsCutAnywhereIsRefused() throws IOException {
        byte[] bytes = joined(gzip("t,y\n1600000000,1\n"), gzip("1600000060,2\n"));
        int first = gzip("t,y\n1600000000,1\n").length;
        for (int length = 1; length < bytes.length; length++) {
            Path path = file("a.gz", Arrays.copyOf(bytes, length));
            if (length != first) {
                refused(path, ": the gzip file ends early: it is truncated");
            }
        }
        refused(file("a.gz", new byte[0]), ", line 1: the gzip file has no bytes");
    }

    @Test
    void aGzipFileWithAChangedByteIsNeverReadAsAnotherSeries() throws IOException {
        byte[] bytes = gzip(TEXT);
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            byte[] changed = bytes.clone();
            int at = i < 12 ? i : random.nextInt(bytes.length);
            changed[at] ^= (byte) (1 << random.nextInt(8));
            Path path = file("a.gz", changed);
            try {
                // the time and the operating system in the header mean nothing
                assertThat(Csv.read().from(path).one()).as("byte %d", at).isEqualTo(expected());
            } catch (InvalidSeriesException e) {
                assertThat(e).hasMessageStartingWith(path + ", line ");
            }
        }
    }

    @Test
    void bytesAfterAGzipMemberAreRefused() throws IOException {
        byte[] whole = gzip(TEXT);
        String problem = ", line 402: the gzip file is damaged: bytes after its member 1 are no further one";
        refused(file("a.gz", joined(whole, new byte[] {0})), problem);
        refused(file("a.gz", joined(whole, new byte[40])), problem);
    }

    @Test
    void whatIsNoGzipFileIsRefusedInSpiteOfItsName() throws IOException {
        refused(
                file("a.csv.gz", TEXT.getBytes(StandardCharsets.UTF_8)),
                ", line 1: the file is not compressed by gzip, though its name ends with .gz: rename it");
    }

    @Test
    void aDamagedChecksumIsRefusedWithTheLastLine() throws IOException {
        byte[] bytes = gzip(TEXT);
        bytes[bytes.length - 6] ^= 1;
        refused(
                file("a.gz", bytes),
                ", line 402: the gzip file is damaged: its checksum or size is not that of its bytes");
    }

    @Test
    void anArchiveWithThePlainNameOfATextIsRefused() throws IOException {
        Path gzip = file("a.csv", gzip(TEXT));
        refused(
                gzip,
                ", line 1: the file is compressed by gzip: read it by from(Path) with a name that ends with .gz, or"
                        + " from a GZIPInputStream");
        Path zip = zip("b.csv", false, "b.csv");
        String problem = ", line 1: the file is a zip file: read it by from(Path) with a name that ends with .zip, or"
                + " save a spreadsheet (.xlsx, .ods) as CSV";
        refused(zip, problem);
        byte[] bytes = Files.readAllBytes(zip);
        assertThatThrownBy(() -> Csv.read().from(new ByteArrayInputStream(bytes), "b.zip"))
                .isExactlyInstanceOf(InvalidSeriesException.class)
                .hasMessage("b.zip" + problem);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theOnlyEntryOfAZipFileIsRead(boolean stored) throws IOException {
        Path path = zip("a.zip", false, "folder/", "folder/a.csv");
        assertThat(Csv.read().from(path).one()).isEqualTo(expected());
        assertThat(Csv.read().from(zip("B.ZIP", stored, "b.csv")).one()).isEqualTo(expected());
    }

    @Test
    void oneOfSeveralEntriesIsNamed() throws IOException {
        Path path = zip("a.zip", false, "a.csv", "b/c.csv", "d.csv");
        refused(
                path,
                ": the zip file has 3 entries, 'a.csv', 'b/c.csv', 'd.csv': name the one to read with entry(...)");
        assertThat(Csv.read().entry("b/c.csv").from(path).one()).isEqualTo(expected());
        refused(
                Csv.read().entry("c.csv"),
                path,
                ": the zip file has no entry 'c.csv'; there are 'a.csv', 'b/c.csv', 'd.csv'");
    }

    @Test
    void aZipFileWithoutEntriesIsRefused() throws IOException {
        refused(zip("a.zip", false, "folder/"), ": the zip file has no entry");
        refused(Csv.read().entry("a"), zip("a.zip", false, "b/"), ": the zip file has no entry 'a'; there are none");
    }

    @Test
    void messagesNameTheEntryBesideTheFile() throws IOException {
        Path path = folder.resolve("a.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(path))) {
            out.putNextEntry(new ZipEntry("prices.csv"));
            out.write("t,y\n2020-01-01,x\n".getBytes(StandardCharsets.UTF_8));
        }
        assertThatThrownBy(() -> Csv.read().from(path))
                .isExactlyInstanceOf(InvalidSeriesException.class)
                .hasMessageStartingWith(path + "!/prices.csv, line 2, column 'y': 'x' is not a number");
    }

    @Test
    void aZipFileThatIsCutAnywhereIsRefused() throws IOException {
        byte[] bytes = Files.readAllBytes(zip("whole.zip", false, "a.csv"));
        for (int length = 0; length < bytes.length; length += 1 + length / 50) {
            Path path = file("a.zip", Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> Csv.read().from(path))
                    .as("%d bytes", length)
                    .isExactlyInstanceOf(InvalidSeriesException.class)
                    .hasMessageStartingWith(path + ": the file is no zip file, though its name ends with .zip, or it is"
                            + " truncated or damaged (");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aZipFileWithAChangedByteIsNeverReadAsAnotherSeries(boolean stored) throws IOException {
        byte[] bytes = Files.readAllBytes(zip("whole.zip", stored, "a.csv"));
        Random random = new Random(7);
        for (int i = 0; i < 200; i++) {
            byte[] changed = bytes.clone();
            int at = i < 100 ? bytes.length - 1 - i : random.nextInt(bytes.length);
            changed[at] ^= (byte) (1 << random.nextInt(8));
            Path path = file("a.zip", changed);
            try {
                assertThat(Csv.read().from(path).one()).as("byte %d", at).isEqualTo(expected());
            } catch (InvalidSeriesException e) {
                assertThat(e).hasMessageStartingWith(path.toString());
            }
        }
    }

    @Test
    void anEntryOfAFileThatIsNoZipFileIsAMistake() throws IOException {
        Path gzip = file("a.gz", gzip(TEXT));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Csv.read().entry("a.csv").from(gzip))
                .withMessage(
                        "entry(\"a.csv\") names an entry of a zip file, but " + gzip + " is none: remove entry(...)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Csv.read().entry("a.csv").from(new ByteArrayInputStream(new byte[0]), "a.zip"))
                .withMessageContaining("but a.zip is none");
    }

    @Test
    void aZipFileInsideAnotherOneIsRefusedWithAdvice() throws IOException {
        Path outer = folder.resolve("outer.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(outer))) {
            out.putNextEntry(new ZipEntry("inner.zip"));
            out.write(Files.readAllBytes(zip("inner.zip", false, "a.csv")));
            out.putNextEntry(new ZipEntry("a.csv"));
            out.write(TEXT.getBytes(StandardCharsets.UTF_8));
        }
        try (FileSystem inside = FileSystems.newFileSystem(outer)) {
            assertThat(Csv.read().from(inside.getPath("a.csv")).one()).isEqualTo(expected());
            refused(
                    inside.getPath("inner.zip"),
                    ": a zip file inside another file system cannot be read: copy it to the default one, or read its"
                            + " entry by from(InputStream, name)");
        }
    }

    @Test
    void aCharsetAndAMarkCountInAnArchiveToo() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(("\uFEFF" + TEXT).getBytes(StandardCharsets.UTF_16LE));
        }
        assertThat(Csv.read().from(file("a.gz", bytes.toByteArray())).one()).isEqualTo(expected());
    }
}
