package io.forecastj.data;

import io.forecastj.Gap;
import io.forecastj.Sampling;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** An inspection as a page of text. */
final class InspectionPage {
    private static final int MOST_COLUMNS = 50;
    private static final int PER_CENT = 100;

    private final StringBuilder page = new StringBuilder();

    private InspectionPage() {}

    static String of(CsvInspection inspection, InspectionDraft found) {
        InspectionPage page = new InspectionPage();
        page.line("file", found.file);
        page.line(
                "bytes",
                inspection.charset()
                        + (inspection.hasByteOrderMark() ? " with a byte order mark" : "")
                        + inspection.compression().map(name -> ", " + name).orElse(""));
        page.line("table", table(inspection, found));
        List<CsvColumn> columns = inspection.columns();
        for (int i = 0; i < Math.min(MOST_COLUMNS, columns.size()); i++) {
            page.line(i == 0 ? "columns" : "", column(columns.get(i), found));
        }
        if (columns.size() > MOST_COLUMNS) {
            page.line("", "... and " + (columns.size() - MOST_COLUMNS) + " more");
        }
        page.line("rows", rows(inspection));
        page.times(inspection);
        if (!inspection.presets().isEmpty()) {
            page.line("form of", inspection.presets().stream().map(Enum::name).collect(Collectors.joining(", ")));
        }
        inspection.problems().forEach(problem -> page.line("problem", problem));
        inspection.notes().forEach(note -> page.line("note", note));
        inspection.alternatives().forEach(line -> page.line("either", line));
        page.line("code", inspection.code().orElse("none"));
        if (inspection.code().isPresent()
                && inspection.valueColumns().size() > 1
                && inspection.idColumn().isEmpty()
                && inspection.presets().isEmpty()) {
            page.line("", "reads one series; if each column of values is a series, add wide(\"y\")");
        }
        return page.page.toString();
    }

    private void line(String name, String text) {
        page.append(String.format(Locale.ROOT, "%-10s %s%n", name, text));
    }

    private static String table(CsvInspection inspection, InspectionDraft found) {
        return "delimiter " + NumberAdvice.literal(inspection.delimiter()) + ", quote "
                + NumberAdvice.literal(inspection.quote()) + (inspection.hasHeader() ? ", a header" : ", no header")
                + (inspection.preamble() == 0 ? "" : ", lines before it: " + inspection.preamble())
                + (found.comment == null ? "" : ", comments after " + NumberAdvice.literal(found.comment));
    }

    private static String column(CsvColumn column, InspectionDraft found) {
        return CsvPosition.quote(column.name()) + ": " + column.type().name().toLowerCase(Locale.ROOT)
                + (column.form().isEmpty() ? "" : ", " + column.form())
                + (column.type() == CsvColumn.Type.NUMBER && found.decimal != '.'
                        ? ", decimal mark '" + found.decimal + "'"
                        : "")
                + (column.missing() == 0
                        ? ""
                        : String.format(Locale.ROOT, ", %.3g %% missing", PER_CENT * column.missing()))
                + (column.isConstant() ? ", constant" : "")
                + (!found.id.isEmpty() && column.name().equals(found.id) ? ", the id" : "");
    }

    static String words(Sampling sampling) {
        if (sampling instanceof Sampling.Fixed fixed) {
            return "every " + words(fixed.period());
        }
        if (sampling instanceof Sampling.Days days) {
            return "every " + count(days.days(), "day");
        }
        if (sampling instanceof Sampling.Calendar calendar) {
            return "every " + count(calendar.months(), "month") + ", on day " + calendar.dayOfMonth();
        }
        if (sampling instanceof Sampling.Irregular irregular) {
            return "not regular as far as the rows show, mostly " + words(irregular.slot());
        }
        return sampling.toString();
    }

    private static String count(int count, String unit) {
        return count == 1 ? unit : count + " " + unit + "s";
    }

    /** Returns a duration such as 1h 30m. */
    private static String words(Duration duration) {
        String bare = duration.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
        return bare.replaceAll("([hm])(?=.)", "$1 ");
    }

    private static String rows(CsvInspection inspection) {
        return inspection.rows() + (inspection.series() > 1 ? " of " + inspection.series() + " series" : "");
    }

    private void times(CsvInspection inspection) {
        if (inspection.firstTime().isEmpty()) {
            line("times", "none that can be read");
            return;
        }
        line(
                "times",
                inspection.firstTime().get() + " to " + inspection.lastTime().get() + ", "
                        + inspection.order().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                        + (inspection.hasLocalTimes() ? ", without a zone in the file" : ""));
        line(
                "spacing",
                inspection.sampling().map(InspectionPage::words).orElse("none in common")
                        + (inspection.isComplete() ? "" : ", of the first rows"));
        line("duplicates", Long.toString(inspection.duplicates()));
        line("gaps", Long.toString(inspection.gapCount()));
        for (Gap gap : inspection.gaps()) {
            line(
                    "",
                    "between " + gap.after() + " and " + gap.before() + ": "
                            + (gap.rows() == 0
                                    ? "a distance that does not fit"
                                    : gap.rows() + (gap.rows() == 1 ? " absent row" : " absent rows")));
        }
    }
}
