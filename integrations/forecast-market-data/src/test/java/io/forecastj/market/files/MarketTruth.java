package io.forecastj.market.files;

import io.forecastj.Ohlcv;
import io.forecastj.TimeSeries;
import io.forecastj.market.BarInterval;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.SplittableRandom;

/**
 * The bars of a market as a function of symbol, interval and time: closed at weekends, with some bars that never were,
 * and with numbers of many digits, minus zero and missing volumes.
 *
 * @param seed distinguishes markets
 * @param zone the zone of its series
 */
record MarketTruth(long seed, ZoneId zone) {
    /** The bars whose start is in a range and that have ended. */
    TimeSeries bars(String symbol, BarInterval interval, Instant from, Instant to, Instant now) {
        TimeSeries.Builder bars = Ohlcv.builder().id(symbol).zone(zone);
        if (zone.equals(ZoneOffset.UTC)) {
            bars.sampling(interval.sampling());
        }
        long step = interval.duration().toMillis();
        long first = interval.floor(from).toEpochMilli();
        for (long time = first; time < to.toEpochMilli() && time + step <= now.toEpochMilli(); time += step) {
            if (time >= from.toEpochMilli() && exists(symbol, interval, time)) {
                add(bars, symbol, interval, time);
            }
        }
        TimeSeries all = bars.build();
        return all.length() > 0 ? all : Ohlcv.builder().id(symbol).build();
    }

    private boolean exists(String symbol, BarInterval interval, long time) {
        DayOfWeek day = Instant.ofEpochMilli(time).atOffset(ZoneOffset.UTC).getDayOfWeek();
        return day.getValue() < DayOfWeek.SATURDAY.getValue()
                && random(symbol, interval, time).nextInt(20) > 0;
    }

    private void add(TimeSeries.Builder bars, String symbol, BarInterval interval, long time) {
        SplittableRandom random = random(symbol, interval, time);
        random.nextInt();
        double[] row = new double[Ohlcv.COLUMNS.size()];
        for (int c = 0; c < row.length; c++) {
            row[c] = (random.nextDouble() - 0.1) * Math.pow(10, random.nextInt(-12, 12));
        }
        row[0] = random.nextInt(10) == 0 ? -0.0 : row[0];
        row[4] = random.nextInt(10) == 0 ? Double.NaN : row[4];
        bars.add(time, row);
    }

    private SplittableRandom random(String symbol, BarInterval interval, long time) {
        return new SplittableRandom(seed + 31L * symbol.hashCode() + 1_000_003L * interval.ordinal() + time);
    }
}
