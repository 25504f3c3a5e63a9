package io.forecastj.backtest.leakage;

import io.forecastj.Target;
import io.forecastj.TimeSeries;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Examines whether a column is the label of a row, or a function of it. Label and column are compared over up to 500
 * rows: they agree if their ranks do, or what is left of both after the values and
 * the label that are known.
 */
final class LabelExam {
    private static final int MOST_ROWS = 500;
    private static final int FEWEST_PAIRS = 30;
    /** The steps that are compared, spread over those of the label. */
    private static final int MOST_STEPS = 20;

    private static final double REVEALED = 0.999;
    /** A label that its own past foretells as well as this is no evidence. */
    private static final double FORETOLD = 0.99;

    /** The place of the column among the numbers compared; those after it are known without it. */
    private static final int COLUMN = 1;

    private static final List<Integer> KNOWN = List.of(2, 3, 4);

    private final @Nullable Target label;
    private final int reach;

    LabelExam(AuditScope scope) {
        this(scope.label(), scope.reach());
    }

    LabelExam(@Nullable Target label, int reach) {
        this.label = label;
        this.reach = reach;
    }

    /** Returns the step whose label a column reveals; empty if there is none, or no label is set. */
    OptionalInt revealed(TimeSeries series, double[] column) {
        if (label == null || !series.hasColumn(label.column())) {
            return OptionalInt.empty();
        }
        double[] values = series.values(label.column());
        int every = Math.max(1, reach / MOST_STEPS);
        for (int step = 1; step <= reach; step += every) {
            if (reveals(label, values, column, step, 0)) {
                return OptionalInt.of(step);
            }
        }
        return OptionalInt.empty();
    }

    /**
     * Returns whether a column reveals the label of a step.
     *
     * @param ahead the rows after the origin at which the column is read
     */
    static boolean reveals(Target label, double[] values, double[] column, int step, int ahead) {
        int from = Math.max(step, label.baseLag(step)) + step;
        int rows = values.length - Math.max(step, ahead) - from;
        if (rows < FEWEST_PAIRS) {
            return false;
        }
        int count = Math.min(rows, MOST_ROWS);
        double[][] known = new double[5][count];
        int pairs = 0;
        for (int i = 0; i < count; i++) {
            int origin = from + (int) ((long) rows * i / count);
            double answer = encode(label, values, origin, step);
            double earlier = encode(label, values, origin - step, step);
            double all = answer + earlier + values[origin] + values[origin - step] + column[origin + ahead];
            if (Double.isFinite(all)) {
                known[0][pairs] = answer;
                known[1][pairs] = column[origin + ahead];
                known[2][pairs] = values[origin];
                known[3][pairs] = values[origin - step];
                known[4][pairs++] = earlier;
            }
        }
        if (pairs < FEWEST_PAIRS) {
            return false;
        }
        Association compared = new Association(known, pairs);
        if (label instanceof Target.Direction) {
            return compared.separates(COLUMN) && !KNOWN.stream().anyMatch(compared::separates);
        }
        return compared.rank(COLUMN) >= REVEALED && KNOWN.stream().allMatch(one -> compared.rank(one) < FORETOLD)
                || compared.remainder() >= REVEALED;
    }

    private static double encode(Target label, double[] values, int origin, int step) {
        return label.encode(values[origin - label.baseLag(step)], values[origin + step]);
    }
}
