package io.forecastj.parquet;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.Type;
import org.jspecify.annotations.Nullable;

/**
 * Distinct texts, numbered in the order of their first occurrence, and the conversions of columns into these numbers:
 * the ids of series, and times that are texts.
 */
final class DistinctTexts {
    private static final long HEAP_PER_TEXT = 256;

    private final List<String> texts = new ArrayList<>();
    private final Map<String, Integer> indices = new HashMap<>();
    private final HeapBudget budget;
    private byte[] lastBytes = {};
    private long lastNumber;
    private int last = -1;
    private long heap;

    DistinctTexts(HeapBudget budget) {
        this.budget = budget;
    }

    String text(long index) {
        return texts.get((int) index);
    }

    private int index(String text, String file) {
        Integer known = indices.get(text);
        if (known != null) {
            return known;
        }
        long bytes = HEAP_PER_TEXT + 2L * text.length();
        budget.reserve(bytes, file, "the list of " + texts.size() + " distinct ids or times");
        heap += bytes;
        indices.put(text, texts.size());
        texts.add(text);
        return texts.size() - 1;
    }

    /** Returns whether a column holds texts. */
    static boolean text(FileColumn column) {
        if (!column.flat() || column.type() != Type.BYTE_ARRAY) {
            return false;
        }
        LogicalType logical = column.logical();
        ConvertedType converted = column.converted();
        return logical != null
                ? logical.isSetSTRING() || logical.isSetENUM()
                : converted == null || converted == ConvertedType.UTF8 || converted == ConvertedType.ENUM;
    }

    /** Returns the conversion of a column, or null if its type is neither a text nor an integer. */
    @Nullable
    Conversion of(FileColumn column, ParquetPosition at) {
        last = -1; // numbers and bytes of another column
        if (text(column)) {
            return (raw, bytes) -> text(PageValues.offset(raw), PageValues.length(raw), bytes, at);
        }
        return NumberTypes.integer(column) ? (raw, bytes) -> number(raw, column, at) : null;
    }

    private long number(long raw, FileColumn column, ParquetPosition at) {
        if (last < 0 || raw != lastNumber) {
            last = index(NumberTypes.text(raw, column), at.file());
            lastNumber = raw;
        }
        return last;
    }

    private long text(int from, int length, byte[] bytes, ParquetPosition at) {
        if (last >= 0 && Arrays.equals(lastBytes, 0, lastBytes.length, bytes, from, from + length)) {
            return last;
        }
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw at.error("the bytes are not text in UTF-8");
        }
        last = index(text, at.file());
        lastBytes = Arrays.copyOfRange(bytes, from, from + length);
        return last;
    }

    /** Gives the heap of the texts back. */
    void release() {
        budget.release(heap);
        heap = 0;
    }
}
