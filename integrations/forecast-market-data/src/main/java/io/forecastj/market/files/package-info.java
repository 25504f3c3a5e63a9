/**
 * Price bars kept in files, so that each is downloaded once.
 *
 * <p>{@link io.forecastj.market.files.CachedSource} keeps the bars of many symbols in a directory and is a source
 * itself. {@link io.forecastj.market.files.MarketFile} extends one CSV file, for other programs to read.
 *
 * <h2>For maintainers</h2>
 *
 * <p>A {@code BarSegment} is a span of time with all bars in it, and {@code SegmentText} its file. A {@code
 * SegmentFolder} has those of one symbol and interval. A call to a cached source is a {@code CachedDownload}: it walks
 * through the segments, and fills each gap between them by a {@code GapDownload}, whose {@code SegmentWriter} stores
 * the pages. {@code FileReplacement} is the only place that writes.
 */
@NullMarked
package io.forecastj.market.files;

import org.jspecify.annotations.NullMarked;
