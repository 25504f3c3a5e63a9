package io.forecastj.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChecksTest {
    @ParameterizedTest
    @MethodSource("io.forecastj.data.SoundSeries#all")
    void aSoundSeriesHasHardlyAnyFlaw(Function<Random, TimeSeries> kind) {
        int flawed = 0;
        Map<FlawKind, Integer> kinds = new TreeMap<>();
        for (long seed = 1; seed <= 20; seed++) {
            SeriesReport report = Checks.report(kind.apply(new Random(seed)));
            flawed += report.isClean() ? 0 : 1;
            report.flaws().forEach(flaw -> kinds.merge(flaw.kind(), 1, Integer::sum));
        }
        assertThat(flawed)
                .as("series of 20 with flaws, seeds 1 to 20: " + kinds)
                .isLessThanOrEqualTo(2);
    }

    private static List<SeriesFlaw> found(TimeSeries series, FlawKind kind) {
        return Checks.report(series).flaws(kind);
    }

    private static TimeSeries changed(TimeSeries series, String column, int row, double value) {
        double[] values = series.values(column);
        values[row] = value;
        return series.with(column, values);
    }

    @ParameterizedTest
    @MethodSource("planted")
    void aPlantedFaultIsFound(Function<Random, TimeSeries> kind) {
        for (long seed = 1; seed <= 6; seed++) {
            Random random = new Random(seed);
            TimeSeries series = kind.apply(random);
            String column = series.columns().get(series.columns().size() > 1 ? 3 : 0);
            int row = 300 + random.nextInt(SoundSeries.ROWS - 600);
            double value = series.value(row, column);
            String where = "seed " + seed + ", row " + row;
            assertThat(found(changed(series, column, row, 10 * value), FlawKind.OUTLIER))
                    .as(where)
                    .anySatisfy(flaw -> {
                        assertThat(flaw.row()).isEqualTo(row);
                        assertThat(flaw.column()).hasValue(column);
                        assertThat(flaw.value()).hasValue(10 * value);
                    });
            assertThat(found(changed(series, column, row, 0), FlawKind.ZERO))
                    .as(where)
                    .extracting(SeriesFlaw::row)
                    .contains(row);
            double[] values = series.values(column);
            for (int r = row; r < values.length; r++) {
                values[r] = column.equals("y") ? values[r] + 1.54 * value : values[r] * 2.54;
            }
            assertThat(Checks.report(series.with(column, values)).flaws())
                    .as(where)
                    .filteredOn(flaw -> flaw.kind() == FlawKind.LEVEL_JUMP || flaw.kind() == FlawKind.SPLIT)
                    .extracting(SeriesFlaw::row)
                    .contains(row);
            double[] stuck = series.values(column);
            for (int r = row; r < row + 12; r++) {
                stuck[r] = stuck[row];
            }
            assertThat(found(series.with(column, stuck), FlawKind.CONSTANT))
                    .as(where)
                    .anySatisfy(flaw -> {
                        assertThat(flaw.row()).isBetween(row - 1, row);
                        assertThat(flaw.rows()).isGreaterThanOrEqualTo(12);
                    });
        }
    }

    static Stream<Named<Function<Random, TimeSeries>>> planted() {
        return SoundSeries.all().filter(kind -> List.of("random walk", "fat tails", "bars", "daily and weekly season")
                .contains(kind.getName()));
    }

    @Test
    void aSplitIsFoundAndItsRatioNamed() {
        TimeSeries bars = SoundSeries.bars(new Random(5));
        for (String column : List.of("open", "high", "low", "close")) {
            double[] values = bars.values(column);
            for (int r = 0; r < 700; r++) {
                values[r] *= 4;
            }
            bars = bars.with(column, values);
        }
        SeriesReport report = Checks.report(bars);
        assertThat(report.flaws()).singleElement().satisfies(flaw -> {
            assertThat(flaw.kind()).isEqualTo(FlawKind.SPLIT);
            assertThat(flaw.row()).isEqualTo(700);
            assertThat(flaw.expected()).endsWith("like a split 4 for 1");
        });
        assertThat(report.toString()).contains("To do: adjust the prices before it");
    }

    @Test
    void contradictoryBarsAndNegativeVolumesAreFound() {
        TimeSeries bars = SoundSeries.bars(new Random(6));
        TimeSeries flawed = changed(changed(bars, "high", 50, bars.value(50, "low") / 1.01), "volume", 60, -5);
        assertThat(found(flawed, FlawKind.BAR)).extracting(SeriesFlaw::row).containsExactly(50);
        assertThat(found(flawed, FlawKind.NEGATIVE)).extracting(SeriesFlaw::row).containsExactly(60);
    }

    @Test
    void gapsAndMissingValuesAreFound() {
        TimeSeries hours = SoundSeries.seasonal(new Random(7));
        TimeSeries holed = hours.head(400).concat(hours.tail(SoundSeries.ROWS - 410));
        SeriesReport report = Checks.report(changed(holed, "y", 20, Double.NaN));
        assertThat(report.flaws()).hasSize(2);
        assertThat(report.flaws(FlawKind.GAP)).singleElement().satisfies(flaw -> {
            assertThat(flaw.row()).isEqualTo(400);
            assertThat(flaw.rows()).isEqualTo(10);
        });
        assertThat(report.missingShares()).containsEntry("y", 1.0 / holed.length());
        assertThat(report.flaws(FlawKind.MISSING).get(0).row()).isEqualTo(20);
    }

    @Test
    void aCopiedDayIsFound() {
        TimeSeries hours = SoundSeries.seasonal(new Random(8));
        double[] values = hours.values("y");
        System.arraycopy(values, 480, values, 504, 24);
        assertThat(found(hours.with("y", values), FlawKind.REPEATED))
                .singleElement()
                .satisfies(flaw -> {
                    assertThat(flaw.row()).isEqualTo(504);
                    assertThat(flaw.rows()).isEqualTo(24);
                });
    }

    /** Hours of a year in a zone, whose times are read as if the zone were UTC or lose the hour that occurs twice. */
    private static TimeSeries hoursOfYear(ZoneId zone, boolean asUtc) {
        TimeSeries.Builder series = TimeSeries.builder("y");
        Random random = new Random(9);
        long before = Long.MIN_VALUE;
        Instant time = Instant.parse("2024-01-01T12:00:00Z");
        for (int i = 0; i < 8_700; i++) {
            LocalDateTime local = time.atZone(zone).toLocalDateTime();
            long label = local.toInstant(ZoneOffset.UTC).toEpochMilli();
            if (label > before) {
                series.add(asUtc ? label : time.toEpochMilli(), 50 + random.nextGaussian());
                before = label;
            }
            time = time.plus(Duration.ofHours(1));
        }
        return series.build();
    }

    @Test
    void localTimesReadAsUtcAreFound() {
        assertThat(found(hoursOfYear(ZoneId.of("Europe/Berlin"), true), FlawKind.CLOCK_CHANGE))
                .singleElement()
                .satisfies(flaw -> {
                    assertThat(flaw.time()).isEqualTo("2024-03-31T03:00:00Z");
                    assertThat(flaw.expected()).contains("Europe/Berlin skip: these are local times read as UTC");
                });
        assertThat(found(hoursOfYear(ZoneId.of("America/New_York"), true), FlawKind.CLOCK_CHANGE))
                .hasSize(1);
    }

    @Test
    void theHourThatOccursTwiceIsMissed() {
        assertThat(found(hoursOfYear(ZoneId.of("Europe/Berlin"), false), FlawKind.CLOCK_CHANGE))
                .singleElement()
                .satisfies(flaw -> assertThat(flaw.expected()).contains("one of the two hours"));
    }

    @Test
    void aDailyPatternThatMovesByHoursIsFound() {
        for (int shift : new int[] {-5, 6}) {
            TimeSeries moved = SoundSeries.hourly(new Random(10), (hour, r) -> {
                int local = hour < 50 * 24 ? hour : hour - shift;
                return 100 + 30 * Math.sin(local * Math.PI / 12) + 8 * Math.cos(local * Math.PI / 6) + r.nextGaussian();
            });
            assertThat(found(moved, FlawKind.TIME_SHIFT)).singleElement().satisfies(flaw -> {
                assertThat(flaw.row()).isBetween(49 * 24, 51 * 24);
                assertThat(flaw.expected())
                        .contains("is " + Math.abs(shift) + " hours " + (shift > 0 ? "later" : "earlier"));
            });
        }
    }

    @Test
    void daysAtAnotherHourAreFound() {
        TimeSeries.Builder days = TimeSeries.builder("y");
        Random random = new Random(11);
        for (int i = 0; i < 200; i++) {
            days.add(
                    SoundSeries.START.plus(Duration.ofDays(i)).plus(Duration.ofHours(i < 120 ? 0 : 5)),
                    random.nextGaussian());
        }
        assertThat(found(days.build(), FlawKind.TIME_SHIFT)).singleElement().satisfies(flaw -> {
            assertThat(flaw.row()).isEqualTo(120);
            assertThat(flaw.expected()).isEqualTo("from here rows are at 05:00, before at 00:00 in Z");
        });
    }

    @Test
    void daysThatKeepTheLocalTimeOfTheirSamplingAreNotShifted() {
        ZoneId zone = ZoneId.of("America/New_York");
        TimeSeries.Builder days = TimeSeries.builder("y").sampling(Sampling.daily(zone));
        for (int i = 0; i < 20; i++) {
            days.add(
                    LocalDateTime.of(2024, 3, 1, 17, 0).plusDays(i).atZone(zone).toInstant(), Map.of("y", i));
        }
        assertThat(Checks.report(days.build()).isClean()).isTrue();
    }

    @Test
    void aStepThatDecaysReturnsInPartOrComesEveryWeekIsNoFlaw() {
        double[] decaying = walk();
        double[] partly = walk();
        double[] weekly = walk();
        for (int row = 0; row < weekly.length; row++) {
            decaying[row] += Math.max(0, row < 400 ? 0 : 40 - 5 * (row - 400));
            partly[row] += row < 400 ? 0 : row == 400 ? 40 : 16;
            weekly[row] += row % 168 < 120 ? 40 : 0;
        }
        for (double[] values : List.of(decaying, partly, weekly)) {
            TimeSeries series = TimeSeries.of("y", Instant.parse("2024-01-01T08:00:00Z"), Sampling.hourly(), values);
            assertThat(Checks.report(series).flaws()).isEmpty();
        }
    }

    private static double[] walk() {
        Random random = new Random(7);
        double[] values = new double[5 * 168];
        for (int row = 1; row < values.length; row++) {
            values[row] = 0.9 * values[row - 1] + random.nextGaussian();
        }
        return values;
    }

    @Test
    void aReportOfAShortOrEmptySeriesIsClean() {
        assertThat(Checks.report(TimeSeries.empty()).isClean()).isTrue();
        TimeSeries one = TimeSeries.of("y", SoundSeries.START, Sampling.daily(), 1);
        assertThat(Checks.report(one).toString()).endsWith("nothing suspicious\n");
    }
}
