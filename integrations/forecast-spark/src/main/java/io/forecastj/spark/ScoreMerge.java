package io.forecastj.spark;

import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/** Adds up the rows of series: within each partition on its executor, and the partitions' sums on the driver. */
final class ScoreMerge implements MapPartitionsFunction<Row, Row> {
    private static final long serialVersionUID = 1;

    private static final String[] COLUMNS = {"model", "target", "pairs", "errors", "mase", "rmsse", "failed"};

    static List<MergedScore> of(Dataset<Row> series) {
        // in the order of a task's rows, whatever was selected since
        Dataset<Row> ordered = series.select("id", COLUMNS);
        ScoreTotals all = new ScoreTotals();
        ordered.mapPartitions(new ScoreMerge(), Encoders.row(ScoreSums.partialSchema()))
                .collectAsList()
                .forEach(all::addTotal);
        return all.scores();
    }

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        ScoreTotals partition = new ScoreTotals();
        rows.forEachRemaining(partition::add);
        return partition.toRows().iterator();
    }
}
