package io.forecastj.models.regression;

import io.forecastj.Ohlcv;
import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Fills the columns of future rows that are neither forecast nor known: with a forecast close, a flat bar and the
 * recent median volume; otherwise the last observed value.
 */
final class RunAhead {
    private static final int VOLUMES = 20;
    private static final List<String> PRICES = List.of(Ohlcv.OPEN, Ohlcv.HIGH, Ohlcv.LOW);

    private final List<String> columns;
    private final int from;
    private final boolean bars;
    private final int close;
    private final boolean[] flat;
    private final double[] last;
    private final int volume;
    private final double[] volumes = new double[VOLUMES];
    private final double[] sorted = new double[VOLUMES];
    private int next;

    RunAhead(RegressionPlan plan) {
        this.columns = plan.rowColumns();
        this.from = plan.pastAt();
        List<String> targets = plan.response().columns();
        this.bars = targets.contains(Ohlcv.CLOSE);
        this.close = targets.indexOf(Ohlcv.CLOSE);
        this.flat = new boolean[columns.size()];
        for (int c = from; c < flat.length; c++) {
            flat[c] = bars && PRICES.contains(columns.get(c));
        }
        this.last = new double[columns.size()];
        this.volume = bars ? columns.subList(from, columns.size()).indexOf(Ohlcv.VOLUME) : -1;
        Arrays.fill(last, Double.NaN);
        Arrays.fill(volumes, Double.NaN);
    }

    /** Takes an observed row. */
    void update(double[] row) {
        for (int c = from; c < last.length; c++) {
            if (!Double.isNaN(row[c])) {
                last[c] = row[c];
            }
        }
        if (volume >= 0) {
            volumes[next] = row[from + volume];
            next = next + 1 == VOLUMES ? 0 : next + 1;
        }
    }

    void save(StateWriter out) {
        out.putDoubles(last, from, last.length);
        if (volume >= 0) {
            out.putDoubles(volumes);
            out.putInt(next);
        }
    }

    void restore(StateReader in) {
        double[] past = new double[last.length - from];
        in.getDoubles(past);
        System.arraycopy(past, 0, last, from, past.length);
        if (volume >= 0) {
            in.getDoubles(volumes);
            next = in.getInt(0, VOLUMES - 1);
        }
    }

    /** Fills those columns of all future rows that do not depend on the forecasts. */
    void begin(double[] row) {
        System.arraycopy(last, from, row, from, last.length - from);
        if (volume >= 0) {
            row[from + volume] = medianVolume();
        }
    }

    /** Fills those columns of a future row that depend on its forecasts, which the row already holds. */
    void fill(double[] row) {
        for (int c = from; c < row.length; c++) {
            if (flat[c]) {
                row[c] = row[close];
            }
        }
    }

    private double medianVolume() {
        int count = 0;
        for (double each : volumes) {
            if (!Double.isNaN(each)) {
                sorted[count++] = each;
            }
        }
        if (count == 0) {
            return Double.NaN;
        }
        Arrays.sort(sorted, 0, count);
        return count % 2 == 1 ? sorted[count / 2] : (sorted[count / 2 - 1] + sorted[count / 2]) / 2;
    }

    /** Returns the rules in words, for the predictor's parameters. */
    @Override
    public String toString() {
        List<String> rules = new ArrayList<>();
        for (int c = from; c < flat.length; c++) {
            String column = columns.get(c);
            if (flat[c]) {
                rules.add(column + " = forecast close");
            } else if (bars && column.equals(Ohlcv.VOLUME)) {
                rules.add(column + " = median of the last " + VOLUMES + " rows");
            } else {
                rules.add(column + " = last observed value");
            }
        }
        return rules.isEmpty() ? "all columns forecast or known" : String.join("; ", rules);
    }
}
