package io.forecastj.data;

import io.forecastj.Ohlcv;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;

/** Random series without flaws. */
final class SoundSeries {
    static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
    static final int ROWS = 2_000;

    private SoundSeries() {}

    static Stream<Named<Function<Random, TimeSeries>>> all() {
        return Stream.<Named<Function<Random, TimeSeries>>>of(
                Named.of("random walk", random -> walk(random, 0)),
                Named.of("random walk of cents", random -> walk(random, 100)),
                Named.of("fat tails", SoundSeries::fatTails),
                Named.of("bars", SoundSeries::bars),
                Named.of("daily and weekly season", SoundSeries::seasonal),
                Named.of(
                        "switched by the hour",
                        random -> hourly(
                                random,
                                (hour, r) -> (hour % 24 > 7 && hour % 24 < 18 && hour / 24 % 7 < 5 ? 100 : 20)
                                        + r.nextGaussian())),
                Named.of(
                        "sun",
                        random -> hourly(
                                random,
                                (hour, r) -> Math.max(0, Math.sin((hour % 24 - 6) * Math.PI / 12))
                                        * (500 + 100 * r.nextDouble()))),
                Named.of(
                        "counts",
                        random -> hourly(random, (hour, r) -> {
                            int count = 0;
                            for (int i = 0; i < 60; i++) {
                                count += r.nextDouble() < 0.1 ? 1 : 0;
                            }
                            return count;
                        })),
                Named.of(
                        "without noise",
                        random -> hourly(random, (hour, r) -> 10 * Math.sin(hour % 24 * Math.PI / 12))),
                Named.of("white noise", random -> hourly(random, (hour, r) -> r.nextGaussian())));
    }

    interface Hour {
        double value(int hour, Random random);
    }

    static TimeSeries hourly(Random random, Hour hours) {
        double[] values = new double[ROWS];
        for (int i = 0; i < ROWS; i++) {
            values[i] = hours.value(i, random);
        }
        return TimeSeries.of("y", START, Sampling.hourly(), values);
    }

    static TimeSeries seasonal(Random random) {
        return hourly(
                random,
                (hour, r) -> 100
                        + 30 * Math.sin(hour * Math.PI / 12)
                        + (hour / 24 % 7 > 4 ? -20 : 0)
                        + 2 * r.nextGaussian());
    }

    private static TimeSeries walk(Random random, int decimals) {
        double level = 1_000;
        double[] values = new double[ROWS];
        for (int i = 0; i < ROWS; i++) {
            level += random.nextGaussian() / Math.max(1, decimals / 20);
            values[i] = decimals == 0 ? level : (double) Math.round(level * decimals) / decimals;
        }
        return TimeSeries.of("y", START, Sampling.hourly(), values);
    }

    private static TimeSeries fatTails(Random random) {
        double level = 1_000;
        double[] values = new double[ROWS];
        for (int i = 0; i < ROWS; i++) {
            double chi = 0;
            for (int k = 0; k < 4; k++) {
                chi += Math.pow(random.nextGaussian(), 2);
            }
            level += random.nextGaussian() / Math.sqrt(chi / 4);
            values[i] = level;
        }
        return TimeSeries.of("y", START, Sampling.hourly(), values);
    }

    /** Bars of trading days with changing volatility. */
    static TimeSeries bars(Random random) {
        TimeSeries.Builder bars = Ohlcv.builder();
        double close = 100;
        double volatility = 0.01;
        for (int i = 0; i < ROWS; i++) {
            volatility = Math.exp(0.97 * Math.log(volatility) + 0.03 * Math.log(0.01) + 0.1 * random.nextGaussian());
            double open = close * Math.exp(0.3 * volatility * random.nextGaussian());
            close = open * Math.exp(volatility * random.nextGaussian());
            double high = Math.max(open, close) * (1 + volatility * random.nextDouble());
            double low = Math.min(open, close) * (1 - volatility * random.nextDouble());
            bars.add(
                    START.plus(Duration.ofDays(i / 5 * 7L + i % 5)),
                    open,
                    high,
                    low,
                    close,
                    Math.rint(1e6 * Math.exp(0.4 * random.nextGaussian())));
        }
        return bars.build();
    }
}
