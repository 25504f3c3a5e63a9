package io.forecastj.data;

import io.forecastj.Ohlcv;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recognition of the forms of providers by the first rows of a file, and the options that their variants need. */
final class PresetForms {
    private static final List<String> PRICES = Ohlcv.COLUMNS.subList(0, 4);

    private static final List<String> BINANCE = List.of(
            "open_time",
            "open",
            "high",
            "low",
            "close",
            "volume",
            "close_time",
            "quote_volume",
            "count",
            "taker_buy_volume",
            "taker_buy_quote_volume",
            "ignore");

    private static final List<String> COIN_GECKO = List.of("snapped_at", "price", "market_cap", "total_volume");
    private static final List<String> KRAKEN_FILES =
            List.of("time", "open", "high", "low", "close", "volume", "trades");
    private static final List<String> KRAKEN_REST =
            List.of("time", "open", "high", "low", "close", "vwap", "volume", "count");
    private static final List<String> INVESTING = List.of("date", "price", "open", "high", "low");
    private static final List<String> STOOQ_ARCHIVE =
            List.of("<ticker>", "<per>", "<date>", "<time>", "<open>", "<high>", "<low>", "<close>", "<vol>");

    private static final Set<String> STOOQ_OTHERS = Set.of("volume", "openint");

    private static final Pattern SLASHES = Pattern.compile("(\\d{1,2})/(\\d{1,2})/(\\d{4})");
    private static final Pattern ISO_DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final int MONTHS = 12;

    private PresetForms() {}

    static boolean yahoo(HeadRows head, CsvReading reading, CsvPosition at) {
        List<String> names = names(head, 0);
        if (!names.containsAll(Ohlcv.COLUMNS)) {
            return false;
        }
        if (names.get(0).equals("price") && head.field(1, 0).equals("Ticker")) {
            Set<String> tickers = new LinkedHashSet<>(head.row(1));
            tickers.remove("Ticker");
            if (tickers.size() > 1) {
                at.line(head.line(1));
                throw at.error("the file holds the tickers " + tickers + " side by side: write a file for each, as"
                        + " after yfinance.download of one ticker");
            }
            reading.time("Price").skipAfterHeader(2);
            requireZone(head, 3, reading, at);
            return true;
        }
        if ((!names.get(0).equals("date") && !names.get(0).equals("datetime")) || names.contains("time")) {
            return false;
        }
        requireZone(head, 1, reading, at);
        return true;
    }

    static boolean binance(HeadRows head, CsvReading reading, CsvPosition at) {
        if (head.row(0).size() == BINANCE.size() && head.field(0, 0).matches("\\d+")) {
            reading.noHeader(BINANCE.toArray(String[]::new));
            return true;
        }
        return names(head, 0).equals(BINANCE);
    }

    static boolean coinGecko(HeadRows head, CsvReading reading, CsvPosition at) {
        return names(head, 0).containsAll(COIN_GECKO);
    }

    static boolean stooq(HeadRows head, CsvReading reading, CsvPosition at) {
        List<String> names = names(head, 0);
        if (names.size() >= STOOQ_ARCHIVE.size()
                && names.subList(0, STOOQ_ARCHIVE.size()).equals(STOOQ_ARCHIVE)) {
            if (head.field(1, 1).matches("\\d+")) {
                requireZone(head, 1, 3, reading, at);
            }
            reading.idUnlessNamed("<TICKER>").time("<DATE>", "<TIME>").timeFormat("yyyyMMdd HHmmss");
            for (String name : Ohlcv.COLUMNS) {
                reading.column(name.equals(Ohlcv.VOLUME) ? "<VOL>" : "<" + name.toUpperCase(Locale.ROOT) + ">", name);
            }
            return true;
        }
        boolean intraday = names.size() > 1 && names.get(1).equals("time");
        int prices = intraday ? 2 : 1;
        if (names.isEmpty()
                || !names.get(0).equals("date")
                || !pricesFrom(names, prices)
                || head.size() > 1 && !ISO_DATE.matcher(head.field(1, 0)).matches()
                || !STOOQ_OTHERS.containsAll(names.subList(prices + PRICES.size(), names.size()))) {
            return false;
        }
        if (intraday) {
            requireZone(head, 1, 1, reading, at);
            reading.time("Date", "Time");
        }
        return volumeOrNone(names, reading);
    }

    /** Refuses a date-time without an offset unless the caller has set a zone. */
    private static void requireZone(HeadRows head, int row, CsvReading reading, CsvPosition at) {
        if (TimeShape.of(head.field(row, 0)) == TimeShape.DATE_TIME) {
            requireZone(head, row, 0, reading, at);
        }
    }

    /** Refuses a time of day unless the caller has set a zone. */
    private static void requireZone(HeadRows head, int row, int column, CsvReading reading, CsvPosition at) {
        if (!reading.isZoned() && row < head.size()) {
            at.line(head.line(row));
            at.column(head.field(0, column));
            throw at.error("the zone of the time of day in " + CsvPosition.quote(head.field(row, column))
                    + " is not in the file: set it with zone(...), such as zone(ZoneOffset.UTC) or"
                    + " zone(ZoneId.of(\"America/New_York\"))");
        }
    }

    static boolean investing(HeadRows head, CsvReading reading, CsvPosition at) {
        List<String> names = names(head, 0);
        if (names.size() < INVESTING.size()
                || !names.subList(0, INVESTING.size()).equals(INVESTING)
                || !names.contains("vol.")) {
            return false;
        }
        if (!reading.isTimed()) {
            checkDayIsSure(head, at);
        }
        TimeParser times = reading.options().times();
        Long first = TimeGuess.millis(head.field(1, 0), times);
        Long second = TimeGuess.millis(head.field(2, 0), times);
        if (first == null || second == null || first >= second) {
            reading.newestFirst();
        }
        return true;
    }

    /** Refuses dates of which none has a number above 12, and those that have the day first. */
    private static void checkDayIsSure(HeadRows head, CsvPosition at) {
        boolean sure = false;
        for (int row = 1; row < head.size(); row++) {
            Matcher date = SLASHES.matcher(head.field(row, 0));
            if (date.matches()) {
                at.line(head.line(row));
                at.column("Date");
                if (Integer.parseInt(date.group(1)) > MONTHS) {
                    throw at.error(CsvPosition.quote(date.group()) + " has its day first, as on the site of the United"
                            + " Kingdom: set timeFormat(\"dd/MM/yyyy\")");
                }
                sure |= Integer.parseInt(date.group(2)) > MONTHS;
            }
        }
        if (!sure && head.size() > 1) {
            at.line(head.line(1));
            at.column("Date");
            throw at.error(CsvPosition.quote(head.field(1, 0)) + " and the dates after it may have their month or their"
                    + " day first: set timeFormat(\"MM/dd/yyyy\") for the site of the United States, or"
                    + " timeFormat(\"dd/MM/yyyy\")");
        }
        at.line(1);
    }

    static boolean tradingView(HeadRows head, CsvReading reading, CsvPosition at) {
        List<String> names = names(head, 0);
        return !names.isEmpty()
                && names.get(0).equals("time")
                && pricesFrom(names, 1)
                && !head.row(0).contains(Ohlcv.VOLUME) // other files call it so, this site Volume
                && volumeOrNone(names, reading)
                && zoned(head, reading, at);
    }

    private static boolean zoned(HeadRows head, CsvReading reading, CsvPosition at) {
        requireZone(head, 1, reading, at);
        return true;
    }

    static boolean kraken(HeadRows head, CsvReading reading, CsvPosition at) {
        if (names(head, 0).equals(KRAKEN_REST)) {
            return true;
        }
        int columns = head.row(0).size();
        if (!head.field(0, 0).matches("\\d{9,10}")
                || (columns != KRAKEN_FILES.size() && columns != KRAKEN_REST.size())) {
            return false;
        }
        List<String> names = columns == KRAKEN_FILES.size() ? KRAKEN_FILES : KRAKEN_REST;
        reading.noHeader(names.toArray(String[]::new));
        return true;
    }

    static boolean alphaVantage(HeadRows head, CsvReading reading, CsvPosition at) {
        List<String> names = names(head, 0);
        if (names.isEmpty()
                || !names.get(0).equals("timestamp")
                || !pricesFrom(names, 1)
                || !names.contains(Ohlcv.VOLUME)) {
            return false;
        }
        requireZone(head, 1, reading, at);
        if (newestFirst(head, 1, 0)) {
            reading.newestFirst();
        }
        return true;
    }

    static boolean cryptoDataDownload(HeadRows head, CsvReading reading, CsvPosition at) {
        boolean link = head.field(0, 0).toLowerCase(Locale.ROOT).contains("cryptodatadownload");
        int header = link ? 1 : 0;
        List<String> names = names(head, header);
        if (!names.containsAll(PRICES) || !names.contains("unix") || !names.contains("symbol")) {
            return false;
        }
        if (link) {
            reading.skipLines(reading.dialect().skippedLines() + 1);
        }
        if (newestFirst(head, header + 1, names.indexOf("unix"))) {
            reading.newestFirst();
        }
        String symbol = head.field(header + 1, names.indexOf("symbol"));
        List<String> volumes = head.row(header).stream()
                .filter(name -> name.regionMatches(true, 0, "volume ", 0, 7)
                        && symbol.startsWith(name.substring(7).strip()))
                .toList();
        if (volumes.size() == 1 && !reading.maps(Ohlcv.VOLUME)) {
            reading.column(volumes.get(0), Ohlcv.VOLUME);
        }
        return true;
    }

    /** Returns whether the first row is later than the second one; texts of times that sort like the times. */
    private static boolean newestFirst(HeadRows head, int row, int column) {
        String first = head.field(row, column);
        String second = head.field(row + 1, column);
        return second.isEmpty() || first.compareTo(second) > 0;
    }

    private static boolean pricesFrom(List<String> names, int index) {
        int end = index + PRICES.size();
        return names.size() >= end && names.subList(index, end).equals(PRICES);
    }

    private static boolean volumeOrNone(List<String> names, CsvReading reading) {
        if (!names.contains(Ohlcv.VOLUME)) {
            reading.withoutVolume();
        }
        return true;
    }

    private static List<String> names(HeadRows head, int row) {
        return head.row(row).stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    }
}
