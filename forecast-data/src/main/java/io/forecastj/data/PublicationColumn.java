package io.forecastj.data;

import java.util.List;
import java.util.Optional;

/** Names that columns of publication times usually have. */
final class PublicationColumn {
    private static final List<String> NAMES =
            List.of("published", "realtime_start", "vintage_date", "issued", "issue_time", "as_of");

    private PublicationColumn() {}

    /** Returns the first column that has such a name. */
    static Optional<String> in(List<String> columns) {
        return columns.stream()
                .filter(column -> NAMES.stream().anyMatch(column::equalsIgnoreCase))
                .findFirst();
    }

    /** Returns the call that reads a column as publication times. */
    static String call(String column) {
        return "published(" + JavaText.quote(column) + ")";
    }
}
