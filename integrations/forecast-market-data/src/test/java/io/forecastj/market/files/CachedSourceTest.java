package io.forecastj.market.files;

import static io.forecastj.market.BarInterval.FIVE_MINUTES;
import static io.forecastj.market.BarInterval.ONE_DAY;
import static io.forecastj.market.BarInterval.ONE_HOUR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.market.BarInterval;
import io.forecastj.market.MarketDataException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CachedSourceTest {
    private static final String SYMBOL = "BTC/USD";

    @TempDir
    private Path folder;

    private final MovableClock clock = new MovableClock("2024-03-01T12:30:00Z");
    private final MarketTruth truth = new MarketTruth(1, ZoneOffset.UTC);
    private final TrueMarket market = new TrueMarket(truth, clock, 100);

    private CachedSource cache() {
        return CachedSource.in(folder.resolve("cache"), market).clock(clock);
    }

    private TimeSeries cached(String from, String to) {
        return cache().bars(SYMBOL, ONE_HOUR, Instant.parse(from), Instant.parse(to));
    }

    private TimeSeries direct(String from, String to) {
        return truth.bars(SYMBOL, ONE_HOUR, Instant.parse(from), Instant.parse(to), clock.instant());
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void barsAreDownloadedOnce() {
        TimeSeries first = cached("2023-01-01T00:00:00Z", "2024-01-01T00:00:00Z");

        assertThat(first).isEqualTo(direct("2023-01-01T00:00:00Z", "2024-01-01T00:00:00Z"));
        assertThat(market.calls()).isEqualTo(1);
        assertThat(cached("2023-01-01T00:00:00Z", "2024-01-01T00:00:00Z")).isEqualTo(first);
        assertThat(cached("2023-05-06T07:08:09Z", "2023-10-11T12:13:14.015Z"))
                .isEqualTo(direct("2023-05-06T07:08:09Z", "2023-10-11T12:13:14.015Z"));
        assertThat(market.calls()).isZero();
    }

    @Test
    void onlyWhatIsNotKeptIsDownloaded() {
        cached("2023-02-01T00:00:00Z", "2023-03-01T00:00:00Z");
        cached("2023-05-01T00:00:00Z", "2023-06-01T00:00:00Z");
        market.delivered();

        TimeSeries all = cached("2023-01-01T00:00:00Z", "2023-07-01T00:00:00Z");

        assertThat(all).isEqualTo(direct("2023-01-01T00:00:00Z", "2023-07-01T00:00:00Z"));
        long missing = direct("2023-01-01T00:00:00Z", "2023-02-01T00:00:00Z").length()
                + direct("2023-03-01T00:00:00Z", "2023-05-01T00:00:00Z").length()
                + direct("2023-06-01T00:00:00Z", "2023-07-01T00:00:00Z").length();
        long compared = 4; // at each end of the two months
        assertThat(market.delivered()).isEqualTo(missing + compared);
        assertThat(market.calls()).isEqualTo(2 + 3);
    }

    @Test
    void barsThatMayStillChangeAreDownloadedAgain() {
        cached("2024-03-01T00:00:00Z", "2024-03-02T00:00:00Z");
        market.delivered();
        clock.set("2024-03-01T13:04:00Z"); // the bar of 12:00 has ended, but not for five minutes

        TimeSeries again = cached("2024-03-01T00:00:00Z", "2024-03-02T00:00:00Z");

        assertThat(again).isEqualTo(direct("2024-03-01T00:00:00Z", "2024-03-02T00:00:00Z"));
        assertThat(again.time(again.length() - 1)).isEqualTo("2024-03-01T12:00:00Z");
        assertThat(market.delivered()).isEqualTo(2);
        cached("2024-03-01T00:00:00Z", "2024-03-02T00:00:00Z");
        assertThat(market.delivered()).isEqualTo(2);
        clock.set("2024-03-01T13:05:00Z");
        cached("2024-03-01T00:00:00Z", "2024-03-01T13:00:00Z");
        assertThat(market.delivered()).isEqualTo(2);
        market.calls();
        cached("2024-03-01T00:00:00Z", "2024-03-01T12:00:00.001Z");
        assertThat(market.calls()).isZero();
    }

    @Test
    void aDayIsFinalAnHourLaterSinceALocalDayMayHave25Hours() {
        Instant from = Instant.parse("2024-02-29T00:00:00Z");
        clock.set("2024-03-01T01:04:59Z");
        cache().bars(SYMBOL, ONE_DAY, from, from.plusMillis(1));
        cache().bars(SYMBOL, ONE_DAY, from, from.plusMillis(1));
        assertThat(market.calls()).isEqualTo(2);
        clock.set("2024-03-01T01:05:00Z");
        cache().bars(SYMBOL, ONE_DAY, from, from.plusMillis(1));
        market.calls();
        cache().bars(SYMBOL, ONE_DAY, from, from.plusMillis(1));
        assertThat(market.calls()).isZero();
    }

    @Test
    void aSpanWithoutBarsIsRemembered() throws IOException {
        assertThat(cached("2024-02-24T00:00:00Z", "2024-02-26T00:00:00Z").length())
                .isZero();
        assertThat(cached("2024-02-24T00:00:00Z", "2024-02-26T00:00:00Z").length())
                .isZero();
        assertThat(market.calls()).isEqualTo(1);
        assertThat(files()).hasSize(1);
    }

    @Test
    void aLongSpanBeforeTheFirstBarIsOneFile() throws IOException {
        market.change(all -> all.between(Instant.parse("2024-02-01T00:00:00Z"), Instant.MAX));
        cache().bars(SYMBOL, FIVE_MINUTES, Instant.parse("2014-01-01T00:00:00Z"), clock.instant());
        cache().bars(
                        SYMBOL,
                        FIVE_MINUTES,
                        Instant.parse("2014-01-01T00:00:00Z"),
                        Instant.parse("2024-03-01T00:00:00Z"));
        assertThat(market.calls()).isEqualTo(1);
        assertThat(files()).hasSize(1);
    }

    @Test
    void manyBarsAreInSeveralFiles() throws IOException {
        TrueMarket large = new TrueMarket(truth, clock, 9_000);
        CachedSource cache = CachedSource.in(folder, large).clock(clock);
        Instant from = Instant.parse("2023-01-01T00:00:00Z");
        Instant to = Instant.parse("2023-04-01T00:00:00Z");

        TimeSeries bars = cache.bars(SYMBOL, FIVE_MINUTES, from, to);

        assertThat(bars).isEqualTo(truth.bars(SYMBOL, FIVE_MINUTES, from, to, clock.instant()));
        assertThat(files()).hasSize((bars.length() + 9_999) / 10_000);
        assertThat(cache.bars(SYMBOL, FIVE_MINUTES, from, to)).isEqualTo(bars);
        assertThat(large.calls()).isEqualTo(1);
        List<Integer> pages = new ArrayList<>();
        cache.pages(SYMBOL, FIVE_MINUTES, from, to, page -> pages.add(page.length()));
        assertThat(pages).hasSize(files().size()).contains(10_000);
    }

    @Test
    void aFailedDownloadKeepsThePagesThatArrived() {
        market.failAfter(3);
        assertThatThrownBy(() -> cached("2023-01-01T00:00:00Z", "2023-03-01T00:00:00Z"))
                .isInstanceOf(MarketDataException.class)
                .hasMessage("the network failed");
        assertThat(market.delivered()).isEqualTo(300);
        market.recover();

        assertThat(cached("2023-01-01T00:00:00Z", "2023-03-01T00:00:00Z"))
                .isEqualTo(direct("2023-01-01T00:00:00Z", "2023-03-01T00:00:00Z"));
        assertThat(market.delivered())
                .isEqualTo(
                        direct("2023-01-01T00:00:00Z", "2023-03-01T00:00:00Z").length() - 300 + 1);
    }

    @Test
    void aPageIsKeptWhoseConsumerFails() {
        assertThatThrownBy(() -> cache().pages(
                                SYMBOL,
                                ONE_HOUR,
                                Instant.parse("2023-01-01T00:00:00Z"),
                                Instant.parse("2023-02-01T00:00:00Z"),
                                page -> {
                                    throw new IllegalStateException("enough");
                                }))
                .hasMessage("enough");
        market.calls();
        TimeSeries first =
                direct("2023-01-01T00:00:00Z", "2023-02-01T00:00:00Z").head(100);
        assertThat(cached("2023-01-01T00:00:00Z", first.time(99).plusMillis(1).toString()))
                .isEqualTo(first);
        assertThat(market.calls()).isZero();
    }

    @Test
    void changedPricesAreRefusedWithBothValuesUntilTheyAreAccepted() {
        cached("2023-01-02T00:00:00Z", "2023-02-01T00:00:00Z");
        TimeSeries last = direct("2023-01-02T00:00:00Z", "2023-02-01T00:00:00Z").tail(1);
        market.change(CachedSourceTest::halved);

        for (int call = 0; call < 2; call++) {
            assertThatThrownBy(() -> cached("2023-01-02T00:00:00Z", "2023-03-01T00:00:00Z"))
                    .isInstanceOf(MarketDataException.class)
                    .hasMessageContainingAll(
                            "truth 'BTC/USD' ONE_HOUR",
                            last.time(0).toString(),
                            "close " + last.value(0, "close"),
                            "the provider has " + last.value(0, "close") / 2,
                            "acceptingRevisions()",
                            folder.toString());
        }
        TimeSeries accepted = cache().acceptingRevisions()
                .bars(SYMBOL, ONE_HOUR, Instant.parse("2023-01-02T00:00:00Z"), Instant.parse("2023-03-01T00:00:00Z"));
        assertThat(accepted).isEqualTo(halved(direct("2023-01-02T00:00:00Z", "2023-03-01T00:00:00Z")));
        market.calls();
        assertThat(cached("2023-01-02T00:00:00Z", "2023-03-01T00:00:00Z")).isEqualTo(accepted);
        assertThat(market.calls()).isZero();
    }

    private static TimeSeries halved(TimeSeries bars) {
        double[] close = bars.values("close");
        for (int i = 0; i < close.length; i++) {
            close[i] /= 2;
        }
        return bars.with("close", close);
    }

    @Test
    void changedPricesAreRefusedAfterTheGapToo() {
        cached("2023-02-01T00:00:00Z", "2023-03-01T00:00:00Z");
        market.change(CachedSourceTest::halved);
        for (int call = 0; call < 2; call++) {
            assertThatThrownBy(() -> cached("2023-01-01T00:00:00Z", "2023-02-01T00:00:00Z"))
                    .isInstanceOf(MarketDataException.class)
                    .hasMessageContaining("close");
        }
    }

    @Test
    void aBarThatTheProviderNoLongerHasIsRefused() {
        cached("2023-01-02T00:00:00Z", "2023-02-01T00:00:00Z");
        TimeSeries last = direct("2023-01-02T00:00:00Z", "2023-02-01T00:00:00Z").tail(1);
        market.change(all -> all.between(last.time(0).plusMillis(1), Instant.MAX));
        for (int call = 0; call < 2; call++) {
            assertThatThrownBy(() -> cached("2023-01-02T00:00:00Z", "2023-09-01T00:00:00Z"))
                    .isInstanceOf(MarketDataException.class)
                    .hasMessageContaining("no longer has it");
        }
    }

    @Test
    void barsThatAreFarAwayAreNotCompared() {
        market.change(all -> all.between(Instant.MIN, Instant.parse("2024-02-01T12:00:00Z")));
        cached("2024-01-01T00:00:00Z", "2024-02-02T00:00:00Z");
        cached("2024-01-01T00:00:00Z", "2024-02-10T00:00:00Z");
        assertThat(market.lastFrom()).isEqualTo("2024-02-01T12:00:00Z");
        cached("2024-01-01T00:00:00Z", "2024-02-20T00:00:00Z");
        assertThat(market.lastFrom()).isEqualTo("2024-02-10T00:00:00Z");
        assertThat(cached("2024-01-01T00:00:00Z", "2024-02-20T00:00:00Z"))
                .isEqualTo(direct("2024-01-01T00:00:00Z", "2024-02-01T12:00:00.001Z"));
    }

    @Test
    void aColumnThatIsNewIsARevision() {
        cached("2023-01-02T00:00:00Z", "2023-02-01T00:00:00Z");
        market.change(all -> all.with("trades", new double[all.length()]));
        assertThatThrownBy(() -> cached("2023-01-02T00:00:00Z", "2023-03-01T00:00:00Z"))
                .isInstanceOf(MarketDataException.class)
                .hasMessageContaining("trades");
        assertThatThrownBy(() -> cached("2023-01-02T00:00:00Z", "2023-03-01T00:00:00Z"))
                .isInstanceOf(MarketDataException.class);
        assertThat(cache().acceptingRevisions()
                        .bars(
                                SYMBOL,
                                ONE_HOUR,
                                Instant.parse("2023-01-02T00:00:00Z"),
                                Instant.parse("2023-03-01T00:00:00Z"))
                        .columns())
                .contains("trades");
    }

    @Test
    void theSpacingAndTheZoneOfTheSourceAreKept() {
        MarketTruth berlin = new MarketTruth(2, ZoneId.of("Europe/Berlin"));
        Instant from = Instant.parse("2023-01-01T00:00:00Z");
        Instant to = Instant.parse("2023-02-01T00:00:00Z");
        CachedSource cache =
                CachedSource.in(folder, new TrueMarket(berlin, clock, 50)).clock(clock);
        for (int call = 0; call < 2; call++) {
            TimeSeries bars = cache.bars(SYMBOL, ONE_HOUR, from, to);
            assertThat(bars).isEqualTo(berlin.bars(SYMBOL, ONE_HOUR, from, to, clock.instant()));
            assertThat(bars.zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
            assertThat(bars.declaredSampling()).isNull();
        }
        for (int call = 0; call < 2; call++) {
            assertThat(cached("2023-01-01T00:00:00Z", "2023-02-01T00:00:00Z").declaredSampling())
                    .isEqualTo(Sampling.hourly());
        }
    }

    @Test
    void barsOfAnotherZoneKeepIt() {
        Instant from = Instant.parse("2023-02-01T00:00:00Z");
        Instant to = Instant.parse("2023-03-01T00:00:00Z");
        cached("2023-01-02T00:00:00Z", from.toString());
        MarketTruth moved = new MarketTruth(1, ZoneId.of("Europe/Berlin"));
        CachedSource cache = CachedSource.in(folder.resolve("cache"), new TrueMarket(moved, clock, 50))
                .clock(clock);
        for (int call = 0; call < 2; call++) {
            assertThat(cache.bars(SYMBOL, ONE_HOUR, from, to))
                    .isEqualTo(moved.bars(SYMBOL, ONE_HOUR, from, to, clock.instant()));
        }
    }

    @Test
    void symbolsThatDifferInCaseOnlyHaveDifferentBars() {
        List<String> symbols =
                List.of("btc", "BTC", "Btc", "btc ", "b/tc", "b_tc", "../btc", "..", "CON", "con", "ß", "SS");
        for (int call = 0; call < 2; call++) {
            for (String symbol : symbols) {
                Instant from = Instant.parse("2024-01-01T00:00:00Z");
                Instant to = Instant.parse("2024-01-10T00:00:00Z");
                assertThat(cache().bars(symbol, ONE_DAY, from, to))
                        .isEqualTo(truth.bars(symbol, ONE_DAY, from, to, clock.instant()));
            }
        }
        assertThat(market.calls()).isEqualTo(symbols.size());
        List<String> names = symbols.stream().map(FolderNames::of).toList();
        assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z0-9_]+(-[0-9a-f]{32})?"));
        assertThat(names.get(0)).isEqualTo("btc");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "..\\..\\x", "a\nb", "a\0b", "%2e%2e", "x=1 # y", "\u202e", "🙂"})
    void symbolsOfAnyCharactersStayInTheDirectory(String symbol) throws IOException {
        Instant from = Instant.parse("2024-01-01T00:00:00Z");
        Instant to = Instant.parse("2024-01-10T00:00:00Z");
        for (int call = 0; call < 2; call++) {
            assertThat(cache().bars(symbol, ONE_DAY, from, to))
                    .isEqualTo(truth.bars(symbol, ONE_DAY, from, to, clock.instant()));
        }
        assertThat(market.calls()).isEqualTo(1);
        Path place = folder.resolve("cache").resolve("truth");
        assertThat(files()).singleElement().matches(file -> file.startsWith(place));
        assertThat(place.relativize(files().get(0)).getNameCount()).isEqualTo(3);
    }

    @Test
    void aLongSymbolHasAShortName() {
        assertThat(FolderNames.of("x".repeat(10_000))).hasSizeLessThan(80);
    }

    @Test
    void whatAClockThatWasAheadCalledFinalIsDownloadedAgain() {
        MovableClock ahead = new MovableClock("2024-03-03T00:00:00Z");
        Instant from = Instant.parse("2024-02-29T00:00:00Z");
        Instant to = Instant.parse("2024-03-02T00:00:00Z");
        CachedSource wrong = CachedSource.in(folder.resolve("cache"), market).clock(ahead);
        wrong.bars(SYMBOL, ONE_HOUR, from, to); // stores that there are no bars after those of now

        cached("2024-02-29T00:00:00Z", "2024-03-02T00:00:00Z");
        clock.set("2024-03-05T00:00:00Z");

        assertThat(cached("2024-02-29T00:00:00Z", "2024-03-02T00:00:00Z"))
                .isEqualTo(direct("2024-02-29T00:00:00Z", "2024-03-02T00:00:00Z"));
    }

    @Test
    void aClockThatGoesBackDeliversTheBarsOfItsTime() {
        cached("2024-02-20T00:00:00Z", "2024-03-02T00:00:00Z");
        clock.set("2024-03-01T12:26:00Z"); // less than the time to settle
        assertThat(cached("2024-02-20T00:00:00Z", "2024-03-02T00:00:00Z"))
                .isEqualTo(direct("2024-02-20T00:00:00Z", "2024-03-02T00:00:00Z"));
        clock.set("2024-02-27T07:00:00Z");
        assertThat(cached("2024-02-20T00:00:00Z", "2024-03-02T00:00:00Z"))
                .isEqualTo(direct("2024-02-20T00:00:00Z", "2024-03-02T00:00:00Z"));
        clock.set("2024-03-04T00:00:00Z");
        assertThat(cached("2024-02-20T00:00:00Z", "2024-03-02T00:00:00Z"))
                .isEqualTo(direct("2024-02-20T00:00:00Z", "2024-03-02T00:00:00Z"));
    }

    @Test
    void aLongerTimeToSettleHoldsForWhatIsStoredToo() {
        cached("2024-02-20T00:00:00Z", "2024-03-01T00:00:00Z");
        TimeSeries bars = cache().settle(Duration.ofDays(2))
                .bars(SYMBOL, ONE_HOUR, Instant.parse("2024-02-20T00:00:00Z"), Instant.parse("2024-03-01T00:00:00Z"));
        assertThat(bars).isEqualTo(direct("2024-02-20T00:00:00Z", "2024-03-01T00:00:00Z"));
        assertThat(market.lastFrom()).isEqualTo("2024-02-28T11:30:00.001Z");
    }

    @Test
    void rangesBeyondAllBarsAreAnswered() {
        market.change(all -> all.between(Instant.parse("2024-02-01T00:00:00Z"), Instant.MAX));
        Instant late = Instant.parse("9998-01-01T00:00:00Z");
        assertThat(cache().bars(SYMBOL, ONE_DAY, late, Instant.MAX).length()).isZero();
        assertThat(cache().bars(SYMBOL, ONE_DAY, clock.instant(), clock.instant())
                        .length())
                .isZero();
        assertThat(market.calls()).isEqualTo(1);
        assertThat(cache().bars(SYMBOL, ONE_DAY, Instant.MIN, Instant.parse("0001-01-01T00:00:00Z"))
                        .length())
                .isZero();
    }

    @Test
    void mistakesInACallAreRefused() throws IOException {
        Instant from = Instant.parse("2024-01-02T00:00:00Z");
        assertThatThrownBy(() -> cache().bars(SYMBOL, ONE_HOUR, from, from.minusMillis(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2024-01-02T00:00:00Z to 2024-01-01T23:59:59.999Z");
        assertThatThrownBy(() -> cache().bars(SYMBOL, BarInterval.ONE_MINUTE, from, clock.instant()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ONE_MINUTE");
        assertThatThrownBy(() -> cache().bars(" ", ONE_HOUR, from, clock.instant()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> cache().bars("\ud800", ONE_HOUR, from, clock.instant()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("surrogate");
        assertThatThrownBy(() -> cache().settle(Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 to 366 days");
        assertThat(files()).isEmpty();
    }

    @Test
    void pagesThatBreakTheContractAreRefusedAndNotKept() throws IOException {
        List<TimeSeries> wrong = new ArrayList<>();
        TimeSeries right = direct("2023-01-02T00:00:00Z", "2023-01-03T00:00:00Z");
        wrong.add(right.toBuilder().id("other").build());
        wrong.add(right.toBuilder().attribute("tick", 0.01).build());
        wrong.add(right.toBuilder().sampling(Sampling.weekdays()).build());
        wrong.add(direct("2023-01-02T00:00:00Z", "2023-01-03T04:00:00Z"));
        wrong.add(direct("2022-12-30T00:00:00Z", "2023-01-03T00:00:00Z"));
        for (TimeSeries series : wrong) {
            market.change(all -> series);
            assertThatThrownBy(() -> cached("2023-01-02T00:00:00Z", "2023-01-03T00:00:00Z"))
                    .isInstanceOf(MarketDataException.class)
                    .hasMessageContaining("the source delivered");
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void anInterruptCancelsAndLeavesNoPartOfAFile() throws IOException {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> cached("2023-01-02T00:00:00Z", "2023-01-03T00:00:00Z"))
                    .isInstanceOf(CancellationException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(files()).isEmpty();
        cached("2023-01-02T00:00:00Z", "2023-01-03T00:00:00Z");
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> cached("2023-01-02T00:00:00Z", "2023-01-03T00:00:00Z"))
                    .isInstanceOf(CancellationException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        market.calls();
        cached("2023-01-02T00:00:00Z", "2023-01-03T00:00:00Z");
        assertThat(market.calls()).isZero();
    }

    @Test
    void aDirectoryThatCannotBeWrittenIsReported() throws IOException {
        Files.writeString(folder.resolve("cache"), "a file");
        assertThatThrownBy(() -> cached("2023-01-02T00:00:00Z", "2023-01-03T00:00:00Z"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(folder.resolve("cache").toString());
    }

    @Test
    void temporaryFilesOfKilledProcessesAreDeletedAfterAnHour() throws IOException {
        cached("2023-01-02T00:00:00Z", "2023-01-03T00:00:00Z");
        Path place = files().get(0).getParent();
        Path old = Files.writeString(place.resolve(".x.csv.1.forecastj-tmp"), "half");
        Path young = Files.writeString(place.resolve(".y.csv.2.forecastj-tmp"), "half");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofMinutes(61))));
        cached("2023-01-02T00:00:00Z", "2023-01-04T00:00:00Z");
        assertThat(old).doesNotExist();
        assertThat(young).exists();
    }
}
