package io.forecastj.data;

import io.forecastj.InvalidSeriesException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Finds options in the first lines of a file. What is set is never changed, and what can be read twice is refused. */
final class Detection {
    private static final List<Character> DELIMITERS = List.of(',', ';', '\t', '|');
    private static final String DECLARED = "sep=";

    private final Dialect dialect;
    private final CsvOptions options;
    private final LocalTimes local;
    private final CsvPosition at;
    private final String text;
    private final List<String> calls = new ArrayList<>();
    private final List<String> sentences = new ArrayList<>();

    private Detection(String text, Dialect set, CsvOptions options, LocalTimes local, String file) {
        this.text = text;
        this.dialect = set.copy();
        this.options = options;
        this.local = local;
        this.at = new CsvPosition(file);
    }

    /**
     * Looks at the first lines.
     *
     * @param text the lines
     * @param set the options that are set
     * @param options all options, with the usual ones in place of those that are not set
     * @param local the rules of local times
     * @param file the name for messages
     * @throws InvalidSeriesException if the lines can be read in several ways
     */
    static Detection of(String text, Dialect set, CsvOptions options, LocalTimes local, String file) {
        Detection detection = new Detection(text, set, options, local, file);
        detection.run();
        return detection;
    }

    /** Returns the options that were set, and those that were found. */
    Dialect dialect() {
        return dialect;
    }

    /** Returns the calls that set what was found. */
    List<String> calls() {
        return calls;
    }

    /** Returns the calls, each with its reason. */
    List<String> sentences() {
        return sentences;
    }

    private void found(String call, String reason) {
        calls.add(call);
        sentences.add(call + ": " + reason);
    }

    private void run() {
        readDeclaredDelimiter();
        SampleTable table = table();
        if (table == null) {
            return;
        }
        List<CsvRow> rows = table.rows();
        boolean headless = dialect.names == null && isHeadless(rows);
        if (headless && dialect.skipLines == null && splitBefore(table)) {
            // a header with another number of fields than the rows
            return;
        }
        takeForm(table);
        int before = dialect.names == null && !headless ? 1 + options.form().skipAfterHeader() : 0;
        if (rows.size() <= before) {
            return;
        }
        List<CsvRow> data = rows.subList(before, rows.size());
        if (headless) {
            nameColumns(data);
        }
        List<String> names = dialect.names == null ? stripped(rows.get(0)) : dialect.names;
        if (names.size() != table.width()) {
            return;
        }
        Header header = new Header(names, at);
        int time = timeColumn(header, data);
        if (time >= 0) {
            takeTimes(header, data, time);
        }
        takeMarks(header, data, time);
    }

    /** Returns whether the line before a table has a delimiter too. */
    private boolean splitBefore(SampleTable table) {
        return table.skipped() > 0
                && text.lines()
                                .skip(table.skipped() - 1L)
                                .findFirst()
                                .orElse("")
                                .indexOf(table.delimiter())
                        >= 0;
    }

    /** Returns the columns that may hold times: those of dates or, if there are none, of epoch times. */
    private static List<Integer> timeColumns(List<CsvRow> rows) {
        List<Integer> all = IntStream.range(0, rows.get(0).size())
                .filter(column -> isTimes(SampleTable.column(rows, column)))
                .boxed()
                .toList();
        List<Integer> dates = all.stream()
                .filter(column -> SampleTable.column(rows, column).stream().noneMatch(CsvNumbers::plain))
                .toList();
        return dates.isEmpty() ? all : dates;
    }

    private static List<String> stripped(CsvRow row) {
        return IntStream.range(0, row.size()).mapToObj(row::stripped).toList();
    }

    /** Follows the first line of spreadsheets' files, such as sep=; which is no row. */
    private void readDeclaredDelimiter() {
        String first = text.lines().findFirst().orElse("");
        String bare = first.startsWith("\"") && first.endsWith("\"") && first.length() > 2
                ? first.substring(1, first.length() - 1)
                : first;
        if (!bare.startsWith(DECLARED) || bare.length() != DECLARED.length() + 1 || dialect.skipLines != null) {
            return;
        }
        char declared = bare.charAt(DECLARED.length());
        if (Character.isLetterOrDigit(declared) || declared == options.form().quote()) {
            return;
        }
        dialect.skipLines = 1;
        found("skipLines(1)", "the first line is '" + bare + "'");
        if (dialect.delimiter == null) {
            dialect.delimiter = declared;
            if (declared != ',') {
                found("delimiter(" + NumberAdvice.literal(declared) + ")", "declared by the first line");
            }
        }
    }

    /** Returns the table of the likeliest delimiter: one that separates times from other columns, in most lines. */
    private @Nullable SampleTable table() {
        if (dialect.delimiter != null) {
            return SampleTable.of(text, dialect.delimiter, dialect, options.form());
        }
        List<SampleTable> tables = new ArrayList<>();
        for (char delimiter : DELIMITERS) {
            boolean other =
                    delimiter == options.form().quote() || (dialect.comment != null && delimiter == dialect.comment);
            SampleTable table = other ? null : SampleTable.of(text, delimiter, dialect, options.form());
            if (table != null) {
                tables.add(table);
            }
        }
        List<SampleTable> timed = tables.stream().filter(this::hasTimes).toList();
        List<SampleTable> chosen = timed.isEmpty() ? tables : timed;
        int most = chosen.stream().mapToInt(table -> table.rows().size()).max().orElse(0);
        List<SampleTable> longest =
                chosen.stream().filter(table -> table.rows().size() == most).toList();
        if (longest.size() > 1) {
            at.line(longest.get(0).skipped() + 1);
            throw at.error("the first lines can be split in several ways: say which, by "
                    + longest.stream()
                            .map(table -> "delimiter(" + NumberAdvice.literal(table.delimiter()) + ")")
                            .collect(Collectors.joining(" or ")));
        }
        return longest.isEmpty() ? null : longest.get(0);
    }

    private boolean hasTimes(SampleTable table) {
        List<CsvRow> rows = table.rows().size() == 1
                ? table.rows()
                : table.rows().subList(1, table.rows().size());
        return IntStream.range(0, table.width()).anyMatch(column -> isTimes(SampleTable.column(rows, column)));
    }

    private static boolean isTimes(List<String> texts) {
        return texts.stream().noneMatch(String::isEmpty) && !TimeGuess.of(texts).isEmpty();
    }

    private void takeForm(SampleTable table) {
        int lines = table.rows().size();
        if (dialect.delimiter == null) {
            dialect.delimiter = table.delimiter();
            if (table.delimiter() != ',') {
                found(
                        "delimiter(" + NumberAdvice.literal(table.delimiter()) + ")",
                        "each of " + lines + " lines has " + (table.width() - 1));
            }
        }
        if (dialect.skipLines == null && table.skipped() > 0) {
            dialect.skipLines = table.skipped();
            found("skipLines(" + table.skipped() + ")", "the table begins on line " + (table.skipped() + 1));
        }
        if (dialect.comment == null && table.comment() != null) {
            dialect.comment = table.comment();
            found("comments('" + table.comment() + "')", "lines begin with it that are no rows");
        }
    }

    /** Returns whether the first record is a row: the column of times has a time there, or numbers are no names. */
    private boolean isHeadless(List<CsvRow> rows) {
        CsvRow first = rows.get(0);
        boolean values = false;
        for (int i = 0; i < first.size(); i++) {
            String field = first.stripped(i);
            values |= !field.isEmpty() && (NumberAdvice.isNumber(field) || isTimes(List.of(field)));
        }
        return values && IntStream.range(0, first.size()).anyMatch(column -> isTimes(SampleTable.column(rows, column)));
    }

    private void nameColumns(List<CsvRow> data) {
        int width = data.get(0).size();
        List<Integer> times = timeColumns(data);
        if (times.size() > 1) {
            at.line(data.get(0).line());
            throw at.error("the file seems to have no header, and columns "
                    + times.stream().map(column -> Integer.toString(column + 1)).collect(Collectors.joining(", "))
                    + " may hold the times: name all " + width + " columns with noHeader(...), and that of the times"
                    + " with time(...)");
        }
        String chosen = dialect.time == null ? "time" : dialect.time;
        dialect.names = IntStream.range(0, width)
                .mapToObj(column -> times.contains(column) ? chosen : "column" + (column + 1))
                .toList();
        found(
                "noHeader("
                        + dialect.names.stream().map(name -> "\"" + name + "\"").collect(Collectors.joining(", "))
                        + ")",
                "the first line has a time and values");
    }

    /** Returns the column of times, or -1 if it is not clear. */
    private int timeColumn(Header header, List<CsvRow> data) {
        if (dialect.time != null) {
            List<Integer> named = header.matches(dialect.time);
            return named.size() == 1 ? named.get(0) : -1;
        }
        CsvOptions.Published published = options.published();
        List<Integer> others = published == null ? List.of() : header.matches(published.column());
        Set<Integer> named = Layout.times(header, Set.copyOf(others));
        if (!named.isEmpty()) {
            return named.size() == 1 ? named.iterator().next() : -1;
        }
        List<Integer> columns = new ArrayList<>(timeColumns(data));
        columns.removeAll(others);
        if (columns.size() != 1) {
            return -1;
        }
        dialect.time = header.name(columns.get(0));
        found("time(\"" + dialect.time + "\")", "the only column of times");
        return columns.get(0);
    }

    private void takeTimes(Header header, List<CsvRow> data, int column) {
        String timeOfDay = options.form().timeOfDay();
        List<Integer> second = timeOfDay == null ? List.of() : header.matches(timeOfDay);
        if (timeOfDay != null && second.size() != 1) {
            return;
        }
        List<String> texts = data.stream()
                .map(row -> second.isEmpty()
                        ? row.stripped(column)
                        : row.stripped(column) + " " + row.stripped(second.get(0)))
                .toList();
        if (texts.stream().anyMatch(String::isEmpty)) {
            return;
        }
        if (dialect.times == null) {
            List<TimeGuess> guesses = TimeGuess.of(texts);
            if (guesses.size() > 1) {
                at.line(data.get(0).line());
                at.column(header.name(column));
                throw at.error(
                        CsvPosition.quote(texts.get(0)) + " and the other times of the first lines can be read in"
                                + " several ways: say which, by "
                                + guesses.stream().map(TimeGuess::call).collect(Collectors.joining(" or ")));
            }
            if (guesses.isEmpty()) {
                return;
            }
            if (!guesses.get(0).call().isEmpty()) {
                dialect.times = guesses.get(0).parser();
                found(
                        guesses.get(0).call(),
                        "as in '" + texts.get(0) + "' on line " + data.get(0).line());
            }
        }
        if (dialect.newestFirst == null && !unitChanges(texts) && descends(header, data, texts)) {
            dialect.newestFirst = true;
            found("newestFirst()", "each of the first rows is before the one above it");
        }
    }

    /** Returns whether counts differ so much in size that their unit may change. */
    private static boolean unitChanges(List<String> texts) {
        IntSummaryStatistics lengths = texts.stream()
                .filter(TimeShape::integer)
                .mapToInt(String::length)
                .summaryStatistics();
        return lengths.getMax() > lengths.getMin() + 1 && lengths.getCount() > 0;
    }

    private boolean descends(Header header, List<CsvRow> data, List<String> texts) {
        int id = idColumn(header);
        Map<String, Long> last = new HashMap<>();
        boolean descends = false;
        for (int i = 0; i < data.size(); i++) {
            TimeParser parser = dialect.times == null ? new DetectedTimes(local) : dialect.times.apply(local);
            Long now = TimeGuess.millis(texts.get(i), parser);
            Long before =
                    now == null ? null : last.put(id < 0 ? "" : data.get(i).stripped(id), now);
            if (now != null && before != null) {
                if (now > before) {
                    return false;
                }
                descends |= now < before;
            }
        }
        return descends;
    }

    private int idColumn(Header header) {
        if (options.named() != null || options.form().wide() != null) {
            return -1;
        }
        List<Integer> ids = header.matches(options.id() == null ? "id" : options.id());
        return ids.size() == 1 ? ids.get(0) : -1;
    }

    private void takeMarks(Header header, List<CsvRow> data, int time) {
        Set<Integer> others = new TreeSet<>(Set.of(time));
        others.add(idColumn(header));
        String timeOfDay = options.form().timeOfDay();
        if (timeOfDay != null) {
            others.addAll(header.matches(timeOfDay));
        }
        Set<Integer> read = new TreeSet<>();
        options.columns().forEach(choice -> read.addAll(header.matches(choice.header())));
        List<List<String>> columns = new ArrayList<>();
        for (int i = 0; i < header.size(); i++) {
            if (!others.contains(i) && (read.isEmpty() || read.contains(i))) {
                columns.add(SampleTable.column(data, i).stream()
                        .filter(field -> !options.numbers().missing().contains(field))
                        .toList());
            }
        }
        MarkGuess.Found found = MarkGuess.of(columns, dialect, options.numbers());
        if (found.ambiguity != null) {
            String number = found.ambiguity.text;
            at.line(data.stream()
                    .filter(row -> stripped(row).contains(number))
                    .findFirst()
                    .orElse(data.get(0))
                    .line());
            throw at.error(CsvPosition.quote(number) + found.ambiguity.message);
        }
        if (found.marks == null) {
            return;
        }
        MarkGuess marks = found.marks;
        dialect.openMarks = marks.open();
        if (dialect.decimal == null && marks.decimal() != '.') {
            dialect.decimal = marks.decimal();
            found("decimal(" + NumberAdvice.literal(marks.decimal()) + ")", "the first rows have numbers with it");
        }
        if (dialect.thousands == null && marks.thousands() != NumberDialect.NONE) {
            dialect.thousands = marks.thousands();
            found("thousands(" + NumberAdvice.literal(marks.thousands()) + ")", "the first rows have numbers with it");
        }
    }
}
