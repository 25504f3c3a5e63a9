package io.forecastj.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.TimeSeries;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A pipeline says whether the rows of its warm-up are all that counts, and that is so. */
class BoundedMemoryTest {
    private static final List<TimeSeries> SERIES = List.of(
            TestSeries.bars(11, 900),
            TestSeries.sp500().slice(1_000, 1_900),
            MinuteBars.bitcoin().slice(1_000, 1_900));

    @Test
    void theRowsOfTheWarmUpGiveTheFeaturesOfAllRowsUnlessTheMemoryIsUnbounded() {
        for (Feature feature : Kinds.examples().distinct().toList()) {
            double difference = SERIES.stream()
                    .mapToDouble(series -> difference(feature, series))
                    .max()
                    .orElseThrow();
            boolean bounded = FeaturePipeline.of(feature).boundedMemory();
            if (bounded) {
                assertThat(difference).as(feature.text()).isLessThan(1e-6);
            } else {
                assertThat(difference).as(feature.text()).isGreaterThan(1e-6);
            }
        }
    }

    /** Returns the largest difference at three rows, relative to the size of the feature. */
    private static double difference(Feature feature, TimeSeries series) {
        FeaturePipeline pipeline = FeaturePipeline.of(feature).fit(List.of(series));
        double[][] all = pipeline.rows(series);
        double largest = 0;
        for (int end : new int[] {777, 850, 900}) {
            double[] few = last(pipeline.rows(series.head(end).tail(pipeline.warmup() + 1)));
            for (int c = 0; c < few.length; c++) {
                int column = c;
                double size = Arrays.stream(all)
                        .mapToDouble(row -> Math.abs(row[column]))
                        .filter(Double::isFinite)
                        .max()
                        .orElse(1);
                double one = all[end - 1][c];
                boolean same = Double.compare(one, few[c]) == 0;
                largest = Math.max(largest, same ? 0 : Double.isNaN(one - few[c]) ? 1 : Math.abs(one - few[c]) / size);
            }
        }
        return largest;
    }

    private static double[] last(double[][] rows) {
        return rows[rows.length - 1];
    }

    @Test
    void aKernelOfYourOwnIsBoundedOnlyWhereItRemembersNothing() {
        Feature range = Features.custom("range", Features.columns("high", "low"), row -> row[0] - row[1]);
        assertThat(FeaturePipeline.of(range).boundedMemory()).isTrue();
        Feature sum = Features.custom("total", Features.columns("close"), new double[0], 0, slots -> new Kernel(1) {
            @Override
            public void update(double[] row, double[] out, int at) {
                state[0] += row[slots[0]];
                out[at] = state[0];
            }
        });
        assertThat(FeaturePipeline.of(sum).boundedMemory()).isFalse();
        assertThat(FeaturePipeline.of(Features.lag(sum, 2)).boundedMemory()).isFalse();
    }
}
