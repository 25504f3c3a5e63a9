package io.forecastj.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.TimeSeries;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TradeBarsTest {
    private static final ImbalanceExpectation TICKS =
            ImbalanceExpectation.startingWith(50).memory(20, 1_000).length(5, 500);
    private static final ImbalanceExpectation VOLUME =
            ImbalanceExpectation.startingWith(40).memory(10, 300).length(10, 200);

    /** A trade of the golden file. */
    private record Trade(long time, double price, double quantity) {}

    private static List<Trade> trades() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(TradeBarsTest.class.getResourceAsStream("shaping/trades.csv")),
                StandardCharsets.UTF_8))) {
            return lines.lines()
                    .skip(1)
                    .map(line -> line.split(","))
                    .map(f -> new Trade(Long.parseLong(f[0]), Double.parseDouble(f[1]), Double.parseDouble(f[2])))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<Arguments> kinds() {
        return Stream.of(
                Arguments.of("trades_ticks", (Supplier<TradeBars>) () -> TradeBars.ticks(37)),
                Arguments.of("trades_volume", (Supplier<TradeBars>) () -> TradeBars.volume(400)),
                Arguments.of("trades_dollar", (Supplier<TradeBars>) () -> TradeBars.dollar(50_000)),
                Arguments.of("trades_minutes", (Supplier<TradeBars>) () -> TradeBars.time(Duration.ofMinutes(1))),
                Arguments.of("trades_tick_imbalance", (Supplier<TradeBars>) () -> TradeBars.tickImbalance(TICKS)),
                Arguments.of("trades_volume_imbalance", (Supplier<TradeBars>) () -> TradeBars.volumeImbalance(VOLUME)));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void barsAreThoseOfTheGoldenFile(String golden, Supplier<TradeBars> kind) {
        TradeBars bars = kind.get();
        trades().forEach(trade -> bars.add(trade.time(), trade.price(), trade.quantity()));
        TimeSeries expected = GoldenFiles.read(golden);
        if (golden.endsWith("minutes")) {
            expected = expected.head(expected.length() - 1); // the last minute is not over
        }
        GoldenFiles.assertSame(bars.build(), expected);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aBarDependsOnNoLaterTradeAndDrainingChangesNothing(String golden, Supplier<TradeBars> kind) {
        List<Trade> trades = trades();
        TradeBars whole = kind.get();
        trades.forEach(trade -> whole.add(trade.time(), trade.price(), trade.quantity()));
        TimeSeries all = whole.build();
        for (long seed = 1; seed <= 10; seed++) {
            Random random = new Random(seed);
            TradeBars other = kind.get();
            int cut = random.nextInt(trades.size());
            TimeSeries drained = other.drain();
            for (int i = 0; i < trades.size(); i++) {
                Trade trade = trades.get(i);
                double noise = i < cut ? 0 : random.nextInt(5);
                other.add(trade.time(), trade.price() + noise, trade.quantity() + noise);
                if (random.nextInt(50) == 0) {
                    drained = drained.concat(other.drain());
                }
            }
            drained = drained.concat(other.drain());
            long known = trades.get(Math.max(0, cut - 1)).time();
            int same = 0;
            while (same < all.length() && all.timestamp(same) <= known && sameMillisecondIsKept(trades, cut, known)) {
                assertThat(drained.rows().get(same).values())
                        .as(golden + ", seed " + seed + ", bar " + same)
                        .isEqualTo(all.rows().get(same).values());
                same++;
            }
        }
    }

    /** A trade in the millisecond of the cut may complete a bar that has this time. */
    private static boolean sameMillisecondIsKept(List<Trade> trades, int cut, long known) {
        return cut == trades.size() || trades.get(cut).time() > known;
    }

    @Test
    void aTradeIsNeverSplitAndTheNextBarBeginsAtZero() {
        TimeSeries bars = TradeBars.volume(10)
                .add(1_000, 5, 4)
                .add(2_000, 7, 25)
                .add(3_000, 6, 9)
                .add(4_000, 6, 1)
                .build();
        assertThat(bars.timestamps()).containsExactly(2_000, 4_000);
        assertThat(bars.toArray()[0]).containsExactly(5, 7, 5, 7, 29, 2, 195, 25);
        assertThat(bars.toArray()[1]).containsExactly(6, 6, 6, 6, 10, 2, 60, 0);
    }

    @Test
    void barsThatCloseInOneMillisecondGetLaterTimes() {
        TimeSeries bars = TradeBars.ticks(1)
                .add(1_000, 5, 1)
                .add(1_000, 6, 1)
                .add(1_000, 7, 1)
                .add(1_001, 8, 1)
                .add(2_000, 9, 1)
                .build();
        assertThat(bars.timestamps()).containsExactly(1_000, 1_001, 1_002, 1_003, 2_000);
        assertThat(bars.values("close")).containsExactly(5, 6, 7, 8, 9);
    }

    @Test
    void aMinuteWithoutTradesIsARowOfVolumeZero() {
        TradeBars bars = TradeBars.time(Duration.ofMinutes(1)).add(59_999, 5, 2).add(180_000, 6, 1);
        TimeSeries made = bars.build();
        assertThat(made.timestamps()).containsExactly(60_000, 120_000, 180_000);
        assertThat(made.values("close")).containsExactly(5, Double.NaN, Double.NaN);
        assertThat(made.values("volume")).containsExactly(2, 0, 0);
        assertThat(made.values("trades")).containsExactly(1, 0, 0);
        assertThat(bars.advance(239_999).build().length()).isEqualTo(3);
        assertThat(bars.advance(240_000).build().length()).isEqualTo(4);
        assertThatThrownBy(() -> bars.add(239_999, 6, 1))
                .hasMessageContaining("trade 2 at 1970-01-01T00:03:59.999Z has a time before the last one");
    }

    @Test
    void theUnfinishedBarIsLeftOutUnlessWanted() {
        TradeBars bars = TradeBars.ticks(2).add(1_000, 5, 1).add(1_000, 6, 1).add(1_000, 7, 3);
        assertThat(bars.build().length()).isEqualTo(1);
        TimeSeries all = bars.buildWithUnfinished();
        assertThat(all.timestamps()).containsExactly(1_000, 1_001);
        assertThat(all.value(1, "volume")).isEqualTo(3);
        assertThat(bars.drain().length()).isEqualTo(1);
        assertThat(bars.drain().length()).isZero();
    }

    @Test
    void boughtVolumeFollowsTheTickRuleUnlessTheSideIsGiven() {
        TimeSeries ticks = TradeBars.ticks(6)
                .add(1, 5, 1)
                .add(2, 5, 10)
                .add(3, 6, 100)
                .add(4, 6, 1_000)
                .add(5, 5, 10_000)
                .add(6, 5, 100_000)
                .build();
        assertThat(ticks.value(0, TradeBars.BUY_VOLUME)).isEqualTo(1_100);
        TimeSeries given =
                TradeBars.ticks(2).add(1, 5, 1, false).add(2, 5, 10, true).build();
        assertThat(given.value(0, TradeBars.BUY_VOLUME)).isEqualTo(10);
    }

    @Test
    void balancedTradesEndABarAtTheUpperLimit() {
        TradeBars bars =
                TradeBars.tickImbalance(ImbalanceExpectation.startingWith(10).length(10, 40));
        for (int i = 0; i < 100; i++) {
            bars.add(i, 100, 1, i % 2 == 0 || i > 10 && i < 14);
        }
        assertThat(bars.build().toList(TradeBars.TRADES)).startsWith(10.0).allMatch(trades -> trades <= 40);
    }

    @Test
    void aWrongTradeIsRefusedAndChangesNothing() {
        TradeBars bars = TradeBars.dollar(100).add(1_000, 5, 1);
        assertThatThrownBy(() -> bars.add(999, 5, 1)).hasMessageContaining("sort the trades by time");
        assertThatThrownBy(() -> bars.add(1_000, Double.NaN, 1)).hasMessageContaining("the price NaN");
        assertThatThrownBy(() -> bars.add(1_000, -5, 1)).hasMessageContaining("since money is counted");
        assertThatThrownBy(() -> bars.add(1_000, 5, 0)).hasMessageContaining("the quantity 0.0");
        assertThatThrownBy(() -> bars.add(1_000, 1e300, 1e300)).hasMessageContaining("whose product is infinite");
        assertThat(bars.buildWithUnfinished().value(0, "trades")).isEqualTo(1);
        TradeBars millis = TradeBars.time(Duration.ofMillis(1)).add(0, 5, 1);
        assertThatThrownBy(() -> millis.add(86_400_000, 5, 1)).hasMessageContaining("bars without trades");
        assertThatThrownBy(() -> millis.advance(86_400_000)).hasMessageContaining("bars without trades");
        assertThat(TradeBars.ticks(1).add(0, -37.63, 1).build().value(0, "close"))
                .isEqualTo(-37.63);
    }

    @Test
    void sizesMustBePositive() {
        assertThatThrownBy(() -> TradeBars.volume(0))
                .hasMessage("the volume of a bar must be above 0 and finite, found 0.0");
        assertThatThrownBy(() -> TradeBars.dollar(Double.NaN)).isExactlyInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TradeBars.ticks(-1)).isExactlyInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TradeBars.time(Duration.ofNanos(5))).hasMessageEndingWith("found PT0.000000005S");
        assertThatThrownBy(() -> ImbalanceExpectation.startingWith(0)).hasMessageEndingWith("found 0");
        assertThatThrownBy(() -> TICKS.length(60, 100)).hasMessage("the fewest trades must be 1 to 50, found 60");
    }
}
