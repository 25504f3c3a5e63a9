package io.forecastj.data;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Assignment of the columns of a file to time, publication time, id, values and attributes.
 *
 * @param time the index of the time column
 * @param timeOfDay the index of the column with the time of day, or -1 if the time column has it
 * @param published the index of the column of publication times, or -1 if there is none
 * @param id the index of the id column, or -1 if there is none
 * @param values the columns of numbers
 * @param attributes the columns of one number for each series
 * @param adjusted the column of adjusted closes if bars are to be adjusted by it, or null
 * @param suspect the index of a column that by its name is the id, though nothing declares it, or -1
 */
record Layout(
        int time,
        int timeOfDay,
        int published,
        int id,
        List<Field> values,
        List<Field> attributes,
        @Nullable Field adjusted,
        int suspect) {
    /** Names that almost always mean a time. */
    static final List<String> TIMES = List.of("date", "datetime", "time", "timestamp");

    /** Names that mean a time only if no other column does: in a file with a date, t may well be a temperature. */
    private static final List<String> SHORT_TIMES = List.of("ds", "t");

    /**
     * A column that is read.
     *
     * @param index its index in the file
     * @param header its name in the file
     * @param name its name in the series
     */
    record Field(int index, String header, String name) {}

    static Layout of(CsvOptions options, Header header, CsvPosition at) {
        List<Field> values = new ArrayList<>();
        for (CsvOptions.Choice choice : options.columns()) {
            int index = header.find(choice.header());
            values.add(new Field(index, header.name(index), choice.name()));
        }
        Field adjusted = options.bars() == Bars.NONE ? null : AdjustedClose.place(values, options.bars(), header, at);
        List<Field> attributes = new ArrayList<>();
        for (String name : options.attributes()) {
            int index = header.find(name);
            attributes.add(new Field(index, header.name(index), name));
        }
        Set<Integer> taken = new HashSet<>();
        for (Field field : values) {
            taken.add(field.index());
        }
        if (adjusted != null) {
            taken.add(adjusted.index());
        }
        for (Field field : attributes) {
            taken.add(field.index());
        }
        String timeName = options.time();
        String idName = options.id();
        String timeOfDayName = options.form().timeOfDay();
        int timeOfDay = timeOfDayName == null ? -1 : header.find(timeOfDayName);
        taken.add(timeOfDay);
        CsvOptions.Published publications = options.published();
        int published = publications == null ? -1 : header.find(publications.column());
        taken.add(published);
        boolean oneOrWide = options.named() != null || options.form().wide() != null;
        int id = idName != null ? header.find(idName) : oneOrWide ? -1 : findId(header, taken, at);
        taken.add(id);
        int time = timeName != null ? header.find(timeName) : findTime(header, taken, at);
        taken.add(time);
        if (time == id) {
            at.column(header.name(time));
            throw at.error("the column is named as time and as id");
        }
        if (time == timeOfDay) {
            at.column(header.name(time));
            throw at.error("the column is named as date and as time of day");
        }
        if (published >= 0 && (published == time || published == timeOfDay || published == id)) {
            at.column(header.name(published));
            throw at.error("the column is named as publication time and as " + (published == id ? "id" : "time"));
        }
        int suspect = id >= 0 || oneOrWide ? -1 : findSuspect(header, taken);
        List<Field> read = values.isEmpty() ? others(header, taken, at) : values;
        return new Layout(time, timeOfDay, published, id, read, attributes, adjusted, suspect);
    }

    static int findSuspect(Header header, Set<Integer> taken) {
        for (int i = 0; i < header.size(); i++) {
            if (!taken.contains(i) && SeriesColumns.certain(header.name(i))) {
                return i;
            }
        }
        return -1;
    }

    static int findId(Header header, Set<Integer> taken, CsvPosition at) {
        List<Integer> found = new ArrayList<>(header.matches("id"));
        found.removeAll(taken);
        if (found.size() > 1) {
            throw at.error("several columns could be the id, in " + header + ": name it with id(...)");
        }
        return found.isEmpty() ? -1 : found.get(0);
    }

    List<String> attributeNames() {
        List<String> names = new ArrayList<>();
        for (Field field : attributes) {
            names.add(field.name());
        }
        return names;
    }

    /** Returns the columns that may hold times by their names. */
    static Set<Integer> times(Header header) {
        return times(header, Set.of());
    }

    /** Returns the columns that may hold times by their names, without those that are taken. */
    static Set<Integer> times(Header header, Set<Integer> taken) {
        Set<Integer> found = indices(TIMES, header, taken);
        return found.isEmpty() ? indices(SHORT_TIMES, header, taken) : found;
    }

    static int findTime(Header header, Set<Integer> taken, CsvPosition at) {
        Set<Integer> found = times(header, taken);
        if (found.isEmpty()) {
            throw at.error("there is no time column (" + String.join(", ", TIMES) + ", "
                    + String.join(", ", SHORT_TIMES) + "); there are " + header + ": name it with time(...)");
        }
        if (found.size() > 1) {
            String two = found.size() == 2 ? ", or time(date, time of day) if each has a part of it" : "";
            throw at.error("several columns could be the time, in " + header + ": name it with time(...)" + two);
        }
        return found.iterator().next();
    }

    /** Returns whether a column with this name may hold times. */
    static boolean isTime(String name) {
        return contains(TIMES, name) || contains(SHORT_TIMES, name);
    }

    private static boolean contains(List<String> names, String name) {
        for (String each : names) {
            if (each.equalsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }

    private static Set<Integer> indices(List<String> names, Header header, Set<Integer> taken) {
        Set<Integer> found = new TreeSet<>();
        for (String name : names) {
            found.addAll(header.matches(name));
        }
        found.removeAll(taken);
        return found;
    }

    static List<Field> others(Header header, Set<Integer> taken, CsvPosition at) {
        List<Field> others = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < header.size(); i++) {
            String name = header.name(i);
            if (taken.contains(i)) {
                continue;
            }
            if (name.isEmpty()) {
                throw at.error("column " + (i + 1) + " has no name, in " + header
                        + ": name the columns to read with columns(...)");
            }
            if (!names.add(name)) {
                throw at.error("column '" + name + "' occurs twice in " + header);
            }
            others.add(new Field(i, name, name));
        }
        if (others.isEmpty()) {
            throw at.error("there is no column of values; there are " + header);
        }
        return others;
    }
}
