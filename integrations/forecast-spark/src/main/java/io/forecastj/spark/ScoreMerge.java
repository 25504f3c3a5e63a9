package io.forecastj.spark;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Adds up the rows of series: within each partition on its executor, and the partitions' sums on the driver. */
final class ScoreMerge implements MapPartitionsFunction<Row, Row> {
    private static final long serialVersionUID = 1;

    private static final int MODEL = 1;
    private static final int TARGET = 2;

    /** The name of the naive forecast in every backtest. */
    private static final String NAIVE = "naive";

    private static final String[] COLUMNS = {
        "model", "target", "pairs", "absolute", "squared", "error", "smape", "mase", "rmsse", "status", "reason"
    };

    static List<MergedScore> of(Dataset<Row> series) {
        // in the order of a task's rows, whatever was selected since
        Dataset<Row> ordered = series.select("id", COLUMNS);
        Map<List<String>, ScoreSums> all = new TreeMap<>(
                Comparator.comparing((List<String> key) -> key.get(1)).thenComparing(key -> key.get(0)));
        for (Row row : ordered.mapPartitions(new ScoreMerge(), Encoders.row(ScoreSums.partialSchema()))
                .collectAsList()) {
            all.computeIfAbsent(List.of(row.getString(0), row.getString(1)), ignored -> new ScoreSums())
                    .add(ScoreSums.fromRow(row));
        }
        return scores(all);
    }

    static List<MergedScore> scores(Map<List<String>, ScoreSums> all) {
        List<MergedScore> scores = new ArrayList<>();
        all.forEach((key, sums) -> {
            @Nullable ScoreSums naive = all.get(List.of(NAIVE, key.get(1)));
            scores.add(new MergedScore(key.get(0), key.get(1), sums, naive));
        });
        return List.copyOf(scores);
    }

    static void add(Map<List<String>, ScoreSums> all, Row row) {
        if (!row.isNullAt(MODEL)) {
            all.computeIfAbsent(List.of(row.getString(MODEL), row.getString(TARGET)), ignored -> new ScoreSums())
                    .add(row);
        }
    }

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        Map<List<String>, ScoreSums> all = new LinkedHashMap<>();
        rows.forEachRemaining(row -> add(all, row));
        List<Row> partial = new ArrayList<>();
        all.forEach((key, sums) -> partial.add(sums.toRow(key.get(0), key.get(1))));
        return partial.iterator();
    }
}
