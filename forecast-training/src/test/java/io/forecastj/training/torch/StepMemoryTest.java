package io.forecastj.training.torch;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.training.NeedsEngine;
import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;

/** Memory that is taken from step to step. */
@NeedsEngine
class StepMemoryTest {
    private static FloatBuffer filled(StepMemory memory, int floats, float value) {
        FloatBuffer taken = memory.take(floats).asFloatBuffer();
        assertThat(taken.capacity()).isEqualTo(floats);
        for (int i = 0; i < floats; i++) {
            taken.put(i, value);
        }
        return taken;
    }

    @Test
    void whatIsTakenDoesNotOverlap() {
        try (StepMemory memory = new StepMemory(TorchEngine.start().engine())) {
            FloatBuffer kept = memory.keep(5).asFloatBuffer();
            kept.put(0, 7);
            FloatBuffer first = filled(memory, 3, 1);
            FloatBuffer large = filled(memory, 1 << 19, 2);
            FloatBuffer last = filled(memory, 1 << 17, 3);

            assertThat(first.get(2)).isEqualTo(1);
            assertThat(large.get(0)).isEqualTo(2);
            assertThat(large.get((1 << 19) - 1)).isEqualTo(2);
            assertThat(last.get(0)).isEqualTo(3);
            assertThat(kept.get(0)).isEqualTo(7);
        }
    }

    @Test
    void afterAResetTheSameMemoryIsTakenAgain() {
        try (StepMemory memory = new StepMemory(TorchEngine.start().engine())) {
            filled(memory, 100, 1);
            filled(memory, 1 << 19, 2);
            memory.reset();

            assertThat(memory.take(100).asFloatBuffer().get(99)).isEqualTo(1);
            assertThat(memory.take(1 << 19).asFloatBuffer().get(1 << 18)).isEqualTo(2);
        }
    }
}
