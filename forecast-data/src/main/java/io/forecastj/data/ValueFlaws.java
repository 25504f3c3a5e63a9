package io.forecastj.data;

import io.forecastj.TimeSeries;
import java.util.ArrayList;
import java.util.List;

/** Finds missing values, and zeros and negative values where none can be. */
final class ValueFlaws {
    private ValueFlaws() {}

    static List<SeriesFlaw> find(TimeSeries series, String column) {
        List<SeriesFlaw> flaws = new ArrayList<>();
        double[] values = series.values(column);
        int missing = 0;
        int first = -1;
        for (int row = 0; row < values.length; row++) {
            if (Double.isNaN(values[row])) {
                missing++;
                first = first < 0 ? row : first;
            } else if (values[row] == 0 && Checks.isPrice(column)) {
                flaws.add(SeriesFlaw.of(FlawKind.ZERO, series, column, row, 1, "expected a price"));
            } else if (values[row] < 0 && Checks.isAmount(column)) {
                flaws.add(SeriesFlaw.of(FlawKind.NEGATIVE, series, column, row, 1, "expected an amount of at least 0"));
            }
        }
        if (missing > 0) {
            flaws.add(
                    0,
                    SeriesFlaw.of(
                            FlawKind.MISSING,
                            series,
                            column,
                            first,
                            missing,
                            missing + " of " + values.length + " values are missing, the first here"));
        }
        return flaws;
    }
}
