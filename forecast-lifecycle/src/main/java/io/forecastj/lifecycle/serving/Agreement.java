package io.forecastj.lifecycle.serving;

import io.forecastj.Column;
import io.forecastj.ColumnRole;
import io.forecastj.Forecast;
import io.forecastj.MessageText;
import io.forecastj.ModelLoadException;
import io.forecastj.PredictorInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The agreement between the callers of a reloading predictor and the versions that it serves: the callers supply these
 * columns and this number of rows, and expect these targets and steps. It is that of the version with which the
 * predictor was opened, so that a rollback to that version always fits.
 *
 * <p>Immutable and thread-safe.
 */
final class Agreement {
    private final PredictorInfo first;
    private final Set<Column> supplied;
    private final int rows;
    private final @Nullable Forecast answer;

    private Agreement(PredictorInfo first, Set<Column> supplied, int rows, @Nullable Forecast answer) {
        this.first = first;
        this.supplied = supplied;
        this.rows = rows;
        this.answer = answer;
    }

    /**
     * Creates the agreement.
     *
     * @param first the description of the first version
     * @param answer its forecast of the warm-up history, or null if there is none
     * @param further columns that callers supply although the first version does not need them
     * @param rows the number of rows that callers supply, or less than the first version needs
     */
    static Agreement of(PredictorInfo first, @Nullable Forecast answer, Set<Column> further, int rows) {
        Set<Column> supplied = new LinkedHashSet<>(first.columns());
        supplied.addAll(further);
        return new Agreement(first, supplied, Math.max(rows, first.requiredHistory()), answer);
    }

    /** The least number of rows of a history that callers supply. */
    int rows() {
        return rows;
    }

    /** The known-future columns that callers supply. */
    List<String> knownFuture() {
        return supplied.stream()
                .filter(column -> column.role() == ColumnRole.KNOWN_FUTURE)
                .map(Column::name)
                .toList();
    }

    /** Throws if a version needs what callers do not supply, or forecasts something else. */
    void require(PredictorInfo next, String version) {
        requireEqual("targets", first.targets(), next.targets(), version);
        requireEqual("horizon", first.horizon(), next.horizon(), version);
        requireEqual("steps", first.steps(), next.steps(), version);
        List<String> missing = new ArrayList<>();
        for (Column column : next.columns()) {
            if (!supplies(column)) {
                missing.add("'" + column.name() + "' (" + column.role() + ")");
            }
        }
        if (!missing.isEmpty()) {
            throw new ModelLoadException(version + " needs columns that the callers do not supply: "
                    + MessageText.names(missing) + "; expected only " + MessageText.list(supplied)
                    + ". Open a new predictor, or name the columns by supplies(...) if callers do supply them");
        }
        if (next.requiredHistory() > rows) {
            throw new ModelLoadException(version + " needs a history of " + next.requiredHistory()
                    + " rows; callers may supply only " + rows
                    + ". Open a new predictor, or set suppliedRows(...) if they supply more");
        }
    }

    /** Throws if the forecasts of a version have other classes, or lack quantiles, by the same history. */
    void require(Forecast next, String version) {
        if (answer == null) {
            return;
        }
        requireEqual("classes", answer.classes(), next.classes(), version);
        double[] levels = next.levels();
        for (double level : answer.levels()) {
            if (Arrays.binarySearch(levels, level) < 0) {
                throw new ModelLoadException(version + " forecasts no quantile " + level
                        + ", which the callers had from the first version; it has " + Arrays.toString(levels)
                        + ". Fit it with the same intervals");
            }
        }
    }

    private boolean supplies(Column column) {
        if (column.role() == ColumnRole.PAST) {
            return supplied.stream()
                    .anyMatch(
                            one -> one.role() != ColumnRole.STATIC && one.name().equals(column.name()));
        }
        return supplied.contains(column);
    }

    private static void requireEqual(String what, Object expected, Object found, String version) {
        if (!expected.equals(found)) {
            throw new ModelLoadException(version + " has other " + what + " than the callers expect: expected "
                    + expected + ", found " + found + ". Open a new predictor for it");
        }
    }
}
