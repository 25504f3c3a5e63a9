package io.forecastj.market.files;

import static io.forecastj.market.BarInterval.FIVE_MINUTES;
import static io.forecastj.market.BarInterval.ONE_DAY;
import static io.forecastj.market.BarInterval.ONE_HOUR;
import static io.forecastj.market.BarInterval.ONE_WEEK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.InvalidSeriesException;
import io.forecastj.TimeSeries;
import io.forecastj.data.Csv;
import io.forecastj.market.MarketDataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarketFileTest {
    private static final String SYMBOL = "BTCUSDT";
    private static final Instant FROM = Instant.parse("2024-01-01T00:00:00Z");

    @TempDir
    private Path folder;

    private final MovableClock clock = new MovableClock("2024-01-10T12:30:00Z");
    private final MarketTruth truth = new MarketTruth(7, ZoneOffset.UTC);
    private final TrueMarket market = new TrueMarket(truth, clock, 100);

    private Path path() {
        return folder.resolve("data").resolve("btc.csv");
    }

    private MarketFile file() {
        return MarketFile.at(path()).clock(clock);
    }

    private TimeSeries update() {
        return file().update(market, SYMBOL, ONE_HOUR, FROM);
    }

    private TimeSeries finalBars() {
        long horizon = FinalBars.horizon(clock.instant(), FinalBars.SETTLE, ONE_HOUR);
        return truth.bars(SYMBOL, ONE_HOUR, FROM, Instant.ofEpochMilli(horizon), clock.instant());
    }

    private TimeSeries written() {
        return Csv.read().from(path()).one();
    }

    private static TimeSeries plain(TimeSeries bars) {
        TimeSeries.Builder plain = TimeSeries.builder(bars.columns()).id(bars.id());
        bars.rows().forEach(row -> plain.add(row.time(), row.values()));
        return plain.build();
    }

    @Test
    void aFileIsCreatedAndThenExtendedByFinalBars() throws IOException {
        assertThat(update()).isEqualTo(finalBars());
        assertThat(written()).isEqualTo(plain(finalBars()));
        String before = Files.readString(path());
        long bars = market.delivered();
        assertThat(bars).isEqualTo(finalBars().length());

        clock.set("2024-01-11T09:00:00Z"); // the bar of 8:00 ended just now
        TimeSeries extended = update();

        assertThat(extended).isEqualTo(finalBars());
        assertThat(extended.time(extended.length() - 1)).isBefore("2024-01-11T08:00:00Z");
        assertThat(written()).isEqualTo(plain(finalBars()));
        assertThat(Files.readString(path())).startsWith(before).hasSizeGreaterThan(before.length());
        assertThat(market.delivered()).isEqualTo(extended.length() - bars + 5);
    }

    @Test
    void aFileToWhichNothingIsAddedIsNotTouched() throws IOException {
        update();
        FileTime old = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
        Files.setLastModifiedTime(path(), old);
        assertThat(update()).isEqualTo(finalBars());
        assertThat(file().update(market, SYMBOL, ONE_HOUR, FROM, FROM.plusSeconds(86_400)))
                .isEqualTo(finalBars());
        assertThat(Files.getLastModifiedTime(path())).isEqualTo(old);
    }

    @Test
    void withoutBarsThereIsNoFile() {
        Instant saturday = Instant.parse("2024-01-06T00:00:00Z");
        TimeSeries none = file().update(market, SYMBOL, ONE_HOUR, saturday, saturday.plusSeconds(86_400));
        assertThat(none.length()).isZero();
        assertThat(none.id()).isEqualTo(SYMBOL);
        assertThat(file().update(market, SYMBOL, ONE_HOUR, clock.instant()).length())
                .isZero();
        assertThat(path()).doesNotExist();
    }

    @Test
    void changedPricesAreRefusedWithBothValuesUntilTheyAreAccepted() throws IOException {
        update();
        String before = Files.readString(path());
        TimeSeries last = finalBars().tail(5);
        market.change(MarketFileTest::doubled);
        clock.set("2024-01-12T00:00:00Z");

        assertThatThrownBy(this::update)
                .isInstanceOf(MarketDataException.class)
                .hasMessageContainingAll(
                        last.time(0).toString(),
                        "open " + last.value(0, "open"),
                        "the provider has " + 2 * last.value(0, "open"),
                        path().toString(),
                        "acceptingRevisions()");
        assertThat(path()).hasContent(before);

        TimeSeries accepted = file().acceptingRevisions().update(market, SYMBOL, ONE_HOUR, FROM);
        assertThat(accepted).isEqualTo(doubled(finalBars()));
        assertThat(written()).isEqualTo(plain(accepted));
    }

    private static TimeSeries doubled(TimeSeries bars) {
        double[] open = bars.values("open");
        for (int i = 0; i < open.length; i++) {
            open[i] *= 2;
        }
        return bars.with("open", open);
    }

    @Test
    void anAcceptedRevisionKeepsTheEndOfTheFile() {
        TimeSeries all = update();
        market.change(MarketFileTest::doubled);
        file().acceptingRevisions().update(market, SYMBOL, ONE_HOUR, FROM, FROM.plusSeconds(86_400));
        assertThat(written()).isEqualTo(plain(doubled(all)));
    }

    @Test
    void aProviderThatNoLongerHasTheBarsLeavesTheFile() throws IOException {
        update();
        String before = Files.readString(path());
        market.change(bars -> bars.head(0));
        for (MarketFile each : new MarketFile[] {file(), file().acceptingRevisions()}) {
            assertThatThrownBy(() -> each.update(market, SYMBOL, ONE_HOUR, FROM))
                    .isInstanceOf(MarketDataException.class)
                    .hasMessageContaining("no longer has it");
        }
        assertThat(path()).hasContent(before);
    }

    @Test
    void gapsAreRefusedWhereTheyAreSeenAndAddedOnRequest() throws IOException {
        TimeSeries all = update();
        int gone = all.length() - 3;
        Csv.write(all.slice(2, 50).concat(all.slice(53, gone)).concat(all.slice(gone + 1, all.length())), path());
        String before = Files.readString(path());
        assertThatThrownBy(this::update)
                .isInstanceOf(MarketDataException.class)
                .hasMessageContainingAll(all.time(gone).toString(), path().toString(), "repairingGaps()");
        assertThat(path()).hasContent(before);

        assertThat(file().repairingGaps().update(market, SYMBOL, ONE_HOUR, FROM))
                .isEqualTo(all);
        assertThat(written()).isEqualTo(plain(all));
    }

    @Test
    void aGapBeforeTheOverlapIsNotSeen() {
        TimeSeries all = update();
        Csv.write(all.head(50).concat(all.slice(53, all.length())), path());
        assertThat(update().length()).isEqualTo(all.length() - 3);
        assertThatThrownBy(() -> file().overlap(all.length()).update(market, SYMBOL, ONE_HOUR, FROM))
                .hasMessageContaining("repairingGaps()");
    }

    @Test
    void aFileOfOtherBarsIsRefused() throws IOException {
        update();
        String before = Files.readString(path());
        assertThatThrownBy(() -> file().update(market, "ETHUSDT", ONE_HOUR, FROM))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContainingAll(path().toString(), "'BTCUSDT'", "'ETHUSDT'");
        assertThatThrownBy(() -> file().update(market, SYMBOL, ONE_DAY, FROM))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContainingAll(path().toString(), "3600 seconds", "ONE_DAY");
        assertThatThrownBy(() -> file().update(market, SYMBOL, ONE_WEEK, FROM))
                .isInstanceOf(InvalidSeriesException.class);
        assertThatThrownBy(() -> file().update(market, SYMBOL, FIVE_MINUTES, FROM))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("300 seconds");
        assertThat(path()).hasContent(before);
    }

    @Test
    void aFileWithoutIdsKeepsThemOut() throws IOException {
        TimeSeries all = update();
        Csv.write(all.head(40).toBuilder().id("").build(), path());
        assertThat(update()).isEqualTo(all);
        assertThat(Files.readString(path())).startsWith("time,open");
    }

    @Test
    void aFileWithoutIdsOfAnotherSymbolIsRefused() {
        TimeSeries all = update();
        Csv.write(all.head(40).toBuilder().id("").build(), path());
        assertThatThrownBy(() -> file().update(market, "ETHUSDT", ONE_HOUR, FROM))
                .isInstanceOf(MarketDataException.class);
    }

    @Test
    void aFileOfAnotherFormIsNotRewritten() throws IOException {
        update();
        for (String text : new String[] {
            Files.readString(path()).replace("\n", "\r\n"),
            Files.readString(path()).replace("time,", "Date,"),
            "\ufeff" + Files.readString(path())
        }) {
            Files.writeString(path(), text);
            clock.add(Duration.ofDays(1));
            assertThatThrownBy(this::update)
                    .isInstanceOf(InvalidSeriesException.class)
                    .hasMessageContaining("Csv.write(Csv.read().from(path).one(), path)");
            assertThat(Files.readString(path())).isEqualTo(text);
        }
        Csv.write(Csv.read().from(path()).one(), path());
        assertThat(update()).isEqualTo(finalBars());
    }

    @Test
    void aFileOfOtherColumnsIsRefused() {
        TimeSeries all = update();
        Csv.write(all.select("open", "close"), path());
        assertThatThrownBy(this::update)
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContainingAll("open, close", "volume");
    }

    @Test
    void aFailedOrInterruptedDownloadLeavesTheFile() throws IOException {
        update();
        String before = Files.readString(path());
        clock.add(Duration.ofDays(20));
        market.failAfter(2);
        assertThatThrownBy(this::update).hasMessage("the network failed");
        market.recover();
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(this::update).isInstanceOf(CancellationException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(path()).hasContent(before);
        try (Stream<Path> left = Files.list(path().getParent())) {
            assertThat(left).containsExactly(path());
        }
        assertThat(update()).isEqualTo(finalBars());
    }

    @Test
    void aLinkStaysALink() throws IOException {
        Path real = folder.resolve("real.csv");
        TimeSeries all = update();
        Csv.write(all.head(40), real);
        Files.delete(path());
        Files.createSymbolicLink(path(), real);
        assertThat(update()).isEqualTo(all);
        assertThat(path()).isSymbolicLink();
        assertThat(Csv.read().from(real).one()).isEqualTo(plain(all));
    }

    @Test
    void aClockThatGoesBackLeavesTheFile() {
        TimeSeries all = update();
        clock.set("2024-01-05T00:00:00Z");
        assertThat(plain(update())).isEqualTo(plain(all));
        assertThat(written()).isEqualTo(plain(all));
    }

    @Test
    void aFileMayBeUpdatedThroughACache() {
        CachedSource cache = CachedSource.in(folder.resolve("cache"), market).clock(clock);
        file().update(cache, SYMBOL, ONE_HOUR, FROM);
        market.calls();
        assertThat(file().repairingGaps().update(cache, SYMBOL, ONE_HOUR, FROM)).isEqualTo(finalBars());
        assertThat(market.calls()).isZero();
    }

    @Test
    void randomUpdatesGiveTheFinalBarsOfTheirTime() {
        for (long seed = 0; seed < 5; seed++) {
            Random random = new Random(seed);
            clock.set("2024-01-10T12:30:00Z");
            MarketFile file =
                    MarketFile.at(folder.resolve(seed + ".csv")).clock(clock).overlap(1 + random.nextInt(10));
            for (int call = 0; call < 10; call++) {
                clock.add(Duration.ofSeconds(random.nextInt(200_000)));
                if (random.nextInt(3) == 0) {
                    market.failAfter(random.nextInt(2));
                }
                try {
                    assertThat(file.update(market, SYMBOL, ONE_HOUR, FROM))
                            .as("seed " + seed + ", call " + call)
                            .isEqualTo(finalBars());
                } catch (MarketDataException e) {
                    assertThat(e).hasMessage("the network failed");
                }
                market.recover();
            }
        }
    }

    @Test
    void settingsOutOfTheirRangeAreRefused() {
        assertThatThrownBy(() -> file().overlap(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> file().settle(Duration.ofDays(400))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> file().update(market, SYMBOL, ONE_HOUR, FROM, FROM.minusMillis(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
