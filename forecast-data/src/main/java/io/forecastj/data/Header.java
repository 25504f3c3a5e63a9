package io.forecastj.data;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The column names in the first line of a file, with look-up by name. */
final class Header {
    private static final String DELIMITERS = ",;\t|";

    private final List<String> names;
    private final CsvPosition at;

    /** Takes the fields of the first line, and refuses those that indicate a wrong delimiter or charset. */
    Header(List<String> fields, char delimiter, CsvPosition at) {
        this.names = fields.stream().map(Blanks::strip).toList();
        this.at = at;
        if (names.stream().anyMatch(name -> name.indexOf('\0') >= 0)) {
            throw at.error("the header " + this + " has NUL characters: it seems to be UTF-16 or UTF-32;"
                    + " save the file as UTF-8, or read it with a Reader for its charset");
        }
        if (names.size() == 1) {
            DELIMITERS
                    .chars()
                    .filter(other -> other != delimiter && names.get(0).indexOf(other) >= 0)
                    .findFirst()
                    .ifPresent(other -> {
                        String shown = other == '\t' ? "\\t" : Character.toString(other);
                        throw at.error("the header has one column " + CsvPosition.quote(names.get(0))
                                + ": is the delimiter '" + shown + "'? Set it with delimiter(...)");
                    });
        }
    }

    int size() {
        return names.size();
    }

    String name(int index) {
        return names.get(index);
    }

    /** Returns the columns with this name: exact matches, or if there are none, matches that differ in case. */
    List<Integer> matches(String name) {
        String wanted = Blanks.strip(name);
        List<Integer> exact = indices(wanted, false);
        return exact.isEmpty() ? indices(wanted, true) : exact;
    }

    private List<Integer> indices(String wanted, boolean ignoreCase) {
        return IntStream.range(0, names.size())
                .filter(i -> ignoreCase
                        ? names.get(i).equalsIgnoreCase(wanted)
                        : names.get(i).equals(wanted))
                .boxed()
                .toList();
    }

    /** Returns the only column with this name. */
    int find(String name) {
        List<Integer> found = matches(name);
        if (found.isEmpty()) {
            boolean numbers = names.stream().anyMatch(CsvNumbers::plain);
            throw at.error("there is no column '" + name + "'; there are " + this
                    + (numbers ? ". Does the file lack its header line?" : ""));
        }
        if (found.size() > 1) {
            throw at.error("column '" + name + "' occurs " + found.size() + " times in " + this);
        }
        return found.get(0);
    }

    /** Returns the names as messages list them. */
    @Override
    public String toString() {
        return names.stream().map(CsvPosition::quote).collect(Collectors.joining(", "));
    }
}
