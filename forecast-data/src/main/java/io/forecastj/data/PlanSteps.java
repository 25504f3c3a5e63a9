package io.forecastj.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Completion of a plan beyond what {@link Detection} finds: two columns of times, the end of the table, ids, the
 * columns that are numbers, their signs and marks of missing values.
 */
final class PlanSteps {
    private static final Pattern TIME_OF_DAY = Pattern.compile("\\d{1,2}:\\d{2}(:\\d{2}(\\.\\d{1,3})?)?");

    /** Texts that mean a missing value in columns of numbers, beside those that are read without options. */
    private static final Set<String> MISSING = missing();

    /** Rows after the table, such as totals, are few. */
    private static final int MOST_AFTER = 3;

    private final String head;
    private final String file;
    private ReadingPlan plan;

    private PlanSteps(ReadingPlan plan, String head, String file) {
        this.plan = plan;
        this.head = head;
        this.file = file;
    }

    private static Set<String> missing() {
        Set<String> all = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        all.addAll(List.of("-", "--", ".", "..", "?", "N/A", "#N/A", "n.a.", "None", "nil", "\\N", "missing"));
        return all;
    }

    static ReadingPlan complete(ReadingPlan start, String head, String file) {
        PlanSteps steps = new PlanSteps(start, head, file);
        steps.joinTimeOfDay();
        steps.endTable();
        steps.plan = steps.plan.detected(head, file);
        steps.nameColumns();
        return steps.plan;
    }

    /** Returns the patterns by which the times of the first lines can be read, if there are several. */
    static List<String> patterns(ReadingPlan plan, String head) {
        Set<String> patterns = new LinkedHashSet<>();
        Table table = table(plan, head);
        if (table != null) {
            for (int column = 0; column < table.width(); column++) {
                List<String> found = DateForms.of(table.texts(column));
                patterns.addAll(found.size() > 1 ? found : List.of());
            }
        }
        return List.copyOf(patterns);
    }

    /** Returns the names of the columns that are times, if there are several. */
    static List<String> timeColumns(ReadingPlan plan, String head) {
        Table table = table(plan, head);
        if (table == null || table.names().isEmpty()) {
            return List.of();
        }
        List<String> names = IntStream.range(0, table.width())
                .filter(column ->
                        table.isTimes(column) && !table.names().get(column).isEmpty())
                .mapToObj(column -> table.names().get(column))
                .toList();
        return names.size() > 1 ? names : List.of();
    }

    /**
     * The likeliest table.
     *
     * @param names the names of its columns; none if it has no header
     * @param rows its rows without the header
     */
    record Table(int width, List<String> names, List<CsvRow> rows) {
        List<String> texts(int column) {
            return SampleTable.column(rows, column);
        }

        boolean isTimes(int column) {
            List<String> texts = texts(column);
            return !texts.isEmpty()
                    && texts.stream().noneMatch(String::isEmpty)
                    && !TimeGuess.of(texts).isEmpty();
        }
    }

    static @Nullable Table table(ReadingPlan plan, String head) {
        CsvOptions options = plan.reading().options();
        Dialect dialect = plan.reading().dialect();
        SampleTable best = null;
        for (char delimiter :
                dialect.delimiter == null ? new char[] {',', ';', '\t', '|'} : new char[] {dialect.delimiter}) {
            SampleTable table = SampleTable.of(head, delimiter, dialect, options.form());
            if (table != null
                    && (best == null || table.rows().size() > best.rows().size())) {
                best = table;
            }
        }
        if (best == null) {
            return null;
        }
        List<CsvRow> rows = best.rows();
        if (!options.form().names().isEmpty()) {
            return new Table(best.width(), options.form().names(), rows);
        }
        CsvRow first = rows.get(0);
        boolean names = IntStream.range(0, first.size())
                .mapToObj(first::stripped)
                .noneMatch(text -> !text.isEmpty()
                        && (CsvNumbers.plain(text)
                                || TimeGuess.of(List.of(text)).size() > 0));
        List<String> header =
                IntStream.range(0, first.size()).mapToObj(first::stripped).toList();
        return names
                ? new Table(best.width(), header, rows.subList(1, rows.size()))
                : new Table(best.width(), List.of(), rows);
    }

    /** Joins a column of dates called as a time with one of times of day. */
    private void joinTimeOfDay() {
        Table table = table(plan, head);
        if (table == null || table.names().isEmpty() || table.rows().isEmpty()) {
            return;
        }
        List<Integer> clocks = IntStream.range(0, table.width())
                .filter(column -> table.texts(column).stream()
                        .allMatch(text -> TIME_OF_DAY.matcher(text).matches()))
                .boxed()
                .toList();
        List<Integer> dates = IntStream.range(0, table.width())
                .filter(column -> Layout.isTime(table.names().get(column)) && table.isTimes(column))
                .boxed()
                .toList();
        if (clocks.size() == 1 && dates.size() == 1 && !clocks.equals(dates)) {
            String date = table.names().get(dates.get(0));
            String clock = table.names().get(clocks.get(0));
            plan = plan.with(
                    "time(" + JavaText.quote(List.of(date, clock)) + ")", reading -> reading.time(date, clock));
        }
    }

    /** Ends the table where no times or other numbers of fields follow. */
    private void endTable() {
        Table table = table(plan, head);
        if (table == null) {
            return;
        }
        for (int column = 0; column < table.width(); column++) {
            List<String> texts = table.texts(column);
            for (int after = 1; after <= MOST_AFTER && after < texts.size() - 1; after++) {
                int rows = texts.size() - after;
                String end = table.rows().get(rows).stripped(0);
                if (TimeGuess.of(texts.subList(rows, texts.size())).isEmpty()
                        && !end.isEmpty()
                        && texts.subList(0, rows).stream().noneMatch(String::isEmpty)
                        && !TimeGuess.of(texts.subList(0, rows)).isEmpty()
                        && TimeGuess.of(texts.subList(0, rows + 1)).isEmpty()) {
                    plan = plan.with("endAt(" + JavaText.quote(end) + ")", reading -> reading.endAt(end));
                    return;
                }
            }
        }
        endAfter(table);
    }

    private void endAfter(Table table) {
        if (table.rows().isEmpty()) {
            return;
        }
        CsvRow last = table.rows().get(table.rows().size() - 1);
        List<String> after = head.lines().skip(last.line()).toList();
        List<String> words = after.stream()
                .map(Blanks::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        if (words.isEmpty() || words.size() > 2 * MOST_AFTER) {
            return;
        }
        List<String> fields =
                HeadRows.of(words.get(0), plan.reading().options()).row(0);
        if (!fields.isEmpty() && !fields.get(0).isEmpty() && !CsvNumbers.plain(fields.get(0))) {
            String end = fields.get(0);
            if (Blanks.strip(after.get(0)).isEmpty()) {
                plan = plan.with("skipBlankLines()", CsvReading::skipBlankLines);
            }
            plan = plan.with("endAt(" + JavaText.quote(end) + ")", reading -> reading.endAt(end));
        }
    }

    /** Chooses the id and the columns that are numbers, with the signs and marks that these have. */
    private void nameColumns() {
        Table table = table(plan, head);
        if (table == null || table.rows().isEmpty()) {
            return;
        }
        List<String> names = table.names();
        if (names.size() != table.width()) {
            return;
        }
        CsvOptions options = plan.reading().options();
        Header header = new Header(names, new CsvPosition(file));
        Set<Integer> times = new HashSet<>();
        String time = options.time();
        times.addAll(time == null ? Layout.times(header) : header.matches(time));
        String clock = options.form().timeOfDay();
        if (clock != null) {
            times.addAll(header.matches(clock));
        }
        if (times.isEmpty()) {
            return;
        }
        int first = times.iterator().next(); // the time, before others are added to it
        CsvOptions.Published published = options.published();
        if (published != null) {
            times.addAll(header.matches(published.column()));
        }
        boolean idNamed = !header.matches("id").isEmpty();
        List<String> values = new ArrayList<>();
        Set<String> calls = new LinkedHashSet<>();
        Set<String> marks = new LinkedHashSet<>();
        boolean others = false;
        int id = -1;
        for (int column = 0; column < names.size(); column++) {
            if (times.contains(column) || (idNamed && names.get(column).equalsIgnoreCase("id"))) {
                continue;
            }
            ColumnNumbers numbers = ColumnNumbers.of(table.texts(column), options.numbers(), MISSING);
            boolean vintage = PublicationColumn.in(List.of(names.get(column))).isPresent()
                    || published != null && table.isTimes(column);
            boolean distinguishes =
                    !idNamed && id < 0 && !vintage && distinguishes(table, column, first, names.get(column));
            if (distinguishes) {
                id = column;
            } else if (numbers != null
                    && !names.get(column).isEmpty()
                    && header.matches(names.get(column)).size() == 1) {
                values.add(names.get(column));
                calls.addAll(numbers.calls());
                marks.addAll(numbers.missing());
            } else {
                others = true;
            }
        }
        if (id >= 0) {
            String name = names.get(id);
            plan = plan.with("id(" + JavaText.quote(name) + ")", reading -> reading.id(name));
        }
        for (String call : calls) {
            plan = ColumnNumbers.with(plan, call);
        }
        if (!marks.isEmpty()) {
            List<String> all = new ArrayList<>(List.of("", "NaN", "NA", "null"));
            all.addAll(marks);
            plan = plan.with(
                    "missing(" + JavaText.quote(all) + ")", reading -> reading.missing(all.toArray(String[]::new)));
        }
        if (others && !values.isEmpty()) {
            plan = plan.with(
                    "columns(" + JavaText.quote(values) + ")",
                    reading -> reading.columns(values.toArray(String[]::new)));
        }
    }

    /** Returns whether a column has an id: times occur several times, but never twice with the same value in it. */
    private static boolean distinguishes(Table table, int column, int time, String name) {
        List<String> ids = table.texts(column);
        List<String> times = table.texts(time);
        boolean likely =
                SeriesColumns.likely(name) || ids.stream().noneMatch(text -> text.isEmpty() || CsvNumbers.plain(text));
        if (!likely || name.isEmpty() || new HashSet<>(ids).size() == 1) {
            return false;
        }
        Map<String, Set<String>> seen = new HashMap<>();
        boolean repeated = new HashSet<>(times).size() < times.size();
        for (int row = 0; row < ids.size(); row++) {
            if (!seen.computeIfAbsent(ids.get(row), key -> new HashSet<>()).add(times.get(row))) {
                return false;
            }
        }
        return repeated || SeriesColumns.certain(name);
    }
}
