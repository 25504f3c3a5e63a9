package io.forecastj.features;

import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The kernels of one stream, in the order in which they run.
 *
 * <p>They are cut into blocks of {@value KernelBlock#SIZE}; the last one is filled up with kernels that do nothing.
 */
final class KernelChain {
    private static final int SIZE = KernelBlock.SIZE;

    private static final Kernel IDLE = new Kernel(0) {
        @Override
        public void update(double[] row, double[] out, int at) {}
    };

    private final List<List<String>> kinds = new ArrayList<>();
    private final KernelBlock[] blocks;
    private final Kernel[][] kernels;
    private final int[][] places;
    private int rows;

    KernelChain(List<Graph.Node> nodes, Kernel[] bound) {
        int count = (nodes.size() + SIZE - 1) / SIZE;
        blocks = new KernelBlock[count];
        kernels = new Kernel[count][SIZE];
        places = new int[count][SIZE];
        for (int b = 0; b < count; b++) {
            List<Graph.Node> part = nodes.subList(b * SIZE, Math.min((b + 1) * SIZE, nodes.size()));
            List<String> names = new ArrayList<>(SIZE);
            Arrays.fill(kernels[b], IDLE);
            for (int i = 0; i < part.size(); i++) {
                names.add(part.get(i).feature().kind());
                kernels[b][i] = bound[b * SIZE + i];
                places[b][i] = part.get(i).at();
            }
            kinds.add(List.copyOf(names));
            blocks[b] = KernelBlock.first(kinds.get(b));
        }
    }

    /** Computes a row. */
    void run(double[] slots) {
        if (++rows == KernelBlock.MANY_ROWS) {
            for (int b = 0; b < blocks.length; b++) {
                blocks[b] = KernelBlock.of(kinds.get(b));
            }
        }
        for (int b = 0; b < blocks.length; b++) {
            blocks[b].run(kernels[b], places[b], slots);
        }
    }

    /** The kernel of a node. */
    Kernel kernel(int node) {
        return kernels[node / SIZE][node % SIZE];
    }

    /** Copies the state of equal kernels. */
    void copyFrom(KernelChain other) {
        for (int b = 0; b < kernels.length; b++) {
            for (int i = 0; i < SIZE; i++) {
                kernels[b][i].copyFrom(other.kernels[b][i]);
            }
        }
    }

    void save(StateWriter out) {
        for (Kernel[] block : kernels) {
            for (Kernel kernel : block) {
                if (kernel != IDLE) {
                    kernel.save(out);
                }
            }
        }
    }

    void restore(StateReader in) {
        for (Kernel[] block : kernels) {
            for (Kernel kernel : block) {
                if (kernel != IDLE) {
                    kernel.restore(in);
                }
            }
        }
    }
}
