package io.forecastj.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.Baselines;
import io.forecastj.FitListener;
import io.forecastj.Forecaster;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.InvalidSeriesException;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.PredictorClosedException;
import io.forecastj.TimeSeries;
import java.util.List;
import org.junit.jupiter.api.Test;

class GivenForecasterTest {
    private final TimeSeries bars = Bars.random(5, 200);
    private final Predictor given = Baselines.drift("close", 3).fit(bars.head(150));
    private final Forecaster forecaster = Predictors.asForecaster(given);

    @Test
    void itIsNamedAsThePredictor() {
        assertThat(forecaster.name()).isEqualTo("drift");
        assertThat(forecaster.horizon()).isEqualTo(3);
        assertThat(forecaster.targets()).containsExactly("close");
    }

    @Test
    void everyFitForecastsAsThePredictorDoes() {
        try (Predictor fitted = forecaster.fit(bars)) {
            assertThat(fitted.predict(bars)).isEqualTo(given.predict(bars));
            assertThat(fitted.predictAll(List.of(bars, bars.head(160))))
                    .isEqualTo(given.predictAll(List.of(bars, bars.head(160))));
            assertThat(fitted.info()).isSameAs(given.info());
        }
    }

    @Test
    void closingWhatAFitGaveLeavesThePredictorOpen() {
        Predictor fitted = forecaster.fit(bars);
        Predictor other = forecaster.fit(bars);
        PredictionSession session = fitted.openSession(bars);
        fitted.close();
        assertThatThrownBy(() -> fitted.predict(bars)).isInstanceOf(PredictorClosedException.class);
        assertThatThrownBy(session::forecast).isInstanceOf(PredictorClosedException.class);
        assertThat(other.predict(bars)).isEqualTo(given.predict(bars));
    }

    @Test
    void closingThePredictorEndsWhatEveryFitGave() {
        Predictor fitted = forecaster.fit(bars);
        given.close();
        assertThatThrownBy(() -> fitted.predict(bars)).isInstanceOf(PredictorClosedException.class);
    }

    @Test
    void rowsThatEndBeforeItsTrainingAreRefused() {
        assertThat(given.info().trainedTo()).isEqualTo(bars.time(149));
        forecaster.fit(bars.head(150)).close();
        assertThatThrownBy(() -> forecaster.fit(bars.head(149)))
                .isInstanceOf(InsufficientHistoryException.class)
                .hasMessageContaining("'drift' was trained up to " + bars.time(149))
                .hasMessageContaining("" + bars.time(148));
        Forecaster.Trainer trainer = forecaster.prepare(List.of(bars));
        assertThatThrownBy(() -> trainer.fit(bars.time(0), bars.time(148), FitListener.NONE))
                .isInstanceOf(InsufficientHistoryException.class);
    }

    @Test
    void seriesThatItCannotForecastAreRefused() {
        assertThatThrownBy(() -> forecaster.fit(bars.select("open")))
                .isInstanceOf(InvalidSeriesException.class)
                .hasMessageContaining("close");
        assertThatThrownBy(() -> forecaster.fit(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
