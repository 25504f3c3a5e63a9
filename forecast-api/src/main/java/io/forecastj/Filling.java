package io.forecastj;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Fills the missing values of chosen columns. Columns without missing values are shared, not copied. */
final class Filling {
    private Filling() {}

    static TimeSeries fill(TimeSeries series, Fill policy, List<String> columns) {
        Objects.requireNonNull(policy, "policy");
        columns.forEach(series::columnIndex);
        Set<String> chosen = new HashSet<>(columns.isEmpty() ? series.columns() : columns);
        for (String column : series.vintageColumns()) {
            if (chosen.contains(column)) {
                Vintages.refuse(series.select(column), "filling");
            }
        }
        TimeSeries start = series.fromStart();
        double[][] values = new double[start.columns().size()][];
        for (int c = 0; c < values.length; c++) {
            values[c] = chosen.contains(start.columns().get(c)) ? filled(start, c, policy) : start.shared(c);
        }
        return start.withColumns(start.columns(), values).withVintages(start.vintagesFromStart());
    }

    private static double[] filled(TimeSeries series, int column, Fill policy) {
        double[] values = series.values(series.columns().get(column));
        boolean complete = true;
        for (double value : values) {
            complete &= !Double.isNaN(value);
        }
        if (complete) {
            return series.shared(column);
        }
        if (policy instanceof Fill.Linear) {
            interpolate(series, values);
            return values;
        }
        for (int row = 0; row < values.length; row++) {
            if (Double.isNaN(values[row])) {
                values[row] = earlier(values, row, policy);
            }
        }
        return values;
    }

    private static double earlier(double[] values, int row, Fill policy) {
        if (policy instanceof Fill.Constant constant) {
            return constant.value();
        }
        int back = policy instanceof Fill.Seasonal seasonal ? seasonal.rows() : 1;
        return row < back ? Double.NaN : values[row - back];
    }

    private static void interpolate(TimeSeries series, double[] values) {
        int known = -1;
        for (int row = 0; row < values.length; row++) {
            if (Double.isNaN(values[row])) {
                continue;
            }
            if (known >= 0) {
                // as doubles, since the distance of two times may be more than a long holds
                double span = (double) series.timestamp(row) - series.timestamp(known);
                for (int between = known + 1; between < row; between++) {
                    double part = ((double) series.timestamp(between) - series.timestamp(known)) / span;
                    double change = (values[row] - values[known]) * part;
                    values[between] = Double.isFinite(change)
                            ? values[known] + change
                            : values[known] * (1 - part) + values[row] * part;
                }
            }
            known = row;
        }
    }
}
