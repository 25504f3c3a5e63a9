package io.forecastj.market.files;

import io.forecastj.TimeSeries;
import io.forecastj.market.BarInterval;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A process that uses a cache or updates files until it is killed or has made its calls. It writes a line when it is
 * ready and begins when it gets one.
 */
final class CacheChild {
    static final MarketTruth TRUTH = new MarketTruth(5, ZoneOffset.UTC);
    static final Instant START = Instant.parse("2023-01-01T00:00:00Z");
    static final MovableClock CLOCK = new MovableClock("2024-01-01T00:00:00Z");
    static final BarInterval INTERVAL = BarInterval.ONE_HOUR;
    static final String SYMBOL = "EURUSD";
    private static final int PAGE = 40;

    private CacheChild() {}

    static TrueMarket market() {
        return new TrueMarket(TRUTH, CLOCK, PAGE);
    }

    static Process start(String action, Path place, long seed, int calls) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-XX:-UsePerfData",
                        "-Xshare:auto",
                        "-cp",
                        classPath(),
                        CacheChild.class.getName(),
                        action,
                        place.toString(),
                        Long.toString(seed),
                        Integer.toString(calls)))
                .redirectErrorStream(true)
                .start();
    }

    /** Returns the class path of the tests, which some launchers give to a loader that they make. */
    private static String classPath() {
        return CacheChild.class.getClassLoader() instanceof URLClassLoader loader
                ? Stream.of(loader.getURLs())
                        .map(url -> Path.of(URI.create(url.toString())).toString())
                        .collect(Collectors.joining(File.pathSeparator))
                : System.getProperty("java.class.path");
    }

    /** Waits until a process is ready. */
    static BufferedReader ready(Process child) throws IOException {
        BufferedReader output =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder text = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.equals("ready")) {
                return output;
            }
            text.append(line).append('\n');
        }
        throw new AssertionError("the process ended before it was ready: " + text);
    }

    static void go(Process child) throws IOException {
        child.getOutputStream().write('\n');
        child.getOutputStream().flush();
    }

    /** The action, cache or file, the place, the seed and the number of calls. */
    public static void main(String[] arguments) throws IOException {
        Path place = Path.of(arguments[1]);
        Random random = new Random(Long.parseLong(arguments[2]));
        CachedSource cache = CachedSource.in(place, market()).clock(CLOCK);
        MarketFile file = MarketFile.at(place.resolve("bars.csv")).clock(CLOCK);
        cache.bars("warm", INTERVAL, START, START.plus(Duration.ofDays(3)));
        MarketFile.at(place.resolve("warm" + arguments[2] + ".csv"))
                .clock(CLOCK)
                .update(market(), "warm", INTERVAL, START, START.plus(Duration.ofDays(3)));
        System.out.println("ready");
        if (System.in.read() < 0) {
            return;
        }
        for (int call = 0; call < Integer.parseInt(arguments[3]); call++) {
            Instant from = START.plus(Duration.ofHours(random.nextInt(300 * 24)));
            Instant to = from.plus(Duration.ofHours(random.nextInt(15 * 24)));
            TimeSeries bars;
            if (arguments[0].equals("cache")) {
                bars = cache.bars(SYMBOL, INTERVAL, from, to);
            } else {
                from = START;
                to = START.plus(Duration.ofHours(200 + 20L * call));
                bars = file.update(market(), SYMBOL, INTERVAL, from, to);
                from = bars.time(0);
                to = bars.time(bars.length() - 1).plusMillis(1);
            }
            if (!bars.equals(TRUTH.bars(SYMBOL, INTERVAL, from, to, CLOCK.instant()))) {
                throw new AssertionError("wrong bars from " + from + " to " + to);
            }
        }
        System.out.println("done");
    }
}
