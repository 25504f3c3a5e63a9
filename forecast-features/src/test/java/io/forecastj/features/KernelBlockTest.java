package io.forecastj.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
}
