package io.forecastj.models.internal;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.models.saving.PredictorFormat;
import org.junit.jupiter.api.Test;

class FormatRegistryTest {
    @Test
    void twoFormatsOfOneKindAreRefused() {
        assertThatThrownBy(() -> FormatRegistry.of(PredictorFormat.class, format -> "one", "predictor")
                        .toWrite("one"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("two formats of the kind 'one'");
    }
}
