package io.forecastj.models.onnx;

import java.util.ArrayList;
import java.util.List;

/**
 * Shape of a tensor by the contract.
 *
 * @param row the sizes of its axes without the batch
 * @param batchAxis the index of the batch among all axes; {@link #NO_BATCH} for a tensor without one
 */
record Form(List<Long> row, int batchAxis) {
    static final int NO_BATCH = -1;

    Form {
        row = List.copyOf(row);
    }

    /** Returns the sizes of all axes with 0 for the batch. */
    private List<Long> axes() {
        List<Long> axes = new ArrayList<>(row);
        if (batchAxis != NO_BATCH) {
            axes.add(batchAxis, 0L);
        }
        return axes;
    }

    /** Returns true if a graph's tensor can have this shape; the batch may have any size. */
    boolean fits(List<Dim> dims) {
        List<Long> axes = axes();
        boolean fits = dims.size() == axes.size();
        for (int i = 0; fits && i < axes.size(); i++) {
            fits = i == batchAxis || !(dims.get(i) instanceof Dim.Fixed fixed) || fixed.size() == axes.get(i);
        }
        return fits;
    }

    /** Returns true if this is likely to be meant: the graph leaves the batch open, or nothing at all. */
    boolean isLikely(List<Dim> dims) {
        boolean allFixed = dims.stream().allMatch(Dim.Fixed.class::isInstance);
        return fits(dims) && (batchAxis == NO_BATCH || allFixed || dims.get(batchAxis) instanceof Dim.Symbolic);
    }

    /** Returns the size of an axis other than the batch. */
    long size(int axis) {
        return axes().get(axis);
    }

    @Override
    public String toString() {
        return axes().toString().replaceFirst("(?<![0-9])0(?![0-9])", "batch");
    }
}
