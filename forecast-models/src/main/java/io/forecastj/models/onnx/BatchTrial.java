package io.forecastj.models.onnx;

import io.forecastj.ForecastException;
import io.forecastj.models.onnx.TrialNumbers.Kind;
import java.util.Arrays;
import java.util.List;

/**
 * Runs of generated rows that show if the rows of a batch change each other's answers.
 *
 * <p>The numbers cover the whole range of the inputs, {@link TrialNumbers}: an operator may see nothing below or above
 * a threshold. Not thread-safe.
 */
final class BatchTrial {
    /**
     * Largest part of a row's own change by which the other rows' answers may change if the graph rounds to 8 bits by
     * the range of a whole tensor.
     */
    private static final double ROUNDING = 0.05;

    /** Largest part of a row's answers by which they may change with other rows otherwise. */
    private static final double TOLERANCE = 1e-5;

    /** Numbers of a trial above which it would take too much memory and time. */
    private static final long MAX_NUMBERS = 1 << 24;

    /** Numbers of a row before and after each change; those of the other rows are of the first kind. */
    private static final List<List<Kind>> CHANGES = List.of(
            List.of(TrialNumbers.ORDINARY, TrialNumbers.ORDINARY, TrialNumbers.VERY_LOW, TrialNumbers.VERY_HIGH),
            List.of(TrialNumbers.LARGE, TrialNumbers.LARGE, TrialNumbers.LOWEST, TrialNumbers.HIGHEST),
            List.of(TrialNumbers.SMALL, TrialNumbers.SMALL),
            List.of(TrialNumbers.LARGER, TrialNumbers.LARGER),
            List.of(TrialNumbers.ANY, TrialNumbers.ANY));

    private final Signature signature;
    private final List<Signature.Port> inputs;
    private final int rows;
    private final boolean rounds;
    private final boolean gaps;
    private final TrialNumbers numbers = new TrialNumbers(1);

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
     * @param rounds true if the graph rounds numbers by the range of a whole tensor, which all rows change a little
     * @param gaps true if some numbers of the first input may be missing
     */
    BatchTrial(Signature signature, int given, int rows, boolean rounds, boolean gaps) {
        this.signature = signature;
        this.inputs = signature.inputs().subList(0, given);
        this.rows = rows;
        this.rounds = rounds;
        this.gaps = gaps;
    }

    private ModelRow newRow() {
        return new ModelRow(inputs, signature.outputs(), 1);
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
     * numbers. In the second batch rows of all kinds are together, in the third one ordinary rows are among those of
     * other kinds, so that the numbers of one row can change the answers of another. In the last ones the first row,
     * the last one and one between are of each kind, among ordinary rows: a graph may let all rows depend on one.
     */
    boolean exact(Single single, Batch batch) {
        List<Kind> all = TrialNumbers.ALL;
        return exact(single, batch, row -> TrialNumbers.ORDINARY)
                && exact(single, batch, row -> all.get(row % all.size()))
                && exact(single, batch, row -> row % 2 == 0 ? TrialNumbers.ORDINARY : all.get(row * 7 % all.size()))
                && exactAmongOrdinary(single, batch);
    }

    private boolean exactAmongOrdinary(Single single, Batch batch) {
        ModelRow[] together = new ModelRow[rows];
        double[][][] alone = new double[rows][][];
        for (int i = 0; i < rows; i++) {
            if (!put(TrialNumbers.ORDINARY, i, together, alone, single)) {
                return false;
            }
        }
        List<Kind> all = TrialNumbers.ALL;
        for (int i = 0; i < all.size(); i++) {
            int between = rows > 2 ? 1 + i % (rows - 2) : 0;
            boolean ran = put(all.get(i), 0, together, alone, single)
                    && put(all.get((i + 7) % all.size()), rows - 1, together, alone, single)
                    && put(all.get((i + 14) % all.size()), between, together, alone, single);
            if (!ran || !runs(together, batch) || !same(together, alone)) {
                return false;
            }
            put(TrialNumbers.ORDINARY, between, together, alone, single);
        }
        return true;
    }

    /** Makes a row of a kind and its answers alone; returns false if it cannot be run. */
    private boolean put(Kind kind, int at, ModelRow[] together, double[][][] alone, Single single) {
        together[at] = newRow();
        // two of three rows with gaps, since all of them may be whole in an application
        boolean ran = runsWith(kind, gaps && at % 3 != 0, together[at], single);
        alone[at] = answers(together[at]);
        return ran;
    }

    private static boolean same(ModelRow[] together, double[][][] alone) {
        boolean same = true;
        for (int i = 0; i < together.length; i++) {
            same &= Arrays.deepEquals(together[i].answers, alone[i]);
        }
        return same;
    }

    private interface Kinds {
        Kind of(int row);
    }

    private boolean exact(Single single, Batch batch, Kinds kinds) {
        ModelRow[] together = new ModelRow[rows];
        double[][][] alone = new double[rows][][];
        for (int i = 0; i < rows; i++) {
            if (!put(kinds.of(i), i, together, alone, single)) {
                return false;
            }
        }
        if (!runs(together, batch)) {
            // some exporters declare an open batch although the graph's own shapes fix it to that of the export
            return false;
        }
        return same(together, alone);
    }

    /** Fills and runs a row, with whole numbers that are no indices, with indices, or with nothing but indices. */
    private boolean runsWith(Kind kind, boolean withGaps, ModelRow row, Single single) {
        numbers.fill(row, inputs, kind);
        if (withGaps) {
            numbers.putGaps(row.inputs[0]);
        }
        if (runs(row, single)) {
            return true;
        }
        numbers.fillWithIndices(row, inputs, kind);
        if (runs(row, single)) {
            return true;
        }
        numbers.fillWithBits(row);
        return runs(row, single);
    }

    /**
     * Returns the index of a row whose change changes the answers of other rows too, or -1 if none of the tried ones
     * does. The first and the last row are tried: in a recurrent network whose time was taken for the batch one of them
     * comes before all others.
     */
    int mixingRow(Batch batch) {
        long width =
                signature.inputs().stream().mapToLong(Signature.Port::width).sum()
                        + 2
                                * signature.outputs().stream()
                                        .mapToLong(Signature.Port::width)
                                        .sum();
        for (List<Kind> change : CHANGES) {
            for (int changed : new int[] {0, rows - 1}) {
                if (rows * width <= MAX_NUMBERS && mixes(changed, change, batch)) {
                    return changed;
                }
            }
        }
        return -1;
    }

    /** Tries one row with one kind of numbers after the other, among rows of the first kind. */
    private boolean mixes(int changed, List<Kind> kinds, Batch batch) {
        ModelRow[] all = new ModelRow[rows];
        for (int i = 0; i < rows; i++) {
            all[i] = newRow();
            numbers.fillWithIndices(all[i], inputs, kinds.get(0));
        }
        boolean bits = !runs(all, batch);
        if (bits) {
            for (ModelRow row : all) {
                numbers.fillWithBits(row);
            }
            if (!runs(all, batch)) {
                return false;
            }
        }
        for (Kind kind : kinds.subList(1, kinds.size())) {
            double[][][] before = Arrays.stream(all).map(BatchTrial::answers).toArray(double[][][]::new);
            if (bits) {
                numbers.fillWithBits(all[changed]);
            } else {
                numbers.fillWithIndices(all[changed], inputs, kind);
            }
            if (!runs(all, batch)) {
                return false;
            }
            for (int k = 0; k < signature.outputs().size(); k++) {
                if (mixes(changed, before, all, k)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean mixes(int changed, double[][][] before, ModelRow[] after, int output) {
        double own = change(before[changed][output], after[changed].answers[output]);
        for (int i = 0; i < rows; i++) {
            if (i != changed) {
                double[] was = before[i][output];
                double allowed = rounds ? ROUNDING * own : TOLERANCE * size(was);
                if (change(was, after[i].answers[output]) > allowed) {
                    return true;
                }
            }
        }
        return false;
    }

    private static double[][] answers(ModelRow row) {
        return Arrays.stream(row.answers).map(double[]::clone).toArray(double[][]::new);
    }

    private static boolean runs(ModelRow[] all, Batch batch) {
        try {
            batch.run(all);
            return true;
        } catch (ForecastException e) {
            return false;
        }
    }

    /** Returns the largest change of an answer; infinite if one is finite before or after and not both. */
    private static double change(double[] before, double[] after) {
        double largest = 0;
        for (int i = 0; i < before.length; i++) {
            if (Double.isFinite(before[i]) && Double.isFinite(after[i])) {
                largest = Math.max(largest, Math.abs(after[i] - before[i]));
            } else if (Double.doubleToLongBits(before[i]) != Double.doubleToLongBits(after[i])) {
                largest = Double.POSITIVE_INFINITY;
            }
        }
        return largest;
    }

    /** Returns the largest finite size of an answer. */
    private static double size(double[] answers) {
        return Arrays.stream(answers)
                .map(Math::abs)
                .filter(Double::isFinite)
                .max()
                .orElse(0);
    }
}
