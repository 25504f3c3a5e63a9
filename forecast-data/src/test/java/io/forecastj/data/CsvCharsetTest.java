package io.forecastj.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.InvalidSeriesException;
import io.forecastj.TimeSeries;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvCharsetTest {
    private static final String TEXT = "id,t,y\nKöln,2020-01-01,1\nKöln,2020-01-02,2\n";

    private static TimeSeries expected() {
        return Csv.read().from(new StringReader(TEXT), "text").one();
    }

    private static TimeSeries read(CsvReading reading, byte[] bytes) {
        return reading.from(new ByteArrayInputStream(bytes), "a.csv").one();
    }

    private static void refused(CsvReading reading, byte[] bytes, String message) {
        assertThatThrownBy(() -> read(reading, bytes))
                .isExactlyInstanceOf(InvalidSeriesException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
    void aByteOrderMarkChoosesTheCharset(String name) {
        byte[] bytes = ("\uFEFF" + TEXT).getBytes(Charset.forName(name));
        assertThat(read(Csv.read(), bytes)).isEqualTo(expected());
        assertThat(read(Csv.read().charset(Charset.forName(name)), bytes)).isEqualTo(expected());
    }

    @ParameterizedTest
    @CsvSource({"UTF-16LE, UTF-16", "UTF-16BE, UTF-16", "UTF-32LE, UTF-32", "UTF-32BE, UTF-32"})
    void theCharsetOfBothByteOrdersAllowsBothMarksAndNeedsOne(String name, String both) {
        Charset charset = Charset.forName(both);
        byte[] marked = ("\uFEFF" + TEXT).getBytes(Charset.forName(name));
        assertThat(read(Csv.read().charset(charset), marked)).isEqualTo(expected());
        refused(
                Csv.read().charset(charset),
                TEXT.getBytes(Charset.forName(name)),
                "a.csv, line 1: charset(...) declares " + both + ", whose byte order a mark at the start defines, but"
                        + " there is no mark: declare " + both + "LE or " + both + "BE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "windows-1252",
                "ISO-8859-1",
                "ISO-8859-15",
                "IBM850",
                "UTF-8",
                "UTF-16LE",
                "UTF-16BE",
                "UTF-32LE",
                "GB18030"
            })
    void aDeclaredCharsetIsReadWithoutAMark(String name) {
        Charset charset = Charset.forName(name);
        assertThat(read(Csv.read().charset(charset), TEXT.getBytes(charset))).isEqualTo(expected());
    }

    @Test
    void aCharsetWithStateIsReadToItsEnd() {
        Charset charset = Charset.forName("ISO-2022-JP");
        byte[] bytes = "t,y,名\n2020-01-01,1,東".getBytes(charset);
        assertThat(read(Csv.read().charset(charset).id("名"), bytes).id()).isEqualTo("東");
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-8, windows-1252, UTF-8",
        "UTF-16LE, UTF-8, UTF-16LE",
        "UTF-16LE, UTF-16BE, UTF-16LE",
        "UTF-32BE, UTF-16, UTF-32BE"
    })
    void aMarkThatContradictsTheDeclaredCharsetIsRefused(String written, String declared, String named) {
        refused(
                Csv.read().charset(Charset.forName(declared)),
                ("\uFEFF" + TEXT).getBytes(Charset.forName(written)),
                "a.csv, line 1: the file begins with the byte order mark of " + named + ", but charset(...) declares "
                        + declared + ": correct or remove charset(...)");
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-16LE, StandardCharsets.UTF_16LE",
        "UTF-16BE, StandardCharsets.UTF_16BE",
        "UTF-32LE, 'Charset.forName(\"UTF-32LE\")'",
        "UTF-32BE, 'Charset.forName(\"UTF-32BE\")'"
    })
    void bytesOfZeroWithoutAMarkAreRefusedWithTheOptionToSet(String written, String option) {
        refused(
                Csv.read(),
                TEXT.getBytes(Charset.forName(written)),
                "a.csv, line 1: the file has bytes of zero at its start, as UTF-16 and UTF-32 do: set charset(" + option
                        + "), or save the file as UTF-8");
    }

    @Test
    void zerosBehindTheFirstCharactersAreSuspectedToo() {
        refused(
                Csv.read(),
                "日本語,y\n1,1\n".getBytes(StandardCharsets.UTF_16LE),
                "a.csv, line 1: the byte 0xE5 is not UTF-8: save the file as UTF-8, or set its charset with"
                        + " charset(...)");
        assertThatThrownBy(() -> Csv.read().from(new StringReader("t\0,y\n1,1\n"), "a.csv"))
                .hasMessage("a.csv, line 1: the header 't\\0', 'y' has NUL characters: it seems to be UTF-16 or UTF-32;"
                        + " set its charset with charset(...), or save the file as UTF-8");
    }

    @Test
    void bytesThatDoNotBelongToTheDeclaredCharsetAreRefusedWithTheirLine() {
        byte[] bytes = "t,y\n2020-01-01,1\n2020-01-02,?\n".getBytes(Charset.forName("windows-1252"));
        bytes[bytes.length - 2] = (byte) 0x81;
        refused(
                Csv.read().charset(Charset.forName("windows-1252")),
                bytes,
                "a.csv, line 3: the byte 0x81 is not windows-1252: charset(...) declares another charset than that of"
                        + " the file, or the file is damaged");
    }

    @Test
    void halfACharacterAtTheEndIsRefused() {
        byte[] whole = ("\uFEFF" + TEXT).getBytes(StandardCharsets.UTF_16LE);
        byte[] bytes = Arrays.copyOf(whole, whole.length + 1);
        bytes[whole.length] = '3';
        refused(
                Csv.read(),
                bytes,
                "a.csv, line 4: the byte 0x33 is not UTF-16LE: save the file as UTF-8, or set its charset with"
                        + " charset(...)");
    }

    @Test
    void halfAPairOfSurrogatesIsRefused() {
        byte[] bytes = "\uFEFFt,y\n2020-01-01,\uD83C1\n".getBytes(StandardCharsets.UTF_16BE);
        bytes[bytes.length - 6] = (byte) 0xD8;
        assertThatThrownBy(() -> read(Csv.read(), bytes))
                .isExactlyInstanceOf(InvalidSeriesException.class)
                .hasMessageStartingWith("a.csv, line 2: the byte")
                .hasMessageContaining("UTF-16BE");
    }

    @Test
    void charactersAreReadWholeAcrossTheBlocksInWhichBytesArrive(@TempDir Path folder) throws IOException {
        // characters of two, three and four bytes, so that blocks end within some of them
        String name = "é€🌧".repeat(20_000);
        String text = "id,t,y\n" + name + ",2020-01-01,1\n";
        Path file = folder.resolve("a.csv");
        for (String charset : new String[] {"UTF-8", "UTF-16LE", "GB18030"}) {
            Files.write(file, text.getBytes(Charset.forName(charset)));
            assertThat(Csv.read()
                            .charset(Charset.forName(charset))
                            .from(file)
                            .one()
                            .id())
                    .isEqualTo(name);
        }
    }

    @Test
    void aReaderHasDecodedItsCharactersAlready() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Csv.read().charset(StandardCharsets.UTF_8).from(new StringReader(TEXT), "a.csv"))
                .withMessage("charset(...), entry(...) and atMostBytes(...) are for the bytes of a file, but a.csv is"
                        + " read from a Reader, which has characters: remove them");
    }
}
