package io.forecastj.data;

/** Counts of what the fields of one column are, over a whole file. */
final class ColumnScan {
    /** The largest double has 309 digits. */
    private static final int SAFE = 300;

    private final String name;
    private final CsvNumbers numbers;

    /** True if a decimal number needs no look at the marks of missing values and the options, which cost more. */
    private final boolean ordinary;

    private long rows;
    private long missing;
    private long integers;
    private long decimals;
    private String first = "";
    private boolean constant = true;

    ColumnScan(String name, CsvNumbers numbers) {
        this.name = name;
        this.numbers = numbers;
        this.ordinary = numbers.ordinary();
    }

    /** Takes a field; returns whether it is a number that any double can hold. */
    boolean take(String text) {
        if (rows == 0) {
            first = text;
        } else if (constant) {
            constant = text.equals(first);
        }
        rows++;
        if (ordinary && CsvNumbers.plain(text)) {
            if (TimeShape.integer(text)) {
                integers++;
            } else {
                decimals++;
            }
            return text.length() <= SAFE && text.indexOf('e') < 0 && text.indexOf('E') < 0;
        }
        if (numbers.missing().contains(text)) {
            missing++;
        } else if (TimeShape.integer(text)) {
            integers++;
        } else if (numbers.accepts(text)) {
            decimals++;
        }
        return false;
    }

    /** Returns the column; the time has a form instead of a type by its numbers. */
    CsvColumn column(String timeForm) {
        CsvColumn.Type type = !timeForm.isEmpty()
                ? CsvColumn.Type.TIME
                : missing == rows
                        ? CsvColumn.Type.EMPTY
                        : integers + missing == rows
                                ? CsvColumn.Type.INTEGER
                                : integers + decimals + missing == rows ? CsvColumn.Type.NUMBER : CsvColumn.Type.TEXT;
        double share = rows == 0 ? 0 : (double) missing / rows;
        return new CsvColumn(name, type, timeForm, share, constant && rows > 1);
    }
}
