package io.forecastj.models.onnx;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a scan keeps of an attribute.
 *
 * @param name its name
 * @param type its number in {@code AttributeType}
 * @param count how many numbers, texts or tensors it has
 * @param numbers its numbers; null if there are more than {@link TensorNumbers#KEPT}
 * @param least the least of its integers
 * @param greatest the greatest of its integers
 * @param texts its texts of at most 64 bytes, at most 16
 * @param tensor its tensor
 * @param graph its graph
 * @param ends true if a number in it means 'to the end' of an axis
 */
record NodeAttribute(
        String name,
        int type,
        long count,
        double @Nullable [] numbers,
        long least,
        long greatest,
        List<String> texts,
        @Nullable StoredTensor tensor,
        @Nullable InnerGraph graph,
        boolean ends) {
    static final int FLOAT = 1;
    static final int INT = 2;
    static final int STRING = 3;
    static final int TENSOR = 4;
    static final int GRAPH = 5;
    static final int FLOATS = 6;
    static final int INTS = 7;
    static final int STRINGS = 8;

    NodeAttribute {
        texts = List.copyOf(texts);
    }

    /** Returns the only number; 0 if it was left out, as writers do with zeros. */
    double number() {
        return numbers == null || numbers.length == 0 ? 0 : numbers[0];
    }

    String text() {
        return texts.isEmpty() ? "" : texts.get(0);
    }
}
