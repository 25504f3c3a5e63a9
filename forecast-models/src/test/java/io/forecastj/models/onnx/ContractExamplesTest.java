package io.forecastj.models.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.AbstractPredictor;
import io.forecastj.ColumnRole;
import io.forecastj.InvalidSeriesException;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.Sampling;
import io.forecastj.SeriesContext;
import io.forecastj.SeriesState;
import io.forecastj.StateWriter;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.features.Feature;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.FeatureRegistry;
import io.forecastj.features.Features;
import io.forecastj.signal.PatternRecognizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Equality of what a network is trained on and what the runner feeds to it. */
class ContractExamplesTest {
    private static final int LOOKBACK = 6;
    private static final int HORIZON = 3;
    private static final FeatureRegistry KINDS = FeatureRegistry.standard();
    private static final FeaturePipeline PIPELINE = FeaturePipeline.of(
            Features.column("y"),
            Features.difference("y", 1),
            Features.parse("mean(x,3)"),
            Features.parse("difference(x,2)"));
    private static final int WIDTH = PIPELINE.columns().size();
    private static final List<Feature> CALENDAR =
            List.of(Features.parse("hourOfDay()"), Features.parse("fourier(24,1)"));

    private static final OnnxInput PAST = OnnxInput.past("x", "btf");
    private static final OnnxScaling AFFINE =
            OnnxScaling.affine(new double[] {20, 0.1, -0.3, 0.5}, new double[] {3, 0.7, 1.1, 0.9});
    private static final OnnxScaling WINDOW = OnnxScaling.window(new int[] {0}, new int[] {2, 1});

    private static final List<TimeSeries> SERIES =
            List.of(series(1, 60, 0.06), series(2, 10, 0), series(3, 45, 0), series(4, 80, 0.02));

    /** Hours of positive values with gaps. */
    private static TimeSeries series(long seed, int rows, double missing) {
        Random random = new Random(seed);
        TimeSeries.Builder series = TimeSeries.builder("z", "y", "x")
                .id("series " + seed)
                .attribute("size", 3 * random.nextDouble())
                .attribute("age", seed)
                .sampling(Sampling.hourly());
        double level = 20;
        for (int i = 0; i < rows; i++) {
            level *= Math.exp(0.1 * random.nextGaussian());
            series.add(
                    Instant.EPOCH.plusSeconds(3600L * i),
                    random.nextDouble() < missing ? Double.NaN : random.nextInt(9),
                    random.nextDouble() < missing ? Double.NaN : level,
                    random.nextGaussian());
        }
        return series.build();
    }

    private static OnnxContract.Builder contract(Target target, OnnxInput past, OnnxOutput output) {
        return OnnxContract.forecasting(PIPELINE, target, HORIZON)
                .lookback(LOOKBACK)
                .input(past)
                .output(output);
    }

    private static OnnxContract.Builder full(Target target, OnnxInput past, OnnxOutput output) {
        double[] three = {3, 7, 0.1, 0.2};
        return contract(target, past, output)
                .input(OnnxInput.knownFuture("known", List.of("z"), CALENDAR)
                        .scaling(OnnxScaling.affine(new double[] {4, 11, 0.1, 0}, three)))
                .input(OnnxInput.attributes("fixed", "age", "size")
                        .scaling(OnnxScaling.affine(new double[] {2, 1.5}, new double[] {1.1, 0.3})));
    }

    static Stream<OnnxContract> contracts() {
        OnnxOutput point = OnnxOutput.point("y");
        OnnxOutput scaled = point.scaling(-0.01, 0.13);
        OnnxOutput windowed = point.windowScaling(0);
        Target level = Target.level("y");
        Target log = Target.logReturn("y");
        return Stream.of(
                contract(log, PAST, point).build(),
                contract(Target.difference("y", 4), PAST.scaling(AFFINE), scaled)
                        .build(),
                contract(Target.logReturn("y", 2), PAST.scaling(WINDOW), windowed)
                        .build(),
                contract(level, PAST.scaling(WINDOW), windowed)
                        .input(OnnxInput.knownFuture("known", List.of(), CALENDAR))
                        .build(),
                full(log, PAST.scaling(AFFINE), scaled).build(),
                full(level, PAST.scaling(WINDOW), windowed).build(),
                full(level, PAST, point.scaling(20, 4)).steps(1, 3).build(),
                full(
                                log,
                                PAST.scaling(AFFINE),
                                OnnxOutput.quantiles("y", "bsq", 0.1, 0.5, 0.9).scaling(0, 2))
                        .build(),
                full(Target.direction("y", 0.05), PAST.scaling(AFFINE), OnnxOutput.logits("y", "SELL", "HOLD", "BUY"))
                        .build());
    }

    /** A graph of the contract's inputs; it multiplies the window by weights. */
    static byte[] graph(OnnxContract contract) {
        Contract read = contract.read(KINDS);
        int window = read.lookback() * read.width();
        int steps = read.steps().size();
        OutputSpec output = read.outputs().get(0);
        Object[] shape = output instanceof OutputSpec.Quantiles quantiles
                ? new Object[] {"b", (long) steps, (long) quantiles.levels().length}
                : output instanceof OutputSpec.Probabilities
                        ? new Object[] {"b", (long) steps, 3L}
                        : output instanceof OutputSpec.Patterns patterns
                                ? new Object[] {"b", (long) patterns.patterns().size()}
                                : new Object[] {"b", (long) steps};
        int width = Arrays.stream(shape)
                .skip(1)
                .mapToInt(size -> ((Long) size).intValue())
                .reduce(1, (a, b) -> a * b);
        float[] weights = new float[window * width];
        Random random = new Random(5);
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) random.nextGaussian();
        }
        long[] sizes = Arrays.stream(shape)
                .mapToLong(size -> size instanceof Long fixed ? fixed : -1)
                .toArray();
        Proto graph = new Proto()
                .text(2, "main")
                .message(11, OnnxModels.value("x", OnnxModels.FLOAT, "b", (long) read.lookback(), (long) read.width()));
        if (read.future() != null) {
            graph.message(11, OnnxModels.value("known", OnnxModels.FLOAT, "b", (long) read.horizon(), (long)
                    read.future().width()));
        }
        if (read.attributes() != null) {
            graph.message(11, OnnxModels.value("fixed", OnnxModels.FLOAT, "b", (long)
                    read.attributeNames().size()));
        }
        graph.message(12, OnnxModels.value("y", OnnxModels.FLOAT, shape))
                .message(5, OnnxModels.tensor("w", OnnxModels.FLOAT, OnnxModels.floats(weights), window, width))
                .message(5, OnnxModels.tensor("flat", OnnxModels.INT64, OnnxModels.longs(-1, window), 2))
                .message(5, OnnxModels.tensor("sizes", OnnxModels.INT64, OnnxModels.longs(sizes), sizes.length))
                .message(1, OnnxModels.node("Reshape", "f", "x", "flat"))
                .message(1, OnnxModels.node("MatMul", "m", "f", "w"))
                .message(1, OnnxModels.node("Reshape", "y", "m", "sizes"));
        return OnnxModels.model(graph).toBytes();
    }

    static Predictor load(OnnxContract contract) {
        return Onnx.load(
                graph(contract), OnnxOptions.builder().contract(contract).build());
    }

    /** Gives access to the state of a session. */
    private static final class Peek extends AbstractPredictor {
        private Peek(PredictorInfo info) {
            super(info);
        }

        static OnnxState state(PredictionSession session) {
            return (OnnxState) stateOf(session);
        }

        @Override
        protected SeriesState newState(SeriesContext series) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected void identify(StateWriter out) {
            throw new UnsupportedOperationException();
        }
    }

    private static PredictionSession open(Predictor predictor, TimeSeries series, int origin) {
        TimeSeries history = series.head(origin + 1);
        List<String> known = predictor.info().columns(ColumnRole.KNOWN_FUTURE);
        if (known.isEmpty()) {
            return predictor.openSession(history);
        }
        TimeSeries.Builder future = TimeSeries.builder(known);
        for (int row = origin + 1; row <= origin + HORIZON; row++) {
            int at = row;
            future.add(
                    series.time(row),
                    known.stream().mapToDouble(name -> series.value(at, name)).toArray());
        }
        return predictor.openSession(history, future.build());
    }

    private static void assertSameBits(double[] served, float[] trained, int at, String where) {
        for (int i = 0; i < served.length; i++) {
            assertThat(Float.floatToRawIntBits(trained[at * served.length + i]))
                    .as("%s, number %d: trained on %s, served %s", where, i, trained[at * served.length + i], served[i])
                    .isEqualTo(Float.floatToRawIntBits((float) served[i]));
        }
    }

    @ParameterizedTest(name = "contract {index}")
    @MethodSource("contracts")
    void inputsAreThoseOfTheRunnerAndLabelsAreDecodedToWhatCame(OnnxContract contract) {
        ContractExamples examples = ContractExamples.of(contract, SERIES, KINDS);
        ExampleWriter writer = examples.writer();
        int capacity = 3;
        float[] past = new float[capacity * examples.pastSize()];
        float[] future = new float[capacity * examples.futureSize()];
        float[] attributes = new float[capacity * examples.attributeSize()];
        float[] labels = new float[capacity * examples.labelSize()];
        int origins = 0;
        try (Predictor predictor = load(contract)) {
            for (int s = 0; s < SERIES.size(); s++) {
                TimeSeries series = SERIES.get(s);
                int[] usable = examples.origins(s, 0, series.length());
                for (int row = examples.firstOrigin(); row + HORIZON < series.length(); row++) {
                    String where = contract.read(KINDS).target() + ", series " + s + ", row " + row;
                    try (PredictionSession session = open(predictor, series, row)) {
                        OnnxState state = Peek.state(session);
                        boolean runs = state.prepare(new double[HORIZON]);
                        boolean labelled = labelled(contract, series, row);
                        assertThat(Arrays.binarySearch(usable, row) >= 0)
                                .as("%s: usable, as it runs: %s, and has labels: %s", where, runs, labelled)
                                .isEqualTo(runs && labelled);
                        if (!runs || !labelled) {
                            continue;
                        }
                        int at = origins++ % capacity;
                        writer.write(s, row, at, past, future, attributes, labels);
                        double[][] inputs = state.row().inputs;
                        assertSameBits(inputs[0], past, at, where);
                        if (examples.futureSize() > 0) {
                            assertSameBits(inputs[1], future, at, where);
                        }
                        if (examples.attributeSize() > 0) {
                            assertSameBits(inputs[inputs.length - 1], attributes, at, where);
                        }
                        requireDecoded(contract, state, series, row, labels, at * examples.labelSize(), where);
                    }
                }
            }
        }
        assertThat(origins).isGreaterThan(60);
    }

    private static boolean labelled(OnnxContract contract, TimeSeries series, int row) {
        return contract.read(KINDS).steps().stream().noneMatch(step -> Double.isNaN(series.value(row + step, "y")));
    }

    /** Lets the runner decode the labels as if the network had answered them. */
    private static void requireDecoded(
            OnnxContract contract, OnnxState state, TimeSeries series, int row, float[] labels, int at, String where) {
        Contract read = contract.read(KINDS);
        List<Integer> steps = read.steps();
        double[] answers = state.row().answers[0];
        int each = answers.length / steps.size();
        boolean classes = read.outputs().get(0) instanceof OutputSpec.Probabilities;
        for (int i = 0; i < answers.length; i++) {
            answers[i] = classes ? labels[at + i] : labels[at + i / each];
        }
        if (classes) {
            for (int i = 0; i < steps.size(); i++) {
                double change = series.value(row + steps.get(i), "y") / series.value(row, "y") - 1;
                double[] expected = {change < -0.05 ? 1 : 0, Math.abs(change) <= 0.05 ? 1 : 0, change > 0.05 ? 1 : 0};
                assertThat(Arrays.copyOfRange(answers, 3 * i, 3 * i + 3))
                        .as(where)
                        .isEqualTo(expected);
            }
            return;
        }
        double[] decoded = new double[HORIZON];
        state.decode(decoded);
        for (int step : steps) {
            double came = series.value(row + step, "y");
            // of floats near the size of a label, which are at most some tens
            assertThat(decoded[step - 1]).as("%s, step %d", where, step).isCloseTo(came, within(1e-5 * came));
        }
    }

    @Test
    void anotherScalingSharesTheRowsAndEqualsANewComputation() {
        OnnxContract plain =
                full(Target.level("y"), PAST, OnnxOutput.point("y")).build();
        OnnxContract scaled = full(
                        Target.level("y"),
                        PAST.scaling(WINDOW),
                        OnnxOutput.point("y").windowScaling(0))
                .name("other")
                .seed(3)
                .training(Map.of("epochs", 3))
                .build();
        ContractExamples first = ContractExamples.of(plain, SERIES, KINDS);
        ContractExamples replaced = first.with(scaled);
        ContractExamples anew = ContractExamples.of(scaled, SERIES, KINDS);
        assertThat(replaced.numbers(0)).isSameAs(first.numbers(0));
        int row = anew.origins(2, 0, 100)[7];
        assertThat(written(replaced, 2, row)).isEqualTo(written(anew, 2, row)).isNotEqualTo(written(first, 2, row));
        assertThatThrownBy(() -> first.with(
                        full(Target.level("x"), PAST, OnnxOutput.point("y")).build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'target'");
    }

    private static List<Float> written(ContractExamples examples, int series, int row) {
        float[] past = new float[examples.pastSize()];
        float[] labels = new float[examples.labelSize()];
        examples.writer()
                .write(
                        series,
                        row,
                        0,
                        past,
                        new float[examples.futureSize()],
                        new float[examples.attributeSize()],
                        labels);
        List<Float> all = new ArrayList<>();
        for (float[] each : new float[][] {past, labels}) {
            for (float value : each) {
                all.add(value);
            }
        }
        return all;
    }

    @Test
    void aWindowWithoutSpreadIsNoOriginIfTheOutputIsScaledByIt() {
        TimeSeries.Builder flat = TimeSeries.builder("y").sampling(Sampling.hourly());
        for (int i = 0; i < 40; i++) {
            flat.add(Instant.EPOCH.plusSeconds(3600L * i), i < 15 || i > 30 ? 0.1 * i + 1 : 0.3);
        }
        FeaturePipeline pipeline = FeaturePipeline.of(Features.column("y"));
        OnnxInput past = PAST.scaling(OnnxScaling.window(new int[] {0}));
        OnnxContract.Builder contract = OnnxContract.forecasting(pipeline, Target.level("y"), 1)
                .lookback(4)
                .input(past);
        OnnxContract unscaled = OnnxContract.forecasting(pipeline, Target.level("y"), 1)
                .lookback(4)
                .input(past)
                .output(OnnxOutput.point("y"))
                .build();
        OnnxContract scaled =
                contract.output(OnnxOutput.point("y").windowScaling(0)).build();
        List<TimeSeries> series = List.of(flat.build());
        assertThat(ContractExamples.of(unscaled, series, KINDS).origins(0, 0, 40))
                .containsExactly(IntStream.range(3, 39).toArray());
        assertThat(ContractExamples.of(scaled, series, KINDS).origins(0, 0, 40))
                .containsExactly(IntStream.range(3, 39)
                        .filter(row -> row < 18 || row > 30)
                        .toArray());
        assertThat(ContractExamples.of(scaled, series, KINDS).origins(0, 16, 33))
                .containsExactly(16, 17, 31, 32);
    }

    @Test
    void momentsAreThoseOfTheRowsThatTheOriginsSee() {
        OnnxContract contract =
                full(Target.difference("y", 1), PAST, OnnxOutput.point("y")).build();
        ContractExamples examples = ContractExamples.of(contract, SERIES, KINDS);
        int[] some = Arrays.stream(examples.origins(2, 0, 45))
                .filter(row -> row < 14 || row > 30)
                .toArray();
        List<int[]> origins = List.of(new int[0], new int[0], some, new int[0]);
        double[][] rows = PIPELINE.rows(SERIES.get(2));
        int[] seen = IntStream.range(0, rows.length)
                .filter(row -> Arrays.stream(some).anyMatch(o -> row <= o && row > o - LOOKBACK))
                .toArray();
        ColumnMoments past = examples.pastMoments(origins);
        for (int c = 0; c < WIDTH; c++) {
            int column = c;
            requireMoments(
                    past,
                    c,
                    Arrays.stream(seen).mapToDouble(row -> rows[row][column]).toArray());
        }
        int[] ahead = IntStream.range(0, rows.length)
                .filter(row -> Arrays.stream(some).anyMatch(o -> row > o && row <= o + HORIZON))
                .toArray();
        ColumnMoments future = examples.futureMoments(origins);
        assertThat(future.means()).hasSize(4);
        requireMoments(
                future,
                0,
                Arrays.stream(ahead)
                        .mapToDouble(r -> SERIES.get(2).value(r, "z"))
                        .toArray());
        requireMoments(future, 1, Arrays.stream(ahead).mapToDouble(r -> r % 24).toArray());
        ColumnMoments attributes = examples.attributeMoments(origins);
        assertThat(attributes.means())
                .containsExactly(3, SERIES.get(2).attributes().get("size"));
        assertThat(attributes.deviations()).containsExactly(0, 0);
        double[] changes = Arrays.stream(some)
                .boxed()
                .flatMap(o -> IntStream.rangeClosed(1, HORIZON)
                        .mapToObj(step -> SERIES.get(2).value(o + step, "y")
                                - SERIES.get(2).value(o, "y")))
                .mapToDouble(change -> change)
                .toArray();
        requireMoments(examples.labelMoments(origins), 0, changes);
    }

    private static void requireMoments(ColumnMoments moments, int column, double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        double variance = Arrays.stream(values)
                .map(v -> (v - mean) * (v - mean))
                .average()
                .orElseThrow();
        assertThat(moments.means()[column]).isCloseTo(mean, within(1e-9));
        assertThat(moments.deviations()[column]).isCloseTo(Math.sqrt(variance), within(1e-9));
    }

    @Test
    void equalNumbersHaveNoDeviation() {
        ColumnMoments.Collector collector = new ColumnMoments.Collector(1);
        IntStream.range(0, 1000).forEach(i -> collector.add(new double[] {0.1 + 0.2}, 0));
        assertThat(collector.moments().means()).containsExactly(0.1 + 0.2);
        assertThat(collector.moments().deviations()).containsExactly(0);
    }

    @Test
    void theRawAnswersAreThoseThatAForecastIsDecodedFrom() {
        OnnxContract contract = full(
                        Target.level("y"), PAST, OnnxOutput.point("y").scaling(2, 3))
                .build();
        ContractExamples examples = ContractExamples.of(contract, SERIES, KINDS);
        int[] rows = examples.origins(2, 0, 45);
        int[] series = IntStream.generate(() -> 2).limit(rows.length).toArray();
        try (Predictor predictor = load(contract)) {
            LoadedOnnx loaded = LoadedOnnx.of(predictor);
            assertThat(loaded.contract()).isEqualTo(contract);
            double[][] single = loaded.outputs(examples, series, rows, false);
            double[][] together = loaded.outputs(examples, series, rows, true);
            assertThat(together).isDeepEqualTo(single);
            for (int i = 0; i < rows.length; i++) {
                try (PredictionSession session = open(predictor, SERIES.get(2), rows[i])) {
                    double[] points = session.forecast().points();
                    for (int step = 0; step < HORIZON; step++) {
                        assertThat(points[step]).isEqualTo(single[i][step] * 3 + 2);
                    }
                }
            }
            ContractExamples others = examples.with(
                    full(Target.level("y"), PAST, OnnxOutput.point("y")).build());
            assertThatThrownBy(() -> loaded.outputs(others, series, rows, false))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("expected examples of the model's contract");
        }
    }

    @Test
    void patternsTakeTheirLabelsRowByRow() {
        OnnxContract contract = OnnxContract.patterns(PIPELINE)
                .lookback(LOOKBACK)
                .input(PAST.scaling(WINDOW))
                .output(OnnxOutput.patternLogits("y", "a", "b"))
                .build();
        List<TimeSeries> series = List.of(SERIES.get(2));
        double[][] labels = new double[45][];
        Arrays.setAll(labels, row -> new double[] {row % 2, row == 20 ? Double.NaN : row % 5 == 0 ? 1 : 0});
        ContractExamples examples = ContractExamples.ofPatterns(contract, series, List.<double[][]>of(labels), KINDS);
        int[] rows = examples.origins(0, 0, 45);
        assertThat(rows)
                .containsExactly(IntStream.range(examples.firstOrigin(), 45)
                        .filter(row -> row != 20)
                        .toArray());
        try (PatternRecognizer recognizer = Onnx.loadPatterns(
                graph(contract), OnnxOptions.builder().contract(contract).build())) {
            LoadedOnnx loaded = LoadedOnnx.of(recognizer);
            assertThat(loaded.contract()).isEqualTo(contract);
            double[] answers = loaded.outputs(examples, new int[1], new int[] {rows[4]}, false)[0];
            double[] expected =
                    recognizer.recognize(series.get(0).head(rows[4] + 1)).probabilities();
            assertThat(1 / (1 + Math.exp(-answers[1]))).isEqualTo(expected[1]);
        }
        float[] written = new float[2];
        examples.writer().write(0, 25, 0, new float[examples.pastSize()], new float[0], new float[0], written);
        assertThat(written).containsExactly(1, 1);
        assertThat(examples.labelMoments(List.of(new int[] {25, 26, 27, 30})).means())
                .containsExactly(0.5, 0.5);
        assertThatThrownBy(() ->
                        ContractExamples.ofPatterns(contract, series, List.<double[][]>of(new double[44][2]), KINDS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("45 rows, but labels for 44");
        labels[3][1] = 2;
        assertThatThrownBy(() -> ContractExamples.ofPatterns(contract, series, List.<double[][]>of(labels), KINDS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found 2.0 in row 3");
    }

    @Test
    void refusesWhatNoNetworkOfThisLibraryIsTrainedOn() {
        OnnxContract flat = contract(Target.level("y"), OnnxInput.past("x", "bf"), OnnxOutput.point("y"))
                .build();
        assertThatThrownBy(() -> ContractExamples.of(flat, SERIES, KINDS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("layout btf");
        OnnxContract both = contract(Target.level("y"), PAST, OnnxOutput.point("y"))
                .output(OnnxOutput.quantiles("q", "bsq", 0.5))
                .build();
        assertThatThrownBy(() -> ContractExamples.of(both, SERIES, KINDS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one output");
        OnnxContract pair = contract(Target.direction("y", 0.1), PAST, OnnxOutput.logits("y", "DOWN", "UP"))
                .build();
        assertThatThrownBy(() -> ContractExamples.of(pair, SERIES, KINDS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found [DOWN, UP]");
        OnnxContract sized = contract(Target.level("y"), PAST, OnnxOutput.point("y"))
                .input(OnnxInput.attributes("fixed", "weight"))
                .build();
        assertThatThrownBy(() -> ContractExamples.of(sized, SERIES, KINDS))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("no attribute 'weight'");
    }
}
