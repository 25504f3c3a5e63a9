package io.forecastj.data;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The column names in the first line of a file, with look-up by name. */
final class Header {
    private static final int SHOWN = 100;
    private static final String DELIMITERS = ",;\t|";

    private final List<String> names;
    private final Map<String, List<Integer>> folded = new HashMap<>();
    private final boolean given;
    private final CsvPosition at;

    /** Takes the names that the caller gave, for a file without a header. */
    Header(List<String> names, CsvPosition at) {
        this.names = stripped(names);
        this.given = true;
        this.at = at;
        index();
    }

    /** Takes the fields of the first line, and refuses those that indicate a wrong delimiter or charset. */
    Header(List<String> fields, char delimiter, CsvPosition at) {
        this.names = stripped(fields);
        this.given = false;
        this.at = at;
        index();
        for (String name : names) {
            if (name.indexOf('\0') >= 0) {
                throw at.error("the header " + this + " has NUL characters: it seems to be UTF-16 or UTF-32;"
                        + " set its charset with charset(...), or save the file as UTF-8");
            }
        }
        for (int i = 0; names.size() == 1 && i < DELIMITERS.length(); i++) {
            char other = DELIMITERS.charAt(i);
            if (other != delimiter && names.get(0).indexOf(other) >= 0) {
                String shown = other == '\t' ? "\\t" : Character.toString(other);
                throw at.error("the header has one column " + CsvPosition.quote(names.get(0)) + ": is the delimiter '"
                        + shown + "'? Set it with delimiter(...)");
            }
        }
    }

    private static List<String> stripped(List<String> names) {
        List<String> stripped = new ArrayList<>(names.size());
        for (String name : names) {
            stripped.add(Blanks.strip(name));
        }
        return List.copyOf(stripped);
    }

    /** Returns the origin of the names, for messages that name their number. */
    String origin() {
        return given ? "noHeader(...) names " : "the header has ";
    }

    int size() {
        return names.size();
    }

    List<String> names() {
        return names;
    }

    String name(int index) {
        return names.get(index);
    }

    /** Returns the columns with this name: exact matches, or if there are none, matches that differ in case. */
    List<Integer> matches(String name) {
        String wanted = Blanks.strip(name);
        List<Integer> alike = folded.getOrDefault(folded(wanted), List.of());
        List<Integer> exact = new ArrayList<>(1);
        for (int i : alike) {
            if (names.get(i).equals(wanted)) {
                exact.add(i);
            }
        }
        return exact.isEmpty() ? alike : exact;
    }

    /** Returns a name without its case, as {@link String#equalsIgnoreCase} compares characters. */
    private static String folded(String name) {
        StringBuilder text = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            text.append(Character.toLowerCase(Character.toUpperCase(name.charAt(i))));
        }
        return text.toString();
    }

    /** So that a search for each of a hundred thousand columns takes no longer than reading them. */
    private void index() {
        for (int i = 0; i < names.size(); i++) {
            String name = folded(names.get(i));
            List<Integer> alike = folded.get(name);
            if (alike == null) {
                alike = new ArrayList<>(1);
                folded.put(name, alike);
            }
            alike.add(i);
        }
    }

    /** Returns the only column with this name. */
    int find(String name) {
        List<Integer> found = matches(name);
        if (found.isEmpty()) {
            boolean numbers = !given && names.stream().anyMatch(CsvNumbers::plain);
            throw at.error("there is no column '" + name + "'; there are " + this
                    + (numbers
                            ? ". Does the file lack its header line? Then name its columns with noHeader(...)"
                            : ""));
        }
        if (found.size() > 1) {
            throw at.error("column '" + name + "' occurs " + found.size() + " times in " + this);
        }
        return found.get(0);
    }

    /** Returns the names as messages list them. */
    @Override
    public String toString() {
        return CsvPosition.list(names, SHOWN);
    }
}
