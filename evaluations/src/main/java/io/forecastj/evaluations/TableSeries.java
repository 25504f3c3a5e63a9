package io.forecastj.evaluations;

import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;

/**
 * A real series of the tables in the documentation.
 *
 * @param name its name in the table
 * @param file its file in the data folder
 * @param column its column in the file
 * @param price whether to learn relative changes instead of absolute ones
 * @param season the season length in rows
 * @param horizon the number of steps to forecast
 */
record TableSeries(String name, String file, String column, boolean price, int season, int horizon) {
    static final String COLUMN = "y";

    /** The greatest number of rows; the oldest ones above it are left out. */
    private static final int MOST_ROWS = 20_000;

    /** An arbitrary start: no member uses the calendar, so only the spacing matters. */
    private static final Instant START = Instant.parse("2000-01-01T00:00:00Z");

    static List<TableSeries> all() {
        return List.of(
                new TableSeries("S&P 500, daily", "shippable/sp500-2000.csv", "close", true, 5, 5),
                new TableSeries(
                        "Bitcoin, hourly", "checks-only/ohlcv/btcusd_1h_coinbase_2017_2019.csv", "close", true, 24, 24),
                new TableSeries("exchange rate, daily", "checks-only/classic/exchange_rate.csv", "0", true, 5, 5),
                new TableSeries("Seattle maximum, daily", "shippable/seattle-weather.csv", "temp_max", false, 365, 7),
                new TableSeries(
                        "Melbourne minimum, daily",
                        "checks-only/classic/temps.csv",
                        "Daily minimum temperatures",
                        false,
                        365,
                        7),
                new TableSeries("CO2, monthly", "shippable/co2-concentration.csv", "CO2", false, 12, 6),
                new TableSeries(
                        "sunspots, monthly", "checks-only/classic/monthly-sunspots.csv", "Sunspots", false, 132, 12),
                new TableSeries(
                        "air passengers, monthly", "checks-only/classic/AirPassengers.csv", "#Passengers", true, 12, 3),
                new TableSeries("beer, quarterly", "checks-only/classic/ausbeer.csv", "Y", false, 4, 4),
                new TableSeries("ETTh1 oil, 1 hour", "checks-only/ett/ETTh1.csv", "OT", false, 24, 1),
                new TableSeries("ETTh1 oil, 24 hours", "checks-only/ett/ETTh1.csv", "OT", false, 24, 24),
                new TableSeries("ETTh1 load, 24 hours", "checks-only/ett/ETTh1.csv", "HUFL", false, 24, 24),
                new TableSeries(
                        "taxi, half-hourly",
                        "checks-only/classic/taxi_new_york_passengers.csv",
                        "#Passengers",
                        false,
                        48,
                        24),
                new TableSeries("UK load, half-hourly", "checks-only/classic/taylor.csv", "Y", false, 48, 24),
                new TableSeries(
                        "Victoria load, half-hourly", "checks-only/classic/vic_elec.csv", "Demand", false, 48, 24));
    }

    /** Returns the spacing of the series, from which the season of naive members follows. */
    private Sampling sampling() {
        return switch (season) {
            case 4 -> new Sampling.Calendar(3, 1, ZoneOffset.UTC);
            case 5 -> Sampling.weekdays();
            case 24 -> Sampling.hourly();
            case 48 -> Sampling.fixed(Duration.ofMinutes(30));
            case 365 -> Sampling.daily();
            default -> Sampling.monthly();
        };
    }

    TimeSeries read(Path folder) {
        Path path = folder.resolve(file);
        List<String> lines;
        try {
            lines = Files.readAllLines(path);
        } catch (IOException e) {
            throw new UncheckedIOException("the data folder lacks " + file, e);
        }
        int at = List.of(lines.get(0).split(",")).indexOf(column);
        double[] values = lines.stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .filter(cells -> cells.length > at)
                .mapToDouble(cells -> cells[at].isEmpty() ? Double.NaN : Double.parseDouble(cells[at]))
                .toArray();
        double[] last = Arrays.copyOfRange(values, Math.max(0, values.length - MOST_ROWS), values.length);
        return TimeSeries.of(COLUMN, START, sampling(), last);
    }
}
