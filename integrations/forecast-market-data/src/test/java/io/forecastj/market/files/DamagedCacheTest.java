package io.forecastj.market.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.InvalidSeriesException;
import io.forecastj.TimeSeries;
import io.forecastj.market.BarInterval;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that were changed by accident are downloaded again, and never served. */
class DamagedCacheTest {
    private static final Instant FROM = Instant.parse("2023-01-02T00:00:00Z");
    private static final Instant MIDDLE = Instant.parse("2023-01-06T00:00:00Z");
    private static final Instant TO = Instant.parse("2023-01-10T00:00:00Z");

    @TempDir
    private Path folder;

    private final MovableClock clock = new MovableClock("2024-01-01T00:00:00Z");
    private final MarketTruth truth = new MarketTruth(3, ZoneOffset.UTC);
    private final TrueMarket market = new TrueMarket(truth, clock, 1_000);

    private CachedSource cache() {
        return CachedSource.in(folder, market).clock(clock);
    }

    private TimeSeries bars(String symbol) {
        return cache().bars(symbol, BarInterval.ONE_HOUR, FROM, TO);
    }

    private TimeSeries direct(String symbol) {
        return truth.bars(symbol, BarInterval.ONE_HOUR, FROM, TO, clock.instant());
    }

    /** Makes two files that follow one another. */
    private List<Path> store(String symbol) throws IOException {
        cache().bars(symbol, BarInterval.ONE_HOUR, MIDDLE, TO);
        cache().bars(symbol, BarInterval.ONE_HOUR, FROM, MIDDLE);
        try (Stream<Path> all = Files.walk(folder.resolve("truth").resolve(FolderNames.of(symbol)))) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @Test
    void noMutationOfAFileIsReadAsOtherBars() throws IOException {
        List<Path> files = store("x");
        byte[][] right = {Files.readAllBytes(files.get(0)), Files.readAllBytes(files.get(1))};
        BarKey key = new BarKey("truth", "x", BarInterval.ONE_HOUR);
        long[] starts = {FROM.toEpochMilli(), MIDDLE.toEpochMilli()};
        Random random = new Random(5);
        for (int mutation = 0; mutation < 1_000; mutation++) {
            int which = random.nextInt(2);
            byte[] damaged = mutated(right[which], right[1 - which], random);
            String name = "seed 5, mutation " + mutation;
            if (Arrays.equals(damaged, right[which])) {
                assertThat(SegmentText.read(damaged, key, starts[which], name)).isNotNull();
            } else {
                assertThatThrownBy(() -> SegmentText.read(damaged, key, starts[which], name))
                        .as(name)
                        .isInstanceOf(InvalidSeriesException.class);
            }
        }
    }

    @Test
    void someMutationsAreDownloadedAgain() throws IOException {
        damage(30);
    }

    @Tag("slow")
    @Test
    void manyMutationsAreDownloadedAgain() throws IOException {
        damage(1_000);
    }

    private void damage(int mutations) throws IOException {
        List<Path> files = store("x");
        assertThat(files).hasSize(2);
        byte[][] right = {Files.readAllBytes(files.get(0)), Files.readAllBytes(files.get(1))};
        TimeSeries expected = direct("x");
        Random random = new Random(4);
        for (int mutation = 0; mutation < mutations; mutation++) {
            int which = random.nextInt(2);
            byte[] damaged = mutated(right[which], right[1 - which], random);
            Files.write(files.get(which), damaged);
            market.calls();

            assertThat(bars("x")).as("seed 4, mutation " + mutation).isEqualTo(expected);
            assertThat(market.calls())
                    .as("seed 4, mutation " + mutation)
                    .isEqualTo(Arrays.equals(damaged, right[which]) ? 0 : 1);
            assertThat(bars("x")).isEqualTo(expected);
            assertThat(market.calls()).as("seed 4, mutation " + mutation).isZero();
            Files.write(files.get(0), right[0]);
            Files.write(files.get(1), right[1]);
        }
    }

    private static byte[] mutated(byte[] content, byte[] other, Random random) {
        byte[] changed = content.clone();
        int at = random.nextInt(content.length);
        switch (random.nextInt(8)) {
            case 0 -> changed[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> changed[at] = (byte) ('0' + random.nextInt(10));
            case 2 -> changed = Arrays.copyOf(content, at);
            case 3 -> changed = Arrays.copyOf(content, content.length + 1 + random.nextInt(100));
            case 4 -> Arrays.fill(changed, at, Math.min(content.length, at + 512), (byte) 0);
            case 5 -> System.arraycopy(content, 0, changed, at, content.length - at);
            case 6 -> changed = other;
            default -> {
                int lineEnd = new String(content, StandardCharsets.UTF_8).indexOf('\n', at) + 1;
                changed = new byte[lineEnd];
                System.arraycopy(content, 0, changed, 0, lineEnd);
                changed = lineEnd == content.length ? new byte[0] : changed;
            }
        }
        return changed;
    }

    @Test
    void filesOfOtherSymbolsIntervalsAndSourcesAreNotServed() throws IOException {
        Path here = store("x").get(0);
        Path other = store("y").get(0);
        Files.copy(other, here, StandardCopyOption.REPLACE_EXISTING);
        assertThat(bars("x")).isEqualTo(direct("x"));

        Path days = Files.createDirectories(here.getParent().resolveSibling("one_day"));
        Files.copy(here, days.resolve(here.getFileName()));
        assertThat(cache().bars("x", BarInterval.ONE_DAY, FROM, TO))
                .isEqualTo(truth.bars("x", BarInterval.ONE_DAY, FROM, TO, clock.instant()));
    }

    @Test
    void aFileUnderTheNameOfAnotherStartIsNotServed() throws IOException {
        List<Path> files = store("x");
        Files.delete(files.get(0));
        Files.copy(files.get(1), files.get(0));
        assertThat(bars("x")).isEqualTo(direct("x"));
    }

    @Test
    void aDamagedFileIsDeletedSoThatItIsReportedOnce() throws IOException {
        List<Path> files = store("x");
        Files.writeString(files.get(1), "rubbish");
        assertThat(bars("x")).isEqualTo(direct("x"));
        assertThat(files.get(1)).doesNotExist(); // its bars follow those of the file before
    }

    @Test
    void aHeaderThatContradictsItsRowsIsNotServedEvenWithARightHash() throws IOException {
        Path file = store("x").get(0);
        String text = Files.readString(file);
        List<String> forgeries = List.of(
                text.replaceFirst("# rows = \\d+", "# rows = 3"),
                text.replaceFirst("# to = .*", "# to = 2023-01-03T00:00:00Z"),
                text.replaceFirst("# to = .*", "# to = tomorrow"),
                text.replaceFirst("# zone = .*", "# zone = Mars/Olympus"),
                text.replaceFirst("# sampling = .*", "# sampling = often"),
                text.replaceFirst("# sampling = .*", "# sampling = PT-1H"),
                text.replaceFirst("# written = .*\n", ""),
                text.replaceFirst("# written = .*", "# written"),
                text.replaceFirst("# source = .*", "# source = other"),
                text.replaceFirst("# from = .*", "# from = 2023-01-01T00:00:00Z"),
                text.replaceFirst("\ntime,", "\nhour,"),
                text.substring(0, text.indexOf("\ntime,")),
                text.substring(0, text.indexOf('\n') + 1));
        for (String forgery : forgeries) {
            byte[] content = forgery.getBytes(StandardCharsets.UTF_8);
            int first = text.indexOf('\n') + 1;
            String hash = FolderNames.sha256(content, first);
            assertThat(HexFormat.of().parseHex(hash)).hasSize(32);
            Files.writeString(file, text.substring(0, first - 65) + hash + forgery.substring(first - 1));
            market.calls();
            assertThat(bars("x"))
                    .as(forgery.substring(0, Math.min(400, forgery.length())))
                    .isEqualTo(direct("x"));
            assertThat(market.calls()).isEqualTo(1);
        }
    }

    @Test
    void filesOfOthersInTheFolderAreLeftAlone() throws IOException {
        Path file = store("x").get(0);
        Path notes = Files.writeString(file.resolveSibling("notes.csv"), "mine");
        Path impossible = Files.writeString(file.resolveSibling("20230231T000000.000Z.csv"), "mine");
        market.calls();
        assertThat(bars("x")).isEqualTo(direct("x"));
        assertThat(market.calls()).isZero();
        assertThat(notes).hasContent("mine");
        assertThat(impossible).hasContent("mine");
    }

    @Test
    void theFileIsCsvBelowItsHeader() throws IOException {
        String text = Files.readString(store("x").get(0));
        assertThat(text.lines().filter(line -> line.startsWith("#")))
                .contains("# symbol = x", "# interval = ONE_HOUR", "# from = 2023-01-02T00:00:00Z");
        assertThat(text.lines().filter(line -> !line.startsWith("#")).findFirst())
                .contains("time,open,high,low,close,volume");
    }
}
