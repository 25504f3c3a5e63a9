package io.forecastj.models.onnx;

import java.util.Arrays;

/** Convolutions and pools: layers that look at a window of some axes. */
final class WindowRules {
    /** Multiplications that a pool costs for an element of a window. */
    private static final double POOLED = 16;

    private WindowRules() {}

    private static Fact image(Step step) {
        Fact in = step.in(0);
        if (!in.hasShape() || in.rank() < 3 || in.rank() > 5) {
            throw step.fail("a tensor of 3 to 5 axes that are known before a run", in.toString());
        }
        return in;
    }

    /** Returns a list that has a number for each axis, or the default one if it is not given. */
    private static long[] list(Step step, String name, int length, long absent) {
        long[] list = step.node().integers(name);
        if (list == null) {
            list = new long[length];
            Arrays.fill(list, absent);
        }
        if (list.length != length) {
            throw step.fail("the attribute '" + name + "' with " + length + " numbers", list.length + " numbers");
        }
        return list;
    }

    static void conv(Step step) {
        Fact in = image(step);
        Fact weights = step.in(1);
        int axes = in.rank() - 2;
        long group = step.node().integer("group", 1);
        if (!weights.hasShape() || weights.rank() != in.rank()) {
            throw step.fail("weights of " + in.rank() + " axes", weights.toString());
        }
        requireKernel(step, weights, axes);
        if (weights.dim(1) * group != in.dim(1) || weights.dim(0) % group != 0 || weights.dim(0) < 1) {
            throw step.fail("weights for " + in.dim(1) + " channels in " + group + " groups", weights.toString());
        }
        requireBias(step, weights.dim(0));
        long[] kernel = Arrays.copyOfRange(weights.dims(), 2, weights.rank());
        long[] dims = windows(step, in, kernel, false);
        dims[1] = weights.dim(0);
        Fact out = Fact.of(in.type(), dims);
        double patch = Shapes.product(kernel) * Math.max(1, weights.dim(1));
        step.addWork(LayerRules.cost(in) * out.most() * patch);
        step.addScratch(out.most() / Math.max(1, dims[1]) * patch * group + in.most() + weights.most());
        step.out(out);
    }

    private static void requireKernel(Step step, Fact weights, int axes) {
        long[] kernel = step.node().integers("kernel_shape");
        if (kernel != null && !Arrays.equals(kernel, Arrays.copyOfRange(weights.dims(), 2, weights.rank()))) {
            throw step.fail("the kernel of the weights", Arrays.toString(kernel) + " beside " + weights);
        }
        for (int i = 0; i < axes; i++) {
            if (weights.dim(i + 2) < 1) {
                throw step.fail("a kernel with elements", weights.toString());
            }
        }
    }

    private static void requireBias(Step step, long channels) {
        if (step.has(2) && (step.in(2).rank() != 1 || step.in(2).dim(0) != channels)) {
            throw step.fail("a bias of " + channels + " numbers", step.in(2).toString());
        }
    }

    static void convTranspose(Step step) {
        Fact in = image(step);
        Fact weights = step.in(1);
        int axes = in.rank() - 2;
        long group = step.node().integer("group", 1);
        if (!weights.hasShape() || weights.rank() != in.rank()) {
            throw step.fail("weights of " + in.rank() + " axes", weights.toString());
        }
        requireKernel(step, weights, axes);
        if (weights.dim(0) != in.dim(1) || in.dim(1) % group != 0 || in.dim(1) < 1 || weights.dim(1) < 1) {
            throw step.fail("weights for " + in.dim(1) + " channels in " + group + " groups", weights.toString());
        }
        requireBias(step, weights.dim(1) * group);
        if (step.node().has("output_shape")
                || !step.node().text("auto_pad", "NOTSET").equals("NOTSET")) {
            throw step.fail("paddings as numbers", "'output_shape' or 'auto_pad'");
        }
        long[] strides = list(step, "strides", axes, 1);
        long[] dilations = list(step, "dilations", axes, 1);
        long[] pads = list(step, "pads", 2 * axes, 0);
        long[] more = list(step, "output_padding", axes, 0);
        long[] dims = in.shape().clone();
        dims[1] = weights.dim(1) * group;
        for (int i = 0; i < axes; i++) {
            if (more[i] >= Math.max(strides[i], dilations[i])) {
                throw step.fail("an output padding below the stride", Long.toString(more[i]));
            }
            dims[i + 2] = (in.dim(i + 2) - 1) * strides[i]
                    + (weights.dim(i + 2) - 1) * dilations[i]
                    + 1
                    + more[i]
                    - pads[i]
                    - pads[i + axes];
            if (dims[i + 2] < 1 || in.dim(i + 2) < 1) {
                throw step.fail("an output with elements", "an axis of " + dims[i + 2]);
            }
        }
        Fact out = Fact.of(in.type(), dims);
        double patch = Shapes.product(Arrays.copyOfRange(weights.dims(), 1, weights.rank()));
        step.addWork(LayerRules.cost(in) * in.most() * patch);
        step.addScratch(in.most() / in.dim(1) * patch * group + out.most());
        step.out(out);
    }

    static void pool(Step step) {
        Fact in = image(step);
        long[] kernel = step.node().integers("kernel_shape");
        if (kernel == null || kernel.length != in.rank() - 2) {
            throw step.fail("a kernel of " + (in.rank() - 2) + " axes", Arrays.toString(kernel));
        }
        long[] dims = windows(step, in, kernel, step.node().integer("ceil_mode", 0) != 0);
        Fact out = Fact.of(in.type(), dims);
        step.addWork(POOLED * out.most() * Shapes.product(kernel));
        step.out(out);
        step.out(1, Fact.of(ElementType.INT64, dims));
    }

    static void global(Step step) {
        Fact in = image(step);
        long[] dims = in.shape().clone();
        Arrays.fill(dims, 2, dims.length, 1);
        step.out(Fact.of(in.type(), dims));
    }

    private static long[] windows(Step step, Fact in, long[] kernel, boolean ceiling) {
        int axes = kernel.length;
        long[] strides = list(step, "strides", axes, 1);
        long[] dilations = list(step, "dilations", axes, 1);
        long[] pads = list(step, "pads", 2 * axes, 0);
        String auto = step.node().text("auto_pad", "NOTSET");
        long[] dims = in.shape().clone();
        for (int i = 0; i < axes; i++) {
            long size = in.dim(i + 2);
            long span = (kernel[i] - 1) * dilations[i] + 1;
            boolean pool = step.node().operator().endsWith("Pool");
            if (pool && (pads[i] >= kernel[i] || pads[i + axes] >= kernel[i])) {
                throw step.fail("paddings below the kernel of " + kernel[i], pads[i] + " and " + pads[i + axes]);
            }
            long padded = auto.equals("NOTSET") ? size + pads[i] + pads[i + axes] : size;
            if (auto.startsWith("SAME") && pool && dilations[i] > 1) {
                throw step.fail("paddings as numbers beside dilations", "auto_pad " + auto);
            }
            if (auto.startsWith("SAME")) {
                dims[i + 2] = (size + strides[i] - 1) / strides[i];
            } else {
                long steps = padded - span;
                dims[i + 2] = (steps + (ceiling ? strides[i] - 1 : 0)) / strides[i] + 1;
                // the last window starts within the axis or the padding before it
                boolean beyond = ceiling && (dims[i + 2] - 1) * strides[i] >= size + pads[i];
                dims[i + 2] -= beyond ? 1 : 0;
                if (steps < 0) {
                    throw step.fail("a kernel that fits in the axis of " + padded, "one of " + span);
                }
            }
            if (size < 1) {
                throw step.fail("axes with elements", in.toString());
            }
        }
        return dims;
    }
}
