package io.forecastj.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TrainingSettingsTest {
    static Stream<Arguments> bad() {
        return Stream.of(
                bad(b -> b.epochs(0), "epochs must be from 1 to 1,000,000, found 0"),
                bad(b -> b.batchSize(65_537), "batchSize must be from 1 to 65,536, found 65537"),
                bad(b -> b.weightDecay(-1), "weightDecay must be at least 0 and finite, found -1.0"),
                bad(b -> b.clipNorm(Double.NaN), "clipNorm must be above 0, found NaN"),
                bad(b -> b.validation(1), "validation must be at least 0 and below 1, found 1.0"),
                bad(b -> b.patience(0), "patience must be at least 1, found 0"),
                bad(b -> b.rowsPerEpoch(0), "rowsPerEpoch must be at least 1, found 0"),
                bad(b -> b.threads(0), "threads must be from 1 to 1,024, found 0"),
                bad(b -> b.device("tpu"), "device must be \"cpu\", \"gpu\" or such as \"gpu:1\", found tpu"));
    }

    private static Arguments bad(UnaryOperator<TrainingSettings.Builder> setting, String message) {
        return arguments(setting, message);
    }

    @ParameterizedTest
    @MethodSource("bad")
    void aValueOutOfRangeIsNamed(UnaryOperator<TrainingSettings.Builder> setting, String message) {
        TrainingSettings.Builder builder = setting.apply(TrainingSettings.builder());
        assertThatIllegalArgumentException().isThrownBy(builder::build).withMessage(message);
    }

    @Test
    void settingsAreComparedByValue() {
        TrainingSettings one = TrainingSettings.builder().seed(3).build();
        assertThat(one)
                .isEqualTo(TrainingSettings.builder().seed(3).build())
                .hasSameHashCodeAs(TrainingSettings.builder().seed(3).build())
                .isNotEqualTo(TrainingSettings.defaults());
    }

    @Test
    void aLimitThatIsNotSetIsNotReported() {
        TrainingSettings settings = TrainingSettings.builder()
                .clipNorm(Double.POSITIVE_INFINITY)
                .validation(0)
                .build();
        assertThat(settings.asMap()).doesNotContainKeys("clipNorm", "rowsPerEpoch", "patience");
        assertThat(settings.rowsPerEpoch()).isEmpty();
        assertThat(TrainingSettings.defaults().asMap()).containsKeys("clipNorm", "patience");
    }
}
