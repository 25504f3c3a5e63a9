package io.forecastj.data;

/**
 * A column of a file, as {@link Csv#inspect} has seen it.
 *
 * <p>Immutable and thread-safe.
 */
public final class CsvColumn {
    /** Kinds of columns, by all of their fields that are not missing. */
    public enum Type {
        /** The times of the rows. */
        TIME,
        /** Whole numbers. */
        INTEGER,
        /** Numbers, with the options that the line of code sets. */
        NUMBER,
        /** Anything else. */
        TEXT,
        /** Nothing but missing values. */
        EMPTY
    }

    private final String name;
    private final Type type;
    private final String form;
    private final double missing;
    private final boolean constant;

    CsvColumn(String name, Type type, String form, double missing, boolean constant) {
        this.name = name;
        this.type = type;
        this.form = form;
        this.missing = missing;
        this.constant = constant;
    }

    /**
     * Returns the name.
     *
     * @return the name in the header, or the one that the line of code gives
     */
    public String name() {
        return name;
    }

    /**
     * Returns the kind of the fields.
     *
     * @return the type
     */
    public Type type() {
        return type;
    }

    /**
     * Returns the form of times.
     *
     * @return the option that reads them or what they are; empty for other columns
     */
    public String form() {
        return form;
    }

    /**
     * Returns the share of missing values.
     *
     * @return the share, from 0 to 1
     */
    public double missing() {
        return missing;
    }

    /**
     * Returns whether all rows have the same text.
     *
     * @return true if there are at least two rows and all are alike
     */
    public boolean isConstant() {
        return constant;
    }

    @Override
    public String toString() {
        return name + " " + type;
    }
}
