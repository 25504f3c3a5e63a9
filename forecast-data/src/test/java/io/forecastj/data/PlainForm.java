package io.forecastj.data;

import io.forecastj.Ohlcv;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A simple reader of the plainest files of a provider, to compare with.
 *
 * @param preset the provider
 * @param file the valid file, whose first lines a changed file must have
 * @param head the number of lines before the rows
 * @param time the column of the times
 * @param values the columns of the values; the first four are those of a bar
 * @param bars whether bars are checked
 * @param anyOrder whether the newest row may be the first
 */
record PlainForm(
        CsvPreset preset, String file, int head, int time, List<Integer> values, boolean bars, boolean anyOrder) {
    static final String NUMBER = "-?[0-9]{1,15}([.][0-9]{1,15})?(e-?[0-9]{1,2})?";

    private static final List<Integer> NEXT = List.of(1, 2, 3, 4, 5);

    static final List<PlainForm> ALL = List.of(
            new PlainForm(CsvPreset.YAHOO, "yahoo_web.csv", 1, 0, List.of(1, 2, 3, 4, 6, 5), true, false),
            new PlainForm(CsvPreset.BINANCE_KLINES, "binance_spot_joined.csv", 0, 0, NEXT, true, false),
            new PlainForm(CsvPreset.COINGECKO, "coingecko.csv", 1, 0, List.of(1, 2, 3), false, false),
            new PlainForm(CsvPreset.STOOQ, "stooq_daily.csv", 1, 0, NEXT, true, false),
            new PlainForm(CsvPreset.TRADING_VIEW, "tradingview_epoch.csv", 1, 0, List.of(1, 2, 3, 4, 8), true, false),
            new PlainForm(CsvPreset.KRAKEN, "kraken_ohlcvt.csv", 0, 0, NEXT, true, false),
            new PlainForm(CsvPreset.ALPHA_VANTAGE, "alphavantage_daily.csv", 1, 0, NEXT, true, true),
            new PlainForm(
                    CsvPreset.CRYPTO_DATA_DOWNLOAD,
                    "cryptodatadownload.csv",
                    2,
                    0,
                    List.of(3, 4, 5, 6, 7),
                    true,
                    true));

    /** Returns the lines of a text without quotes and marks, or null if it is not one of the plainest. */
    static List<String> lines(byte[] bytes) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
        if (text.matches("(?s).*[\r\"\0\uFEFF].*") || text.isBlank()) {
            return null;
        }
        List<String> lines = text.lines().toList();
        return lines.stream().anyMatch(String::isBlank) ? null : lines;
    }

    /**
     * Reads a file into rows by their times.
     *
     * @return the rows; none if the file must be refused; null if it is not one of the plainest
     */
    Map<Instant, List<Double>> read(byte[] valid, byte[] changed) {
        List<String> expected = lines(valid);
        List<String> lines = lines(changed);
        if (lines == null
                || lines.size() <= head
                || !lines.subList(0, head).equals(expected.subList(0, head))
                || lines.stream().anyMatch(line -> line.startsWith("#"))) {
            return null;
        }
        int width = expected.get(head).split(",", -1).length;
        String symbol = head == 2 ? "BTC/USD" : "";
        Map<Instant, List<Double>> rows = new TreeMap<>();
        List<Instant> order = new ArrayList<>();
        for (String line : lines.subList(head, lines.size())) {
            String[] fields = line.split(",", -1);
            Instant at = fields.length == width ? millis(fields[time]) : null;
            if (at == null || (head == 2 && !fields[2].equals(symbol))) {
                return null;
            }
            List<Double> row = new ArrayList<>();
            for (int column : values) {
                if (!fields[column].matches(NUMBER + "|NaN|null|")) {
                    return null;
                }
                row.add(fields[column].matches(NUMBER) ? Double.valueOf(fields[column]) : Double.NaN);
            }
            if (bars
                    && !Ohlcv.flaw(row.get(0), row.get(1), row.get(2), row.get(3))
                            .isEmpty()) {
                return Map.of();
            }
            rows.put(at, row);
            order.add(at);
        }
        List<Instant> sorted = new ArrayList<>(rows.keySet());
        boolean ascends = order.equals(sorted);
        Collections.reverse(sorted);
        return ascends || (anyOrder && order.equals(sorted)) ? rows : Map.of();
    }

    private Instant millis(String text) {
        try {
            return switch (preset) {
                case YAHOO, STOOQ, ALPHA_VANTAGE ->
                    LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
                case COINGECKO -> Instant.parse(text.replace(" UTC", "Z").replace(' ', 'T'));
                case BINANCE_KLINES ->
                    text.matches("1[67]\\d{11}(000)?")
                            ? Instant.ofEpochMilli(Long.parseLong(text.substring(0, 13)))
                            : null;
                default -> text.matches("1[3-7]\\d{8}") ? Instant.ofEpochSecond(Long.parseLong(text)) : null;
            };
        } catch (DateTimeException e) {
            return null;
        }
    }
}
