package io.forecastj.parquet;

import io.forecastj.InvalidSeriesException;
import io.forecastj.MessageText;
import io.forecastj.data.SeriesRows;
import io.forecastj.data.TableColumns;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BiFunction;
import org.apache.parquet.format.RowGroup;
import org.jspecify.annotations.Nullable;

/** Reads the selected columns of one file in blocks of rows, and adds the rows to their series. */
final class FileRows {
    private static final int BLOCK = 1 << 12;

    private final FileBytes file;
    private final ParquetFooter footer;
    private final TableColumns.Found found;
    private final DistinctTexts ids;
    private final HeapBudget budget;
    private final PageCodec codec = new PageCodec();
    private final List<SelectedColumn> numbers = new ArrayList<>();
    private final @Nullable SelectedColumn id;
    private final FileTimes time;
    private final @Nullable FileTimes published;

    FileRows(
            FileBytes file,
            ParquetFooter footer,
            TableColumns.Found found,
            ParquetOptions options,
            DistinctTexts ids,
            HeapBudget budget) {
        this.file = file;
        this.footer = footer;
        this.found = found;
        this.ids = ids;
        this.budget = budget;
        for (int index : found.numbers()) {
            numbers.add(select(index, NumberTypes.MISSING, NumberTypes::of));
        }
        this.id = found.id().isPresent() ? select(found.id().getAsInt(), Conversion.MISSING, ids::of) : null;
        this.time =
                FileTimes.of(footer.columns().get(found.time()), options.zone(), options.epoch(), true, found::notTime);
        this.published = found.published().isEmpty()
                ? null
                : FileTimes.of(
                        footer.columns().get(found.published().getAsInt()),
                        options.zone(),
                        options.epoch(),
                        false,
                        found::notPublished);
    }

    private SelectedColumn select(
            int index, long missing, BiFunction<FileColumn, ParquetPosition, @Nullable Conversion> types) {
        FileColumn column = footer.columns().get(index);
        ParquetPosition at = new ParquetPosition(file.name(), column.name());
        if (!column.flat()) {
            throw new InvalidSeriesException(file.name() + ": a series has one number for each row, but nested or"
                    + " repeated are "
                    + MessageText.list(footer.columns().stream()
                            .filter(each -> !each.flat())
                            .toList())
                    + ": name other columns with columns(...)");
        }
        Conversion conversion = types.apply(column, at);
        if (conversion == null) {
            throw missing == Conversion.MISSING
                    ? new InvalidSeriesException(file.name() + ": the id column " + column
                            + " cannot be read; expected texts or whole numbers")
                    : found.notNumeric(index, column.typeName());
        }
        return new SelectedColumn(column, conversion, missing, at);
    }

    /** Reads all rows; the sink decides what becomes of a series that is complete. */
    void read(SeriesRows rows, SeriesSink sink) throws IOException {
        long row = 1;
        for (int g = 0; g < footer.groups().size(); g++) {
            RowGroup group = footer.groups().get(g);
            // texts of times are kept as long as a dictionary may refer to them
            DistinctTexts texts = new DistinctTexts(budget);
            List<ColumnValues> open = new ArrayList<>();
            try {
                read(group, g, row, texts, open, rows, sink);
            } finally {
                open.forEach(ColumnValues::close);
                texts.release();
            }
            row += group.getNum_rows();
        }
    }

    private void read(
            RowGroup group,
            int groupNumber,
            long firstRow,
            DistinctTexts texts,
            List<ColumnValues> open,
            SeriesRows rows,
            SeriesSink sink)
            throws IOException {
        List<SelectedColumn> selected = new ArrayList<>(numbers);
        selected.add(time.select(texts, file.name()));
        if (id != null) {
            selected.add(id);
        }
        if (published != null) {
            selected.add(published.select(texts, file.name()));
        }
        long[][] values = new long[selected.size()][(int) Math.min(BLOCK, group.getNum_rows())];
        for (long done = 0; done < group.getNum_rows(); ) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("the thread that read " + file.name() + " was interrupted");
            }
            int count = (int) Math.min(BLOCK, group.getNum_rows() - done);
            for (int c = 0; c < values.length; c++) {
                SelectedColumn column = selected.get(c);
                column.position().firstRow(firstRow + done);
                try {
                    if (done == 0) {
                        open.add(new ColumnValues(column, footer.chunk(group, column.column()), file, codec, budget));
                    }
                    open.get(c).read(values[c], count);
                } catch (InvalidSeriesException e) {
                    throw e;
                } catch (RuntimeException e) { // what decoders throw at damaged bytes is not limited to one type
                    throw damaged(groupNumber, firstRow + done, column.column(), e);
                }
            }
            add(values, count, firstRow + done, texts, rows, sink);
            done += count;
        }
    }

    private InvalidSeriesException damaged(int group, long row, FileColumn column, RuntimeException cause) {
        String reason = cause instanceof DamagedDataException ? String.valueOf(cause.getMessage()) : cause.toString();
        return new InvalidSeriesException(
                file.name() + ", row group " + group + ", column '" + column.name() + "', at or after row " + row
                        + ": the data is damaged: " + reason,
                cause);
    }

    private void add(long[][] values, int count, long firstRow, DistinctTexts texts, SeriesRows rows, SeriesSink sink) {
        int width = numbers.size();
        double[] row = new double[width];
        for (int i = 0; i < count; i++) {
            if (id != null) {
                long index = values[width + 1][i];
                sink.series(index == Conversion.MISSING ? null : ids.text(index));
            }
            for (int c = 0; c < width; c++) {
                row[c] = Double.longBitsToDouble(values[c][i]);
            }
            if (published != null) {
                published.publish(values[values.length - 1][i], texts, rows);
            }
            time.add(values[width][i], row, texts, rows);
        }
        sink.added(count);
    }
}
