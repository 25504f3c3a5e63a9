package io.forecastj.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.InvalidSeriesException;
import io.forecastj.TimeSeries;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.Float16Type;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.MilliSeconds;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.TimeUnit._Fields;
import org.apache.parquet.format.TimestampType;
import org.apache.parquet.format.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages and values that fit neither their column nor a series. */
class UnfitDataTest {
    private static final CompressionCodec NONE = CompressionCodec.UNCOMPRESSED;
    private static final long START = 1_704_067_200_000L;

    @TempDir
    private Path folder;

    private static byte[] longs(long... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (long value : values) {
            bytes.putLong(value);
        }
        return bytes.array();
    }

    /** Differences of one block of 128 in 4 parts: a first number, then numbers that are greater by a step, zigzag. */
    private static byte[] differences(int count, int first, int step) {
        return new byte[] {
            (byte) 0x80, 1, 4, (byte) count, (byte) (2 * first), (byte) (step << 1 ^ step >> 31), 0, 0, 0, 0
        };
    }

    private static byte[] joined(byte[]... parts) {
        ByteBuffer all = ByteBuffer.allocate(200);
        for (byte[] part : parts) {
            all.put(part);
        }
        return Arrays.copyOf(all.array(), all.position());
    }

    private ParquetSeries read(Type type, int width, Encoding encoding, byte[] page) throws IOException {
        RawFile raw = new RawFile(2)
                .column("t", Type.INT64, NONE)
                .page(RawFile.page(2, Encoding.PLAIN, 16, 16), longs(START, START + 1))
                .end()
                .column("y", type, NONE)
                .page(RawFile.page(2, encoding, page.length, page.length), page)
                .end();
        SchemaElement element = raw.schema().get(2);
        element.setType_length(width);
        if (type == Type.FIXED_LEN_BYTE_ARRAY) {
            element.setLogicalType(LogicalType.FLOAT16(new Float16Type()));
        }
        Path file = folder.resolve("x.parquet");
        Files.write(file, raw.build());
        return Parquet.read().time("t").epoch(TimeUnit.MILLISECONDS).from(file);
    }

    @Test
    void textsAreNotReadAsBooleans() {
        byte[] lengths = joined(differences(2, 1, 0), new byte[] {65, 66});
        byte[] prefixes = joined(differences(2, 0, 0), lengths);
        assertThatThrownBy(() -> read(Type.BOOLEAN, 0, Encoding.DELTA_LENGTH_BYTE_ARRAY, lengths))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("the encoding DELTA_LENGTH_BYTE_ARRAY does not fit the type BOOLEAN");
        assertThatThrownBy(() -> read(Type.BOOLEAN, 0, Encoding.DELTA_BYTE_ARRAY, prefixes))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("the encoding DELTA_BYTE_ARRAY does not fit the type BOOLEAN");
    }

    @Test
    void valuesOfAFixedLengthHaveIt() throws IOException {
        byte[] two = joined(differences(2, 0, 0), differences(2, 2, 0), new byte[] {0, 0x3C, 0, 0x40});
        assertThat(read(Type.FIXED_LEN_BYTE_ARRAY, 2, Encoding.DELTA_BYTE_ARRAY, two)
                        .one()
                        .values("y"))
                .containsExactly(1, 2);
        byte[] one = joined(differences(2, 0, 0), differences(2, 2, -1), new byte[] {0, 0x3C, 0, 0x40});
        assertThatThrownBy(() -> read(Type.FIXED_LEN_BYTE_ARRAY, 2, Encoding.DELTA_BYTE_ARRAY, one))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("column 'y'")
                .hasMessageContaining("a value has 1 bytes, its column 2");
    }

    @Test
    void aLocalTimeThatIsTooFarAwayIsRefusedWithItsRow() throws IOException {
        for (long far : new long[] {Long.MIN_VALUE + 1, Long.MAX_VALUE}) {
            RawFile raw = new RawFile(1)
                    .column("t", Type.INT64, NONE)
                    .page(RawFile.page(1, Encoding.PLAIN, 8, 8), longs(far))
                    .end()
                    .column("y", Type.INT64, NONE)
                    .page(RawFile.page(1, Encoding.PLAIN, 8, 8), longs(1))
                    .end();
            org.apache.parquet.format.TimeUnit millis =
                    new org.apache.parquet.format.TimeUnit(_Fields.MILLIS, new MilliSeconds());
            raw.schema().get(1).setLogicalType(LogicalType.TIMESTAMP(new TimestampType(false, millis)));
            Path file = folder.resolve("far.parquet");
            Files.write(file, raw.build());
            for (ZoneId zone :
                    new ZoneId[] {ZoneOffset.ofHours(2), ZoneOffset.ofHours(-2), ZoneId.of("Europe/Berlin")}) {
                assertThatThrownBy(() -> Parquet.read().zone(zone).from(file))
                        .as("%d in %s", far, zone)
                        .isInstanceOf(InvalidSeriesException.class)
                        .hasMessageContaining("far.parquet, row 1");
            }
        }
    }

    @Test
    void aFolderWhoseNameHasNoValidEscapeIsNamed() throws IOException {
        Path shop = Files.createDirectories(folder.resolve("shop=100%"));
        Parquet.write(TimeSeries.builder("y").add(START, 1).build(), shop.resolve("a.parquet"));
        assertThatThrownBy(() -> Parquet.read().id("shop").from(folder))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("shop=100%")
                .hasMessageContaining("write it as %25");
    }

    @Test
    void pagesOfColumnsThatAreNotRequestedAreNotRead() throws IOException {
        byte[] damage = {1, 2, 3};
        RawFile raw = new RawFile(1)
                .column("t", Type.INT64, NONE)
                .page(RawFile.page(1, Encoding.PLAIN, 8, 8), longs(START))
                .end()
                .column("damaged", Type.INT64, NONE)
                .page(RawFile.page(1, Encoding.PLAIN, 3, 3), damage)
                .end()
                .column("y", Type.INT64, NONE)
                .page(RawFile.page(1, Encoding.PLAIN, 8, 8), longs(7))
                .end();
        Path file = folder.resolve("projection.parquet");
        Files.write(file, raw.build());
        ParquetReading reading = Parquet.read().time("t").epoch(TimeUnit.MILLISECONDS);
        assertThatThrownBy(() -> reading.from(file))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("column 'damaged'");
        assertThat(reading.columns("y").from(file).one().values("y")).containsExactly(7);
    }
}
