package io.forecastj.parquet;

import io.forecastj.InvalidSeriesException;
import io.forecastj.TimeSeries;
import io.forecastj.data.SeriesRows;
import io.forecastj.data.TableColumns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads a file, or the files of a directory one after the other. */
final class ParquetFiles {
    /** Numbers that are held for the publication of a row: its time twice, its row's time and its place. */
    private static final int PUBLICATION_NUMBERS = 4;

    private final ParquetOptions options;
    private final Path path;
    private final @Nullable Consumer<TimeSeries> consumer;
    private final HeapBudget budget = new HeapBudget();
    private final DistinctTexts ids = new DistinctTexts(budget);
    private @Nullable SeriesRows rows;
    private @Nullable SeriesSink sink;
    private List<String> names = List.of();

    private ParquetFiles(ParquetOptions options, Path path, @Nullable Consumer<TimeSeries> consumer) {
        this.options = options;
        this.path = path;
        this.consumer = consumer;
    }

    /** Reads all series. */
    static List<TimeSeries> read(ParquetOptions options, Path path) {
        ParquetFiles files = new ParquetFiles(options, path, null);
        return files.read().build();
    }

    /** Reads the series one after the other. */
    static void forEach(ParquetOptions options, Path path, Consumer<TimeSeries> consumer) {
        new ParquetFiles(options, path, consumer).read();
    }

    private SeriesRows read() {
        try {
            List<FileParts.Part> parts = FileParts.of(path, options.named() == null ? idKey() : null);
            for (FileParts.Part part : parts) {
                read(part, parts.size() > 1);
            }
        } catch (ClosedByInterruptException e) {
            CancellationException cancelled =
                    new CancellationException("the thread that read " + path + " was interrupted");
            cancelled.initCause(e);
            throw cancelled;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path + ": " + e, e);
        }
        if (rows == null || sink == null || rows.count() == 0) {
            throw new InvalidSeriesException(path + " has no rows");
        }
        sink.finish();
        return rows;
    }

    private String idKey() {
        return options.id() == null ? "id" : options.id();
    }

    private void read(FileParts.Part part, boolean several) throws IOException {
        long before = rows == null ? 0 : rows.count();
        try (FileBytes file = FileBytes.open(part.path())) {
            ParquetFooter footer = ParquetFooter.read(file, budget);
            TableColumns.Found found = options.find(file.name(), footer.columns(), part.id());
            SeriesRows all = start(found, file.name());
            int numbers = found.numbers().length + (found.published().isPresent() ? PUBLICATION_NUMBERS : 0);
            SeriesSink target = sink == null ? new SeriesSink(all, numbers, consumer, budget, path) : sink;
            sink = target;
            FileRows reader = new FileRows(file, footer, found, options, ids, budget);
            if (part.id() != null) {
                target.series(part.id());
            }
            reader.read(all, target);
            footer.release(budget);
        } catch (InvalidSeriesException e) {
            if (!several
                    || String.valueOf(e.getMessage()).startsWith(part.path().toString())) {
                throw e;
            }
            List<String> keys = FileParts.keys(path.relativize(part.path()));
            String hint = keys.isEmpty() || part.id() != null
                    ? ""
                    : "; if one of the keys of its folders, " + keys + ", distinguishes series, name it with id(...)";
            throw new InvalidSeriesException(
                    e.getMessage() + " (row " + (before + 1) + " is the first one of " + part.path() + hint + ")", e);
        }
    }

    private SeriesRows start(TableColumns.Found found, String file) {
        List<String> now = new ArrayList<>(found.names());
        now.addAll(found.attributes());
        if (rows == null) {
            rows = options.rows(path.toString(), found);
            names = now;
        } else if (!now.equals(names)) {
            throw new InvalidSeriesException(file + " has the columns " + now + ", the files before it " + names
                    + ": name those to read with columns(...)");
        }
        return rows;
    }
}
