package io.forecastj.parquet;

import java.io.IOException;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Type;
import org.jspecify.annotations.Nullable;

/** The values of one column in one row group, of which one page at a time is in memory. */
final class ColumnValues {
    private static final int LONGEST_HEADER = 1 << 24;
    private static final int HEAP_PER_ENTRY = 2 * Long.BYTES;

    private final FileColumn column;
    private final Conversion conversion;
    private final long missing;
    private final CompressionCodec codec;
    private final PageCodec pageCodec;
    private final ChunkBytes bytes;
    private final ParquetPosition at;
    private final HeapBudget budget;
    private long valuesLeft;
    private int pageLeft;
    private long pageHeap;
    private long dictionaryHeap;
    private @Nullable Dictionary dictionary;
    private @Nullable RunLengths levels;
    private @Nullable PageValues values;

    ColumnValues(SelectedColumn selected, ColumnMetaData data, FileBytes file, PageCodec pageCodec, HeapBudget budget) {
        this.column = selected.column();
        this.conversion = selected.conversion();
        this.missing = selected.missing();
        this.at = selected.position();
        this.budget = budget;
        this.pageCodec = pageCodec;
        this.codec = ThriftStructs.present(data.getCodec(), "codec");
        this.valuesLeft = data.getNum_values();
        if (!PageCodec.supports(codec)) {
            throw at.error("the compression " + codec
                    + " is not read: write the file with ZSTD, SNAPPY, GZIP, LZ4_RAW or without compression");
        }
        this.bytes = new ChunkBytes(file, ParquetFooter.start(data), data.getTotal_compressed_size());
    }

    /** Reads the next values; the position's first row is that of the first one. */
    void read(long[] out, int count) throws IOException {
        for (int from = 0; from < count; ) {
            while (pageLeft == 0) {
                nextPage();
            }
            int block = Math.min(count - from, pageLeft);
            read(out, from, block);
            from += block;
            pageLeft -= block;
        }
    }

    private void read(long[] out, int from, int count) {
        PageValues page = values;
        if (page == null) {
            throw new DamagedDataException("the column has no page");
        }
        RunLengths runs = levels;
        if (runs == null) {
            page.read(out, from, count, conversion, at);
            return;
        }
        int to = from + count;
        for (int i = from; i < to; ) {
            int same = runs.equal(to - i);
            boolean present = runs.value() == 1;
            if (!present && runs.value() != 0) {
                throw new DamagedDataException("a level is " + runs.value() + "; expected 0 or 1");
            }
            if (present) {
                page.read(out, i, same, conversion, at);
            } else {
                Arrays.fill(out, i, i + same, missing);
            }
            i += same;
        }
    }

    private void nextPage() throws IOException {
        budget.release(pageHeap);
        pageHeap = 0;
        values = null;
        levels = null;
        if (valuesLeft == 0 || bytes.left() == 0) {
            throw new DamagedDataException("the column ends early");
        }
        PageHeader header =
                ThriftStructs.read(new PageHeader(), bytes, (int) Math.min(LONGEST_HEADER, Math.max(1, bytes.left())));
        int stored = header.getCompressed_page_size();
        int size = header.getUncompressed_page_size();
        if (stored < 0 || size < 0 || stored > bytes.left()) {
            throw new DamagedDataException(
                    "a page claims " + stored + " bytes, " + size + " decompressed, where " + bytes.left() + " follow");
        }
        long heap = (long) stored + size;
        budget.reserve(heap, at.file(), "a page of column '" + column.name() + "' of " + size + " bytes");
        byte[] page = bytes.page(stored);
        checkSum(header, page);
        if (header.getType() == PageType.DICTIONARY_PAGE && header.isSetDictionary_page_header()) {
            readDictionary(ThriftStructs.present(header.getDictionary_page_header(), "header"), plain(page, 0, size));
            dictionaryHeap += heap;
        } else {
            pageHeap = heap;
            if (header.getType() == PageType.DATA_PAGE && header.isSetData_page_header()) {
                openPage(ThriftStructs.present(header.getData_page_header(), "header"), plain(page, 0, size));
            } else if (header.getType() == PageType.DATA_PAGE_V2 && header.isSetData_page_header_v2()) {
                openPage(ThriftStructs.present(header.getData_page_header_v2(), "header"), page, size);
            }
            // pages of other types hold no values
        }
    }

    private static void checkSum(PageHeader header, byte[] page) {
        if (header.isSetCrc()) {
            CRC32 sum = new CRC32();
            sum.update(page);
            if ((int) sum.getValue() != header.getCrc()) {
                throw new DamagedDataException("the check sum of a page differs from the one in its header");
            }
        }
    }

    private byte[] plain(byte[] page, int from, int size) {
        if (codec == CompressionCodec.UNCOMPRESSED) {
            return page;
        }
        return pageCodec.decompress(codec, page, from, page.length - from, size);
    }

    private void readDictionary(DictionaryPageHeader header, byte[] page) {
        int count = header.getNum_values();
        int least = column.width() == 0 ? Integer.BYTES : column.width();
        if (dictionary != null || count < 0 || (long) count * least > page.length) {
            throw new DamagedDataException("a dictionary of " + page.length + " bytes claims " + count + " values");
        }
        long heap = (long) count * HEAP_PER_ENTRY;
        budget.reserve(heap, at.file(), "a dictionary of column '" + column.name() + "'");
        dictionaryHeap += heap;
        dictionary = new Dictionary(
                UnencodedValues.of(column.type(), column.width(), page, 0, page.length), count, conversion);
    }

    private void openPage(DataPageHeader header, byte[] page) {
        int from = 0;
        int end = 0;
        if (column.optional()) {
            if (header.getDefinition_level_encoding() != Encoding.RLE || page.length < Integer.BYTES) {
                throw new DamagedDataException("levels in the encoding " + header.getDefinition_level_encoding());
            }
            int length = LittleEndian.intAt(page, 0);
            from = Integer.BYTES;
            if (length < 0 || length > page.length - from) {
                throw new DamagedDataException("levels of " + length + " bytes are longer than their page");
            }
            end = from + length;
        }
        open(
                header.getNum_values(),
                ThriftStructs.present(header.getEncoding(), "encoding"),
                page,
                from,
                end,
                end,
                page);
    }

    private void openPage(DataPageHeaderV2 header, byte[] page, int size) {
        int from = header.getRepetition_levels_byte_length();
        int length = header.getDefinition_levels_byte_length();
        if (from < 0 || length < 0 || (long) from + length > Math.min(page.length, size)) {
            throw new DamagedDataException(
                    "levels of " + from + " and " + length + " bytes are longer than their page");
        }
        int start = from + length;
        boolean stored = codec == CompressionCodec.UNCOMPRESSED
                || header.isSetIs_compressed() && !header.isIs_compressed()
                || size == start;
        byte[] plain = stored ? page : plain(page, start, size - start);
        open(
                header.getNum_values(),
                ThriftStructs.present(header.getEncoding(), "encoding"),
                plain,
                from,
                start,
                stored ? start : 0,
                page);
    }

    private void open(
            int count, Encoding encoding, byte[] page, int levelsFrom, int levelsEnd, int start, byte[] levelBytes) {
        if (count < 0 || count > valuesLeft) {
            throw new DamagedDataException("a page claims " + count + " values, where " + valuesLeft + " are left");
        }
        valuesLeft -= count;
        pageLeft = count;
        levels = column.optional() ? new RunLengths(levelBytes, levelsFrom, levelsEnd, 1) : null;
        values = decoder(encoding, page, start, count);
    }

    private PageValues decoder(Encoding encoding, byte[] page, int from, int count) {
        int end = page.length;
        switch (encoding) {
            case PLAIN:
                return UnencodedValues.of(column.type(), column.width(), page, from, end);
            case PLAIN_DICTIONARY, RLE_DICTIONARY:
                if (dictionary == null) {
                    throw new DamagedDataException("a page refers to a dictionary that is not there");
                }
                return dictionary.page(page, from, end);
            case RLE:
                if (column.type() == Type.BOOLEAN) {
                    return EncodedValues.runs(page, from, end);
                }
                break;
            case DELTA_BINARY_PACKED:
                if (integer()) {
                    return EncodedValues.differences(column.type(), page, from, end, count);
                }
                break;
            case DELTA_LENGTH_BYTE_ARRAY:
                if (column.type() == Type.BYTE_ARRAY) {
                    reserveLengths(count);
                    return EncodedValues.afterLengths(page, from, end, count);
                }
                break;
            case DELTA_BYTE_ARRAY:
                if (column.type() == Type.BYTE_ARRAY || column.type() == Type.FIXED_LEN_BYTE_ARRAY) {
                    reserveLengths(2L * count);
                    return EncodedValues.withoutPrefixes(column.width(), page, from, end, count);
                }
                break;
            case BYTE_STREAM_SPLIT:
                if (column.width() > 0) {
                    return EncodedValues.split(column.type(), column.width(), page, from, end);
                }
                break;
            case BIT_PACKED:
                break;
        }
        throw new DamagedDataException("the encoding " + encoding + " does not fit the type " + column.typeName());
    }

    private boolean integer() {
        return column.type() == Type.INT32 || column.type() == Type.INT64;
    }

    private void reserveLengths(long count) {
        long heap = count * Integer.BYTES;
        budget.reserve(heap, at.file(), "a page of column '" + column.name() + "' with " + count + " texts");
        pageHeap += heap;
    }

    /** Gives the heap of the last page and the dictionary back. */
    void close() {
        budget.release(pageHeap + dictionaryHeap);
        pageHeap = 0;
        dictionaryHeap = 0;
    }
}
