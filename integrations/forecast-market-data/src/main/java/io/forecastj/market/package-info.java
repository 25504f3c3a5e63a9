/**
 * Price bars from exchanges and data providers over HTTP.
 *
 * <p>{@link io.forecastj.market.MarketSources} has a source for each provider, with {@link
 * io.forecastj.market.MarketSettings}; {@link io.forecastj.market.MarketSource#bars} downloads the bars of a symbol, a
 * {@link io.forecastj.market.BarInterval} and a range as a {@link io.forecastj.TimeSeries}.
 *
 * <pre>{@code
 * TimeSeries bars = MarketSources.binance().bars("BTCUSDT", BarInterval.ONE_HOUR,
 *         Instant.parse("2024-01-01T00:00:00Z"), Instant.parse("2024-02-01T00:00:00Z"));
 * }</pre>
 *
 * <p>{@link io.forecastj.market.files} keeps what was downloaded: a {@link io.forecastj.market.files.CachedSource} is a
 * source over another one, with a directory of many symbols, so that each bar is downloaded once; a {@link
 * io.forecastj.market.files.MarketFile} extends one CSV file by the bars since its last one.
 *
 * <pre>{@code
 * MarketSource binance = CachedSource.in(Path.of("market"), MarketSources.binance());
 * }</pre>
 *
 * <p>One rule holds for all sources: a download has each bar of the range that the provider has, once and as it was
 * sent, or it fails with a {@link io.forecastj.market.MarketDataException}. Bars that have not ended are left out,
 * since they would change. Bars that the provider lacks are absent; {@link io.forecastj.TimeSeries#gaps()} lists them.
 * The values of a bar are known at its end, not at the time it is stamped with: to join bars to a series of another
 * clock, use {@link io.forecastj.data.AsOfJoin} with the length of a bar as its delay.
 *
 * <p>Each provider has terms of use. Whoever downloads must follow them; this library only keeps to the published
 * limits of requests.
 *
 * <h2>For maintainers</h2>
 *
 * <p>A {@code Provider} is the form of one provider's requests and answers: {@code BinanceKlines}, {@code
 * CoinbaseCandles}, {@code KrakenOhlc}, {@code CoinGeckoOhlc}, {@code YahooChart} with {@code YahooAnswer}, {@code
 * StooqCsv}. {@code ProviderSource} checks a call and starts a {@code Download}, which gets page after page from the
 * {@code ProviderClient} and delivers them. The client repeats attempts as Resilience4j decides, in the turns of {@code
 * RequestTurns}, and waits itself by {@code RequestTiming}, so that tests need no real time. {@code HttpAttempt} sends
 * one request; {@code JsonAnswer} and {@code PageCheck} refuse what is no page. A {@code FailedAttempt} never leaves
 * the client: {@code PageRange} makes the exception of it. The forms follow the public documentation of the providers
 * as of November 2026.
 */
@NullMarked
package io.forecastj.market;

import org.jspecify.annotations.NullMarked;
