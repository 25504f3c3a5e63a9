package io.forecastj.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.Column;
import io.forecastj.ColumnRole;
import io.forecastj.Forecast;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.TimeSeries;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * A predictor that an earlier state of this library saved: adaptive intervals over an online ensemble of a linear model
 * and the seasonal naive forecast, fitted to the first 100 rows of {@link #series()}.
 */
class SavedBeforeTest {
    private static TimeSeries series() {
        TimeSeries.Builder series = TimeSeries.builder("y").id("golden");
        for (int i = 0; i < 120; i++) {
            series.add(3_600_000L * i, 100 + i * 37 % 23 + i % 6 / 4.0);
        }
        return series.build();
    }

    private static Path directory() throws URISyntaxException {
        URL saved = SavedBeforeTest.class.getResource("saved-0.1/conformal/predictor.json");
        return Path.of(Objects.requireNonNull(saved).toURI()).getParent();
    }

    @Test
    void itsDescriptionIsReadAsItWasWritten() throws URISyntaxException {
        try (Predictor predictor = Predictors.load(directory())) {
            PredictorInfo info = predictor.info();
            assertThat(info.name()).isEqualTo("online+adaptive");
            assertThat(info.kind()).isEqualTo("conformal");
            assertThat(info.steps()).containsExactly(1, 2, 3);
            assertThat(info.targets()).containsExactly("y");
            assertThat(info.columns()).isEqualTo(List.of(new Column("y", ColumnRole.TARGET)));
            assertThat(info.requiredHistory()).isEqualTo(7);
            assertThat(info.trainedFrom()).isEqualTo(Instant.EPOCH);
            assertThat(info.trainedTo()).isEqualTo(Instant.parse("1970-01-05T03:00:00Z"));
            assertThat(info.parameters())
                    .containsEntry("member", "online")
                    .containsEntry("window", "500")
                    .hasSize(7);
            assertThat(info.libraries()).containsOnlyKeys("forecastj").containsEntry("forecastj", "0.1.0-SNAPSHOT");
        }
    }

    @Test
    void itForecastsAsItDid() throws URISyntaxException {
        try (Predictor predictor = Predictors.load(directory())) {
            Forecast forecast = predictor.predict(series());
            assertThat(forecast.points())
                    .containsExactly(
                            new double[] {101.45233741330351, 115.58531278264056, 106.55188327619874}, within(1e-9));
            assertThat(forecast.quantile(3, 0.1)).isCloseTo(105.29143791312369, within(1e-9));
            assertThat(forecast.quantile(3, 0.9)).isCloseTo(107.81232863927379, within(1e-9));
        }
    }
}
