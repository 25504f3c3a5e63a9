package io.forecastj.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.Ohlcv;
import io.forecastj.TimeSeries;
import io.forecastj.market.LoopbackProvider.Reply;
import io.forecastj.market.LoopbackProvider.Request;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Downloads from providers that fail at random: all bars once, or an exception; never a part. */
class SourcesUnderFaultsTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Instant START = Instant.parse("2024-03-04T00:00:00Z");

    @ParameterizedTest
    @EnumSource
    void everyBarArrivesOnceOrTheDownloadFails(ServedProvider provider) {
        downloads(provider, 0, 20);
    }

    @Tag("slow")
    @ParameterizedTest
    @EnumSource
    void everyBarArrivesOnceOrTheDownloadFailsInManyRounds(ServedProvider provider) {
        downloads(provider, 1_000, 500);
    }

    private static void downloads(ServedProvider provider, long firstSeed, int rounds) {
        int whole = 0;
        int failed = 0;
        for (int round = 0; round < rounds; round++) {
            long seed = 10_000L * provider.ordinal() + firstSeed + round;
            if (download(provider, seed)) {
                whole++;
            } else {
                failed++;
            }
        }
        assertThat(whole).as("whole downloads").isGreaterThan(rounds / 4);
        assertThat(failed).as("failed downloads").isGreaterThan(0);
    }

    private static boolean download(ServedProvider provider, long seed) {
        Random random = new Random(seed);
        long step = provider.interval.duration().toMillis();
        int slots = 1 + random.nextInt(provider == ServedProvider.KRAKEN ? 700 : 3_000);
        slots = provider == ServedProvider.YAHOO ? slots * 5 : slots;
        TrueBars truth = TrueBars.random(random, provider.interval, START, slots, random.nextDouble() * 0.2);
        Instant now = START.plusMillis(slots * step - random.nextInt((int) step) - 1);
        Instant from = START.plusMillis((random.nextInt(slots) - slots / 8) * step / 2 + random.nextInt((int) step));
        Instant to = random.nextBoolean() ? now.plusSeconds(86_400) : from.plusMillis(random.nextInt(slots) * step);
        TimeSeries expected = truth.between(from.toEpochMilli(), to.toEpochMilli())
                .between(Long.MIN_VALUE, now.toEpochMilli() - step + 1)
                .series(provider.symbol, provider.volume);
        double faults = random.nextInt(3) * 0.35;
        int attempts = 1 + random.nextInt(6);

        try (LoopbackProvider server =
                new LoopbackProvider(request -> reply(provider, request, truth, now.toEpochMilli(), faults, random))) {
            MarketSource source = provider.source.apply(MarketSettings.defaults()
                    .baseAddress(server.address())
                    .httpClient(CLIENT)
                    .clock(Clock.fixed(now, ZoneOffset.UTC))
                    .timing(new GivenTiming())
                    .pageDeadline(Duration.ofHours(10))
                    .attempts(attempts)
                    .circuitBreaker(20, Duration.ofSeconds(30)));
            List<TimeSeries> pages = new ArrayList<>();
            boolean failed = false;
            try {
                source.pages(provider.symbol, provider.interval, from, to, pages::add);
            } catch (MarketDataException e) {
                failed = true;
                assertThat(faults)
                        .as("faults of seed %d: %s", seed, e.getMessage())
                        .isGreaterThan(0);
                assertThat(e.getMessage()).contains(provider.symbol, provider.interval.toString());
            }
            TimeSeries found = pages.isEmpty() ? expected.head(0) : BarPages.joined(pages);
            int rows = failed ? found.length() : expected.length();
            assertThat(found.length())
                    .as("bars of seed %d", seed)
                    .isEqualTo(rows)
                    .isLessThanOrEqualTo(expected.length());
            assertThat(found.timestamps())
                    .as("times of seed %d", seed)
                    .isEqualTo(expected.head(rows).timestamps());
            for (String column : Ohlcv.COLUMNS) {
                assertThat(found.values(column))
                        .as("%s of seed %d", column, seed)
                        .isEqualTo(expected.head(rows).values(column));
            }
            return !failed;
        }
    }

    private static Reply reply(
            ServedProvider provider, Request request, TrueBars truth, long now, double faults, Random random) {
        synchronized (random) {
            String body = provider.answer(request, truth, now, random);
            if (random.nextDouble() >= faults) {
                return Reply.json(body);
            }
            switch (random.nextInt(6)) {
                case 0:
                    return Reply.of(429, "application/json", "{}", "Retry-After", String.valueOf(random.nextInt(60)));
                case 1:
                    return Reply.of(500, "text/plain", "Internal error");
                case 2:
                    return Reply.of(503, "text/html", "<html>busy</html>");
                case 3:
                    return Reply.cut(body, random.nextInt(body.length()));
                case 4:
                    return Reply.json(truncated(provider, body, random));
                default:
                    return Reply.of(504, "text/plain", "");
            }
        }
    }

    /** Cuts a body; a CSV not at the end of a line, where nothing shows that it was longer. */
    private static String truncated(ServedProvider provider, String body, Random random) {
        int length = random.nextInt(body.length());
        if (provider == ServedProvider.STOOQ) {
            if (body.equals("No data")) {
                return "";
            }
            while (length > 0 && body.charAt(length - 1) == '\n') {
                length--;
            }
        }
        return body.substring(0, length);
    }
}
