package io.forecastj.data;

import io.forecastj.InvalidSeriesException;
import io.forecastj.TimeSeries;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Options, and the calls that set them.
 *
 * @param start the beginning of the line, such as {@code Csv.read()}
 * @param calls the calls after it, without the point before each
 * @param reading the options that they set
 */
record ReadingPlan(String start, List<String> calls, CsvReading reading) {
    static ReadingPlan plain() {
        return new ReadingPlan("Csv.read()", List.of(), new CsvReading());
    }

    static ReadingPlan of(CsvPreset preset) {
        return new ReadingPlan("Csv.read(CsvPreset." + preset + ")", List.of(), new CsvReading(preset));
    }

    /** Returns a plan with one more call. */
    ReadingPlan with(String call, Consumer<CsvReading> setting) {
        CsvReading changed = reading.copy();
        setting.accept(changed);
        List<String> all = new ArrayList<>(calls);
        all.add(call);
        return new ReadingPlan(start, List.copyOf(all), changed);
    }

    /** Returns a plan with the options that the first lines of a file show. */
    ReadingPlan detected(String head, String file) {
        Detection found = reading.detection(head, file);
        List<String> all = new ArrayList<>(calls);
        all.addAll(found.calls());
        return new ReadingPlan(start, List.copyOf(all), reading.with(found.dialect()));
    }

    /** Reads the first lines of a file as if they were all. */
    List<TimeSeries> read(String head, String file) {
        try {
            return reading.exactly(new StringReader(head), file).list();
        } catch (IOException e) {
            throw new IllegalStateException("a text cannot fail", e);
        } catch (IllegalArgumentException e) {
            throw new InvalidSeriesException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Returns the line of Java that reads a file. */
    String code(String path) {
        StringBuilder code = new StringBuilder(start);
        calls.forEach(call -> code.append('.').append(call));
        return code.append(".from(Path.of(")
                .append(JavaText.quote(path))
                .append("))")
                .toString();
    }
}
