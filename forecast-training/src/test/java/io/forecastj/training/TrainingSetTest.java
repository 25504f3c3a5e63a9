package io.forecastj.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.InsufficientHistoryException;
import io.forecastj.InvalidSeriesException;
import io.forecastj.Sampling;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.FeatureRegistry;
import io.forecastj.features.Features;
import io.forecastj.models.onnx.ColumnMoments;
import io.forecastj.models.onnx.ContractExamples;
import io.forecastj.models.onnx.ExampleSplit;
import io.forecastj.models.onnx.OnnxContract;
import io.forecastj.models.onnx.OnnxInput;
import io.forecastj.models.onnx.OnnxOutput;
import io.forecastj.models.onnx.OnnxScaling;
import io.forecastj.training.network.Batch;
import io.forecastj.training.network.NetworkShape;
import io.forecastj.training.network.OutputForm;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Validation comes after training, and training knows nothing of it. */
class TrainingSetTest {
    private static final int LOOKBACK = 5;
    private static final FeaturePipeline PIPELINE =
            FeaturePipeline.of(Features.column("y"), Features.difference("y", 2), Features.column("x"));

    /** Some series with gaps; {@code changed} says from which row on the values are others. */
    private static TimeSeries series(long seed, int rows, double missing, int changed) {
        TimeSeries.Builder series = TimeSeries.builder("y", "x", "w")
                .id("series " + seed)
                .attribute("size", seed % 7)
                .sampling(Sampling.hourly());
        for (int i = 0; i < rows; i++) {
            Random random = new Random(seed * 1_000_003 + (i < changed ? i : -1 - i));
            random.nextInt();
            series.add(
                    Instant.EPOCH.plusSeconds(3600L * i),
                    random.nextDouble() < missing ? Double.NaN : Math.exp(random.nextGaussian()),
                    random.nextGaussian() + (i < changed ? 0 : 50),
                    i % 3);
        }
        return series.build();
    }

    private static OnnxContract.Builder contract(Target target, int horizon, boolean scaled) {
        OnnxInput past = OnnxInput.past("past", "btf");
        return OnnxContract.forecasting(PIPELINE, target, horizon)
                .lookback(LOOKBACK)
                .input(scaled ? past.scaling(OnnxScaling.window(new int[] {0, 1}, new int[] {2})) : past)
                .input(OnnxInput.knownFuture("known", List.of("w"), List.of(Features.parse("hourOfDay()"))))
                .input(OnnxInput.attributes("fixed", "size"));
    }

    private static ContractExamples examples(List<TimeSeries> series, int horizon, boolean scaled) {
        OnnxOutput output = OnnxOutput.point("points");
        return ContractExamples.of(
                contract(Target.logReturn("y"), horizon, scaled)
                        .output(scaled ? output.windowScaling(0) : output)
                        .build(),
                series,
                FeatureRegistry.standard());
    }

    private static TrainingSet set(List<TimeSeries> series, int horizon, double fraction) {
        return TrainingSet.of("net", examples(series, horizon, false), series, fraction, null);
    }

    private static Batch batch(int horizon, int capacity) {
        return new Batch(new NetworkShape(LOOKBACK, 3, horizon, 2, 1, new OutputForm.Points(horizon)), capacity);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void trainingSeesNothingAfterTheFirstValidationOrigin(long seed) {
        Random random = new Random(seed);
        int horizon = 1 + random.nextInt(6);
        double fraction = 0.05 + 0.4 * random.nextDouble();
        int first = LOOKBACK + 1;
        List<TimeSeries> series = new ArrayList<>();
        List<TimeSeries> others = new ArrayList<>();
        List<Integer> origins = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int rows = i == 0 ? 80 : 10 + random.nextInt(90);
            ExampleSplit split = ExampleSplit.of(rows, first, horizon, fraction);
            boolean validates = split.validFrom() < split.validTo();
            origins.add(validates ? split.validFrom() : Integer.MAX_VALUE);
            series.add(series(seed + 100L * i, rows, 0.03, rows));
            others.add(series(seed + 100L * i, rows, 0.03, validates ? split.validFrom() + 1 : rows));
        }
        String where = "seed " + seed + ", horizon " + horizon + ", fraction " + fraction;
        TrainingSet set = set(series, horizon, fraction);
        TrainingSet changed = set(others, horizon, fraction);
        ExampleRows training = set.training();
        ExampleRows validation = set.validation();
        for (int row = 0; row < training.size(); row++) {
            assertThat(training.origin(row) + horizon)
                    .as("%s, row %d: end of a training label", where, row)
                    .isLessThanOrEqualTo(origins.get(training.series(row)));
        }
        for (int row = 0; row < validation.size(); row++) {
            assertThat(validation.origin(row))
                    .as("%s, row %d: validation origin", where, row)
                    .isGreaterThanOrEqualTo(origins.get(validation.series(row)));
        }
        requireEqual(set.past(), changed.past(), where + ", past");
        requireEqual(set.future(), changed.future(), where + ", future");
        requireEqual(set.attributes(), changed.attributes(), where + ", attributes");
        requireEqual(set.labels(), changed.labels(), where + ", labels");
        assertThat(numbers(set, horizon)).as(where).isEqualTo(numbers(changed, horizon));
        assertThat(numbers(set.with(examples(series, horizon, true)), horizon))
                .as(where)
                .isEqualTo(numbers(changed.with(examples(others, horizon, true)), horizon));
        for (int i = 0; i < series.size(); i++) {
            TimeSeries seen =
                    TrainingSet.trainingRows(series, first, horizon, fraction).get(i);
            assertThat(seen.length() - 1).as(where).isLessThanOrEqualTo(origins.get(i));
        }
    }

    private static void requireEqual(ColumnMoments one, ColumnMoments other, String where) {
        assertThat(one.means()).as(where).isEqualTo(other.means());
        assertThat(one.deviations()).as(where).isEqualTo(other.deviations());
    }

    /** All numbers of the training rows. */
    private static List<Float> numbers(TrainingSet set, int horizon) {
        ExampleRows rows = set.training();
        Batch batch = batch(horizon, rows.size());
        rows.read(IntStream.range(0, rows.size()).toArray(), 0, rows.size(), batch);
        List<Float> numbers = new ArrayList<>();
        for (float[] each : new float[][] {batch.past, batch.future, batch.attributes, batch.labels, batch.weights}) {
            for (float number : each) {
                numbers.add(number);
            }
        }
        return numbers;
    }

    @Test
    void theLastFractionOfEachSeriesValidatesAndThoseBetweenDoNeither() {
        List<TimeSeries> series = List.of(series(1, 57, 0, 57), series(2, 12, 0, 12), series(3, 107, 0, 107));
        int horizon = 3;
        TrainingSet set = set(series, horizon, 0.2);
        ExampleRows training = set.training();
        ExampleRows validation = set.validation();
        // of 57 rows, 6 are before the first origin and 3 after the last one; of 48 origins, 10 validate
        assertThat(origins(training, 0)).containsExactly(IntStream.range(6, 42).toArray());
        assertThat(origins(validation, 0))
                .containsExactly(IntStream.range(44, 54).toArray());
        // three origins: too few for both parts
        assertThat(origins(training, 1)).containsExactly(6, 7, 8);
        assertThat(origins(validation, 1)).isEmpty();
        assertThat(origins(validation, 2))
                .containsExactly(IntStream.range(84, 104).toArray());
        TrainingSet all = set(series, horizon, 0);
        assertThat(origins(all.training(), 0))
                .containsExactly(IntStream.range(6, 54).toArray());
        assertThat(all.validation().size()).isZero();
    }

    private static int[] origins(ExampleRows rows, int series) {
        return IntStream.range(0, rows.size())
                .filter(row -> rows.series(row) == series)
                .map(rows::origin)
                .toArray();
    }

    @Test
    void anEpochTakesEachRowOnceInAnOrderOfTheSeed() {
        RowOrder order = new RowOrder(50, 50, 7);
        int[] first = order.next().clone();
        int[] second = order.next().clone();
        assertThat(Arrays.stream(first).sorted().toArray())
                .isEqualTo(IntStream.range(0, 50).toArray())
                .isNotEqualTo(first);
        assertThat(second).isNotEqualTo(first);
        RowOrder again = new RowOrder(50, 50, 7);
        assertThat(again.next()).isEqualTo(first);
        assertThat(again.next()).isEqualTo(second);
        RowOrder some = new RowOrder(50, 8, 7);
        assertThat(some.used()).isEqualTo(8);
        assertThat(Arrays.stream(some.next()).limit(8).distinct()).hasSize(8);
        assertThat(new RowOrder(50, 80, 7).used()).isEqualTo(50);
    }

    @Test
    void weightsAreThoseOfTheColumnAtTheOrigin() {
        List<TimeSeries> series = List.of(series(1, 40, 0, 40));
        TrainingSet set = TrainingSet.of("net", examples(series, 2, false), series, 0.2, "w");
        ExampleRows rows = set.training();
        assertThat(Arrays.stream(origins(rows, 0))).isNotEmpty().allMatch(row -> row % 3 > 0);
        Batch batch = batch(2, 2);
        rows.read(new int[] {9, 0, 1}, 1, 2, batch);
        assertThat(batch.size).isEqualTo(2);
        assertThat(batch.weights).containsExactly(rows.origin(0) % 3, rows.origin(1) % 3);
        assertThat(batch.labels[0]).isEqualTo((float) Math.log(
                series.get(0).value(rows.origin(0) + 1, "y") / series.get(0).value(rows.origin(0), "y")));
        int[] weighted = origins(rows, 0);
        assertThat(set.past())
                .as("rows of the weight 0 are in no scaler")
                .usingRecursiveComparison()
                .isEqualTo(examples(series, 2, false).pastMoments(List.of(weighted)));
        assertThat(set.labels())
                .usingRecursiveComparison()
                .isEqualTo(examples(series, 2, false).labelMoments(List.of(weighted)));
        assertThatThrownBy(() -> TrainingSet.of("net", examples(series, 2, false), series, 0.2, "x")
                        .training())
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("weights must be at least 0");
    }

    @Test
    void rareClassesWeighMoreAndTheMeanIsOne() {
        TimeSeries.Builder steps = TimeSeries.builder("y", "x", "w").attribute("size", 1);
        double level = 1;
        for (int i = 0; i < 400; i++) {
            level *= i % 10 == 0 ? 1.1 : i % 10 == 5 ? 1 / 1.1 : 1;
            steps.add(Instant.EPOCH.plusSeconds(3600L * i), level, i, 1);
        }
        List<TimeSeries> series = List.of(steps.build());
        ContractExamples examples = ContractExamples.of(
                contract(Target.direction("y", 0.01), 1, false)
                        .output(OnnxOutput.logits("classes", "DOWN", "FLAT", "UP"))
                        .build(),
                series,
                FeatureRegistry.standard());
        TrainingSet set = TrainingSet.of("net", examples, series, 0.2, null);
        double[] shares = set.labels().means();
        double[] weights = set.classWeights();
        assertThat(shares[1]).isCloseTo(0.8, within(0.01));
        assertThat(weights[0]).isCloseTo(1 / (3 * shares[0]), within(1e-9)).isGreaterThan(3 * weights[1]);
        assertThat(IntStream.range(0, 3)
                        .mapToDouble(i -> shares[i] * weights[i])
                        .sum())
                .isCloseTo(1, within(1e-12));
        ContractExamples never = ContractExamples.of(
                contract(Target.direction("y", 0.5), 1, false)
                        .output(OnnxOutput.logits("classes", "DOWN", "FLAT", "UP"))
                        .build(),
                series,
                FeatureRegistry.standard());
        assertThat(TrainingSet.of("net", never, series, 0.2, null).classWeights())
                .containsExactly(300, 1, 300);
    }

    @Test
    void tooFewRowsAreRefusedWithTheNumberThatIsNeeded() {
        for (double fraction : new double[] {0, 0.2, 0.45, 0.9}) {
            int fewest = ExampleSplit.fewestRows(LOOKBACK + 1, 4, fraction);
            List<TimeSeries> enough = List.of(series(1, fewest, 0, fewest));
            List<TimeSeries> few = List.of(series(1, fewest - 1, 0, fewest));
            assertThat(set(enough, 4, fraction).training().size()).isPositive();
            assertThat(set(enough, 4, fraction).validation().size() > 0).isEqualTo(fraction > 0);
            assertThatThrownBy(() -> set(few, 4, fraction))
                    .as("fraction %s", fraction)
                    .isInstanceOf(InsufficientHistoryException.class)
                    .hasMessageContaining("at least " + fewest + " rows")
                    .hasMessageContaining("has " + (fewest - 1));
        }
        TimeSeries.Builder gaps = TimeSeries.builder("y", "x", "w").attribute("size", 1);
        for (int i = 0; i < 60; i++) {
            gaps.add(Instant.EPOCH.plusSeconds(3600L * i), i % 5 == 0 ? Double.NaN : 1, 1, 1);
        }
        assertThatThrownBy(() -> set(List.of(gaps.build()), 2, 0.2).training())
                .isInstanceOf(InsufficientHistoryException.class)
                .hasMessageContaining("no example to train on")
                .hasMessageContaining("7 rows up to its origin and 2 after it");
    }
}
