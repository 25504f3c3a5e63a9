package io.forecastj.models.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.models.regression.RegressionModelFormat;
import io.forecastj.models.saving.PredictorFormat;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class FormatRegistryTest {
    @Test
    void twoFormatsOfOneKindAreRefused() {
        assertThatThrownBy(() -> FormatRegistry.of(PredictorFormat.class, format -> "one", "predictor")
                        .toWrite("one"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("two formats of the kind 'one'");
    }

    @Test
    void theNamesOfOwnFormatsAreThoseOfTheServiceFiles() {
        for (PredictorFormat format : ServiceLoader.load(PredictorFormat.class)) {
            requireOwn(PredictorFormat.class, format.kind(), format.getClass());
        }
        for (RegressionModelFormat format : ServiceLoader.load(RegressionModelFormat.class)) {
            requireOwn(RegressionModelFormat.class, format.kind(), format.getClass());
        }
        assertThat(OwnFormats.find(PredictorFormat.class, "regression")).isNotNull();
        assertThat(OwnFormats.find(RegressionModelFormat.class, "lightgbm")).isNotNull();
    }

    /** Those without a name are found by the service loader. */
    private static void requireOwn(Class<?> service, String kind, Class<?> format) {
        Object own = OwnFormats.find(service, kind);
        if (own != null) {
            assertThat(own).isInstanceOf(format);
        }
    }

    @Test
    void aKindOfAnotherServiceIsNone() {
        assertThat(OwnFormats.find(PredictorFormat.class, "lightgbm")).isNull();
        assertThat(OwnFormats.find(RegressionModelFormat.class, "regression")).isNull();
        assertThat(OwnFormats.find(PredictorFormat.class, "unheard-of")).isNull();
    }
}
