package io.forecastj.examples;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

/** Settings that the guide to training shows are accepted. */
class TrainingSamplesTest {
    @Test
    void theSystemsOfTheGuideCanBeBuilt() {
        assertThatCode(TrainingSamples::systems).doesNotThrowAnyException();
        assertThatCode(TrainingSamples::settings).doesNotThrowAnyException();
    }
}
