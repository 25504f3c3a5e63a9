package io.forecastj.data;

import de.siegmar.fastcsv.reader.CsvCallbackHandler;
import de.siegmar.fastcsv.reader.RecordType;
import io.forecastj.InvalidSeriesException;

/** Takes the fields of a record from the parser into one row, which each record fills anew, and bounds its size. */
final class CsvRowHandler extends CsvCallbackHandler<CsvRow> {
    /** The longest field, in characters. */
    static final int FIELD = 1_000_000;

    /** The longest row, in characters of all fields. */
    static final int ROW = 4_000_000;

    /** The largest number of fields in a row. */
    static final int FIELDS = 100_000;

    private final CsvRow row = new CsvRow();
    private final CsvPosition at;
    private final int linesBefore;
    private RecordType type = RecordType.DATA;

    /**
     * Makes a handler.
     *
     * @param at the place, for messages
     * @param linesBefore the number of lines that the parser does not see
     */
    CsvRowHandler(CsvPosition at, int linesBefore) {
        this.at = at;
        this.linesBefore = linesBefore;
    }

    @Override
    protected RecordType getRecordType() {
        return type;
    }

    @Override
    protected int getFieldCount() {
        return row.size();
    }

    @Override
    protected void beginRecord(long line) {
        type = RecordType.DATA;
        row.begin(line + linesBefore);
    }

    @Override
    protected void addField(char[] buffer, int offset, int length, boolean quoted) {
        if (length > FIELD) {
            throw longField();
        }
        if (row.size() == FIELDS || row.length() + length > ROW) {
            throw longRow();
        }
        row.add(buffer, offset, length);
    }

    /** Returns the refusal of the field that follows those of the row. */
    InvalidSeriesException longField() {
        at.line(row.line());
        return at.error("field " + (row.size() + 1) + " of the row that starts here has more than " + FIELD
                + " characters: is a quote never closed, or is the file no CSV?");
    }

    private InvalidSeriesException longRow() {
        at.line(row.line());
        return at.error("the row that starts here has more than "
                + (row.size() == FIELDS ? FIELDS + " fields" : ROW + " characters") + ": split the columns over"
                + " several files");
    }

    @Override
    protected void setComment(char[] buffer, int offset, int length) {
        type = RecordType.COMMENT;
    }

    @Override
    protected void setEmpty() {
        type = RecordType.EMPTY;
    }

    @Override
    protected CsvRow buildRecord() {
        return row;
    }
}
