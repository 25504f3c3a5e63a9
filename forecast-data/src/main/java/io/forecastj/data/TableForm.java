package io.forecastj.data;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Place and order of the rows in the text of a file.
 *
 * @param quote the character around fields that hold delimiters or line ends
 * @param skipLines the number of lines before the header or, without one, before the rows
 * @param names the names of the columns of a file without a header; empty if the file has one
 * @param skipAfterHeader the number of records between the header and the rows
 * @param comment the first character of lines that are left out, or null
 * @param ends the first fields of lines at which the rows end
 * @param skipBlankLines whether blank lines are left out anywhere
 * @param newestFirst whether each row is before the one above it
 * @param timeOfDay the column of the time of day beside that of the date, or null
 * @param wide the name of the single value if each column is one series, or null
 */
record TableForm(
        char quote,
        int skipLines,
        List<String> names,
        int skipAfterHeader,
        @Nullable Character comment,
        Set<String> ends,
        boolean skipBlankLines,
        boolean newestFirst,
        @Nullable String timeOfDay,
        @Nullable String wide) {}
