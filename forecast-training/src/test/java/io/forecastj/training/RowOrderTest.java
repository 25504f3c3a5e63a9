package io.forecastj.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RowOrderTest {
    private static int[] next(RowOrder order) {
        return Arrays.copyOf(order.next(), order.used());
    }

    @Test
    void everyEpochHasEachRowOnceInANewOrder() {
        RowOrder order = new RowOrder(20, Integer.MAX_VALUE, 1);
        int[] one = next(order);
        int[] two = next(order);
        assertThat(one).isNotEqualTo(two);
        assertThat(one).containsExactlyInAnyOrder(two).doesNotHaveDuplicates().hasSize(20);
    }

    @Test
    void aSubsetIsDrawnFromAllRows() {
        RowOrder order = new RowOrder(20, 4, 1);
        Set<Integer> drawn = new HashSet<>();
        for (int epoch = 0; epoch < 40; epoch++) {
            int[] rows = next(order);
            assertThat(rows).hasSize(4).doesNotHaveDuplicates();
            Arrays.stream(rows).forEach(drawn::add);
        }
        assertThat(drawn).hasSize(20);
    }

    @Test
    void theOrderFollowsFromTheSeed() {
        assertThat(next(new RowOrder(20, 20, 5))).isEqualTo(next(new RowOrder(20, 20, 5)));
        assertThat(next(new RowOrder(20, 20, 6))).isNotEqualTo(next(new RowOrder(20, 20, 5)));
    }
}
