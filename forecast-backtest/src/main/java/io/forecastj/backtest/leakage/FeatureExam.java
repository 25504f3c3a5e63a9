package io.forecastj.backtest.leakage;

import io.forecastj.CausalMatrix;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Examines features: rows must not move when later rows are changed or cut off, in the series and in a copy of it with
 * missing rows; then their warm-up, and whether they reveal the label.
 */
final class FeatureExam implements Exam {
    private final String name;
    private final Function<TimeSeries, CausalMatrix> recipe;
    private final boolean fitted;

    /** @param fitted whether the matrix is made from the series, so that training rows may share parameters */
    FeatureExam(String name, Function<TimeSeries, CausalMatrix> recipe, boolean fitted) {
        this.name = name;
        this.recipe = recipe;
        this.fitted = fitted;
    }

    /**
     * A value that moved.
     *
     * @param row the row, the last one that moved
     * @param from the first row that was changed
     * @param how the change; null if the rows were cut off
     */
    record Evidence(int row, int from, @Nullable Disturbance how, double before, double after) {}

    /** One variant of the series, and what moved in it. */
    record Variant(TimeSeries series, double[][] rows, double[] sizes, Map<Integer, Evidence> moved) {
        static Variant of(TimeSeries series, double[][] rows, int columns) {
            return new Variant(series, rows, Rounding.sizes(rows, columns), new LinkedHashMap<>());
        }

        boolean same(double[][] other, int row, int column) {
            return Rounding.same(rows[row][column], other[row][column], sizes[column]);
        }
    }

    @Override
    public void run(AuditScope scope) {
        scope.series().forEach(series -> examine(series, scope));
        scope.published()
                .forEach(series -> new PublicationExam(name, scope).features(series, this::rows, columns(series)));
    }

    private void examine(TimeSeries series, AuditScope scope) {
        CausalMatrix matrix = recipe.apply(series);
        List<String> columns = matrix.columns();
        Variant whole = Variant.of(series, rows(series), columns.size());
        if (!repeats(whole, columns, scope)) {
            return;
        }
        int from = fitted ? scope.testFrom(series) - 1 : 0;
        int end = series.length() - 1;
        int[] cuts = scope.rows(from, end, columns.size());
        // many holes would leave no full window between them
        int[] holes = scope.fewRows(from, end);
        TimeSeries withHoles = Disturbance.holes(series, holes, scope.knownAhead());
        Variant gaps =
                attempt(scope, "rows without values", () -> Variant.of(withHoles, rows(withHoles), columns.size()));
        for (int cut : cuts) {
            probe(whole, cut, scope);
        }
        for (int hole : holes) {
            if (gaps != null) {
                probe(gaps, hole, scope);
            }
        }
        scope.log().cut(cuts.length, end - from);
        scope.log()
                .examined(
                        name,
                        columns.size() + (columns.size() == 1 ? " column" : " columns")
                                + ", later rows changed and cut off at " + cuts.length + " of " + (end - from)
                                + " rows of " + series);
        if (!scope.knownAhead().isEmpty()) {
            String why = "columns " + scope.knownAhead() + " are known ahead, and would be cut off too";
            scope.log().notExamined(name, "the first rows only", why);
        }
        LabelExam label = new LabelExam(scope);
        boolean[] foreign = ofOtherColumns(whole, scope);
        FeatureFindings findings = new FeatureFindings(name, columns, this::rows, scope);
        for (int c = 0; c < columns.size(); c++) {
            Evidence moved = whole.moved().get(c);
            // what is computed from the label's own column up to the row was known
            OptionalInt step =
                    moved != null || foreign[c] ? label.revealed(series, column(whole.rows(), c)) : OptionalInt.empty();
            if (step.isPresent()) {
                findings.label(series, c, step.getAsInt(), moved);
            } else if (moved != null) {
                findings.laterRows(whole, c, moved);
            } else if (gaps != null && gaps.moved().get(c) != null) {
                findings.filled(gaps, c, gaps.moved().get(c), holes);
            }
        }
        noteUnmoved(series, whole, columns, scope);
        if (fitted) {
            scope.log().notExamined(name, "warm-up", "the features are made anew from each series");
        } else {
            new WarmupExam(name, matrix, scope).run(series, whole.rows());
        }
    }

    private double[][] rows(TimeSeries series) {
        CausalMatrix matrix = recipe.apply(series);
        double[][] rows = matrix.rows(series);
        int columns = matrix.columns().size();
        if (rows.length != series.length() || Arrays.stream(rows).anyMatch(row -> row.length != columns)) {
            throw new IllegalArgumentException("'" + name + "' must return " + series.length() + " rows of " + columns
                    + " values for " + series + "; found " + rows.length + " rows"
                    + (rows.length == 0 ? "" : ", the first of " + rows[0].length + " values"));
        }
        return rows;
    }

    private List<String> columns(TimeSeries series) {
        return recipe.apply(series).columns();
    }

    private boolean repeats(Variant whole, List<String> columns, AuditScope scope) {
        double[][] again = rows(whole.series());
        for (int r = 0; r < again.length; r++) {
            for (int c = 0; c < columns.size(); c++) {
                if (!whole.same(again, r, c)) {
                    String reason = "it was " + whole.rows()[r][c] + " and then " + again[r][c]
                            + ", so nothing else was examined";
                    scope.found(LeakKind.NOT_REPEATABLE, name, columns.get(c), whole.series(), r, reason);
                    return false;
                }
            }
        }
        return true;
    }

    private void probe(Variant variant, int cut, AuditScope scope) {
        for (Disturbance how : Disturbance.values()) {
            compare(variant, cut, how, scope, "later rows " + how.words(), () -> changed(variant, cut + 1, how, scope));
        }
        if (scope.knownAhead().isEmpty()) {
            compare(
                    variant,
                    cut,
                    null,
                    scope,
                    "the first rows only",
                    () -> rows(variant.series().head(cut + 1)));
        }
    }

    private double[][] changed(Variant variant, int from, Disturbance how, AuditScope scope) {
        return rows(how.from(variant.series(), from, scope.knownAhead(), scope.seed()));
    }

    private void compare(
            Variant variant,
            int cut,
            @Nullable Disturbance how,
            AuditScope scope,
            String what,
            Supplier<double[][]> rows) {
        double[][] other = attempt(scope, what, rows);
        if (other == null) {
            return;
        }
        for (int c = 0; c < variant.sizes().length; c++) {
            for (int r = cut; r >= 0 && !variant.moved().containsKey(c); r--) {
                if (!variant.same(other, r, c)) {
                    variant.moved().put(c, new Evidence(r, cut + 1, how, variant.rows()[r][c], other[r][c]));
                }
            }
        }
    }

    private <T> @Nullable T attempt(AuditScope scope, String what, Supplier<T> probe) {
        try {
            return probe.get();
        } catch (RuntimeException refusal) {
            scope.log().refused(name, what, refusal);
            return null;
        }
    }

    private double[][] moved(TimeSeries series, Disturbance how, Set<String> kept, AuditScope scope) {
        return rows(how.from(series, 0, kept, scope.seed()));
    }

    /** Finds the columns that depend on other columns of the series than that of the label. */
    private boolean[] ofOtherColumns(Variant whole, AuditScope scope) {
        Target label = scope.label();
        boolean[] foreign = new boolean[whole.sizes().length];
        if (label == null || whole.series().columns().equals(List.of(label.column()))) {
            return foreign;
        }
        for (Disturbance how : Disturbance.values()) {
            double[][] other = attempt(
                    scope,
                    "columns other than that of the label " + how.words(),
                    () -> moved(whole.series(), how, Set.of(label.column()), scope));
            for (int r = 0; other != null && r < other.length; r++) {
                for (int c = 0; c < foreign.length; c++) {
                    foreign[c] |= !whole.same(other, r, c);
                }
            }
        }
        return foreign;
    }

    /** Names the columns that do not depend on any value, such as those read from a table made before. */
    private void noteUnmoved(TimeSeries series, Variant whole, List<String> columns, AuditScope scope) {
        double[][] million =
                attempt(scope, "all rows near 1,000,000", () -> moved(series, Disturbance.MILLION, Set.of(), scope));
        double[][] shuffled =
                attempt(scope, "all rows shuffled", () -> moved(series, Disturbance.SHUFFLED, Set.of(), scope));
        if (million == null || shuffled == null) {
            return;
        }
        for (int c = 0; c < columns.size(); c++) {
            boolean moved = false;
            for (int r = 0; r < series.length() && !moved; r++) {
                moved = !whole.same(million, r, c) || !whole.same(shuffled, r, c);
            }
            if (!moved) {
                scope.log()
                        .notExamined(
                                name,
                                "'" + columns.get(c) + "'",
                                "it does not depend on the values of the series, as a feature of the time does; one"
                                        + " that was computed before, from other rows, cannot be examined");
            }
        }
    }

    private static double[] column(double[][] rows, int column) {
        return Arrays.stream(rows).mapToDouble(row -> row[column]).toArray();
    }
}
