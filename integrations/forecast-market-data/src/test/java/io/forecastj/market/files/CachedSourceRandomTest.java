package io.forecastj.market.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.TimeSeries;
import io.forecastj.market.BarInterval;
import io.forecastj.market.MarketDataException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random calls to a cache, with a clock that moves and a source that fails, deliver the bars of their time, and no bar
 * is downloaded twice that was final.
 */
class CachedSourceRandomTest {
    private static final List<BarInterval> INTERVALS = List.of(BarInterval.ONE_HOUR, BarInterval.FIVE_MINUTES);
    private static final List<String> SYMBOLS = List.of("ETHUSDT", "ethusdt");
    private static final Instant START = Instant.parse("2023-10-20T00:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void randomCallsDeliverTheBarsOfTheirTime() {
        for (long seed = 0; seed < 2; seed++) {
            run(seed, 25);
        }
    }

    @Tag("slow")
    @Test
    void manyRandomCallsDeliverTheBarsOfTheirTime() {
        for (long seed = 1_000; seed < 1_000 + 5 * Integer.getInteger("slow.percent", 100); seed++) {
            run(seed, 60);
        }
    }

    private void run(long seed, int calls) {
        Random random = new Random(seed);
        MovableClock clock = new MovableClock("2023-11-01T00:00:00Z");
        MarketTruth truth =
                new MarketTruth(seed, random.nextBoolean() ? ZoneOffset.UTC : ZoneId.of("America/New_York"));
        TrueMarket market = new TrueMarket(truth, clock, 20 + random.nextInt(400));
        Duration settle = Duration.ofMinutes(random.nextInt(3) * 40L);
        CachedSource cache = CachedSource.in(folder.resolve(Long.toString(seed)), market)
                .clock(clock)
                .settle(settle);
        Map<String, BitSet> delivered = new HashMap<>();
        for (int call = 0; call < calls; call++) {
            String name = "seed " + seed + ", call " + call;
            clock.add(Duration.ofSeconds(random.nextInt(40_000)));
            BarInterval interval = INTERVALS.get(random.nextInt(INTERVALS.size()));
            String symbol = SYMBOLS.get(random.nextInt(SYMBOLS.size()));
            Instant from = START.plusSeconds(random.nextInt(30 * 86_400));
            Instant to = from.plusSeconds(random.nextInt(random.nextBoolean() ? 100_000 : 20 * 86_400));
            BitSet known = delivered.computeIfAbsent(interval + symbol, unused -> new BitSet());
            if (random.nextInt(4) == 0) {
                market.failAfter(random.nextInt(4));
            }
            market.delivered();
            market.calls();
            try {
                TimeSeries bars = cache.bars(symbol, interval, from, to);
                assertThat(bars).as(name).isEqualTo(truth.bars(symbol, interval, from, to, clock.instant()));
                long horizon = FinalBars.horizon(clock.instant(), settle, interval);
                int needed = 0;
                for (int row = 0; row < bars.length(); row++) {
                    boolean last = bars.timestamp(row) >= horizon;
                    int second = (int) (bars.timestamp(row) / 1000 - START.getEpochSecond());
                    needed += last || !known.get(second) ? 1 : 0;
                    known.set(second, !last);
                }
                // each gap compares at most one bar on each side
                assertThat(market.delivered()).as(name).isLessThanOrEqualTo(needed + 2 * market.calls());
            } catch (MarketDataException e) {
                assertThat(e).as(name).hasMessage("the network failed");
            }
            market.recover();
        }
    }

    @Test
    void whatWasDownloadedIsDeliveredWithoutTheSource() {
        for (long seed = 100; seed < 102; seed++) {
            Random random = new Random(seed);
            MovableClock clock = new MovableClock("2024-01-01T00:00:00Z");
            MarketTruth truth = new MarketTruth(seed, ZoneOffset.UTC);
            TrueMarket market = new TrueMarket(truth, clock, 20 + random.nextInt(400));
            CachedSource cache =
                    CachedSource.in(folder.resolve(Long.toString(seed)), market).clock(clock);
            BitSet hours = new BitSet();
            for (int call = 0; call < 30; call++) {
                int first = random.nextInt(1_000);
                int last = first + random.nextInt(100);
                cache.bars("X", BarInterval.ONE_HOUR, hour(first), hour(last));
                hours.set(first, last);
                market.calls();
                int asked = random.nextInt(1_000);
                int end = asked + random.nextInt(60);
                TimeSeries bars = cache.bars("X", BarInterval.ONE_HOUR, hour(asked), hour(end));
                assertThat(bars)
                        .as("seed " + seed)
                        .isEqualTo(truth.bars("X", BarInterval.ONE_HOUR, hour(asked), hour(end), clock.instant()));
                int absent = end - asked - hours.get(asked, end).cardinality();
                assertThat(market.calls() == 0)
                        .as("seed " + seed + ", call " + call + ": " + absent + " hours were absent")
                        .isEqualTo(absent == 0);
                hours.set(asked, end);
            }
        }
    }

    private static Instant hour(int number) {
        return START.plus(Duration.ofHours(number));
    }
}
