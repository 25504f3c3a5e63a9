package io.forecastj.models.onnx;

import io.forecastj.Target;
import java.util.List;

/**
 * Rows of a series that can be origins of training, as far as inputs and the target's column decide it.
 *
 * <p>Immutable and thread-safe. Missing and too large numbers are counted once, so that the question for a row costs
 * the number of its steps and not that of its window.
 */
final class UsableRows {
    private final Contract contract;
    private final ExampleSeries series;
    /** Number of flawed rows before each row, for windows and for the known future. */
    private final int[] pastFlaws;

    private final int[] futureFlaws;
    private final boolean attributesFit;
    private final int first;

    UsableRows(Contract contract, ExampleSeries series, double limit) {
        this.contract = contract;
        this.series = series;
        this.first = contract.requiredHistory() - 1;
        this.pastFlaws = pastFlaws(contract, series, limit);
        InputSpec.KnownFuture future = contract.future();
        this.futureFlaws =
                future == null ? new int[0] : flaws(series, series.future(), future.width(), future.scaling(), limit);
        InputSpec.Static attributes = contract.attributes();
        this.attributesFit = attributes == null
                || fits(scaled(attributes.scaling(), series.attributes().clone()), limit);
    }

    private static int[] pastFlaws(Contract contract, ExampleSeries series, double limit) {
        PastScaling scaling = new PastScaling(contract, limit);
        int width = contract.width();
        double[] row = new double[width];
        int[] before = new int[series.length() + 1];
        for (int i = 0; i < series.length(); i++) {
            System.arraycopy(series.features(), i * width, row, 0, width);
            scaling.scaleRow(row, 0);
            before[i + 1] = before[i] + (scaling.flawed(row, 0) ? 1 : 0);
        }
        return before;
    }

    private static int[] flaws(ExampleSeries series, double[] rows, int width, InputScaling scaling, double limit) {
        double[] row = new double[width];
        int[] before = new int[series.length() + 1];
        for (int i = 0; i < series.length(); i++) {
            System.arraycopy(rows, i * width, row, 0, width);
            before[i + 1] = before[i] + (fits(scaled(scaling, row), limit) ? 0 : 1);
        }
        return before;
    }

    private static double[] scaled(InputScaling scaling, double[] values) {
        InputScaling.scale(scaling, values, 0);
        return values;
    }

    private static boolean fits(double[] values, double limit) {
        boolean fits = true;
        for (double value : values) {
            fits &= Math.abs(value) <= limit;
        }
        return fits;
    }

    /** Returns true if nothing is missing that a run at this origin and its label need; the window may be flat. */
    boolean contains(int row) {
        int horizon = contract.horizon();
        return row >= first
                && row + horizon < series.length()
                && attributesFit
                && pastFlaws[row + 1] == pastFlaws[row + 1 - contract.lookback()]
                && (futureFlaws.length == 0 || futureFlaws[row + 1 + horizon] == futureFlaws[row + 1])
                && valuesAreThere(row);
    }

    private boolean valuesAreThere(int row) {
        Target target = contract.target();
        if (target == null) {
            return true;
        }
        double[] values = series.target();
        if (Double.isNaN(values[row])) {
            return false;
        }
        List<Integer> steps = contract.steps();
        for (int i = 0; i < steps.size(); i++) {
            int step = steps.get(i);
            if (Double.isNaN(values[row + step]) || Double.isNaN(values[row - target.baseLag(step)])) {
                return false;
            }
        }
        return true;
    }
}
