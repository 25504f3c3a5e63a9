package io.forecastj.features;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KernelLoopTest {
    private final Kernel mean = RollingMean.KIND.of(Features.column("x"), 3).bind(new int[] {1});
    private final Kernel otherMean =
            RollingMean.KIND.of(Features.column("x"), 5).bind(new int[] {2});
    private final Kernel lag = Lag.KIND.of(Features.column("x"), 1).bind(new int[] {1});

    @Test
    void eachClassOfKernelsHasALoopClassOfItsOwn() {
        assertThat(KernelLoop.of(mean)).isSameAs(KernelLoop.of(otherMean));
        assertThat(KernelLoop.of(mean).getClass())
                .isNotEqualTo(KernelLoop.of(lag).getClass());
        assertThat(KernelLoop.of(mean).getClass().isHidden()).isTrue();
    }

    @Test
    void aLoopRunsAKernelForTheFirstRowsOfABlock() {
        double[][] block = {{0, 3, -1}, {0, 5, -1}, {0, 7, -1}};
        KernelLoop.of(lag).run(lag, 2, block, 2);
        assertThat(block[0][2]).isNaN();
        assertThat(block[1][2]).isEqualTo(3);
        assertThat(block[2][2]).isEqualTo(-1);
    }
}
