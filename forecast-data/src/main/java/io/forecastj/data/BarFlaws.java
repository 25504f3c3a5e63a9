package io.forecastj.data;

import io.forecastj.Ohlcv;
import io.forecastj.TimeSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds bars whose prices contradict each other, and splits that prices are not adjusted for. */
final class BarFlaws {
    private static final double[] RATIOS = {1.5, 2, 3, 4, 5, 7, 8, 10, 20};

    /** The logarithm by which a price may move besides the split. */
    private static final double MOVE = 0.08;

    private static final double LEVEL_MOVE = 0.15;
    private static final double FAR = 10;
    private static final int AROUND = 5;
    private static final int FEWEST = 10;

    private BarFlaws() {}

    static List<SeriesFlaw> find(TimeSeries series) {
        List<SeriesFlaw> flaws = new ArrayList<>();
        if (series.columns().containsAll(List.of(Ohlcv.OPEN, Ohlcv.HIGH, Ohlcv.LOW, Ohlcv.CLOSE))) {
            for (int row = 0; row < series.length(); row++) {
                String flaw = Ohlcv.flaw(
                        series.value(row, Ohlcv.OPEN),
                        series.value(row, Ohlcv.HIGH),
                        series.value(row, Ohlcv.LOW),
                        series.value(row, Ohlcv.CLOSE));
                if (!flaw.isEmpty()) {
                    flaws.add(SeriesFlaw.of(FlawKind.BAR, series, row, 1, flaw));
                }
            }
        }
        if (series.hasColumn(Ohlcv.CLOSE) && series.length() >= FEWEST) {
            flaws.addAll(findSplits(series));
        }
        return flaws;
    }

    /** Returns the rows of the splits among flaws. */
    static Set<Integer> splits(List<SeriesFlaw> flaws) {
        return flaws.stream()
                .filter(flaw -> flaw.kind() == FlawKind.SPLIT)
                .map(SeriesFlaw::row)
                .collect(Collectors.toSet());
    }

    private static List<SeriesFlaw> findSplits(TimeSeries series) {
        double[] close = series.values(Ohlcv.CLOSE);
        double[] first = series.hasColumn(Ohlcv.OPEN) ? series.values(Ohlcv.OPEN) : close;
        double[] returns = new double[close.length - 1];
        for (int row = 1; row < close.length; row++) {
            returns[row - 1] = Math.log(close[row] / close[row - 1]);
        }
        double usual = RobustScale.NORMAL * RobustScale.sizeQuantile(returns, 0.5);
        List<SeriesFlaw> flaws = new ArrayList<>();
        for (int row = 1; row < close.length; row++) {
            double step = Math.log(first[row] / close[row - 1]);
            double ratio = Math.abs(step) >= FAR * usual ? ratio(step) : 0;
            if (ratio > 0 && stays(close, row, ratio)) {
                String text = ratio > 1 ? "1 for " + text(ratio) + " (a reverse split)" : text(1 / ratio) + " for 1";
                flaws.add(SeriesFlaw.of(
                        FlawKind.SPLIT,
                        series,
                        first == close ? Ohlcv.CLOSE : Ohlcv.OPEN,
                        row,
                        1,
                        "after the close " + close[row - 1] + " like a split " + text));
            }
        }
        return flaws;
    }

    /** Returns the ratio of a split that a logarithmic step is near to, or 0. */
    private static double ratio(double step) {
        for (double ratio : RATIOS) {
            if (Math.abs(Math.abs(step) - Math.log(ratio)) <= MOVE) {
                return step > 0 ? ratio : 1 / ratio;
            }
        }
        return 0;
    }

    private static String text(double ratio) {
        long whole = Math.round(ratio);
        return Math.abs(whole - ratio) < 1e-9 ? Long.toString(whole) : Double.toString(ratio);
    }

    private static boolean stays(double[] close, int row, double ratio) {
        double before = median(close, Math.max(0, row - AROUND), row);
        double after = median(close, row, Math.min(close.length, row + AROUND));
        return Math.abs(Math.log(after / before) - Math.log(ratio)) <= LEVEL_MOVE;
    }

    private static double median(double[] values, int from, int to) {
        double[] present = Arrays.stream(values, from, to)
                .filter(value -> !Double.isNaN(value))
                .toArray();
        return present.length == 0 ? Double.NaN : RobustScale.median(present);
    }
}
