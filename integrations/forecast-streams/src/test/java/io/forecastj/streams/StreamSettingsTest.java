package io.forecastj.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.Baselines;
import io.forecastj.ModelLoadException;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import io.forecastj.data.GapPolicy;
import io.forecastj.signal.SignalRule;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamSettingsTest {
    private final Predictor predictor = Baselines.naive("close", 2).fit(MadeRows.series("key", 30));

    private StreamForecasting.Builder builder() {
        return StreamForecasting.of(predictor);
    }

    @Test
    void theFirstVersionOfAGivenPredictorIsNone() {
        assertThat(builder().build().firstVersion()).isEmpty();
    }

    @Test
    void wrongSettingsAreRefusedWithTheirValues() {
        assertThatThrownBy(() -> builder().maxGap(0).build()).hasMessage("maxGap must be at least 1, found 0");
        assertThatThrownBy(() -> builder().liveSessions(0).build())
                .hasMessage("liveSessions must be at least 1, found 0");
        assertThatThrownBy(() -> builder().keptRows(0).build()).hasMessage("keptRows must be at least 1, found 0");
        assertThatThrownBy(() -> builder().scoredSteps(1, 0).build())
                .hasMessage("steps to score must be at least 1, found [1, 0]");
        assertThatThrownBy(() -> builder().columns("close", "close").build())
                .hasMessageContaining("a column is named twice");
        assertThatThrownBy(() -> builder()
                        .signals("price", SignalRule.builder().costPerTrade(0).build())
                        .build())
                .hasMessage("signals trade the column 'price', but rows have [close]");
        assertThatThrownBy(() -> builder().columns("price").build())
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("needs the columns [close]");
        assertThatThrownBy(() -> ModelSwitch.to(0)).hasMessage("a version must be at least 1, found 0");
        assertThatThrownBy(() -> StreamRow.of(Instant.EPOCH, List.of("a", "a"), 1, 2))
                .hasMessage("a column is named twice in [a, a]");
        assertThatThrownBy(() -> StreamRow.of(Instant.EPOCH, List.of("a"), 1, 2))
                .hasMessage("expected a value for each of the columns [a], found 2 values");
    }

    @Test
    void aPolicyForGapsNeedsASampling() {
        TimeSeries plain = TimeSeries.builder("close")
                .add(Instant.EPOCH, 1)
                .add(Instant.EPOCH.plusSeconds(1), 1)
                .build();
        Predictor irregular = Baselines.naive("close", 2).fit(plain);
        if (irregular.info().sampling() == null) {
            assertThatThrownBy(() -> StreamForecasting.of(irregular)
                            .gaps(GapPolicy.carry(1))
                            .build())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("set sampling(...)");
        }
    }
}
