package io.forecastj.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.forecastj.InvalidSeriesException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/** Reads the dates in a column of a CSV file. */
final class DateColumn {
    private DateColumn() {}

    static List<LocalDate> read(Path csv, String column) {
        List<LocalDate> dates = new ArrayList<>();
        int index = -1;
        try (CsvReader<CsvRecord> records = CsvReader.builder().ofCsvRecord(csv)) {
            for (CsvRecord record : records) {
                if (index < 0) {
                    index = index(record.getFields(), csv, column);
                } else {
                    dates.add(date(record, index, csv, column));
                }
            }
        } catch (CsvParseException e) {
            throw new InvalidSeriesException(csv + " is no CSV file: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (index < 0) {
            throw new InvalidSeriesException(csv + " is empty; expected a header with the column '" + column + "'");
        }
        return dates;
    }

    private static int index(List<String> header, Path csv, String column) {
        List<String> names = header.stream().map(String::strip).toList();
        int index = names.indexOf(column);
        if (index < 0 || names.lastIndexOf(column) != index) {
            throw new InvalidSeriesException(csv + ": there " + (index < 0 ? "is no column '" : "are two columns '")
                    + column + "' in the header " + names);
        }
        return index;
    }

    private static LocalDate date(CsvRecord record, int index, Path csv, String column) {
        String text = index < record.getFieldCount() ? record.getField(index).strip() : "";
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new InvalidSeriesException(
                    csv + ", line " + record.getStartingLineNumber() + ", column '" + column + "': '" + text
                            + "' is not a date such as 2024-12-25",
                    e);
        }
    }
}
