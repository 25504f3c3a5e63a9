package io.forecastj.models.onnx;

/** Counts the elements of a tensor without overflow. */
final class Elements {
    private Elements() {}

    /** Multiplies the number of elements so far by the size of one more axis. */
    static long times(long elements, long size, long limit, Wire at) {
        if (size < 0) {
            throw at.fail("an axis of a size of at least 0", size + "; an open axis has a name, not a size");
        }
        // an empty axis must not hide an absurd size beside it
        long factor = Math.max(1, size);
        if (factor > limit / Math.max(1, elements)) {
            throw at.fail("a tensor of at most " + limit + " elements", "more: an axis of " + size);
        }
        return elements * factor;
    }
}
