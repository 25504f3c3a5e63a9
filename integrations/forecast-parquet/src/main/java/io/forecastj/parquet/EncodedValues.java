package io.forecastj.parquet;

import java.util.Arrays;
import org.apache.parquet.format.Type;

/** Values in the encodings other than PLAIN and dictionaries. */
final class EncodedValues {
    private EncodedValues() {}

    /** Booleans as runs (RLE), after the length of the runs in 4 bytes. */
    static PageValues runs(byte[] data, int from, int end) {
        if (end - from < Integer.BYTES) {
            throw new DamagedDataException("the values of a page end early");
        }
        int length = LittleEndian.intAt(data, from);
        int start = from + Integer.BYTES;
        if (length < 0 || length > end - start) {
            throw new DamagedDataException("runs of " + length + " bytes are longer than their page");
        }
        RunLengths runs = new RunLengths(data, start, start + length, 1);
        return new PageValues() {
            @Override
            long next() {
                return runs.next();
            }
        };
    }

    /** Integers as differences. */
    static PageValues differences(Type type, byte[] data, int from, int end, int most) {
        DeltaNumbers numbers = new DeltaNumbers(data, from, end, most);
        boolean narrow = type == Type.INT32;
        return new PageValues() {
            @Override
            long next() {
                long next = numbers.next();
                return narrow ? (int) next : next;
            }
        };
    }

    /** Numbers or bytes of a fixed length whose first bytes come first, then all second bytes (BYTE_STREAM_SPLIT). */
    static PageValues split(Type type, int width, byte[] data, int from, int end) {
        int count = (end - from) / width;
        boolean number = PageValues.number(type);
        byte[] scratch = new byte[number ? 0 : width];
        return new PageValues() {
            private int at;

            @Override
            long next() {
                if (at >= count) {
                    throw new DamagedDataException("the values of a page end early");
                }
                int first = from + at++;
                if (!number) {
                    for (int i = 0; i < width; i++) {
                        scratch[i] = data[first + i * count];
                    }
                    return slice(0, width);
                }
                long bits = 0;
                for (int i = width - 1; i >= 0; i--) {
                    bits = bits << 8 | data[first + i * count] & 0xFF;
                }
                return width == Integer.BYTES ? (int) bits : bits;
            }

            @Override
            byte[] bytes() {
                return scratch;
            }
        };
    }

    /** Texts after all of their lengths (DELTA_LENGTH_BYTE_ARRAY). */
    static PageValues afterLengths(byte[] data, int from, int end, int most) {
        DeltaNumbers numbers = new DeltaNumbers(data, from, end, most);
        int[] lengths = all(numbers);
        int start = numbers.after();
        return new PageValues() {
            private int row;
            private int at = start;

            @Override
            long next() {
                if (row >= lengths.length) {
                    throw new DamagedDataException("the values of a page end early");
                }
                int length = lengths[row++];
                if (length < 0 || length > end - at) {
                    throw new DamagedDataException("a value of " + length + " bytes is longer than its page");
                }
                int now = at;
                at += length;
                return slice(now, length);
            }

            @Override
            byte[] bytes() {
                return data;
            }
        };
    }

    /** Texts of which the start that they share with the one before is left out (DELTA_BYTE_ARRAY). */
    static PageValues withoutPrefixes(int width, byte[] data, int from, int end, int most) {
        DeltaNumbers numbers = new DeltaNumbers(data, from, end, most);
        int[] prefixes = all(numbers);
        PageValues suffixes = afterLengths(data, numbers.after(), end, most);
        return new PageValues() {
            private int row;
            private byte[] text = {};
            private int textLength;

            @Override
            long next() {
                long suffix = suffixes.next();
                if (row >= prefixes.length) {
                    throw new DamagedDataException("the values of a page end early");
                }
                int prefix = prefixes[row++];
                if (prefix < 0 || prefix > textLength) {
                    throw new DamagedDataException("a value continues " + prefix + " bytes of one that is shorter");
                }
                textLength = prefix + length(suffix);
                if (width > 0 && textLength != width) {
                    throw new DamagedDataException("a value has " + textLength + " bytes, its column " + width);
                }
                if (textLength > text.length) {
                    // the page holds every new byte, so a text is never longer than the page
                    text = Arrays.copyOf(text, Math.max(textLength, 2 * text.length));
                }
                System.arraycopy(data, offset(suffix), text, prefix, length(suffix));
                return slice(0, textLength);
            }

            @Override
            byte[] bytes() {
                return text;
            }
        };
    }

    private static int[] all(DeltaNumbers numbers) {
        int[] all = new int[(int) numbers.left()];
        for (int i = 0; i < all.length; i++) {
            all[i] = (int) numbers.next();
        }
        return all;
    }
}
