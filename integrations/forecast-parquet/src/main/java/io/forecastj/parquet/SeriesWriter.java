package io.forecastj.parquet;

import io.forecastj.PublishedValue;
import io.forecastj.TimeSeries;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/** Writes rows of series as records. Each record is the current row, which is moved along. */
final class SeriesWriter extends WriteSupport<SeriesWriter> {
    static final String ID = "id";
    static final String TIME = "time";
    static final String PUBLISHED = "published";

    /** Small groups, so that few rows are in memory, here and in readers that hold a whole group. */
    private static final long GROUP_BYTES = 16L << 20;

    private final MessageType schema;
    private final boolean ids;
    private final List<String> names;
    private @Nullable RecordConsumer consumer;
    private TimeSeries series;
    private Binary id = Binary.EMPTY;
    private double[] attributes = {};
    private long time;
    private long published;
    private double[] values;

    private SeriesWriter(TimeSeries first) {
        this.ids = !first.id().isEmpty();
        this.names = new ArrayList<>(first.columns());
        this.names.addAll(first.attributes().keySet());
        this.series = first;
        this.values = new double[first.columns().size()];
        Types.MessageTypeBuilder types = Types.buildMessage();
        if (ids) {
            types.required(PrimitiveTypeName.BINARY)
                    .as(LogicalTypeAnnotation.stringType())
                    .named(ID);
        }
        types.required(PrimitiveTypeName.INT64)
                .as(LogicalTypeAnnotation.timestampType(true, LogicalTypeAnnotation.TimeUnit.MILLIS))
                .named(TIME);
        if (first.hasVintages()) {
            types.required(PrimitiveTypeName.INT64)
                    .as(LogicalTypeAnnotation.timestampType(true, LogicalTypeAnnotation.TimeUnit.MILLIS))
                    .named(PUBLISHED);
        }
        names.forEach(name -> types.optional(PrimitiveTypeName.DOUBLE).named(name));
        this.schema = types.named("series");
    }

    /** Writes a new file. */
    static void write(List<TimeSeries> series, Path file, ParquetCompression compression) throws IOException {
        SeriesWriter rows = new SeriesWriter(series.get(0));
        try (ParquetWriter<SeriesWriter> writer = new Builder(file, rows)
                .withConf(new PlainParquetConfiguration())
                .withCodecFactory(new PageCompression())
                .withCompressionCodec(PageCompression.name(compression))
                .withRowGroupSize(GROUP_BYTES)
                .withPageWriteChecksumEnabled(true)
                .build()) {
            for (TimeSeries each : series) {
                rows.series(each);
                for (int row = 0; row < each.length(); row++) {
                    rows.write(row, writer);
                }
            }
        }
    }

    private void write(int row, ParquetWriter<SeriesWriter> writer) throws IOException {
        time = series.timestamp(row);
        if (!series.hasVintages()) {
            for (int c = 0; c < values.length; c++) {
                values[c] = series.value(row, c);
            }
            writer.write(this);
            return;
        }
        for (Map.Entry<Instant, double[]> each : publications(row).entrySet()) {
            published = each.getKey().toEpochMilli();
            values = each.getValue();
            writer.write(this);
        }
    }

    /** Returns the values that were published at each time; a row without any has none at its own time. */
    private SortedMap<Instant, double[]> publications(int row) {
        SortedMap<Instant, double[]> found = new TreeMap<>();
        double[] none = new double[series.columns().size()];
        Arrays.fill(none, Double.NaN);
        for (int c = 0; c < none.length; c++) {
            for (PublishedValue one : series.publications(row, series.columns().get(c))) {
                found.computeIfAbsent(one.published(), at -> none.clone())[c] = one.value();
            }
        }
        if (found.isEmpty()) {
            found.put(series.time(row), none);
        }
        return found;
    }

    private void series(TimeSeries next) {
        series = next;
        id = Binary.fromString(next.id());
        Map<String, Double> all = next.attributes();
        attributes = names.stream()
                .skip(next.columns().size())
                .mapToDouble(name -> all.getOrDefault(name, Double.NaN))
                .toArray();
    }

    @Override
    @SuppressWarnings("deprecation") // abstract, though it is not called
    public WriteContext init(Configuration configuration) {
        return new WriteContext(schema, Map.of());
    }

    @Override
    public WriteContext init(ParquetConfiguration configuration) {
        return new WriteContext(schema, Map.of());
    }

    @Override
    public void prepareForWrite(RecordConsumer recordConsumer) {
        this.consumer = recordConsumer;
    }

    @Override
    public void write(SeriesWriter current) {
        RecordConsumer out = consumer;
        if (out == null) {
            throw new IllegalStateException("the file is not open");
        }
        int field = 0;
        out.startMessage();
        if (ids) {
            out.startField(ID, field);
            out.addBinary(id);
            out.endField(ID, field++);
        }
        out.startField(TIME, field);
        out.addLong(time);
        out.endField(TIME, field++);
        if (series.hasVintages()) {
            out.startField(PUBLISHED, field);
            out.addLong(published);
            out.endField(PUBLISHED, field++);
        }
        int columns = values.length;
        for (int c = 0; c < names.size(); c++, field++) {
            double value = c < columns ? values[c] : attributes[c - columns];
            if (!Double.isNaN(value)) {
                out.startField(names.get(c), field);
                out.addDouble(value);
                out.endField(names.get(c), field);
            }
        }
        out.endMessage();
    }

    private static final class Builder extends ParquetWriter.Builder<SeriesWriter, Builder> {
        private final SeriesWriter rows;

        Builder(Path file, SeriesWriter rows) {
            super(new LocalOutputFile(file));
            this.rows = rows;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        @SuppressWarnings("deprecation") // abstract, though it is not called
        protected WriteSupport<SeriesWriter> getWriteSupport(Configuration configuration) {
            return rows;
        }

        @Override
        protected WriteSupport<SeriesWriter> getWriteSupport(ParquetConfiguration configuration) {
            return rows;
        }
    }
}
