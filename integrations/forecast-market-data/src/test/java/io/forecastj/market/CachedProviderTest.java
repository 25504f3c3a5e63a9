package io.forecastj.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.TimeSeries;
import io.forecastj.market.LoopbackProvider.Reply;
import io.forecastj.market.files.CachedSource;
import io.forecastj.market.files.MarketFile;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The sources of this module below a cache and a file. */
class CachedProviderTest {
    private static final Instant START = Instant.parse("2024-03-04T00:00:00Z");
    private static final int SLOTS = 600;
    private static final int CALLS = 15;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void aCachedSourceDeliversWhatTheSourceDoes(ServedProvider provider) {
        long seed = provider.ordinal();
        Random random = new Random(seed);
        long step = provider.interval.duration().toMillis();
        TrueBars truth = TrueBars.random(random, provider.interval, START, SLOTS, 0.1);
        Instant now = START.plusMillis(SLOTS * step + 17_000);
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        AtomicInteger requests = new AtomicInteger();
        try (LoopbackProvider server = new LoopbackProvider(request -> {
            requests.incrementAndGet();
            synchronized (random) {
                return Reply.json(provider.answer(request, truth, now.toEpochMilli(), random));
            }
        })) {
            MarketSource source = provider.source.apply(MarketSettings.defaults()
                    .baseAddress(server.address())
                    .clock(clock)
                    .timing(new GivenTiming()));
            CachedSource cache =
                    CachedSource.in(folder.resolve("cache"), source).clock(clock);
            for (int call = 0; call < CALLS; call++) {
                int first = random.nextInt(SLOTS);
                Instant from = START.plusMillis(first * step + random.nextInt(2));
                Instant to = START.plusMillis((first + random.nextInt(SLOTS)) * step);
                TimeSeries expected = source.bars(provider.symbol, provider.interval, from, to);
                String name = "seed " + seed + ", call " + call;
                assertThat(cache.bars(provider.symbol, provider.interval, from, to))
                        .as(name)
                        .isEqualTo(expected);
                Instant end = now.minusMillis(2 * step).minusSeconds(4_000);
                Instant last = to.isBefore(end) ? to : end;
                if (from.isBefore(last)) {
                    requests.set(0);
                    TimeSeries again = cache.bars(provider.symbol, provider.interval, from, last);
                    assertThat(requests).as(name).hasValue(0);
                    assertThat(again).as(name).isEqualTo(source.bars(provider.symbol, provider.interval, from, last));
                }
            }
            MarketFile file = MarketFile.at(folder.resolve("bars.csv")).clock(clock);
            Instant middle = START.plusMillis(SLOTS / 2 * step);
            file.update(source, provider.symbol, provider.interval, START, middle);
            Instant end = START.plusMillis((SLOTS - 3) * step).minusSeconds(4_000);
            assertThat(file.update(source, provider.symbol, provider.interval, START, end))
                    .isEqualTo(source.bars(provider.symbol, provider.interval, START, end));
        }
    }
}
