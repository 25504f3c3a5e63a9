package io.forecastj.data;

import io.forecastj.InvalidSeriesException;
import io.forecastj.MessageText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Choice of the columns of a table that are read as time, publication time, id, values and attributes. For readers of
 * formats, who so have the rules and the messages of {@link CsvReading}: columns are found by their names, exactly or
 * else in any case; without a choice, the time is the column date, datetime, time or timestamp, or else ds or t, the id
 * the column id if there is one, and every other column a value. Publication times are read only by choice.
 *
 * <p>Not thread-safe. One choice can be applied to several tables.
 */
public final class TableColumns {
    private @Nullable String time;
    private @Nullable String published;
    private @Nullable String id;
    private @Nullable String named;
    private final List<Layout.Field> columns = new ArrayList<>();
    private final List<String> attributes = new ArrayList<>();

    /** Starts with no choice. */
    public TableColumns() {}

    /**
     * Sets the time column.
     *
     * @param column its name in the table
     * @return this choice
     */
    public TableColumns time(String column) {
        this.time = Objects.requireNonNull(column, "column");
        return this;
    }

    /**
     * Sets the column of publication times.
     *
     * @param column its name in the table
     * @return this choice
     */
    public TableColumns published(String column) {
        this.published = Objects.requireNonNull(column, "column");
        return this;
    }

    /**
     * Sets the column whose values are the ids of the series.
     *
     * @param column its name in the table
     * @return this choice
     */
    public TableColumns id(String column) {
        this.id = Objects.requireNonNull(column, "column");
        return this;
    }

    /**
     * Declares that the table holds one series with the given id; a column called id is then a value like any other.
     *
     * @param id the series' id, may be empty
     * @return this choice
     */
    public TableColumns named(String id) {
        this.named = Objects.requireNonNull(id, "id");
        return this;
    }

    /**
     * Adds a column of values; other columns are then not read.
     *
     * @param header its name in the table
     * @param name its name in the series
     * @return this choice
     */
    public TableColumns column(String header, String name) {
        columns.add(
                new Layout.Field(-1, Objects.requireNonNull(header, "header"), Objects.requireNonNull(name, "name")));
        return this;
    }

    /**
     * Adds columns that hold one number for the whole series, repeated in each of its rows.
     *
     * @param columns their names in the table
     * @return this choice
     */
    public TableColumns attributes(String... columns) {
        attributes.addAll(List.of(columns));
        return this;
    }

    /**
     * Finds the columns in a table.
     *
     * @param source the name of the table, for messages
     * @param names the names of its columns in order
     * @return the columns
     * @throws IllegalArgumentException if both {@code id} and {@code named} are set, or two columns or two attributes
     *     have the same name in the series
     * @throws InvalidSeriesException if a column is absent or ambiguous, or if a column that by its name is an id, such
     *     as unique_id, would not be taken for one; the message names the columns of the table
     */
    public Found in(String source, List<String> names) {
        if (id != null && named != null) {
            throw new IllegalArgumentException("id(\"" + id + "\") reads ids from a column, named(\"" + named
                    + "\") gives the id of a single series: use one of them");
        }
        requireDistinct("column", columns.stream().map(Layout.Field::name).toList());
        requireDistinct("attribute", attributes);
        CsvPosition at = new CsvPosition(source, "");
        Header header = new Header(names, ',', at);
        List<Layout.Field> values = fields(header, columns);
        List<Layout.Field> numbers = fields(
                header,
                attributes.stream()
                        .map(name -> new Layout.Field(-1, name, name))
                        .toList());
        Set<Integer> used = new HashSet<>();
        values.forEach(field -> used.add(field.index()));
        numbers.forEach(field -> used.add(field.index()));
        int publishedIndex = published == null ? -1 : header.find(published);
        used.add(publishedIndex);
        int idIndex = id != null ? header.find(id) : named != null ? -1 : Layout.findId(header, used, at);
        used.add(idIndex);
        int timeIndex = time != null ? header.find(time) : Layout.findTime(header, used, at);
        used.add(timeIndex);
        if (timeIndex == idIndex) {
            throw at.error("column '" + header.name(timeIndex) + "' is named as time and as id");
        }
        if (publishedIndex >= 0 && (publishedIndex == timeIndex || publishedIndex == idIndex)) {
            throw at.error("column '" + header.name(publishedIndex) + "' is named as publication time and as "
                    + (publishedIndex == timeIndex ? "time" : "id"));
        }
        int suspect = idIndex >= 0 || named != null ? -1 : Layout.findSuspect(header, used);
        if (suspect >= 0) {
            throw at.error("column '" + header.name(suspect) + "' seems to distinguish several series: name it with"
                    + " id(\"" + header.name(suspect) + "\"), or declare one series with named(...)");
        }
        boolean chosen = !values.isEmpty();
        return new Found(
                at,
                timeIndex,
                publishedIndex,
                idIndex,
                chosen ? values : Layout.others(header, used, at),
                numbers,
                chosen,
                header);
    }

    private static List<Layout.Field> fields(Header header, List<Layout.Field> wanted) {
        List<Layout.Field> found = new ArrayList<>();
        for (Layout.Field field : wanted) {
            int index = header.find(field.header());
            found.add(new Layout.Field(index, header.name(index), field.name()));
        }
        return found;
    }

    private static void requireDistinct(String what, List<String> names) {
        if (new HashSet<>(names).size() < names.size()) {
            throw new IllegalArgumentException("a " + what + " is named twice, in " + MessageText.list(names));
        }
    }

    /** Columns of one table by what they are read as. Immutable and thread-safe. */
    public static final class Found {
        private final CsvPosition at;
        private final int time;
        private final int published;
        private final int id;
        private final List<Layout.Field> values;
        private final List<Layout.Field> attributes;
        private final boolean chosen;
        private final Header header;

        Found(
                CsvPosition at,
                int time,
                int published,
                int id,
                List<Layout.Field> values,
                List<Layout.Field> attributes,
                boolean chosen,
                Header header) {
            this.at = at;
            this.time = time;
            this.published = published;
            this.id = id;
            this.values = List.copyOf(values);
            this.attributes = List.copyOf(attributes);
            this.chosen = chosen;
            this.header = header;
        }

        /**
         * Returns the index of the time column.
         *
         * @return the index in the table, from 0
         */
        public int time() {
            return time;
        }

        /**
         * Returns the index of the column of publication times.
         *
         * @return the index in the table, from 0; empty if none is chosen
         */
        public OptionalInt published() {
            return published < 0 ? OptionalInt.empty() : OptionalInt.of(published);
        }

        /**
         * Returns the index of the column of ids.
         *
         * @return the index in the table, from 0; empty if the table holds one series
         */
        public OptionalInt id() {
            return id < 0 ? OptionalInt.empty() : OptionalInt.of(id);
        }

        /**
         * Returns the names of the columns in the series.
         *
         * @return the names, at least one, unmodifiable
         */
        public List<String> names() {
            return values.stream().map(Layout.Field::name).toList();
        }

        /**
         * Returns the names of the attributes in the series.
         *
         * @return the names, unmodifiable
         */
        public List<String> attributes() {
            return attributes.stream().map(Layout.Field::name).toList();
        }

        /**
         * Returns the columns that hold a number in every row: those of the values and then those of the attributes,
         * which is the order of a row of {@link SeriesRows}.
         *
         * @return a new array of indices in the table, from 0
         */
        public int[] numbers() {
            return Stream.concat(values.stream(), attributes.stream())
                    .mapToInt(Layout.Field::index)
                    .toArray();
        }

        /**
         * Returns the refusal of a column whose type holds no numbers.
         *
         * @param index its index in the table
         * @param type the name of its type
         * @return the exception to throw
         */
        public InvalidSeriesException notNumeric(int index, String type) {
            String name = header.name(index);
            return at.error("column '" + name + "' has the type " + type + ", which is not a number: "
                    + (chosen
                            ? "convert it where it is read from, or leave it out"
                            : "name the columns to read with columns(...)"
                                    + (id < 0
                                            ? ", or if it distinguishes several series, name it with id(\"" + name
                                                    + "\")"
                                            : "")));
        }

        /**
         * Returns the refusal of the column of ids if its type holds no texts.
         *
         * @param type the name of its type
         * @return the exception to throw
         */
        public InvalidSeriesException notId(String type) {
            return at.error("the id column '" + header.name(id) + "' has the type " + type
                    + ", which is not a text or a number");
        }

        /**
         * Returns the refusal of a column whose type is not supported as the time.
         *
         * @param type the name of the type of the time column
         * @param expected what is supported, and what to do
         * @return the exception to throw
         */
        public InvalidSeriesException notTime(String type, String expected) {
            return at.error(
                    "the time column '" + header.name(time) + "' has the type " + type + "; expected " + expected);
        }

        /**
         * Returns the refusal of a column whose type is not supported as the publication time.
         *
         * @param type the name of the type of the column of publication times
         * @param expected what is supported, and what to do
         * @return the exception to throw
         */
        public InvalidSeriesException notPublished(String type, String expected) {
            return at.error("the column '" + header.name(published) + "' of publication times has the type " + type
                    + "; expected " + expected);
        }
    }
}
