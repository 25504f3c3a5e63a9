package io.forecastj.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KernelBlockTest {
    @Test
    void eachSequenceOfKindsHasAClassOfItsOwn() {
        KernelBlock block = KernelBlock.of(List.of("mean", "lag"));
        assertThat(KernelBlock.of(List.of("mean", "lag"))).isSameAs(block);
        assertThat(KernelBlock.of(List.of("lag", "mean")).getClass()).isNotEqualTo(block.getClass());
        assertThat(block.getClass().isHidden()).isTrue();
    }

    @Test
    void pipelinesOfAnyNumberOfKernelsRunEachOnce() {
        for (int count : new int[] {1, 15, 16, 17, 32, 33}) {
            List<Feature> lags = IntStream.rangeClosed(1, count)
                    .mapToObj(n -> Features.lag("x", n))
                    .toList();
            FeatureStream stream = FeaturePipeline.of(lags).open(List.of("x"));
            double[] out = new double[count];
            for (int r = 0; r <= count; r++) {
                stream.update(r, new double[] {r});
            }
            stream.write(out, 0);
            assertThat(out)
                    .as("the last %d values, the newest first", count)
                    .containsExactly(IntStream.rangeClosed(1, count)
                            .mapToDouble(n -> count - n)
                            .toArray());
        }
    }

    @Test
    void theFirstStreamsShareAClassAndLaterOnesHaveTheirOwn() {
        List<String> kinds = List.of("lag", "lag", "mean");
        KernelBlock shared = KernelBlock.first(kinds);
        assertThat(shared.getClass().isHidden()).isFalse();
        for (int stream = 2; stream <= KernelBlock.FEW; stream++) {
            assertThat(KernelBlock.first(kinds)).as("stream %d", stream).isSameAs(shared);
        }
        KernelBlock own = KernelBlock.first(kinds);
        assertThat(own.getClass().isHidden()).isTrue();
        assertThat(KernelBlock.of(kinds)).isSameAs(own);
    }

    @Test
    void aStreamOfManyRowsGivesTheSameBitsBeforeAndAfterItHasAClassOfItsOwn() {
        FeaturePipeline pipeline = FeaturePipeline.of(
                Features.parse("mean(x,5)"), Features.parse("std(x,7)"), Features.parse("lag(ema(x,9),2)"));
        FeatureStream changing = pipeline.open(List.of("x"));
        FeatureStream own = null;
        for (int i = 0; i <= KernelBlock.FEW; i++) {
            own = pipeline.open(List.of("x"));
        }
        double[] one = new double[3];
        double[] other = new double[3];
        Random random = new Random(1);
        for (int r = 0; r < KernelBlock.MANY_ROWS + 100; r++) {
            double[] row = {random.nextGaussian()};
            changing.update(r, row);
            own.update(r, row);
            if (r % 1_000 == 0 || r > KernelBlock.MANY_ROWS - 100) {
                changing.write(one, 0);
                own.write(other, 0);
                assertThat(one).as("seed 1, row %d", r).isEqualTo(other);
            }
        }
    }
}
