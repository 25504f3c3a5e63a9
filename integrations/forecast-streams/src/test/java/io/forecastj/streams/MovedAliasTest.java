package io.forecastj.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.Baselines;
import io.forecastj.ModelLoadException;
import io.forecastj.Predictor;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.data.GapPolicy;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.features.Features;
import io.forecastj.models.linear.Linear;
import io.forecastj.models.regression.Regression;
import io.forecastj.store.ModelStore;
import io.forecastj.store.StoredModel;
import io.forecastj.streams.StreamForecast.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an alias names after the first record changes nothing, also where the settings were left to the model. */
class MovedAliasTest {
    private static final int ROWS = 40;

    @TempDir
    private Path folder;

    private StoredModel model;

    @BeforeEach
    void publish() {
        model = ModelStore.open(folder.resolve("store")).model("prices");
        publish(MadeRows.linear(10));
        publish(MadeRows.linear(14));
        publish(MadeRows.linear(6));
        publish(MadeRows.linear(40));
        publish(Baselines.naive("price", 3).fit(MadeRows.series("key", 30).rename("close", "price")));
        publish(Regression.forecaster()
                .regressor(Linear.regressor(1))
                .target(Target.logReturn("close"))
                .features(FeaturePipeline.of(Features.lag("close", 1), Features.lag("volume", 1)))
                .horizon(3)
                .build()
                .fit(MadeRows.training()));
    }

    private void publish(Predictor predictor) {
        try (predictor) {
            model.publish(predictor);
        }
    }

    /** The answers to two series, of which one begins after a restart with another alias. */
    private List<StreamForecast> answers(int began, int moved, UnaryOperator<StreamForecasting.Builder> settings) {
        model.promote("production", began, "the first");
        List<StreamForecast> answers = new ArrayList<>();
        try (StreamDriver driver = new StreamDriver(
                () -> settings.apply(StreamForecasting.of(model, "production").late(LateRows.INSERT)))) {
            send(driver, "a", 0, ROWS - 10, answers);
            if (moved != began) {
                model.promote("production", moved, "another");
                driver.restart();
            }
            send(driver, "a", ROWS - 10, ROWS, answers);
            send(driver, "b", 0, ROWS, answers);
            // late, within the kept rows of some versions only
            TimeSeries other = MadeRows.series("other", ROWS);
            for (int row = ROWS - 20; row < ROWS; row += 4) {
                answers.add(driver.send("a", MadeRows.row(other, row)));
                answers.add(driver.send("b", MadeRows.row(other, row)));
            }
            for (int version : new int[] {1, 4, 6}) {
                answers.add(driver.check(ModelSwitch.to(version)));
            }
        }
        return answers;
    }

    private static void send(StreamDriver driver, String key, int from, int to, List<StreamForecast> answers) {
        TimeSeries series = MadeRows.series(key, ROWS);
        for (int row = from; row < to; row++) {
            answers.add(driver.send(key, MadeRows.row(series, row)));
        }
    }

    private void requireUnmoved(UnaryOperator<StreamForecasting.Builder> settings, int... versions) {
        for (int began : versions) {
            List<StreamForecast> expected = answers(began, began, settings);
            assertThat(expected).noneMatch(answer -> answer.outcome() == Outcome.FAILED);
            for (int moved = 1; moved <= 6; moved++) {
                assertThat(answers(began, moved, settings))
                        .as("the alias moves from %d to %d", began, moved)
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void aStateForecastsOnWhateverTheAliasNamesIfNothingIsSet() {
        requireUnmoved(settings -> settings, 2, 6);
    }

    @Test
    void aStateForecastsOnWhateverTheAliasNamesIfSettingsSuitOnlyItsVersion() {
        requireUnmoved(settings -> settings.keptRows(14).columns("close").gaps(GapPolicy.carry(2)), 1);
    }

    @Test
    void aVersionThatWasSwitchedToForecastsOnWhateverTheAliasNames() {
        model.promote("production", 2, "the first");
        try (StreamDriver driver = new StreamDriver(() -> StreamForecasting.of(model, "production"))) {
            List<StreamForecast> answers = new ArrayList<>();
            send(driver, "a", 0, 20, answers);
            assertThat(driver.send(null, ModelSwitch.to(1)).outcome()).isEqualTo(Outcome.SWITCHED);
            model.promote("production", 3, "another");
            model.remove(2, "no stream forecasts with it");
            driver.restart();
            send(driver, "a", 20, 30, answers);
            assertThat(answers.get(29).version()).hasValue(1);
            assertThat(answers.get(29).outcome()).isEqualTo(Outcome.FORECAST);
        }
    }

    @Test
    void aTaskWithoutStateDoesNotBeginWithAVersionThatDoesNotSuitTheSettings() {
        model.promote("production", 4, "long");
        StreamRow row = MadeRows.row(MadeRows.series("a", 1), 0);
        try (StreamDriver driver =
                new StreamDriver(() -> StreamForecasting.of(model, "production").keptRows(20))) {
            assertThatThrownBy(() -> driver.send("a", row))
                    .isInstanceOf(ModelLoadException.class)
                    .hasMessageContaining("Set keptRows(...) to more");
            model.promote("production", 3, "short");
            driver.restart();
            assertThat(driver.send("a", row).outcome())
                    .as("nothing was kept of the other")
                    .isEqualTo(Outcome.WARMING_UP);
        }
    }

    @Test
    void recordsThatNeedNoVersionAreAnsweredWithoutOne() {
        model.promote("production", 1, "the first");
        try (StreamDriver driver = new StreamDriver(() -> StreamForecasting.of(model, 9))) {
            assertThat(driver.send(null, MadeRows.row(MadeRows.series("a", 1), 0))
                            .outcome())
                    .isEqualTo(Outcome.INVALID);
            assertThat(driver.send("a", null).outcome()).isEqualTo(Outcome.CLOSED);
            assertThatThrownBy(() -> driver.send("a", MadeRows.row(MadeRows.series("a", 1), 0)))
                    .isInstanceOf(ModelLoadException.class)
                    .hasMessageContaining("there is no version 9");
        }
    }
}
