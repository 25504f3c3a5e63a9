package io.forecastj.models.onnx;

import io.forecastj.ForecastException;
import java.util.Arrays;
import java.util.Random;

/**
 * Runs of generated rows that show if the rows of a batch change each other's answers.
 *
 * <p>Not thread-safe.
 */
final class BatchTrial {
    /** Sizes of numbers: an operator may see nothing below a threshold. */
    private static final double[] SIZES = {1, 1e-2, 1e2, 10, 1e4, 1e3};

    /**
     * Largest part of a row's own change by which the other rows' answers may change: rounding to 8 bits depends on
     * all rows.
     */
    private static final double ROUNDING = 0.05;

    /** Numbers of a trial above which it would take too much memory and time. */
    private static final long MAX_NUMBERS = 1 << 24;

    private final Signature signature;
    private final int given;
    private final int rows;
    private final Random random = new Random(1);

    /**
     * A run of all rows as one batch, which fills in their answers.
     *
     * @see OrtEngine
     */
    interface Batch {
        void run(ModelRow[] rows);
    }

    /** A run of one row. */
    interface Single {
        void run(ModelRow row);
    }

    /**
     * Creates a trial.
     *
     * @param given the number of inputs that differ from row to row
     */
    BatchTrial(Signature signature, int given, int rows) {
        this.signature = signature;
        this.given = given;
        this.rows = rows;
    }

    private ModelRow newRow() {
        return new ModelRow(signature.inputs().subList(0, given), signature.outputs(), 1);
    }

    /** Fills a row's inputs with numbers of a size; whole numbers of inputs that may be indices are 0 or 1. */
    private void fill(ModelRow row, double size) {
        for (int k = 0; k < given; k++) {
            ElementType type = signature.inputs().get(k).type();
            boolean whole = type == ElementType.INT32 || type == ElementType.INT64;
            double limit = signature.inputs().get(k).limit();
            Arrays.setAll(
                    row.inputs[k],
                    any -> whole ? random.nextInt(2) : Math.max(-limit, Math.min(limit, size * random.nextGaussian())));
        }
    }

    private void fillWithBits(ModelRow row) {
        for (double[] input : row.inputs) {
            Arrays.setAll(input, any -> random.nextInt(2));
        }
    }

    private static boolean runs(ModelRow row, Single single) {
        try {
            single.run(row);
            return true;
        } catch (ForecastException e) {
            // the numbers may be out of the range of an index in the graph
            return false;
        }
    }

    /**
     * Returns true if each row has the same answers in a batch as in a run of its own, bit for bit. Matrix kernels may
     * add in another order for one row than for many; the order depends on the shapes and on the machine, not on the
     * numbers. Rows of different sizes are together in a batch, so that large numbers can change the answers of small.
     */
    boolean exact(Single single, Batch batch) {
        return exact(single, batch, false) && exact(single, batch, true);
    }

    private boolean exact(Single single, Batch batch, boolean sizes) {
        ModelRow[] together = new ModelRow[rows];
        double[][][] alone = new double[rows][][];
        for (int i = 0; i < rows; i++) {
            ModelRow row = newRow();
            fill(row, sizes ? SIZES[i % SIZES.length] : 1);
            if (!runs(row, single)) {
                fillWithBits(row);
                if (!runs(row, single)) {
                    return false;
                }
            }
            alone[i] = Arrays.stream(row.answers).map(double[]::clone).toArray(double[][]::new);
            together[i] = row;
        }
        try {
            batch.run(together);
        } catch (ForecastException e) {
            // some exporters declare an open batch although the graph's own shapes fix it to that of the export
            return false;
        }
        boolean same = true;
        for (int i = 0; i < rows; i++) {
            same &= Arrays.deepEquals(together[i].answers, alone[i]);
        }
        return same;
    }

    /**
     * Returns the index of a row whose change changes the answers of other rows too, or -1 if none of the tried ones
     * does. The first and the last row are tried: in a recurrent network whose time was taken for the batch one of them
     * comes before all others.
     */
    int mixingRow(Batch batch) {
        long numbers =
                signature.inputs().stream().mapToLong(Signature.Port::width).sum()
                        + 2
                                * signature.outputs().stream()
                                        .mapToLong(Signature.Port::width)
                                        .sum();
        for (double size : new double[] {1, 1e2, 1e4}) {
            for (int changed : new int[] {0, rows - 1}) {
                if (rows * numbers <= MAX_NUMBERS && mixes(changed, size, batch)) {
                    return changed;
                }
            }
        }
        return -1;
    }

    private boolean mixes(int changed, double size, Batch batch) {
        ModelRow[] all = new ModelRow[rows];
        for (int i = 0; i < rows; i++) {
            all[i] = newRow();
            fill(all[i], size);
        }
        boolean bits = !runs(all, batch);
        if (bits) {
            for (ModelRow row : all) {
                fillWithBits(row);
            }
            if (!runs(all, batch)) {
                return false;
            }
        }
        double[][][] before = Arrays.stream(all)
                .map(row -> Arrays.stream(row.answers).map(double[]::clone).toArray(double[][]::new))
                .toArray(double[][][]::new);
        if (bits) {
            fillWithBits(all[changed]);
        } else {
            fill(all[changed], size);
        }
        if (!runs(all, batch)) {
            return false;
        }
        for (int k = 0; k < signature.outputs().size(); k++) {
            double own = change(before[changed][k], all[changed].answers[k]);
            double others = 0;
            for (int i = 0; i < rows; i++) {
                if (i != changed) {
                    others = Math.max(others, change(before[i][k], all[i].answers[k]));
                }
            }
            if (others > ROUNDING * own) {
                return true;
            }
        }
        return false;
    }

    private static boolean runs(ModelRow[] all, Batch batch) {
        try {
            batch.run(all);
            return true;
        } catch (ForecastException e) {
            return false;
        }
    }

    /** Returns the largest change of a finite answer. */
    private static double change(double[] before, double[] after) {
        double largest = 0;
        for (int i = 0; i < before.length; i++) {
            double change = Math.abs(after[i] - before[i]);
            if (change > largest) {
                largest = change;
            }
        }
        return largest;
    }
}
