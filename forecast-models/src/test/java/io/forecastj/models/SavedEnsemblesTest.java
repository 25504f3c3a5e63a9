package io.forecastj.models;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.Baselines;
import io.forecastj.Forecaster;
import io.forecastj.ModelLoadException;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.features.Features;
import io.forecastj.models.ensemble.Ensembles;
import io.forecastj.models.ensemble.Stacking;
import io.forecastj.models.saving.SavedFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A saved ensemble that was changed, with its hashes, is refused where it is wrong. */
class SavedEnsemblesTest {
    private static final Forecaster[] MEMBERS = {Baselines.naive("y", 2), Baselines.drift("y", 2)};

    @TempDir
    private Path model;

    private static TimeSeries series() {
        Random random = new Random(1);
        double[] y = new double[80];
        for (int i = 1; i < y.length; i++) {
            y[i] = y[i - 1] + random.nextGaussian();
        }
        return TimeSeries.of("y", Instant.EPOCH, Sampling.daily(), y);
    }

    private void refuses(Forecaster ensemble, String file, String[][] changes) throws IOException {
        try (Predictor predictor = ensemble.fit(series())) {
            for (String[] change : changes) {
                Predictors.save(predictor, model);
                SavedFiles.forge(model, file, change[0], change[1]);
                assertThatThrownBy(() -> Predictors.load(model))
                        .as(change[0] + " -> " + change[1])
                        .isInstanceOf(ModelLoadException.class)
                        .hasMessageContaining(change[2]);
            }
        }
    }

    @Test
    void ofOnlineWeightsNothingIsGuessed() throws IOException {
        refuses(Ensembles.online(MEMBERS).naiveMembers(false), "online.json", new String[][] {
            {"\"series\"", "\"serie\"", "'series' should be a JSON object, found none"},
            {"\"series\":\\{.*\\}\\}", "\"series\":[]}", "'series' should be a JSON object"},
            {"\"pooled\":\\[[^,]*,", "\"pooled\":[", "online.json: 'pooled' should be a list of"},
            {"\"members\":2", "\"members\":\"2\"", "'members' should be an integer from 2 to 1000"},
            {"\"members\":2", "\"members\":3", "lacks the predictor 'member-3'"},
            {"\"regimes\":1", "\"regimes\":1.5", "'regimes' should be an integer from 1 to 2"},
            {"\"boa\"", "\"median\"", "found 'median'"}
        });
    }

    @Test
    void ofStackedWeightsNothingIsGuessed() throws IOException {
        refuses(
                Ensembles.stack(MEMBERS).naiveMembers(false).stacking(Stacking.SCALED_ERROR),
                "stack.json",
                new String[][] {
                    {"\"factors\"", "\"factor\"", "'factors' should be a JSON object, found none"},
                    {"\"median\":true", "\"median\":1", "'median' should be true or false"},
                    {"\"median\":true", "\"median\":false", "should be a list of 2 numbers, found 3"},
                    {"\"boosted\":false", "\"boosting\":false", "'boosted' should be true or false"},
                    {"\"boosted\":false", "\"boosted\":true", "lacks the file 'errors-1.txt'"},
                    {"\"weights\":\\[\\[[^,]*,", "\"weights\":[[1e999,", "'weights' should be a finite number"}
                });
    }

    @Test
    void columnsThatAPartNeedsAreThereOrRefused() throws IOException {
        Forecaster regimes = Ensembles.online(MEMBERS).regime(Features.difference("y", 1));
        refuses(regimes, "regime.json", new String[][] {{"difference\\(y,", "difference(z,", "needs the column 'z'"}});
    }
}
