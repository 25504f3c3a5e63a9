package io.forecastj.parquet;

import io.forecastj.InvalidSeriesException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;

/**
 * The checked description at the end of a file: its columns and row groups.
 *
 * @param columns the columns at the top of the schema
 * @param groups the row groups in order
 * @param heap the heap that is reserved for it
 */
record ParquetFooter(List<FileColumn> columns, List<RowGroup> groups, long heap) {
    private static final int MAGIC = 0x31524150; // PAR1
    private static final int ENCRYPTED = 0x45524150; // PARE
    private static final int TAIL = 8;

    /** The heap that a byte of a footer may become. */
    private static final long HEAP_PER_BYTE = 32;

    static ParquetFooter read(FileBytes file, HeapBudget budget) throws IOException {
        long size = file.size();
        if (size < TAIL + Integer.BYTES) {
            throw refusal(file, "it has " + size + " bytes, fewer than any Parquet file");
        }
        int head = LittleEndian.intAt(file.bytes(0, Integer.BYTES), 0);
        byte[] tail = file.bytes(size - TAIL, TAIL);
        int mark = LittleEndian.intAt(tail, Integer.BYTES);
        if (head == ENCRYPTED || mark == ENCRYPTED) {
            throw refusal(file, "it is encrypted, which is not read: write it without encryption");
        }
        if (head != MAGIC || mark != MAGIC) {
            throw refusal(
                    file,
                    "it does not " + (head == MAGIC ? "end" : "begin") + " with the mark PAR1"
                            + (head == MAGIC ? ", so it is incomplete" : ""));
        }
        int length = LittleEndian.intAt(tail, 0);
        if (length <= 0 || length > size - TAIL - Integer.BYTES) {
            throw refusal(file, "its footer claims " + (length & 0xFFFFFFFFL) + " bytes, but the file has " + size);
        }
        long heap = HEAP_PER_BYTE * length;
        budget.reserve(heap, file.name(), "its footer of " + length + " bytes");
        byte[] bytes = file.bytes(size - TAIL - length, length);
        try {
            FileMetaData data = ThriftStructs.read(new FileMetaData(), new ByteArrayInputStream(bytes), length);
            if (data.isSetEncryption_algorithm()) {
                throw refusal(file, "it has encrypted columns, which are not read: write it without encryption");
            }
            List<FileColumn> columns = columns(ThriftStructs.present(data.getSchema(), "schema"));
            checkGroups(data, columns, size - TAIL - length);
            return new ParquetFooter(columns, rowGroups(data), heap);
        } catch (DamagedDataException e) {
            throw new InvalidSeriesException(file.name() + ": the footer is damaged: " + e.getMessage(), e);
        }
    }

    private static InvalidSeriesException refusal(FileBytes file, String reason) {
        return new InvalidSeriesException(file.name() + " is no Parquet file that can be read: " + reason);
    }

    /** Gives the heap back. */
    void release(HeapBudget budget) {
        budget.release(heap);
    }

    /** Finds the columns in the list of a tree's elements, each before its children. */
    private static List<FileColumn> columns(List<SchemaElement> schema) {
        if (schema.isEmpty() || !schema.get(0).isSetNum_children()) {
            throw new DamagedDataException("its schema has no columns");
        }
        List<FileColumn> columns = new ArrayList<>();
        Set<String> names = new HashSet<>();
        int leaf = 0;
        int at = 1;
        for (int i = 0; i < schema.get(0).getNum_children(); i++) {
            int first = at;
            int firstLeaf = leaf;
            for (long pending = 1; pending > 0; pending--) {
                if (at >= schema.size() || pending > schema.size()) {
                    throw new DamagedDataException("its schema ends early");
                }
                SchemaElement element = schema.get(at++);
                if (element.isSetType()) {
                    leaf++;
                } else {
                    pending += Math.max(0, element.getNum_children());
                }
            }
            FileColumn column = new FileColumn(schema.get(first), firstLeaf);
            if (!names.add(column.name())) {
                throw new DamagedDataException("two columns are called " + ParquetPosition.quote(column.name()));
            }
            if (column.flat() && column.type() == Type.FIXED_LEN_BYTE_ARRAY && column.width() <= 0) {
                throw new DamagedDataException("column " + column + " has values of " + column.width() + " bytes");
            }
            columns.add(column);
        }
        return columns;
    }

    /** Returns the description of a column's data in a row group. */
    ColumnMetaData chunk(RowGroup group, FileColumn column) {
        return ThriftStructs.present(chunks(group).get(column.leaf()).getMeta_data(), "description of a column");
    }

    private static List<RowGroup> rowGroups(FileMetaData data) {
        return ThriftStructs.present(data.getRow_groups(), "row groups");
    }

    private static List<ColumnChunk> chunks(RowGroup group) {
        return ThriftStructs.present(group.getColumns(), "columns of a row group");
    }

    private static void checkGroups(FileMetaData data, List<FileColumn> columns, long dataEnd) {
        long rows = 0;
        List<RowGroup> groups = rowGroups(data);
        for (int g = 0; g < groups.size(); g++) {
            RowGroup group = groups.get(g);
            rows += group.getNum_rows();
            if (group.getNum_rows() < 0 || rows < 0 || rows > data.getNum_rows()) {
                throw new DamagedDataException(
                        "row group " + g + " has " + group.getNum_rows() + " rows, the file " + data.getNum_rows());
            }
            for (FileColumn column : columns) {
                if (column.flat() && group.getNum_rows() > 0) {
                    check(group, g, column, dataEnd);
                }
            }
        }
        if (rows != data.getNum_rows()) {
            throw new DamagedDataException("the row groups have " + rows + " rows, the file " + data.getNum_rows());
        }
    }

    private static void check(RowGroup group, int number, FileColumn column, long dataEnd) {
        String place = "row group " + number + ", column '" + column.name() + "': ";
        List<ColumnChunk> chunks = chunks(group);
        ColumnChunk chunk = column.leaf() < chunks.size() ? chunks.get(column.leaf()) : null;
        ColumnMetaData data = chunk == null ? null : chunk.getMeta_data();
        if (chunk == null || data == null || chunk.isSetFile_path()) {
            throw new DamagedDataException(place + "its data is not in this file");
        }
        if (!List.of(column.name()).equals(data.getPath_in_schema()) || data.getType() != column.type()) {
            throw new DamagedDataException(
                    place + "its data is of column " + data.getPath_in_schema() + " and type " + data.getType());
        }
        if (data.getNum_values() != group.getNum_rows()) {
            throw new DamagedDataException(
                    place + "it has " + data.getNum_values() + " values for " + group.getNum_rows() + " rows");
        }
        long start = start(data);
        long length = data.getTotal_compressed_size();
        if (start < Integer.BYTES || length < 0 || start > dataEnd || length > dataEnd - start) {
            throw new DamagedDataException(
                    place + "its " + length + " bytes from " + start + " are not in the file's " + dataEnd);
        }
    }

    /** Returns the first byte of a chunk. */
    static long start(ColumnMetaData data) {
        long pages = data.getData_page_offset();
        // some writers set the offset of a dictionary that is not there to 0
        boolean dictionary = data.isSetDictionary_page_offset() && data.getDictionary_page_offset() > 0;
        return dictionary ? Math.min(pages, data.getDictionary_page_offset()) : pages;
    }
}
