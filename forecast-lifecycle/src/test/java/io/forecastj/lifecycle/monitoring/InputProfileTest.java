package io.forecastj.lifecycle.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.ForecastException;
import io.forecastj.ModelIntegrityException;
import io.forecastj.ModelLoadException;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputProfileTest {
    @Test
    void binsHoldEqualCountsAndDecilesAreEdges() {
        InputColumn column = column(new Random(1).doubles(6_000).toArray());
        assertThat(column.counts()).hasSize(60).containsOnly(100L);
        assertThat(column.byDecile(column.counts())).hasSize(10).containsOnly(600L);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aValueOfManyRowsHasABin(long seed) {
        Random random = new Random(seed);
        double[] values = IntStream.range(0, 500 + random.nextInt(1_000))
                .mapToDouble(i ->
                        random.nextInt(3) > 0 ? 0 : random.nextInt(2) == 0 ? random.nextInt(4) : random.nextGaussian())
                .toArray();
        InputColumn column = column(values);
        assertThat(column.values()).as("seed " + seed).isEqualTo(values.length);
        long zeros = Arrays.stream(values).filter(value -> value == 0).count();
        assertThat(column.counts()[column.bin(0)]).isEqualTo(zeros);
        assertThat(column.bin(-0.0)).isEqualTo(column.bin(0));
        assertThat(column.bin(Math.nextDown(0.0))).isEqualTo(column.bin(0) - 1);
        assertThat(column.bin(Math.nextUp(0.0))).isEqualTo(column.bin(0) + 1);
        assertThat(column.mistake()).isEmpty();
        long[] coarse = column.byDecile(column.counts());
        assertThat(InputDistance.sum(coarse)).isEqualTo(values.length);
    }

    @Test
    void aConstantInputShowsAnyOtherValue() {
        InputColumn column = column(DoubleStream.generate(() -> 7).limit(100).toArray());
        assertThat(column.counts()).containsExactly(0, 100, 0);
        assertThat(column.bin(6.99)).isZero();
        assertThat(column.bin(7.01)).isEqualTo(2);
    }

    @Test
    void momentsAreThoseOfTheValuesWithoutMissingOnes() {
        InputProfile profile = InputProfile.builder(List.of(series(1, Double.NaN, 3, 8)))
                .difference("y", 0)
                .build();
        assertThat(profile.mean("y")).hasValue(4);
        assertThat(profile.standardDeviation("y").orElseThrow()).isCloseTo(Math.sqrt(26.0 / 3), within(1e-12));
        assertThat(profile.min("y")).hasValue(1);
        assertThat(profile.max("y")).hasValue(8);
        assertThat(profile.missingShare("y")).hasValue(0.25);
        assertThat(profile.count("y")).isEqualTo(3);
        InputProfile changes = InputProfile.builder(List.of(series(1, Double.NaN, 3, 8, 9)))
                .difference("y", 1)
                .build();
        assertThat(changes.count("y")).isEqualTo(2);
        assertThat(changes.mean("y")).hasValue(3);
        assertThat(changes.missingShare("y")).hasValue(0.2);
    }

    @Test
    void valuesAreWatchedIfTheyAreStableInTrainingAndDifferencesOtherwise() {
        Random random = new Random(5);
        double[] stable = random.doubles(2_000).toArray();
        double[] walk = new double[2_000];
        double[] seasonal = new double[2_000];
        for (int i = 1; i < walk.length; i++) {
            walk[i] = walk[i - 1] + random.nextGaussian() + 0.2;
            seasonal[i] = 0.05 * i + 20 * Math.sin(2 * Math.PI * i / 24) + random.nextGaussian();
        }
        assertThat(chosen(stable)).isZero();
        assertThat(chosen(walk)).isEqualTo(1);
        assertThat(chosen(seasonal)).isEqualTo(24);
    }

    private static int chosen(double[] values) {
        return InputProfile.builder(List.of(series(values)))
                .columns(List.of("y"))
                .build()
                .difference("y");
    }

    @Test
    void aProfileIsReadBackEqual() {
        Random random = new Random(2);
        InputProfile profile = InputProfile.builder(List.of(
                        series(random.doubles(300).toArray()),
                        series(random.doubles(40).toArray())))
                .difference("y", 7)
                .build();
        InputProfile read = InputProfile.fromJson(profile.toJson());
        assertThat(read).isEqualTo(profile);
        assertThat(read.toJson()).isEqualTo(profile.toJson());
        assertThat(read.toString()).isEqualTo(profile.toString()).contains("diff 7");
        InputProfile empty = InputProfile.builder(List.of(series(Double.NaN, Double.NaN)))
                .columns(List.of("y"))
                .build();
        assertThat(InputProfile.fromJson(empty.toJson())).isEqualTo(empty);
        assertThat(empty.mean("y")).isEmpty();
    }

    @Test
    void damagedTextsAreRefused() {
        String good = new String(
                InputProfile.builder(List.of(series(1, 2, 3, 4)))
                        .difference("y", 0)
                        .build()
                        .toJson(),
                StandardCharsets.UTF_8);
        for (String bad : List.of(
                "",
                "null",
                "{}",
                "[]",
                good + "x",
                good.replace("\"rows\":4", "\"rows\":3"),
                good.replace("\"rows\":4", "\"rows\":\"4\""),
                good.replace("\"rows\":4", "\"rows\":4.5"),
                good.replace("\"rows\":4", "\"rows\":4,\"rows\":4"),
                good.replace("\"missing\":0", "\"missing\":-1"),
                good.replace("\"edges\":[", "\"edges\":[9.0,"),
                good.replace("1.9999999999999998", "\"NaN\""),
                good.replace("\"deciles\":[0", "\"deciles\":[-1"),
                good.replace("\"format\":1", "\"format\":0"),
                good.replace("\"difference\":0", "\"difference\":-1"),
                good.replace("\"min\":1.0", "\"other\":1.0"))) {
            assertThat(bad).isNotEqualTo(good);
            assertThatThrownBy(() -> InputProfile.fromJson(bad.getBytes(StandardCharsets.UTF_8)))
                    .as(bad)
                    .isInstanceOf(ModelIntegrityException.class);
        }
        assertThatThrownBy(() -> InputProfile.fromJson(
                        good.replace("\"format\":1", "\"format\":2").getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(ModelLoadException.class)
                .isNotInstanceOf(ModelIntegrityException.class)
                .hasMessageContaining("newer");
        assertThatThrownBy(() -> InputProfile.fromJson(new byte[WatchingJson.MAX_BYTES + 1]))
                .isInstanceOf(ModelIntegrityException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void noDamageCausesAnotherError(long seed) {
        Random random = new Random(seed);
        byte[] good = InputProfile.builder(List.of(series(random.doubles(200).toArray())))
                .difference("y", 0)
                .build()
                .toJson();
        for (int i = 0; i < 400; i++) {
            byte[] bad = good.clone();
            bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
            byte[] cut = random.nextInt(4) == 0 ? Arrays.copyOf(bad, random.nextInt(bad.length)) : bad;
            try {
                InputProfile read = InputProfile.fromJson(cut);
                read.toString();
                read.bins().get(0).bin(0.5);
            } catch (ForecastException refused) {
                assertThat(refused).as("seed " + seed).isInstanceOf(ModelLoadException.class);
            }
        }
    }

    @Test
    void mistakesAreNamed() {
        assertThatThrownBy(() ->
                        InputProfile.builder(List.of()).columns(List.of("y")).build())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> InputProfile.builder(List.of(series(1, 2)))
                        .columns(List.of("x"))
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'x'");
        assertThatThrownBy(() -> InputProfile.builder(List.of(series(1, 2))).difference("y", -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1");
        assertThatThrownBy(() -> InputProfile.builder(List.of(series(1, 2)))
                        .difference("y", 0)
                        .build()
                        .mean("x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'x'");
    }

    private static InputColumn column(double[] values) {
        return InputProfile.builder(List.of(series(values)))
                .difference("y", 0)
                .build()
                .bins()
                .get(0);
    }

    private static TimeSeries series(double... values) {
        return TimeSeries.of("y", Instant.EPOCH, Sampling.hourly(), values);
    }
}
