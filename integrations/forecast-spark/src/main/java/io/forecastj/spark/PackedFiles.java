package io.forecastj.spark;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import scala.Tuple2;
import scala.Tuple3;

/** Packs models on executors, by a hash of their ids, so that a reader knows the file of an id. Stateless. */
final class PackedFiles {
    private PackedFiles() {}

    /** Returns the file of an id. Files in stores depend on it: it must never change. */
    static int fileOf(String id, int files) {
        return Math.floorMod(id.hashCode(), files);
    }

    /**
     * Packs models, and returns the files by number.
     *
     * @throws IllegalArgumentException if two models have one id
     */
    static SortedMap<Integer, byte[]> of(Dataset<Row> models, int files) {
        JavaPairRDD<String, byte[]> byId = models.filter(functions.col("model").isNotNull())
                .select(functions.col("id").cast("string"), functions.col("model"))
                .toJavaRDD()
                .mapToPair(row -> new Tuple2<>(row.getString(0), row.<byte[]>getAs(1)));
        List<Tuple3<Integer, byte[], String>> packed = byId.repartitionAndSortWithinPartitions(new ById(files))
                .mapPartitionsWithIndex(PackedFiles::pack, true)
                .collect();
        SortedMap<Integer, byte[]> all = new TreeMap<>();
        for (Tuple3<Integer, byte[], String> file : packed) {
            if (!file._3().isEmpty()) {
                throw new IllegalArgumentException(file._3());
            }
            all.put(file._1(), file._2());
        }
        return all;
    }

    /** Packs one file: its number, its bytes and, in place of these, the fault of the caller's. */
    private static Iterator<Tuple3<Integer, byte[], String>> pack(
            Integer file, Iterator<Tuple2<String, byte[]>> models) {
        PackedFileWriter writer = new PackedFileWriter();
        String before = null;
        while (models.hasNext()) {
            Tuple2<String, byte[]> model = models.next();
            if (model._1().equals(before)) {
                // thrown on the driver: a task that throws is tried again, and its exception is Spark's
                String fault = "expected one model of each series, found two of '" + before + "'";
                return List.of(new Tuple3<>(file, new byte[0], fault)).iterator();
            }
            before = model._1();
            writer.add(before, model._2());
        }
        return List.of(new Tuple3<>(file, writer.finish(), "")).iterator();
    }

    /** Returns the rows of a file's models. */
    static Iterator<Row> rows(byte[] content) {
        List<Row> rows = new ArrayList<>();
        PackedFile.of("a packed file", content)
                .forEach((id, archive) -> rows.add(RowFactory.create(id, archive, null, null, SeriesTask.OK, "")));
        return rows.iterator();
    }

    /** Sends each id to the task that writes its file. */
    private static final class ById extends Partitioner {
        private static final long serialVersionUID = 1;

        private final int files;

        ById(int files) {
            this.files = files;
        }

        @Override
        public int numPartitions() {
            return files;
        }

        @Override
        public int getPartition(Object id) {
            return fileOf((String) id, files);
        }
    }
}
