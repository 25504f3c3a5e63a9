package io.forecastj.models.onnx;

import java.util.BitSet;

/**
 * Follows the numbers for 'to the end' of an axis to their slices. They are the smallest and largest integers of their
 * type. Other operators compute with them, and some overflow and write to wrong addresses.
 */
final class SliceEnds {
    private static final int SLICE_STARTS = 1;
    private static final int SLICE_ENDS = 2;

    private SliceEnds() {}

    /**
     * Refuses a node that uses such a number for anything but the bounds of a slice.
     *
     * @param operator the node's operator
     * @param inputs the positions of the inputs that may be such a number
     * @param attribute true if an attribute has such a number
     * @param at the node
     * @return true if the node's outputs may be such a number
     */
    static boolean require(String operator, BitSet inputs, boolean attribute, Wire at) {
        if (inputs.isEmpty() && !attribute) {
            return false;
        }
        boolean first = inputs.length() <= 1 && !attribute;
        switch (operator) {
            case "Constant", "Concat" -> {
                return true;
            }
            case "Identity", "Cast", "Unsqueeze", "Squeeze", "Reshape" -> {
                if (first) {
                    return true;
                }
            }
            case "Slice" -> {
                // older slices have their bounds in attributes
                if (inputs.nextSetBit(0) != 0 && inputs.length() <= SLICE_ENDS + 1) {
                    return false;
                }
            }
            default -> {}
        }
        throw at.fail(
                "the least and greatest integers as bounds of slices only (inputs " + SLICE_STARTS + " and "
                        + SLICE_ENDS + ")",
                "one as " + (attribute ? "an attribute" : "input " + inputs.nextSetBit(0)) + " of "
                        + ScanPosition.shown(operator));
    }
}
