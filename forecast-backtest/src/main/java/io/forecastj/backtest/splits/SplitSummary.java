package io.forecastj.backtest.splits;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Writes a result as a table for a terminal, one line a row. */
final class SplitSummary {
    private final SplitResult result;
    private final StringBuilder text = new StringBuilder();

    SplitSummary(SplitResult result) {
        this.result = result;
    }

    String text() {
        List<String> names = result.models();
        int splits = result.splits().size();
        add(
                "%s: %d splits, %d path%s, %s",
                result.target(), splits, result.paths(), result.paths() == 1 ? "" : "s", pairs(names.get(0)));
        int width = Math.max(5, names.stream().mapToInt(String::length).max().orElse(0));
        String row = "%-" + width + "s  %10s  %10s  %10s  %12s";
        add(row, "model", "mean skill", "least", "most", "RMSE");
        for (String name : names) {
            double[] skills = finite(name, PathScore::skill);
            add(
                    row,
                    name,
                    percent(Arrays.stream(skills).average().orElse(Double.NaN)),
                    percent(Arrays.stream(skills).min().orElse(Double.NaN)),
                    percent(Arrays.stream(skills).max().orElse(Double.NaN)),
                    number(Arrays.stream(finite(name, PathScore::rmse))
                            .average()
                            .orElse(Double.NaN)));
        }
        for (String name : names) {
            List<SplitFailure> failed = result.failures().stream()
                    .filter(failure -> failure.model().equals(name))
                    .toList();
            if (!failed.isEmpty()) {
                SplitFailure first = failed.get(0);
                add(
                        "%s: %d of %d splits failed, the first with the test rows %s: %s",
                        name, failed.size(), splits, rows(first.split().test()), first.message());
            }
        }
        add("No walk-forward scores: the models have also learnt from rows after those that they forecast.");
        return text.toString();
    }

    /** The pairs on each path, and how many a forecaster that failed has taken away. */
    private String pairs(String model) {
        List<PathScore> scores = result.scores(model);
        LongSummaryStatistics pairs =
                scores.stream().mapToLong(PathScore::pairs).summaryStatistics();
        String shown = pairs.getMin() == pairs.getMax()
                ? String.format(Locale.ROOT, "%,d pairs on each", pairs.getMin())
                : String.format(Locale.ROOT, "%,d to %,d pairs on each", pairs.getMin(), pairs.getMax());
        return result.failures().isEmpty()
                ? shown
                : shown
                        + String.format(
                                Locale.ROOT,
                                ", %,d left out in all",
                                scores.stream().mapToLong(PathScore::leftOut).sum());
    }

    private static String rows(List<RowRange> blocks) {
        return blocks.stream()
                .map(block -> block.from() + " to " + (block.to() - 1))
                .collect(Collectors.joining(" and "));
    }

    private double[] finite(String model, ToDoubleFunction<PathScore> number) {
        return result.scores(model).stream()
                .mapToDouble(number)
                .filter(Double::isFinite)
                .toArray();
    }

    private static String percent(double fraction) {
        return Double.isFinite(fraction) ? String.format(Locale.ROOT, "%+9.2f%%", 100 * fraction) : "-";
    }

    private static String number(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%12.6g", value) : "-";
    }

    /** Adds a line; names and messages may have line feeds and other control characters. */
    private void add(String format, Object... values) {
        String line = String.format(Locale.ROOT, format, values);
        text.append(line.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]", " ").stripTrailing())
                .append('\n');
    }
}
