package io.forecastj.lifecycle.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.ModelIntegrityException;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputSketchTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void mergedPartsEqualTheWholeInEveryOrder(long seed) {
        Random random = new Random(seed);
        InputProfile profile = profile(random.doubles(500).toArray());
        DriftBlock whole = new DriftBlock(profile);
        List<DriftBlock> parts = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            parts.add(new DriftBlock(profile));
        }
        for (int i = 0; i < 1_000; i++) {
            double value = random.nextInt(10) == 0 ? Double.NaN : random.nextDouble() * 1.2;
            whole.count(0, value, value);
            parts.get(random.nextInt(5)).count(0, value, value);
        }
        List<InputSketch> sketches =
                new ArrayList<>(parts.stream().map(DriftBlock::sketch).toList());
        for (int order = 0; order < 10; order++) {
            Collections.shuffle(sketches, random);
            InputSketch left = sketches.stream().reduce(InputSketch.empty(profile), InputSketch::merge);
            InputSketch right = InputSketch.empty(profile);
            for (int i = sketches.size() - 1; i >= 0; i--) {
                right = sketches.get(i).merge(right);
            }
            assertThat(left).as("seed " + seed).isEqualTo(whole.sketch()).isEqualTo(right);
        }
        InputSketch read = InputSketch.fromJson(whole.sketch().toJson(), profile);
        assertThat(read).isEqualTo(whole.sketch());
        assertThat(read.drift("y").psi()).isEqualTo(whole.sketch().drift("y").psi());
    }

    @Test
    void sketchesOfAnotherProfileAreRefused() {
        InputProfile one = profile(1, 2, 3);
        InputProfile other = profile(1, 2, 4);
        assertThatThrownBy(() -> InputSketch.empty(one).merge(InputSketch.empty(other)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> InputSketch.fromJson(InputSketch.empty(one).toJson(), other))
                .isInstanceOf(ModelIntegrityException.class);
        String good = new String(InputSketch.empty(one).toJson(), StandardCharsets.UTF_8);
        for (String bad : List.of(
                good.replace("\"rows\":0", "\"rows\":-1"),
                good.replace("\"bins\":[0", "\"bins\":[1"),
                good.replace("\"bins\":[0,", "\"bins\":["),
                good.replace("\"columns\":[", "\"columns\":[null,"),
                good.replace("\"format\":1", "\"format\":7"))) {
            assertThatThrownBy(() -> InputSketch.fromJson(bad.getBytes(StandardCharsets.UTF_8), one))
                    .as(bad)
                    .isInstanceOf(io.forecastj.ModelLoadException.class);
        }
    }

    @Test
    void nothingIsKnownWithoutRows() {
        InputDrift drift = InputSketch.empty(profile(1, 2, 3)).drift("y");
        assertThat(drift.psi()).isEmpty();
        assertThat(drift.kolmogorovSmirnov()).isEmpty();
        assertThat(drift.missingShare()).isEmpty();
        assertThat(drift.trainingMissingShare()).hasValue(0);
    }

    @Test
    void thePsiIsThatOfItsFormula() {
        // training: a quarter each in four bins; live: 1, 2, 3, 4 of 10
        InputProfile profile = profile(1, 2, 3, 4);
        InputColumn column = profile.bins().get(0);
        DriftBlock live = new DriftBlock(profile);
        for (int value = 1; value <= 4; value++) {
            for (int i = 0; i < value; i++) {
                live.count(0, value, value);
            }
        }
        long[] training = column.byDecile(column.counts());
        long[] counts = new long[training.length];
        for (int value = 1; value <= 4; value++) {
            long[] one = new long[column.counts().length];
            one[column.bin(value)] = value;
            long[] coarse = column.byDecile(one);
            Arrays.setAll(counts, i -> counts[i] + coarse[i]);
        }
        double expected = 0;
        for (int i = 0; i < counts.length; i++) {
            double p = (training[i] + 0.5) / (4 + 0.5 * counts.length);
            double q = (counts[i] + 0.5) / (10 + 0.5 * counts.length);
            expected += (q - p) * Math.log(q / p);
        }
        assertThat(live.sketch().drift("y").psi().orElseThrow()).isCloseTo(expected, within(1e-12));
    }

    @Test
    void thePsiOfOneDistributionHasItsKnownExpectation() {
        Random random = new Random(11);
        int runs = 400;
        int live = 500;
        double sum = 0;
        for (int run = 0; run < runs; run++) {
            InputProfile profile = profile(random.doubles(2_000).toArray());
            sum += sketch(profile, random.doubles(live).toArray())
                    .drift("y")
                    .psi()
                    .orElseThrow();
        }
        double expected = 9 * (1.0 / 2_000 + 1.0 / live);
        // the standard deviation of one is sqrt(2 * 9) / 9 of the expectation, of the mean of 400 a twentieth of it
        assertThat(sum / runs).isCloseTo(expected, within(0.1 * expected));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void theKolmogorovSmirnovStatisticIsAtMostABinBelowTheExactOne(long seed) {
        Random random = new Random(seed);
        double[] training = random.doubles(300 + random.nextInt(1_000)).toArray();
        double shift = random.nextDouble() * 0.3;
        double[] live = random.doubles(20 + random.nextInt(300))
                .map(value -> value + shift)
                .toArray();
        InputProfile profile = profile(training);
        InputColumn column = profile.bins().get(0);
        double largest = Arrays.stream(column.counts()).max().orElseThrow() / (double) training.length;
        double found = sketch(profile, live).drift("y").kolmogorovSmirnov().orElseThrow();
        double exact = exact(training, live);
        assertThat(found)
                .as("seed " + seed)
                .isLessThanOrEqualTo(exact + 1e-12)
                .isGreaterThanOrEqualTo(exact - largest - 1e-12);
    }

    @Test
    void aShiftByTwoDeviationsIsLargeAndNoShiftIsSmall() {
        Random random = new Random(9);
        InputProfile profile = profile(random.doubles(2_000, -1, 1).toArray());
        InputDrift same =
                sketch(profile, random.doubles(1_000, -1, 1).toArray()).drift("y");
        assertThat(same.psi().orElseThrow()).isBetween(0.0, 0.1);
        assertThat(same.kolmogorovSmirnov().orElseThrow()).isBetween(0.0, 0.1);
        double shift = 2 / Math.sqrt(3);
        InputDrift shifted = sketch(
                        profile, random.doubles(1_000, -1 + shift, 1 + shift).toArray())
                .drift("y");
        assertThat(shifted.psi().orElseThrow()).isGreaterThan(2);
        assertThat(shifted.kolmogorovSmirnov().orElseThrow()).isCloseTo(shift / 2, within(0.06));
    }

    @Test
    void theKolmogorovSmirnovStatisticOfFewValuesIsExact() {
        Random random = new Random(4);
        double[] training = random.ints(1_000, 0, 6).asDoubleStream().toArray();
        double[] live = random.ints(200, 1, 8).asDoubleStream().toArray();
        assertThat(sketch(profile(training), live)
                        .drift("y")
                        .kolmogorovSmirnov()
                        .orElseThrow())
                .isCloseTo(exact(training, live), within(1e-12));
    }

    /** The largest distance of the two distribution functions at any value. */
    private static double exact(double[] one, double[] other) {
        double largest = 0;
        for (double[] values : List.of(one, other)) {
            for (double at : values) {
                double f = Arrays.stream(one).filter(value -> value <= at).count() / (double) one.length;
                double g = Arrays.stream(other).filter(value -> value <= at).count() / (double) other.length;
                largest = Math.max(largest, Math.abs(f - g));
            }
        }
        return largest;
    }

    private static InputSketch sketch(InputProfile profile, double... live) {
        DriftBlock block = new DriftBlock(profile);
        for (double value : live) {
            block.count(0, value, value);
        }
        return block.sketch();
    }

    private static InputProfile profile(double... values) {
        return InputProfile.builder(List.of(TimeSeries.of("y", Instant.EPOCH, Sampling.hourly(), values)))
                .difference("y", 0)
                .build();
    }
}
