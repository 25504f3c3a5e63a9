package io.forecastj.data;

import io.forecastj.InvalidSeriesException;
import io.forecastj.TimeSeries;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Inspects a file: its bytes, its first lines for the options, and all of its rows with these. */
final class CsvInspecting {
    private static final int SHOWN_GAPS = 10;
    private static final int MOST_NAMES = 100;

    private CsvInspecting() {}

    static CsvInspection inspect(Path path) throws IOException {
        FoundBytes bytes = FoundBytes.of(path);
        String file = path.toString();
        Map<List<TimeSeries>, ReadingPlan> plans = new LinkedHashMap<>();
        PlanSearch search = null;
        String first = "";
        for (FoundBytes.Choice charset : bytes.charsets()) {
            String head = head(path, charset);
            first = search == null ? head : first;
            PlanSearch now = PlanSearch.of(head, file, charset);
            now.found().forEach(plan -> plans.putIfAbsent(plan.read(head, file), plan));
            search = search == null ? now : search;
        }
        if (search == null) {
            throw new IllegalStateException("there is a charset in any case");
        }
        FileScan scan = search.closest().reading().scan(path, FileScan::of);
        InspectionDraft draft = new InspectionDraft();
        draft.file = file;
        draft.charset = bytes.charsets().get(0).name();
        draft.mark = bytes.mark();
        draft.compression = bytes.compression();
        draft.presets = search.presets();
        addOtherForm(draft, first);
        addTimesAsNames(draft, scan.names());
        draft.problems.addAll(search.problems());
        if (bytes.charsets().size() > 1) {
            draft.problems.add("the bytes are not UTF-8, and they do not show which other charset they have");
        }
        CsvOptions options = search.closest().reading().scan(path, (set, reader, name) -> set);
        if (first.isEmpty() && scan.columns().isEmpty() && scan.refusal().isEmpty()) {
            draft.problems.add("the file is empty; expected a header with the names of the columns, and rows");
        } else if (first.isEmpty()) {
            draft.problems.add("the first line has more than " + FileHead.MOST_CHARS
                    + " characters, too many to look for options: try Csv.read().from(...)");
        }
        describeTable(draft, options);
        describeRows(draft, scan, search.closest(), options.zone());
        PublicationPlan.note(first, file, scan.names()).ifPresent(draft.notes::add);
        boolean sorted = !isUnsorted(draft);
        boolean readable = scan.refusal().isEmpty() && draft.duplicates == 0 && sorted;
        if (!scan.refusal().isEmpty() && search.problems().isEmpty()) {
            draft.problems.add(scan.refusal());
        }
        if (readable) {
            plans.values().forEach(plan -> draft.lines.add(plan.code(file)));
        }
        return new CsvInspection(draft);
    }

    private static String head(Path path, FoundBytes.Choice charset) throws IOException {
        CsvBytes bytes = charset.charset() == null ? CsvBytes.DEFAULT : CsvBytes.DEFAULT.charset(charset.charset());
        return bytes.read(path, (reader, name) -> {
            FileHead head = new FileHead(reader);
            head.fill();
            return head.text();
        });
    }

    /** Names files that are no CSV, and the other readers of this package for files of their forms. */
    private static void addOtherForm(InspectionDraft draft, String head) {
        String line = head.lines()
                .map(Blanks::strip)
                .filter(text -> !text.isEmpty() && !text.startsWith("#"))
                .findFirst()
                .orElse("");
        if (line.startsWith("<!") || line.startsWith("<?") || line.regionMatches(true, 0, "<html", 0, 5)) {
            draft.problems.add("the file begins with " + CsvPosition.quote(line)
                    + ", as HTML and XML do: is it the page of an error, in place of a download?");
        } else if (line.startsWith("{") || line.startsWith("[{") || line.startsWith("[[")) {
            draft.problems.add("the file begins with " + CsvPosition.quote(line)
                    + ", as JSON does: is it the answer of an error, or is the form of the download to be chosen?");
        } else if (line.startsWith("@")) {
            draft.problems.add("the file has tags such as @relation: read it with Tsf.read(Path.of("
                    + JavaText.quote(draft.file) + "))");
        } else if (head.startsWith("\"V1\",\"V2\"") || head.startsWith("V1,V2")) {
            draft.problems.add("the file has the columns V1, V2, ... of the M4 competition: read it with M4.read(...)");
        }
    }

    /** Names files with a column for each time. */
    private static void addTimesAsNames(InspectionDraft draft, List<String> names) {
        List<String> times = names.stream()
                .limit(MOST_NAMES)
                .filter(name -> !name.isEmpty()
                        && !TimeShape.integer(name)
                        && !TimeGuess.of(List.of(name)).isEmpty())
                .toList();
        if (times.size() > 1) {
            draft.problems.add("the names of columns are times, such as " + CsvPosition.quote(times.get(0))
                    + ": the file has a column for each time; transpose it, so that it has a row for each");
        }
    }

    private static boolean isUnsorted(InspectionDraft draft) {
        if (draft.order == CsvInspection.RowOrder.UNSORTED) {
            draft.problems.add("the rows are not sorted by time");
            return true;
        }
        return false;
    }

    private static void describeTable(InspectionDraft draft, CsvOptions options) {
        TableForm form = options.form();
        draft.delimiter = options.delimiter();
        draft.quote = form.quote();
        draft.preamble = form.skipLines();
        draft.header = form.names().isEmpty();
        draft.comment = form.comment();
        draft.decimal = options.numbers().dialect().decimal();
    }

    private static void describeRows(InspectionDraft draft, FileScan scan, ReadingPlan plan, ZoneId zone) {
        draft.rows = scan.rows();
        Layout layout = scan.layout();
        Set<Integer> times = new HashSet<>();
        if (layout != null && !scan.times().isEmpty()) {
            times.add(layout.time());
            times.add(layout.timeOfDay());
            draft.time = scan.names().get(layout.time());
            draft.timeForm = timeForm(plan, scan.timeExample());
            draft.localTimes = isLocal(draft.timeForm, scan.timeExample());
            draft.id = layout.id() < 0 ? "" : scan.names().get(layout.id());
            layout.values().forEach(field -> draft.values.add(field.header()));
        }
        for (int i = 0; i < scan.columns().size(); i++) {
            draft.columns.add(scan.columns().get(i).column(times.contains(i) ? draft.timeForm : ""));
        }
        TimesScan found = scan.times();
        if (found.isEmpty()) {
            return;
        }
        draft.series = found.series();
        draft.first = found.first();
        draft.last = found.last();
        draft.order = found.order();
        draft.complete = found.isComplete();
        try {
            TimesScan.Spacing spacing = found.spacing(zone, SHOWN_GAPS);
            draft.sampling = spacing.sampling();
            draft.duplicates = spacing.duplicates();
            draft.gapCount = spacing.gaps();
            draft.gaps = spacing.first();
        } catch (InvalidSeriesException e) {
            draft.problems.add(String.valueOf(e.getMessage()));
        }
        if (draft.duplicates > 0) {
            draft.problems.add(
                    draft.duplicates == 1
                            ? "a row has the time of another row of its series"
                            : draft.duplicates + " rows have the time of another row of their series");
        }
    }

    /** Returns whether the times have no zone, so that {@link CsvReading#zone} decides. */
    private static boolean isLocal(String form, String example) {
        if (form.startsWith("timeFormat(")) {
            return !form.matches(".*[XxZOV].*");
        }
        TimeShape shape = TimeShape.of(example);
        return !form.startsWith("epoch(") && shape != TimeShape.EPOCH && shape != TimeShape.INSTANT;
    }

    /** Returns the form of the times: the call that sets it, or what they are. */
    private static String timeForm(ReadingPlan plan, String example) {
        for (String call : plan.calls()) {
            if (call.startsWith("timeFormat(") || call.startsWith("epoch(")) {
                return call;
            }
        }
        TimeShape shape = TimeShape.of(example);
        return shape == TimeShape.EPOCH ? "an epoch count, as " + example : shape.toString();
    }
}
