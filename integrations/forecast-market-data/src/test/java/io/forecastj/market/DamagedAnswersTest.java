package io.forecastj.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.TimeSeries;
import io.forecastj.market.LoopbackProvider.Reply;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers of status 200 that are no page, and pages that contradict each other. */
class DamagedAnswersTest {
    private static final long START = BinanceRequests.START.toEpochMilli();
    private static final long HOUR = 3_600_000;

    private static String bar(long time, String prices) {
        return "[" + time + "," + prices + "," + (time + HOUR - 1) + ",\"1\",2,\"3\",\"4\",\"0\"]";
    }

    private static String bar(long time) {
        return bar(time, "\"10\",\"12\",\"9\",\"11\",\"5\"");
    }

    private static void refused(String body, String... messages) {
        try (BinanceRequests binance = new BinanceRequests(n -> Reply.json(body))) {
            assertThatThrownBy(binance::bars)
                    .isInstanceOf(MarketDataException.class)
                    .hasMessageContainingAll(messages)
                    .hasMessageContaining("binance: BTCUSDT ONE_HOUR from 2024-03-04T00:00:00Z")
                    .extracting(e -> ((MarketDataException) e).status().isPresent())
                    .isEqualTo(false);
            assertThat(binance.requests()).as("requests").isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | expected an array of bars (START_ARRAY), found START_OBJECT",
                "hello | expected JSON, found 'hello'",
                "[1] | expected a bar (START_ARRAY), found VALUE_NUMBER_INT '1'",
                "[[]] | expected an integer as the time of a bar, found END_ARRAY",
                "[[\"x\"]] | expected an integer as the time of a bar, found VALUE_STRING 'x'",
                "[[1709510400000,\"1\"]] | expected a bar of 12 values, found one of 2",
                "[[1709510400000,1,1,1,1,1,1,1,1,1,1,1,1]] | expected a bar of 12 values, found one of more",
                "[[1709510400000,\"NaN\"]] | expected a finite number as value 1 of a bar at byte 16, found 'NaN'",
                "[[1709510400000,\"Infinity\"]] | found 'Infinity'",
                "[[1709510400000,\"1e999\"]] | found '1e999'",
                "[[1709510400000,1e999]] | found '1e999'",
                "[[1709510400000,\"1,5\"]] | found '1,5'",
                "[[1709510400000,\"0x10\"]] | found '0x10'",
                "[[1709510400000,\" 1\"]] | found ' 1'",
                "[[1709510400000,\"1-2\"]] | found '1-2'",
                "[[1709510400000,\"\"]] | found ''",
                "[[1709510400000,null]] | expected a number as value 1 of a bar, found VALUE_NULL",
                "[[1709510400000,[1]]] | expected a number as value 1 of a bar, found START_ARRAY",
                "[[99999999999999999999,1]] | expected JSON, found a fault in it",
                "[[1709510400000000,1]] | expected the time of a bar in units of 1 ms, found 1709510400000000",
                "[[-9223372036854775808,1]] | expected the time of a bar in units of 1 ms, found -9223372036854775808",
                "[] [] | expected the end of the JSON, found more text",
                "[[17095104x,\"1\"]] | expected JSON, found a fault in it",
            })
    void contentOfAnotherFormIsRefusedWithItsPlace(String body, String message) {
        refused(body, message);
    }

    @Test
    void htmlInsteadOfJsonIsShown() {
        String page = "<!DOCTYPE html>\n<html><head><title>Attention Required!</title>";
        for (Reply reply : List.of(Reply.of(200, "text/html; charset=UTF-8", page), Reply.json("  " + page))) {
            try (BinanceRequests binance = new BinanceRequests(n -> reply)) {
                assertThatThrownBy(binance::bars)
                        .isInstanceOf(MarketDataException.class)
                        .hasMessageContaining(
                                "expected JSON, found HTML: '<!DOCTYPE html> <html><head><title>Attention")
                        .hasMessageContaining("a proxy may be in between");
                assertThat(binance.requests()).isEqualTo(1);
            }
        }
    }

    @Test
    void barsThatContradictThemselvesAreRefused() {
        refused(
                "[" + bar(START, "\"10\",\"9\",\"8\",\"9\",\"1\"") + "]",
                "bar 0 contradicts itself: high 9.0 < open 10.0");
        refused("[" + bar(START, "\"10\",\"12\",\"9\",\"11\",\"-1\"") + "]", "volume -1.0 < 0");
    }

    @Test
    void timesOffTheGridOutOfOrderOrOutOfRangeAreRefused() {
        refused("[" + bar(START + 1) + "]", "bar 0 starts at 2024-03-04T00:00:00.001Z, which is no start of ONE_HOUR");
        refused("[" + bar(START + HOUR) + "," + bar(START) + "]", "the bars are not in the order of their times");
        refused(
                "[" + bar(START - HOUR) + "," + bar(START) + "]",
                "outside the requested range, at 2024-03-03T23:00:00Z");
        refused("[" + bar(START) + "," + bar(START + 3 * HOUR) + "]", "outside the requested range, at 2024-03-04T03");
    }

    @Test
    void equalDuplicatesInAPageAreMergedAndOthersRefusedWithBoth() {
        String twice = "[" + bar(START) + "," + bar(START) + "," + bar(START + 2 * HOUR) + "]";
        try (BinanceRequests binance = new BinanceRequests(n -> Reply.json(twice))) {
            TimeSeries bars = binance.bars();
            assertThat(bars.timestamps()).containsExactly(START, START + 2 * HOUR);
            assertThat(bars.gaps()).as("the missing bar is a gap").hasSize(1);
        }
        refused(
                "[" + bar(START) + "," + bar(START, "\"10\",\"12\",\"9\",\"11.5\",\"5\"") + "]",
                "two answers for one bar",
                "[10.0, 12.0, 9.0, 11.0, 5.0]",
                "[10.0, 12.0, 9.0, 11.5, 5.0]");
    }

    @Test
    void equalBarsOfOverlappingPagesAreMerged() {
        try (BinanceRequests binance = new BinanceRequests(n -> Reply.json(
                n == 1
                        ? "[" + bar(START) + "]"
                        : "[" + bar(START) + "," + bar(START + HOUR) + "," + bar(START + 2 * HOUR) + "]"))) {
            assertThat(binance.bars().timestamps()).containsExactly(START, START + HOUR, START + 2 * HOUR);
        }
    }

    @Test
    void changedBarsOfOverlappingPagesAreRefusedWithBoth() {
        String changed = bar(START, "\"10\",\"13\",\"9\",\"11\",\"5\"");
        try (BinanceRequests binance = new BinanceRequests(
                n -> Reply.json(n == 1 ? "[" + bar(START) + "]" : "[" + changed + "," + bar(START + HOUR) + "]"))) {
            List<TimeSeries> pages = new ArrayList<>();
            assertThatThrownBy(() -> MarketSources.binance(binance.settings())
                            .pages(
                                    "BTCUSDT",
                                    BarInterval.ONE_HOUR,
                                    BinanceRequests.START,
                                    BinanceRequests.END,
                                    pages::add))
                    .isInstanceOf(MarketDataException.class)
                    .hasMessageContaining("from 2024-03-04T01:00:00Z")
                    .hasMessageContaining("[10.0, 12.0, 9.0, 11.0, 5.0]")
                    .hasMessageContaining("[10.0, 13.0, 9.0, 11.0, 5.0]");
            assertThat(pages).hasSize(1);
        }
    }

    @Test
    void aBarThatAppearsBehindThePageBeforeIsRefused() {
        try (BinanceRequests binance = new BinanceRequests(n -> Reply.json(
                n == 1 ? "[" + bar(START + HOUR) + "]" : "[" + bar(START) + "," + bar(START + 2 * HOUR) + "]"))) {
            assertThatThrownBy(binance::bars)
                    .isInstanceOf(MarketDataException.class)
                    .hasMessageContaining("no bar in the page before, then 2024-03-04T00:00:00Z");
        }
    }

    @Test
    void aPageThatIsSentAgainAndAgainEndsTheDownload() {
        String same = "[" + bar(START) + "," + bar(START + HOUR) + "]";
        try (BinanceRequests binance = new BinanceRequests(n -> Reply.json(same))) {
            assertThatThrownBy(binance::bars)
                    .isInstanceOf(MarketDataException.class)
                    .hasMessageContaining("the answer is that of another request");
            assertThat(binance.requests()).isEqualTo(2);
        }
    }

    @Test
    void anEmptyFirstPageIsASeriesWithoutRows() {
        try (BinanceRequests binance = new BinanceRequests(n -> Reply.json("[]"))) {
            TimeSeries bars = binance.bars();
            assertThat(bars.length()).isZero();
            assertThat(bars.id()).isEqualTo("BTCUSDT");
            assertThat(binance.requests()).isEqualTo(1);
        }
    }
}
