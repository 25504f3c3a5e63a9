package io.forecastj.spark;

import io.forecastj.FitListener;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.Predictor;
import io.forecastj.models.lightgbm.LightGbm;
import io.forecastj.models.regression.Examples;
import io.forecastj.models.regression.Regression;
import io.forecastj.models.regression.RegressionModel;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;

/** Trains on the driver from examples that tasks made, in the order of the series' ids. Stateless. */
final class GlobalTraining {
    /** An array of Java has somewhat less than 2^31 elements. */
    private static final int MOST_EXAMPLES = Integer.MAX_VALUE - 8;

    private GlobalTraining() {}

    static Predictor train(Dataset<Row> made, GlobalFit recipe, FitListener listener) {
        // made once: for the count and for the training
        Dataset<Row> kept = made.persist(StorageLevel.MEMORY_AND_DISK());
        try {
            Examples examples = collect(kept, recipe);
            RegressionModel model = LightGbm.regressor(recipe.parameters()).fit(examples, null, listener);
            try {
                return Regression.predictor(
                        model, recipe.features(), recipe.target(), recipe.strategy(), recipe.horizon());
            } catch (RuntimeException | Error e) {
                model.close();
                throw e;
            }
        } finally {
            kept.unpersist();
        }
    }

    static Examples collect(Dataset<Row> kept, GlobalFit recipe) {
        Row first = kept.filter("count > 0").limit(1).collectAsList().stream()
                .findFirst()
                .orElseThrow(() -> new InsufficientHistoryException("no series gives an example" + firstReason(kept)));
        List<String> inputs = first.getList(2);
        long count = kept.agg(functions.sum("count")).first().getLong(0);
        long numbers = Math.multiplyExact(count, inputs.size());
        if (numbers > recipe.mostNumbers()) {
            throw new IllegalArgumentException("the driver takes at most " + recipe.mostNumbers() + " numbers, found "
                    + count + " examples of " + inputs.size() + " inputs; draw a share of about "
                    + (float) (recipe.share() * recipe.mostNumbers() / numbers)
                    + " by sample(...), or allow more by mostNumbers(...)");
        }
        if (count > MOST_EXAMPLES) {
            throw new IllegalArgumentException("one training takes at most " + MOST_EXAMPLES + " examples, found "
                    + count + "; draw a share of about " + (float) (recipe.share() * MOST_EXAMPLES / count)
                    + " by sample(...)");
        }
        double[][] rows = new double[(int) count][inputs.size()];
        double[] labels = new double[rows.length];
        int at = 0;
        // one partition at a time, so that its bytes are not all on the driver beside the numbers
        Iterator<Row> series = kept.filter("count > 0").orderBy("id").toLocalIterator();
        while (series.hasNext()) {
            Row row = series.next();
            if (row.getInt(1) > rows.length - at) {
                throw changed(count, "more");
            }
            ByteBuffer bytes = ByteBuffer.wrap(row.<byte[]>getAs(3));
            for (int i = 0; i < row.getInt(1); i++) {
                bytes.asDoubleBuffer().get(rows[at]);
                bytes.position(bytes.position() + inputs.size() * Double.BYTES);
                labels[at++] = bytes.getDouble();
            }
        }
        if (at < count) {
            throw changed(count, at);
        }
        return new Examples(inputs, rows, labels, null);
    }

    private static IllegalStateException changed(long before, Object now) {
        return new IllegalStateException("the dataset gave " + before + " examples at first, and " + now
                + " when Spark computed it again; write it, or make it the same each time");
    }

    private static String firstReason(Dataset<Row> kept) {
        return kept
                .filter(functions.col("status").equalTo(SeriesTask.FAILED))
                .orderBy("id")
                .limit(1)
                .collectAsList()
                .stream()
                .findFirst()
                .map(row -> "; of '" + row.getString(0) + "': " + row.getString(5))
                .orElse("");
    }
}
