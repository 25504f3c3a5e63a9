package io.forecastj.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.Baselines;
import io.forecastj.Forecast;
import io.forecastj.ModelLoadException;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import io.forecastj.store.ModelStore;
import io.forecastj.store.StoredModel;
import io.forecastj.streams.StreamForecast.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelSwitchTest {
    private static final TimeSeries SERIES = MadeRows.series("key", 60);

    @TempDir
    private Path folder;

    private StoredModel model;

    @BeforeEach
    void publish() {
        model = ModelStore.open(folder.resolve("store")).model("prices");
        publish(MadeRows.linear(10));
        publish(MadeRows.linear(14));
        model.promote("production", 1, "the first");
    }

    private void publish(Predictor predictor) {
        try (predictor) {
            model.publish(predictor);
        }
    }

    private StreamDriver driver() {
        return new StreamDriver(() -> StreamForecasting.of(model, "production").keptRows(20));
    }

    private static StreamForecast send(StreamDriver driver, int from, int to) {
        StreamForecast last = null;
        for (int row = from; row < to; row++) {
            last = driver.send("key", MadeRows.row(SERIES, row));
        }
        return last;
    }

    @Test
    void rowsAfterASwitchAreForecastByTheNewVersionOnTheKeptRows() {
        try (StreamDriver driver = driver();
                Predictor second = model.load(model.version(2))) {
            StreamForecast before = send(driver, 0, 30);
            assertThat(before.version()).hasValue(1);
            StreamForecast switched = driver.send(null, ModelSwitch.to(2));
            assertThat(switched.outcome()).isEqualTo(Outcome.SWITCHED);
            assertThat(switched.version()).hasValue(2);
            assertThat(switched.modelHash()).isEqualTo(second.modelHash());
            try (PredictionSession session = second.openSession(SERIES.slice(10, 30))) {
                session.append(SERIES.time(30), SERIES.value(30, 0), SERIES.value(30, 1));
                StreamForecast after = send(driver, 30, 31);
                assertThat(after.forecast()).contains(session.forecast());
                assertThat(after.version()).hasValue(2);
                assertThat(after.modelHash()).isEqualTo(second.modelHash());
                assertThat(after.scores()).hasSize(3).allMatch(score -> score.model()
                        .endsWith(" version 1"));
            }
            assertThat(driver.send(null, ModelSwitch.to(2)).outcome())
                    .as("again")
                    .isEqualTo(Outcome.SWITCHED);
        }
    }

    @Test
    void aRestartBeforeOrAfterTheSwitchChangesNothing() {
        List<Forecast> expected = forecasts(-1);
        assertThat(expected).hasSize(10);
        for (int restart = 0; restart < 5; restart++) {
            assertThat(forecasts(restart)).as("restart at %d", restart).isEqualTo(expected);
        }
    }

    /** Forecasts after a switch, with a restart at one of five places. */
    private List<Forecast> forecasts(int restart) {
        List<Forecast> found = new ArrayList<>();
        try (StreamDriver driver = driver()) {
            send(driver, 0, 29);
            restartAt(0, restart, driver);
            send(driver, 29, 30);
            restartAt(1, restart, driver);
            driver.send(null, ModelSwitch.to(2));
            restartAt(2, restart, driver);
            for (int row = 30; row < 40; row++) {
                found.add(send(driver, row, row + 1).forecast().orElseThrow());
                if (row == 30) {
                    restartAt(3, restart, driver);
                }
            }
            restartAt(4, restart, driver);
        }
        return found;
    }

    private static void restartAt(int place, int wanted, StreamDriver driver) {
        if (place == wanted) {
            driver.restart();
        }
    }

    @Test
    void theAliasDecidesOnlyWhereNoVersionIsKnownYet() {
        try (StreamDriver driver = driver()) {
            send(driver, 0, 30);
            model.promote("production", 2, "better");
            driver.restart();
            assertThat(send(driver, 30, 31).version()).hasValue(1);
        }
        try (StreamDriver driver = driver()) {
            assertThat(send(driver, 0, 30).version()).hasValue(2);
        }
    }

    @Test
    void aYoungSeriesStaysOnItsVersionUntilItHasTheRowsForTheNextOne() {
        try (Predictor first = model.load(model.version(1));
                Predictor second = model.load(model.version(2));
                StreamDriver driver = driver()) {
            int needed = first.info().requiredHistory();
            int more = second.info().requiredHistory();
            assertThat(more).isGreaterThan(needed + 1);
            assertThat(send(driver, 0, needed).version()).hasValue(1);
            driver.send(null, ModelSwitch.to(2));
            for (int row = needed; row <= more; row++) {
                StreamForecast answer = send(driver, row, row + 1);
                assertThat(answer.version()).hasValue(row < more ? 1 : 2);
                if (row < more) {
                    assertThat(answer.forecast())
                            .contains(
                                    MadeRows.plain(first, SERIES.head(row + 1)).get(row + 1 - needed));
                }
                if (row == needed) {
                    driver.restart();
                }
            }
        }
    }

    @Test
    void aVersionThatDoesNotFitIsRefusedAndTheOneBeforeForecastsOn() {
        publish(Baselines.naive("price", 3).fit(SERIES.rename("close", "price")));
        publish(MadeRows.linear(40));
        try (StreamDriver driver = driver()) {
            send(driver, 0, 29);
            assertThat(driver.send("key", ModelSwitch.to(3)))
                    .satisfies(answer -> assertThat(answer.outcome()).isEqualTo(Outcome.REFUSED))
                    .satisfies(answer -> assertThat(answer.reason()).contains("needs the columns [price]"));
            assertThat(driver.send("key", ModelSwitch.to(4)).reason()).contains("Set keptRows(...) to more");
            assertThat(driver.send("key", ModelSwitch.to(9)).reason()).contains("there is no version 9");
            assertThat(send(driver, 29, 30).version()).hasValue(1);
        }
    }

    @Test
    void aGivenPredictorCannotBeSwitched() {
        try (Predictor predictor = MadeRows.linear(10);
                StreamDriver driver = new StreamDriver(() -> StreamForecasting.of(predictor))) {
            assertThat(driver.send("key", ModelSwitch.to(2)))
                    .extracting(StreamForecast::outcome)
                    .isEqualTo(Outcome.REFUSED);
        }
    }

    @Test
    void anotherPredictorContinuesOnTheKeptRowsAndSaysSo() {
        try (Predictor first = MadeRows.linear(10);
                Predictor second = MadeRows.linear(9)) {
            Predictor[] now = {first};
            try (StreamDriver driver =
                    new StreamDriver(() -> StreamForecasting.of(now[0]).keptRows(20))) {
                send(driver, 0, 30);
                now[0] = second;
                driver.restart();
                StreamForecast answer = send(driver, 30, 31);
                assertThat(answer.reason())
                        .contains("the session was opened anew on the last 20 rows", "of another model");
                try (PredictionSession session = second.openSession(SERIES.slice(10, 30))) {
                    session.append(SERIES.time(30), SERIES.value(30, 0), SERIES.value(30, 1));
                    assertThat(answer.forecast()).contains(session.forecast());
                }
            }
        }
    }

    @Test
    void anUnknownAliasIsRefusedAtOnce() {
        assertThatThrownBy(() -> StreamForecasting.of(model, "canary"))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("'canary'")
                .hasMessageContaining("[production]");
    }
}
