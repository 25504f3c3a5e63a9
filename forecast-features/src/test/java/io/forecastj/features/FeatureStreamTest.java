package io.forecastj.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.forecastj.InvalidSeriesException;
import io.forecastj.SnapshotException;
import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import io.forecastj.TimeSeries;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FeatureStreamTest {
    private static final FeaturePipeline PIPELINE = FeaturePipeline.of(Features.column("x"), Features.lag("x", 1));

    @Test
    void isMissingBeforeTheFirstRow() {
        double[] out = new double[3];
        PIPELINE.open(List.of("x")).write(out, 1);
        assertThat(out).containsExactly(0, Double.NaN, Double.NaN);
    }

    @Test
    void refusesABadRowAndStaysAsItWas() {
        FeatureStream stream = PIPELINE.open(List.of("other", "x"));
        stream.update(1_000, new double[] {0, 5});
        assertThatThrownBy(() -> stream.update(2_000, new double[] {1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the row has 1 values; expected 2, one for each of [other, x]");
        assertThatThrownBy(() -> stream.update(1_000, new double[] {1, 2}))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessage("the row at 1970-01-01T00:00:01Z is not after the row before at 1970-01-01T00:00:01Z");
        assertThatThrownBy(() -> stream.update(2_000, new double[] {0, Double.NEGATIVE_INFINITY}))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("has the infinite value -Infinity in column 'x'; use NaN");
        stream.update(2_000, new double[] {0, 6});
        double[] out = new double[2];
        stream.write(out, 0);
        assertThat(out).containsExactly(6, 5);
    }

    @Test
    void copiesFromItsLikeAlone() {
        FeatureStream stream = PIPELINE.open(List.of("x"));
        stream.update(1, new double[] {5});
        FeatureStream equal = FeaturePipeline.of(PIPELINE.features()).open(List.of("x"));
        equal.copyFrom(stream);
        double[] out = new double[2];
        equal.write(out, 0);
        assertThat(out).containsExactly(5, Double.NaN);
        assertThatThrownBy(() -> FeaturePipeline.of(Features.column("x"))
                        .open(List.of("x"))
                        .copyFrom(stream))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PIPELINE.open(List.of("x", "y")).copyFrom(stream))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("over [x, y], found one of pipeline");
    }

    @Test
    void allocatesNothing() {
        FeaturePipeline all = everyKind();
        TimeSeries bars = TestSeries.rough(9, 2_000);
        FeatureStream stream = all.fit(List.of(bars)).open(bars.columns());
        FeatureStream ahead = stream.copy();
        double[] row = new double[5];
        double[] out = new double[all.columns().size()];
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long allocated = Long.MAX_VALUE;
        for (int round = 0; round < 20; round++) {
            long before = threads.getThreadAllocatedBytes(thread);
            for (int r = 0; r < 2_000; r++) {
                for (int c = 0; c < 5; c++) {
                    row[c] = bars.value(r, c);
                }
                stream.update(round * 1_000_000_000_000L + bars.timestamp(r), row);
                stream.write(out, 0);
                ahead.copyFrom(stream);
            }
            // the compiler's own work may be counted on this thread in some rounds, never in all
            allocated = Math.min(allocated, threads.getThreadAllocatedBytes(thread) - before);
        }
        assertThat(allocated)
                .as("bytes in 2,000 rows of %d kernels", all.kernels())
                .isLessThan(2_000);
    }

    private static FeaturePipeline everyKind() {
        FeaturePipeline own = FeaturePipeline.of(OwnFeatureTest.barRange(Features.columns("high", "low")));
        return own.plus(FeaturePipeline.of(Stream.concat(
                        Features.standardOhlcv().features().stream(),
                        Catalogue.KINDS.stream()
                                .filter(kind -> !Set.of("monthOfYear", "dayOfWeek", "rsi", "bollinger")
                                        .contains(kind.name()))
                                .map(Kinds::example))
                .distinct()
                .toList()));
    }

    @Test
    void refusesTheStateOfAnotherPipelineOrSchema() {
        StateWriter out = new StateWriter();
        PIPELINE.open(List.of("y", "x")).save(out);
        StateReader in = new StateReader(out.toBytes());
        assertThatThrownBy(() -> PIPELINE.open(List.of("x", "y")).restore(in))
                .isInstanceOf(SnapshotException.class)
                .hasMessageContaining("over [x, y]")
                .hasMessageContaining("over [y, x]");
        FeaturePipeline other = FeaturePipeline.of(Features.lag("y", 7));
        assertThatThrownBy(() -> other.open(List.of("y", "x")).restore(new StateReader(out.toBytes())))
                .isInstanceOf(SnapshotException.class)
                .hasMessageContaining(other.schemaHash())
                .hasMessageContaining(PIPELINE.schemaHash());
    }
}
