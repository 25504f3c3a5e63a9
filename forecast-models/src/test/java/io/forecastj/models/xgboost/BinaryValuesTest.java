package io.forecastj.models.xgboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.ModelLoadException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BinaryValuesTest {
    @ParameterizedTest
    @ValueSource(longs = {1L << 62, Long.MAX_VALUE, 1L << 53, Integer.MAX_VALUE, 1000, -1, Long.MIN_VALUE})
    void aLengthBeyondTheFileIsRefusedBeforeMemoryIsTaken(long length) {
        refuses(bytes("{", 'L', length, "a"), "found " + length);
        refuses(bytes("{i\1aS", 'L', length, "a"), "found " + length);
        refuses(bytes("{i\1a[$d#", 'L', length, "aaaa"), "found " + length);
        refuses(bytes("{i\1a[#", 'L', length, "T"), "found " + length);
    }

    @Test
    void anArrayLongerThanTheFileIsRefused() {
        refuses(bytes("{i\1a[$d#", 'L', 2L, "aaaaaaa"), "2 numbers of 4 bytes, found 7 bytes");
    }

    @Test
    void unknownTypesMixedArraysAndFieldsTwiceAreRefused() {
        refuses(bytes("{i\1aN}"), "letter of a type, found 'N'");
        refuses(bytes("{i\1a[$S#i\0}"), "an array of numbers, found the type");
        refuses(bytes("{i\1a[TSi\1a]}"), "found both");
        refuses(bytes("{i\1a[Si\1aT]}"), "found both");
        refuses(bytes("{i\1aTi\1aT}"), "'a' a second time");
        refuses(bytes("{$i#i\1}"), "as XGBoost writes them");
        refuses(bytes("{i\1aT}T"), "found 1 more bytes");
    }

    @Test
    void textsThatAreNotUtf8AreRefused() {
        refuses(bytes("{i\1aSi\1\u00ff}"), "UTF-8");
    }

    @Test
    void everyTypeOfNumberIsRead() {
        Object read = BinaryValues.read(bytes(
                "{i\1ai\2U\1bU\3I\0\1cI\1\0l\0\0\0\1dl\0\1\0\0",
                "i\1e",
                'L',
                1L << 40,
                "i\1f[$U#i\2ABi\1g[i\1T]i\1h[]i\1j[#i\2i\1i\2}"));
        assertThat(read)
                .usingRecursiveComparison()
                .isEqualTo(Map.of(
                        "a",
                        2.0,
                        "b",
                        3.0,
                        "c",
                        256.0,
                        "d",
                        65536.0,
                        "e",
                        (double) (1L << 40),
                        "f",
                        new double[] {65, 66},
                        "g",
                        new double[] {1, 1},
                        "h",
                        new double[0],
                        "j",
                        new double[] {1, 2}));
    }

    private static byte[] bytes(Object... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Object part : parts) {
            if (part instanceof Long number) {
                out.writeBytes(ByteBuffer.allocate(8).putLong(number).array());
            } else {
                out.writeBytes(part.toString().getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        return out.toByteArray();
    }

    private static void refuses(byte[] bytes, String message) {
        assertThatThrownBy(() -> BinaryValues.read(bytes))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining(message);
    }
}
