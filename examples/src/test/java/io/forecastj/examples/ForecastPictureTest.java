package io.forecastj.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ForecastPictureTest {
    @Test
    void theReadmeShowsWhatTheProgramDraws() throws IOException {
        assertThat(Files.readString(Path.of("..", "docs", "images", "forecast.svg")))
                .as("docs/images/forecast.svg; ForecastPicture writes it anew")
                .isEqualTo(ForecastPicture.svg());
    }
}
