package io.forecastj.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.TimeSeries;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Checks of {@link EveryFeatureTest}, which looks at features one by one, at many more rows: all of them in one pipeline, where
 * they share their parts.
 */
class WholeCatalogueTest {
    private static final List<Feature> FEATURES = Kinds.examples().distinct().toList();

    static Stream<TimeSeries> series() {
        return Stream.of(
                TestSeries.sp500().slice(1_000, 1_900),
                MinuteBars.bitcoin().slice(1_000, 1_900),
                TestSeries.bars(11, 900),
                TestSeries.rough(12, 900));
    }

    static Stream<TimeSeries> manySeries() {
        return Stream.concat(
                Stream.of(TestSeries.sp500(), MinuteBars.bitcoin()),
                LongStream.range(100, 140).mapToObj(seed -> TestSeries.rough(seed, 2_000)));
    }

    @ParameterizedTest
    @MethodSource("series")
    void noFeatureDependsOnLaterRows(TimeSeries series) {
        checkCausality(series, 24, 5);
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("series")
    void noFeatureDependsOnLaterRowsAt256Rows(TimeSeries series) {
        checkCausality(series, 256, 6);
    }

    @ParameterizedTest
    @MethodSource("series")
    void everyFeatureGivesTheSameBitsLiveAsOverHistory(TimeSeries series) {
        checkStream(series, 7);
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("manySeries")
    void everyFeatureGivesTheSameBitsLiveAsOverHistoryOnManySeries(TimeSeries series) {
        checkStream(series, 8);
    }

    private static FeaturePipeline pipeline(TimeSeries series) {
        return FeaturePipeline.of(FEATURES).fit(List.of(series));
    }

    private static void checkCausality(TimeSeries series, int count, long seed) {
        FeaturePipeline pipeline = pipeline(series);
        double[][] rows = pipeline.rows(series);
        Random random = new Random(seed);
        for (int i = 0; i < count; i++) {
            int row = random.nextInt(series.length());
            String where = series.id() + ", seed " + seed + ", rows after " + row;
            assertSame(pipeline, pipeline.rows(replaced(series, row, Double.NaN)), rows, row, where + " missing");
            assertSame(pipeline, pipeline.rows(replaced(series, row, 1e6)), rows, row, where + " set to 1e6");
            assertSame(pipeline, pipeline.rows(shuffled(series, row, random)), rows, row, where + " shuffled");
        }
    }

    private static TimeSeries replaced(TimeSeries series, int row, double later) {
        return TestSeries.replace(series, row + 1, value -> later);
    }

    private static TimeSeries shuffled(TimeSeries series, int row, Random random) {
        List<Integer> order = new ArrayList<>(
                IntStream.range(row + 1, series.length()).boxed().toList());
        Collections.shuffle(order, random);
        TimeSeries.Builder copy = TimeSeries.builder(series.columns()).id(series.id());
        for (int r = 0; r < series.length(); r++) {
            copy.add(series.timestamp(r), row(series, r <= row ? r : order.get(r - row - 1)));
        }
        return copy.build();
    }

    private static void assertSame(
            FeaturePipeline pipeline, double[][] actual, double[][] expected, int last, String where) {
        for (int r = 0; r <= last; r++) {
            assertSame(pipeline, actual[r], expected[r], where + ", row " + r);
        }
    }

    private static void assertSame(FeaturePipeline pipeline, double[] actual, double[] expected, String where) {
        for (int c = 0; c < expected.length; c++) {
            if (Double.doubleToRawLongBits(actual[c]) != Double.doubleToRawLongBits(expected[c])
                    && !(Double.isNaN(actual[c]) && Double.isNaN(expected[c]))) {
                assertThat(actual[c])
                        .as("%s at %s", pipeline.columns().get(c), where)
                        .isEqualTo(expected[c]);
            }
        }
    }

    /** On the way, copies of the stream go ways of their own and are dropped, or take the stream's place. */
    private static void checkStream(TimeSeries series, long seed) {
        FeaturePipeline pipeline = pipeline(series);
        double[][] rows = pipeline.rows(series);
        Random random = new Random(seed);
        FeatureStream stream = pipeline.open(series.columns());
        double[] out = new double[pipeline.columns().size()];
        for (int r = 0; r < rows.length; r++) {
            if (random.nextInt(50) == 0) {
                FeatureStream copy = stream.copy();
                FeatureStream dropped = random.nextBoolean() ? stream : copy;
                stream = dropped == stream ? copy : stream;
                for (int k = 0; k < 40; k++) {
                    dropped.update(series.timestamp(r) + k, row(series, random.nextInt(series.length())));
                }
            }
            stream.update(series.timestamp(r), row(series, r));
            stream.write(out, 0);
            assertSame(pipeline, out, rows[r], series.id() + ", seed " + seed + ", row " + r);
        }
    }

    private static double[] row(TimeSeries series, int row) {
        double[] values = new double[series.columns().size()];
        for (int c = 0; c < values.length; c++) {
            values[c] = series.value(row, c);
        }
        return values;
    }
}
