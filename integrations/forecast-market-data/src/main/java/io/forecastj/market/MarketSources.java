package io.forecastj.market;

/**
 * Sources of price bars over HTTP.
 *
 * <p>Stateless and thread-safe; the sources are thread-safe too. All calls of a source share its limit of requests, its
 * circuit breaker and its connections, so make one source of a provider and share it; it needs no closing. After an
 * answer with Retry-After, no call of the source sends a request until its time has passed. Each provider has terms of
 * use, which whoever downloads must follow; some forbid to pass data on or to use them for business.
 *
 * <pre>{@code
 * MarketSource coinbase = MarketSources.coinbase();
 * MarketSource paid = MarketSources.coinGecko(MarketSettings.defaults()
 *         .baseAddress(URI.create("https://pro-api.coingecko.com/api/v3"))
 *         .header("x-cg-pro-api-key", key));
 * }</pre>
 */
public final class MarketSources {
    private MarketSources() {}

    /**
     * Returns Binance's spot market: all intervals, any range, symbols such as {@code BTCUSDT}. 10 requests a second by
     * default, of 1,000 bars.
     *
     * @return the source, with default settings
     */
    public static MarketSource binance() {
        return binance(MarketSettings.defaults());
    }

    /**
     * Returns Binance's spot market, as {@link #binance()}.
     *
     * @param settings the settings
     * @return the source
     */
    public static MarketSource binance(MarketSettings settings) {
        return new ProviderSource(new BinanceKlines(), settings);
    }

    /**
     * Returns Coinbase Exchange: bars of 1, 5 and 15 minutes, 1 and 6 hours and a day, any range, symbols such as
     * {@code BTC-USD}. Spans without a trade have no bar. 5 requests a second by default, of 300 bars.
     *
     * @return the source, with default settings
     */
    public static MarketSource coinbase() {
        return coinbase(MarketSettings.defaults());
    }

    /**
     * Returns Coinbase Exchange, as {@link #coinbase()}.
     *
     * @param settings the settings
     * @return the source
     */
    public static MarketSource coinbase(MarketSettings settings) {
        return new ProviderSource(new CoinbaseCandles(), settings);
    }

    /**
     * Returns Kraken: bars of 1, 5, 15 and 30 minutes, 1 and 4 hours and a day, symbols such as {@code XBTUSD}. Only
     * the last 720 bars are served; a range that starts before them is refused. 1 request a second by default.
     *
     * @return the source, with default settings
     */
    public static MarketSource kraken() {
        return kraken(MarketSettings.defaults());
    }

    /**
     * Returns Kraken, as {@link #kraken()}.
     *
     * @param settings the settings
     * @return the source
     */
    public static MarketSource kraken(MarketSettings settings) {
        return new ProviderSource(new KrakenOhlc(), settings);
    }

    /**
     * Returns CoinGecko's prices over all markets, with symbols such as {@code bitcoin/usd}, and without volumes. The
     * public address serves bars of 30 minutes of the last day and of 4 hours of the last 30 days; a range that starts
     * before is refused. Bars of an hour and a day, since 9 February 2018, need a key of a paid plan and its address:
     * without them the provider refuses. CoinGecko stamps a bar by its end; here its time is its start, as for all
     * sources. A request every ten seconds by default.
     *
     * @return the source, with default settings
     */
    public static MarketSource coinGecko() {
        return coinGecko(MarketSettings.defaults());
    }

    /**
     * Returns CoinGecko's prices, as {@link #coinGecko()}.
     *
     * @param settings the settings; for a paid plan its base address and the header {@code x-cg-pro-api-key}
     * @return the source
     */
    public static MarketSource coinGecko(MarketSettings settings) {
        return new ProviderSource(new CoinGeckoOhlc(), settings);
    }

    /**
     * Returns the charts of Yahoo Finance: bars of 1, 5, 15 and 30 minutes, an hour, a day and a week, symbols such as
     * {@code AAPL}, {@code ^GSPC} or {@code EURUSD=X}. Prices are adjusted for splits, not for dividends; adjusted
     * closes, which change with each dividend, are not read. Bars of a day start with the session and have ended with
     * it. Times at which nothing was traded have no bar. Yahoo refuses minutes of more than 30 days ago, other parts
     * of an hour of more than 60 days and hours of more than 730 days, and ranges before the first bar. 1 request a
     * second by default.
     *
     * @return the source, with default settings
     */
    public static MarketSource yahoo() {
        return yahoo(MarketSettings.defaults());
    }

    /**
     * Returns the charts of Yahoo Finance, as {@link #yahoo()}.
     *
     * @param settings the settings
     * @return the source
     */
    public static MarketSource yahoo(MarketSettings settings) {
        return new ProviderSource(new YahooChart(), settings);
    }

    /**
     * Returns the CSV files of Stooq: bars of a day, stamped by the date at midnight in UTC, symbols such as {@code
     * aapl.us} or {@code ^spx}. Stooq has the same answer for a range without bars and for an unknown symbol: a series
     * without rows. It may want a key, {@code parameter("apikey", key)}, and allows few requests a day. 1 request a
     * second by default.
     *
     * @return the source, with default settings
     */
    public static MarketSource stooq() {
        return stooq(MarketSettings.defaults());
    }

    /**
     * Returns the CSV files of Stooq, as {@link #stooq()}.
     *
     * @param settings the settings
     * @return the source
     */
    public static MarketSource stooq(MarketSettings settings) {
        return new ProviderSource(new StooqCsv(), settings);
    }
}
