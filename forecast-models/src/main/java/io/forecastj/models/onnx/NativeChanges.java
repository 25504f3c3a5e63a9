package io.forecastj.models.onnx;

import java.util.List;

/**
 * Changes of a checked model before native code receives it, which is stricter than the meaning of the file.
 *
 * @param dropped entries of {@code opset_import} for domains that no node uses, in the order of the file
 * @param opened positions of axes of size 0, which some exporters write for an open batch
 */
record NativeChanges(List<Span> dropped, List<Integer> opened) {
    /** The two bytes of an axis of size 0: field 1, the number 0. */
    static final int ZERO_AXIS_BYTES = 2;

    /** The first byte of field 3 with an empty text: it takes the place of field 1, which leaves the axis open. */
    private static final byte EMPTY_DENOTATION = 3 << 3 | Wire.BYTES;

    NativeChanges {
        dropped = List.copyOf(dropped);
        opened = List.copyOf(opened);
    }

    /**
     * A range of bytes of the model.
     *
     * @param from the first byte
     * @param to the byte after the last one
     */
    record Span(int from, int to) {
        int length() {
            return to - from;
        }
    }

    boolean isEmpty() {
        return dropped.isEmpty() && opened.isEmpty();
    }

    /** Returns a changed copy; the copy is to be scanned again. */
    byte[] apply(byte[] model) {
        byte[] changed =
                new byte[model.length - dropped.stream().mapToInt(Span::length).sum()];
        int from = 0;
        int at = 0;
        for (Span span : dropped) {
            System.arraycopy(model, from, changed, at, span.from() - from);
            at += span.from() - from;
            from = span.to();
        }
        System.arraycopy(model, from, changed, at, model.length - from);
        int spans = 0;
        int before = 0;
        for (int axis : opened.stream().sorted().toList()) {
            while (spans < dropped.size() && dropped.get(spans).from() < axis) {
                before += dropped.get(spans++).length();
            }
            changed[axis - before] = EMPTY_DENOTATION;
        }
        return changed;
    }
}
