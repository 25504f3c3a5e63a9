package io.forecastj.backtest.tuning;

import io.forecastj.ForecastException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The finished evaluations of a search in a text file, so that an interrupted search can continue.
 *
 * <p>The file is UTF-8. Lines that start with {@code #} describe the search, the next line names the columns, and each
 * line after it is an evaluation, with tabs between its fields. A last line without a line end was being written when
 * the search was interrupted; it is dropped. Line ends that git converted to those of Windows are read as plain ones.
 */
final class TrialLog {
    private static final String COLUMNS = "trial\tround\tscore\tpairs\tnanos\tparameters\tfailure\n";

    private record Key(int trial, int rung) {}

    private record Line(Evaluation evaluation, String parameters) {}

    private final @Nullable Path file;
    private final Map<Key, Line> done = new HashMap<>();

    private TrialLog(@Nullable Path file) {
        this.file = file;
    }

    /**
     * Opens an existing log or starts a new one.
     *
     * @param file the file, or null for a search without a log
     * @param settings the description of the search, as {@code name: value}; a log of any other search is refused
     */
    static TrialLog open(@Nullable Path file, List<String> settings) {
        TrialLog log = new TrialLog(file);
        if (file == null) {
            return log;
        }
        StringBuilder header = new StringBuilder();
        settings.forEach(setting -> header.append("# ").append(escaped(setting)).append('\n'));
        header.append(COLUMNS);
        try {
            String text = plain(Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "");
            String whole = text.substring(0, text.lastIndexOf('\n') + 1);
            if (header.toString().startsWith(text)) { // a new file, or one whose writing stopped here
                Files.writeString(file, header);
                return log;
            }
            requireSame(file, header.toString(), text);
            log.read(whole, settings.size() + 2);
            if (whole.length() < text.length()) {
                Files.writeString(file, whole);
            }
            return log;
        } catch (IOException e) {
            throw new UncheckedIOException("the log " + file + " cannot be read or written: " + e.getMessage(), e);
        }
    }

    /** Undoes what git or an editor may do to a text: carriage returns in the log's own text are escaped. */
    private static String plain(String text) {
        return (text.startsWith("\uFEFF") ? text.substring(1) : text).replace("\r\n", "\n");
    }

    private static void requireSame(Path file, String header, String found) {
        String[] expected = header.split("\n");
        String[] lines = found.split("\n");
        for (int i = 0; i < expected.length; i++) {
            String line = i < lines.length ? lines[i] : "";
            if (!line.equals(expected[i])) {
                throw new IllegalArgumentException("the log " + file + " is of another search: its line " + (i + 1)
                        + " is '" + line + "', expected '" + expected[i] + "'; give another file or the same settings");
            }
        }
    }

    private void read(String text, int firstLine) {
        String[] lines = text.split("\n");
        for (int i = firstLine - 1; i < lines.length; i++) {
            String[] fields = lines[i].split("\t", -1);
            try {
                if (fields.length != 7) {
                    throw new IllegalArgumentException("expected 7 fields, found " + fields.length);
                }
                Evaluation evaluation = new Evaluation(
                        Integer.parseInt(fields[1]),
                        Double.parseDouble(fields[2]),
                        Integer.parseInt(fields[3]),
                        Duration.ofNanos(Long.parseLong(fields[4])),
                        unescaped(fields[6]));
                done.put(
                        new Key(Integer.parseInt(fields[0]), evaluation.rung()),
                        new Line(evaluation, unescaped(fields[5])));
            } catch (IllegalArgumentException e) {
                throw new ForecastException(
                        "the log " + file + " is damaged in line " + (i + 1) + ": " + e.getMessage()
                                + "; remove the line or give another file",
                        e);
            }
        }
    }

    /** The logged evaluation of a trial in a round, or null. */
    @Nullable
    Evaluation find(int trial, int rung, Parameters parameters) {
        Line line = done.get(new Key(trial, rung));
        if (line == null) {
            return null;
        }
        if (!line.parameters().equals(parameters.toString())) {
            throw new IllegalArgumentException("the log " + file + " has trial " + trial + " with " + line.parameters()
                    + ", but this search draws " + parameters + "; give another file");
        }
        return line.evaluation();
    }

    synchronized void add(int trial, Parameters parameters, Evaluation evaluation) {
        if (file == null) {
            return;
        }
        String line = trial + "\t" + evaluation.rung() + "\t" + evaluation.score() + "\t" + evaluation.pairs() + "\t"
                + evaluation.time().toNanos() + "\t" + escaped(parameters.toString()) + "\t"
                + escaped(evaluation.failure()) + "\n";
        try {
            Files.writeString(file, line, StandardCharsets.UTF_8, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("the log " + file + " cannot be written: " + e.getMessage(), e);
        }
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    private static String unescaped(String text) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                char next = text.charAt(++i);
                c = next == 't' ? '\t' : next == 'n' ? '\n' : next == 'r' ? '\r' : next;
            }
            plain.append(c);
        }
        return plain.toString();
    }
}
