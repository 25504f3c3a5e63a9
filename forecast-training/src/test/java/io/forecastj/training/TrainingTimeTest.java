package io.forecastj.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.Forecaster;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The time that a training takes on two processors that do nothing else. */
@Tag("slow")
@NeedsEngine
class TrainingTimeTest {
    @BeforeAll
    static void startTheEngine() {
        Neural.nhits()
                .column("y")
                .horizon(1)
                .training(SmallNeural.quick().build())
                .build()
                .fit(TestSeries.wave(100, 1))
                .close();
    }

    @Test
    void twoLayersOf50UnitsOver60DaysTrainOn5000RowsWithinAMinute() {
        Forecaster system = Neural.lstm()
                .column("y")
                .units(50, 50)
                .dropout(0.2, 0.2)
                .lookback(60)
                .horizon(1)
                .build();
        Instant start = Instant.now();
        system.fit(TestSeries.walk(5_000, 1)).close();
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(60));
    }
}
