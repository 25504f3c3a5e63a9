package io.forecastj.backtest;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads a table of forecasts from a CSV file. */
final class ForecastCsv {
    private static final List<String> NEEDED = List.of("origin", "step", "time", "actual", "forecast");
    private static final Pattern QUANTILE = Pattern.compile("q(0?\\.\\d+)");
    /** Other names of quantiles, which must not be left out unnoticed. */
    private static final Pattern MISTAKEN = Pattern.compile("q[\\d.]+|.*(lo|hi)-[\\d.]+");

    private static final Pattern SAMPLE = Pattern.compile("s\\d+");

    private final Path file;
    private final Map<String, Double> levels = new LinkedHashMap<>();
    private final List<String> samples = new ArrayList<>();
    private final List<String> probabilities = new ArrayList<>();

    private ForecastCsv(Path file) {
        this.file = file;
    }

    static List<ForecastRow> read(Path file) {
        ForecastCsv csv = new ForecastCsv(file);
        List<ForecastRow> rows = new ArrayList<>();
        try (CsvReader<NamedCsvRecord> reader =
                CsvReader.builder().detectBomHeader(true).ofNamedCsvRecord(file)) {
            for (NamedCsvRecord line : reader) {
                if (rows.isEmpty()) {
                    csv.header(line.getHeader());
                }
                ForecastRow row = csv.row(line);
                rows.add(row);
            }
        } catch (UncheckedIOException | IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), new IOException(e));
        } catch (CsvParseException e) {
            throw new IllegalArgumentException(file + " is no CSV file: " + e.getMessage(), e);
        }
        return rows;
    }

    private void header(List<String> names) {
        for (String needed : NEEDED) {
            if (!names.contains(needed)) {
                throw new IllegalArgumentException(
                        file + " has no column '" + needed + "': expected at least " + NEEDED + ", found " + names);
            }
        }
        for (String name : names) {
            if (QUANTILE.matcher(name).matches()) {
                levels.put(name, Double.valueOf(name.substring(1)));
            } else if (SAMPLE.matcher(name).matches()) {
                samples.add(name);
            } else if (name.startsWith("p_")) {
                probabilities.add(name);
            } else if (MISTAKEN.matcher(name).matches()) {
                throw new IllegalArgumentException(file + ", column '" + name
                        + "': quantiles are named by their level, such as q0.5; rename the column, or leave it out");
            }
        }
    }

    private ForecastRow row(NamedCsvRecord line) {
        String id = line.findField("id").orElse("");
        String model = line.findField("model").orElse("forecast");
        String target = line.findField("target").orElse("y");
        Instant origin = parsed(line, "origin", ForecastCsv::time);
        int step = parsed(line, "step", Integer::valueOf);
        Instant time = parsed(line, "time", ForecastCsv::time);
        double actual = parsed(line, "actual", ForecastCsv::number);
        double forecast = parsed(line, "forecast", ForecastCsv::number);
        if (Double.isNaN(forecast)
                && probabilities.stream().anyMatch(name -> !line.getField(name).isBlank())) {
            throw new IllegalArgumentException(at(line) + ": the forecasts of '" + model
                    + "' are class probabilities, which a table cannot be scored by: leave its rows out");
        }
        ForecastRow row;
        try {
            row = ForecastRow.of(id, model, target, origin, step, time, actual, forecast);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(at(line) + ": " + e.getMessage(), e);
        }
        Map<Double, Double> quantiles = new LinkedHashMap<>();
        levels.forEach((name, level) -> quantiles.put(level, parsed(line, name, ForecastCsv::number)));
        if (quantiles.values().stream().anyMatch(value -> !value.isNaN())) {
            row = row.withQuantiles(quantiles);
        }
        double[] drawn = samples.stream()
                .mapToDouble(name -> parsed(line, name, ForecastCsv::number))
                .filter(value -> !Double.isNaN(value))
                .toArray();
        return drawn.length == 0 ? row : row.withSamples(drawn);
    }

    private String at(NamedCsvRecord line) {
        return file + ", line " + line.getStartingLineNumber();
    }

    private <T> T parsed(NamedCsvRecord line, String column, Function<String, T> parser) {
        String text = line.getField(column).strip();
        try {
            return parser.apply(text);
        } catch (NumberFormatException | DateTimeParseException e) {
            throw new IllegalArgumentException(
                    at(line) + ", column '" + column + "': expected "
                            + (e instanceof NumberFormatException
                                    ? "a number"
                                    : "a time such as 2024-01-31, 2024-01-31 12:00:00 or 2024-01-31T12:00:00Z")
                            + ", found '" + text + "'",
                    e);
        }
    }

    private static Double number(String text) {
        return text.isEmpty() || text.equalsIgnoreCase("nan") ? Double.NaN : Double.valueOf(text);
    }

    private static Instant time(String text) {
        if (text.indexOf(':') < 0) {
            return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        }
        String iso = text.replace(' ', 'T');
        boolean offset = iso.endsWith("Z") || iso.lastIndexOf('+') > 10 || iso.lastIndexOf('-') > 10;
        return offset
                ? OffsetDateTime.parse(iso).toInstant()
                : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
    }
}
