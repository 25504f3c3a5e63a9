package io.forecastj.data;

import io.forecastj.InvalidSeriesException;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Function;

/**
 * Reads a text by options that are set, or detected in its first lines. Where they are not, a refusal names those that
 * would have been detected.
 *
 * @param set the options that are set
 * @param options all options for given ones of a dialect
 * @param local the rules of local times, for rows with the earliest first
 * @param detect whether to detect options
 */
record DialectParsing(Dialect set, Function<Dialect, CsvOptions> options, LocalTimes local, boolean detect) {
    /** Reads all characters; the reader is not closed. */
    CsvSeries read(Reader reader, String file) throws IOException {
        FileHead head = new FileHead(reader);
        if (detect) {
            head.fill();
            Detection found = detection(head.text(), file);
            return CsvParsing.parse(options.apply(found.dialect()), head, file, found.sentences());
        }
        try {
            return CsvParsing.parse(options.apply(set), head, file, List.of());
        } catch (InvalidSeriesException e) {
            throw advised(e, head.text(), file);
        }
    }

    /** Finds options in the first lines. */
    Detection detection(String text, String file) {
        return Detection.of(text, set, options.apply(set), local, file);
    }

    /** Adds to a refusal the options that the first lines of the file need, if it names others or none. */
    private InvalidSeriesException advised(InvalidSeriesException refusal, String text, String file) {
        String message = String.valueOf(refusal.getMessage());
        try {
            Detection found = detection(text, file);
            boolean named = found.calls().stream()
                    .filter(call -> !message.contains(call))
                    // that message has looked at the order of the whole file
                    .allMatch(call -> call.equals("newestFirst()") && message.contains("sort the rows by time"));
            if (named || fails(text, found.dialect(), file, message)) {
                return refusal;
            }
            return new InvalidSeriesException(
                    message + "; the first lines suggest " + String.join(", ", found.calls()), refusal);
        } catch (InvalidSeriesException e) {
            return refusal;
        }
    }

    /** Returns whether the first lines are refused for the same reason with the options that were found. */
    private boolean fails(String text, Dialect found, String file, String message) {
        try {
            CsvParsing.parse(options.apply(found), new StringReader(text), file, List.of());
            return false;
        } catch (InvalidSeriesException e) {
            return message.equals(e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
