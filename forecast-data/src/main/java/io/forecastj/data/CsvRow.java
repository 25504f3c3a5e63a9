package io.forecastj.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The fields of one row, as slices of one array of characters.
 *
 * <p>A reader fills the same row again and again, so that a field becomes a String only where one is needed, such as in
 * a message or for an id. Whoever needs a row for longer copies it by {@link #copy}.
 */
final class CsvRow {
    private static final int FIELDS = 16;
    private static final int CHARS = 256;

    private char[] chars;
    private int[] ends;
    private int size;
    private long line;

    /** Makes a row without fields, whose arrays are as large as a usual row needs. */
    CsvRow() {
        this.chars = new char[CHARS];
        this.ends = new int[FIELDS];
    }

    private CsvRow(CsvRow source) {
        this.chars = Arrays.copyOf(source.chars, source.length());
        this.ends = Arrays.copyOf(source.ends, source.size);
        this.size = source.size;
        this.line = source.line;
    }

    /** Removes all fields, for a row that starts at this line. */
    void begin(long line) {
        this.line = line;
        this.size = 0;
    }

    /** Adds a field. */
    void add(char[] source, int from, int length) {
        int start = length();
        if (chars.length - start < length) {
            chars = Arrays.copyOf(chars, Math.max(2 * chars.length, start + length));
        }
        if (size == ends.length) {
            ends = Arrays.copyOf(ends, 2 * size);
        }
        System.arraycopy(source, from, chars, start, length);
        ends[size++] = start + length;
    }

    /** Returns a copy that needs no more memory than its characters. */
    CsvRow copy() {
        return new CsvRow(this);
    }

    /** Takes the fields of another row. */
    void set(CsvRow source) {
        int length = source.length();
        if (chars.length < length) {
            chars = new char[length];
        }
        if (ends.length < source.size) {
            ends = new int[source.size];
        }
        System.arraycopy(source.chars, 0, chars, 0, length);
        System.arraycopy(source.ends, 0, ends, 0, source.size);
        size = source.size;
        line = source.line;
    }

    /** Returns the number of characters in all fields. */
    int length() {
        return size == 0 ? 0 : ends[size - 1];
    }

    /** Returns the number of fields. */
    int size() {
        return size;
    }

    /** Returns the line of the file at which the row starts, from 1. */
    long line() {
        return line;
    }

    /** Returns whether the row is a line without anything but blanks. */
    boolean blank() {
        return size == 0 || (size == 1 && blank(0));
    }

    /** Returns whether a field has nothing but blanks. */
    boolean blank(int field) {
        return from(field) == ends[field];
    }

    /** Returns the array that {@link #from} and {@link #to} index; it changes with the next row. */
    char[] chars() {
        return chars;
    }

    /** Returns the index of a field's first character that is not blank, or the end of a blank field. */
    int from(int field) {
        int from = start(field);
        int to = ends[field];
        while (from < to && Blanks.blank(chars[from])) {
            from++;
        }
        return from;
    }

    /** Returns the index after a field's last character that is not blank, or the start of a blank field. */
    int to(int field) {
        int from = start(field);
        int to = ends[field];
        while (from < to && Blanks.blank(chars[to - 1])) {
            to--;
        }
        return to;
    }

    private int start(int field) {
        return field == 0 ? 0 : ends[field - 1];
    }

    /** Returns a field as it is written. */
    String text(int field) {
        int start = start(field);
        return new String(chars, start, ends[field] - start);
    }

    /** Returns a field without the blanks around it. */
    String stripped(int field) {
        int from = from(field);
        return from == ends[field] ? "" : new String(chars, from, to(field) - from);
    }

    /** Returns all fields as they are written. */
    List<String> texts() {
        List<String> texts = new ArrayList<>(size);
        for (int field = 0; field < size; field++) {
            texts.add(text(field));
        }
        return texts;
    }

    /** Returns whether a field without the blanks around it is this text. */
    boolean matches(int field, String text) {
        int from = from(field);
        int length = from == ends[field] ? 0 : to(field) - from;
        if (length != text.length()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (chars[from + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether a field is written as in another row. */
    boolean same(int field, CsvRow other) {
        return Arrays.equals(chars, start(field), ends[field], other.chars, other.start(field), other.ends[field]);
    }

    /** Returns whether a field is the same as in another row, blanks around it aside. */
    boolean sameStripped(int field, CsvRow other) {
        return same(field, other)
                || Arrays.equals(
                        chars,
                        from(field),
                        Math.max(from(field), to(field)),
                        other.chars,
                        other.from(field),
                        Math.max(other.from(field), other.to(field)));
    }
}
