/**
 * Time series from Parquet files and back.
 *
 * <p>{@link io.forecastj.parquet.Parquet} is the entry point. {@code Parquet.read(path)} reads a file with the columns
 * id and time, {@code Parquet.read()} returns the {@linkplain io.forecastj.parquet.ParquetReading options} that name
 * columns, times and ids; {@code forEach} of these hands over one series after the other, so that a file of any length
 * passes in bounded memory. {@code Parquet.write} saves series so that reading gives the same ids, times and values.
 *
 * <p>The rule of {@link io.forecastj.data} holds here as well: a file is either read exactly as it is, or refused with
 * its name, row, column and value. Nothing is dropped, filled, sorted or guessed.
 *
 * <p>The module needs {@code parquet-floor}, which is Apache's Parquet 1.16 with small classes in place of Hadoop's: 9
 * MB of Parquet, and 10 MB of native libraries for Snappy and Zstandard, which are not used. Do not put Hadoop or Spark
 * beside it on one class path: both have classes such as {@code org.apache.hadoop.fs.Path}, so that one of them would
 * meet those of the other and fail. Pages are compressed and decompressed by {@code aircompressor} in Java; from JDK 24
 * on it causes one warning about {@code sun.misc.Unsafe}.
 *
 * <h2>For maintainers</h2>
 *
 * <p>Footers and headers of pages are read by Parquet's own classes, files are written by its writer. Pages are decoded
 * here, since Parquet's decoders allocate what counts inside a page claim, which no check of headers can bound: 5 bytes
 * make its {@code RunLengthBitPackingHybridDecoder}, and 8 its {@code DeltaBinaryPackingValuesReader}, exhaust the
 * heap. To check these counts first, a page must be decompressed and walked through as it is here.
 *
 * <p>{@code ParquetFiles} reads the files of a path; {@code FileRows} reads one in blocks of rows, and {@code
 * SeriesSink} hands their series over. {@code ParquetFooter} checks what a file says about itself, {@code ColumnValues}
 * takes the pages of one column one by one, {@code PageCodec} decompresses them, and the kinds of {@code PageValues},
 * {@code Dictionary}, {@code RunLengths} and {@code DeltaNumbers} decode them. {@code NumberTypes}, {@code TimeTypes}
 * and {@code DistinctTexts} convert values by the type of their column. {@code HeapBudget} refuses what does not fit;
 * {@code DamagedDataException} becomes the refusal of a file where its place is known.
 */
@NullMarked
package io.forecastj.parquet;

import org.jspecify.annotations.NullMarked;
