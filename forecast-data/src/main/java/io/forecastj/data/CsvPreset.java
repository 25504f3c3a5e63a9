package io.forecastj.data;

/**
 * Forms of the CSV files of known providers, for {@link Csv#read(CsvPreset)}.
 *
 * <p>Each form has variants, of which the first lines of a file decide: with a header or without, with a column or
 * without. A file that is none of them is refused with what was expected and found. Unless said otherwise, series have
 * the columns open, high, low, close and volume, whose bars are checked as by {@link CsvReading#ohlcv}, and other
 * columns of the file are read only if {@link CsvReading#columns} or {@link CsvReading#column} name them. Options that
 * follow {@code Csv.read(preset)} change single settings of the form.
 *
 * <p>Constants are immutable and thread-safe.
 */
public enum CsvPreset {
    /**
     * The download of finance.yahoo.com, and what {@code to_csv} of the Python library yfinance writes after {@code
     * Ticker.history} or {@code download} of one ticker (with its three lines of headers).
     *
     * <p>Documented by the library's reference. The time is the bar's start: for daily bars a date, which is midnight
     * in UTC unless {@link CsvReading#zone} names the exchange's zone, or a date-time with the offset of the exchange.
     * A date-time without an offset is refused unless {@code zone(...)} is set.
     * A column Adj Close becomes {@link io.forecastj.Ohlcv#ADJUSTED_CLOSE}; without it prices are as the file has
     * them, which yfinance adjusts by default. Rows of {@code null} are missing values.
     */
    YAHOO(
            "Yahoo: Date or Datetime, Open, High, Low, Close, Volume, with or without Adj Close",
            PresetSettings::yahoo,
            PresetForms::yahoo),

    /**
     * Klines of data.binance.vision, spot without a header and futures with one, in the order open_time, open, high,
     * low, close, volume, close_time, quote_volume, count, taker_buy_volume, taker_buy_quote_volume, ignore.
     *
     * <p>Documented in the repository binance/binance-public-data. The time is the bar's start in UTC, in milliseconds,
     * and for spot from 2025-01-01 on in microseconds; since each has its number of digits, 13 and 16, the unit is
     * taken from each row, and files that were joined over that date are read. Files without a header have the names
     * above, for {@link CsvReading#columns}.
     */
    BINANCE_KLINES(
            "Binance klines: open_time, open, high, low, close, volume, close_time, quote_volume, count,"
                    + " taker_buy_volume, taker_buy_quote_volume, ignore, with this header or without one",
            PresetSettings::binance,
            PresetForms::binance),

    /**
     * The export of historical data on coingecko.com: snapped_at, price, market_cap, total_volume.
     *
     * <p>The series has the three columns price, market_cap and total_volume, in the currency of the page. The time is
     * that of the snapshot, in UTC as the file says; for a day it is its start.
     */
    COINGECKO(
            "CoinGecko: snapped_at, price, market_cap, total_volume",
            PresetSettings::coinGecko,
            PresetForms::coinGecko),

    /**
     * Downloads of stooq.com: quotes of one ticker (Date, Open, High, Low, Close, for intraday ones with Time) and
     * the archives of many ({@code <TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,...}), whose tickers become ids.
     *
     * <p>The site has no page on the form. The time is the one of the bar as the file has it. A date is midnight in UTC
     * unless {@link CsvReading#zone} names another zone. Times of day are in a zone that no file names, so files with
     * them are refused without that option. There is no volume where the file has none, as of currencies.
     */
    STOOQ(
            "Stooq: Date, Open, High, Low, Close, with or without Time and Volume, or <TICKER>, <PER>, <DATE>,"
                    + " <TIME>, <OPEN>, <HIGH>, <LOW>, <CLOSE>, <VOL>",
            PresetSettings::stooq,
            PresetForms::stooq),

    /**
     * The download of historical data on www.investing.com, in the form of the United States: Date, Price, Open, High,
     * Low, Vol., Change %, the newest row first.
     *
     * <p>The site has no page on the form. Price becomes close and Vol. volume. Numbers have commas between thousands,
     * and volumes the suffixes K, M and B. The time is the bar's start, a date as 02/13/2024, which is midnight in UTC
     * unless {@link CsvReading#zone} names another zone. If no row of the first 64 KB has a day after the 12th, as of
     * monthly rows, the order of day and month is in doubt, and the file is refused unless {@link
     * CsvReading#timeFormat} says which: {@code "MM/dd/yyyy"}, or {@code "dd/MM/yyyy"} for the sites of the United
     * Kingdom and others. Files of sites in other languages are refused; {@code Csv.read()} has the options for them.
     */
    INVESTING(
            "Investing.com in English: Date, Price, Open, High, Low, Vol., Change %",
            PresetSettings::investing, PresetForms::investing),

    /**
     * The export of chart data on tradingview.com: time, open, high, low, close, then perhaps Volume, and a column for
     * each indicator on the chart.
     *
     * <p>Documented in the site's help on exporting chart data. The time is the bar's start, in epoch seconds or as an
     * ISO date or date-time with an offset, whichever was chosen. There is no volume where the file has none.
     * Indicators are read by {@link CsvReading#columns}; NaN is a missing value.
     */
    TRADING_VIEW(
            "TradingView: time, open, high, low, close, perhaps Volume, and indicators",
            PresetSettings::tradingView,
            PresetForms::tradingView),

    /**
     * Kraken's downloadable OHLCVT files without a header (time, open, high, low, close, volume, trades), and rows of
     * its REST method OHLC (time, open, high, low, close, vwap, volume, count) with this header or without one.
     *
     * <p>Documented on support.kraken.com (Downloadable historical OHLCVT data) and docs.kraken.com. The time is the
     * bar's start in epoch seconds. Intervals without trades have no row. Files without a header have the names above,
     * for {@link CsvReading#columns}.
     */
    KRAKEN(
            "Kraken: time, open, high, low, close, volume, trades without a header, or time, open, high, low, close,"
                    + " vwap, volume, count",
            PresetSettings::kraken,
            PresetForms::kraken),

    /**
     * Time series of Alpha Vantage with {@code datatype=csv}: timestamp, open, high, low, close, volume, or
     * with adjusted_close, the newest row first.
     *
     * <p>Documented on alphavantage.co/documentation. The time is the one of the bar as the file has it. A date is
     * midnight in UTC unless {@link CsvReading#zone} names another zone. Intraday rows have date-times whose zone is
     * not in the file (US/Eastern for stocks, UTC for cryptocurrencies), so they are refused without that option, such
     * as {@code zone(ZoneId.of("America/New_York"))}. A column adjusted_close becomes {@link
     * io.forecastj.Ohlcv#ADJUSTED_CLOSE}.
     */
    ALPHA_VANTAGE(
            "Alpha Vantage: timestamp, open, high, low, close, volume, with or without adjusted_close",
            PresetSettings::alphaVantage,
            PresetForms::alphaVantage),

    /**
     * Files of cryptodatadownload.com: a line with the address of the site, then unix, date, symbol, open, high, low,
     * close, and two volumes, the newest row first.
     *
     * <p>Documented on the pages of the site. The time is the bar's start in UTC, from the column unix, in seconds or
     * milliseconds; since each has its number of digits, 10 and 13, the unit is taken from each row. The volume is the
     * one in the first currency of the symbol, Volume BTC for BTC/USD. The line with the address may be absent.
     */
    CRYPTO_DATA_DOWNLOAD(
            "CryptoDataDownload: unix, date, symbol, open, high, low, close, and volumes such as Volume BTC and"
                    + " Volume USD, with or without the line of the site before it",
            PresetSettings::cryptoDataDownload,
            PresetForms::cryptoDataDownload);

    private final String expected;
    private final Settings settings;
    private final Form form;

    /** Sets the options that all files of a form share. */
    interface Settings {
        void apply(CsvReading reading);
    }

    /** Sets the options that a file of a form needs by its first lines. */
    interface Form {
        /** Returns false if the file is not of the form. */
        boolean fits(HeadRows head, CsvReading reading, CsvPosition at);
    }

    CsvPreset(String expected, Settings settings, Form form) {
        this.expected = expected;
        this.settings = settings;
        this.form = form;
    }

    /** Sets the options that all files of this form share. */
    void apply(CsvReading reading) {
        settings.apply(reading);
    }

    /** Sets the options that one file needs, or refuses it. */
    void fit(HeadRows head, CsvReading reading, CsvPosition at) {
        if (!form.fits(head, reading, at)) {
            throw at.error("expected the form of " + expected + "; found "
                    + (head.size() == 0 ? "no line" : CsvPosition.quote(String.join(",", head.row(0))))
                    + ": read the file with Csv.read() and the options that it needs");
        }
    }

    /** Returns whether a file is of this form, by its first lines. */
    boolean recognises(HeadRows head, String file) {
        return form.fits(head, new CsvReading(this), new CsvPosition(file));
    }
}
