package io.forecastj.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Paths that the property of a native image chooses. */
class NativeImageTest {
    private static final String PROPERTY = "org.graalvm.nativeimage.imagecode";

    @BeforeEach
    void enter() {
        System.setProperty(PROPERTY, "runtime");
    }

    @AfterEach
    void leave() {
        System.clearProperty(PROPERTY);
    }

    @Test
    void noClassIsDefined() {
        KernelBlock block = KernelBlock.of(List.of("in", "a", "native", "image"));
        assertThat(block.getClass().isHidden()).isFalse();
    }

    @Test
    void kernelsAreNotRefusedForWhatReflectionCannotSee() {
        assertThatCode(() -> KernelCheck.check(new Forgetful())).doesNotThrowAnyException();
        leave();
        assertThatThrownBy(() -> KernelCheck.check(new Forgetful())).hasMessageContaining("remembers 'last'");
    }

    @Test
    void aKernelWhoseMethodsCannotBeSeenIsTakenToRememberRows() {
        assertThat(new Forgetful().remembers()).isTrue();
        leave();
        assertThat(new Forgetful().remembers()).isFalse();
    }

    private static final class Forgetful extends Kernel {
        private double last;

        Forgetful() {
            super(0);
        }

        @Override
        public void update(double[] row, double[] out, int at) {
            out[at] = last;
            last = row[0];
        }
    }
}
