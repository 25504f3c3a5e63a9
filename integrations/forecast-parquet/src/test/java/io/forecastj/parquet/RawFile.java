package io.forecastj.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;

/** A file of one row group that is put together from pages of any content. */
final class RawFile {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<SchemaElement> schema = new ArrayList<>();
    private final List<ColumnChunk> chunks = new ArrayList<>();
    private final long rows;

    RawFile(long rows) {
        this.rows = rows;
        mark();
        schema.add(new SchemaElement("root"));
    }

    private void mark() {
        bytes.writeBytes("PAR1".getBytes(StandardCharsets.US_ASCII));
    }

    /** Returns a header of a page of values. */
    static PageHeader page(int count, Encoding encoding, int size, int stored) {
        PageHeader header = new PageHeader(PageType.DATA_PAGE, size, stored);
        header.setData_page_header(new DataPageHeader(count, encoding, Encoding.RLE, Encoding.RLE));
        return header;
    }

    /** Returns a header of a dictionary. */
    static PageHeader dictionary(int count, int size) {
        PageHeader header = new PageHeader(PageType.DICTIONARY_PAGE, size, size);
        header.setDictionary_page_header(new DictionaryPageHeader(count, Encoding.PLAIN));
        return header;
    }

    /** Adds a required column. */
    Column column(String name, Type type, CompressionCodec codec) {
        SchemaElement element = new SchemaElement(name);
        element.setType(type);
        element.setRepetition_type(FieldRepetitionType.REQUIRED);
        schema.add(element);
        return new Column(name, type, codec);
    }

    /** Returns the elements of the schema, to which others may be added. */
    List<SchemaElement> schema() {
        return schema;
    }

    byte[] build() throws IOException {
        schema.get(0).setNum_children(chunks.size());
        return end(footer());
    }

    private FileMetaData footer() {
        return new FileMetaData(1, schema, rows, List.of(new RowGroup(chunks, bytes.size(), rows)));
    }

    byte[] end(FileMetaData footer) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Util.writeFileMetaData(footer, out);
        bytes.writeBytes(out.toByteArray());
        bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(out.size())
                .array());
        mark();
        return bytes.toByteArray();
    }

    /** A column to which pages are added. */
    final class Column {
        private final String name;
        private final Type type;
        private final CompressionCodec codec;
        private final int start = bytes.size();

        Column(String name, Type type, CompressionCodec codec) {
            this.name = name;
            this.type = type;
            this.codec = codec;
        }

        Column page(PageHeader header, byte[] content) throws IOException {
            Util.writePageHeader(header, bytes);
            bytes.writeBytes(content);
            return this;
        }

        RawFile end() {
            int length = bytes.size() - start;
            ColumnMetaData data = new ColumnMetaData(
                    type, List.of(Encoding.PLAIN), List.of(name), codec, rows, length, length, start);
            ColumnChunk chunk = new ColumnChunk(start);
            chunk.setMeta_data(data);
            chunks.add(chunk);
            return RawFile.this;
        }
    }
}
