package io.forecastj.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.Baselines;
import io.forecastj.Forecaster;
import io.forecastj.ModelLoadException;
import io.forecastj.PredictionSession;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import io.forecastj.features.FeatureRegistry;
import io.forecastj.models.conformal.Conformal;
import io.forecastj.models.conformal.ConformalFormat;
import io.forecastj.models.linear.Linear;
import io.forecastj.models.saving.ModelReader;
import io.forecastj.models.saving.ModelWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConformalSavingTest {
    private static Forecaster linear() {
        return Linear.forecaster().column("y").lookback(10).horizon(2).build();
    }

    private static TimeSeries series(long seed, int rows) {
        return Bars.of("y", new Random(seed).doubles(rows).toArray());
    }

    @Test
    void theStateOfEveryDayAfterLoadingIsThatOfTheSavedOne(@TempDir Path folder) {
        TimeSeries series = series(1, 400);
        for (Conformal.Builder settings : List.of(
                Conformal.builder().asymmetric(),
                Conformal.builder().coverageFirst(),
                Conformal.builder().fromQuantiles())) {
            goesOnAfterLoading(settings.coverages(0.8, 0.95), series, folder.resolve(settings.toString()));
        }
    }

    private static void goesOnAfterLoading(Conformal.Builder settings, TimeSeries series, Path folder) {
        try (Predictor saved = settings.build(Baselines.drift("y", 3)).fit(series.head(300))) {
            Predictors.save(saved, folder);
            try (Predictor loaded = Predictors.load(folder);
                    PredictionSession before = saved.openSession(series.head(300));
                    PredictionSession after = loaded.openSession(series.head(300))) {
                for (int row = 300; row < 400; row++) {
                    double[] values = {series.value(row, 0)};
                    before.append(series.timestamp(row), values);
                    after.append(series.timestamp(row), values);
                    assertThat(after.forecast()).isEqualTo(before.forecast());
                }
            }
        }
    }

    /** Replacements in calibration.json, and the text that the message must contain. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "coverages":[0.8]      | "coverages":[1.8]            | coverages must lie between 0 and 1
                    "coverages":[0.8]      | "coverages":"all"            | : 'coverages' should be a list of numbers
                    "adaptation":"aci"     | "adaptation":"magic"         | should be one of [fixed, aci, aggregated], found "magic"
                    "gamma":0.02           | "gamma":2                    | found 2
                    "asymmetric":false     | "asymmetric":0               | : 'asymmetric' should be true or false
                    "window":50            | "window":2000000000          | at most 1000000 scores
                    "window":50            | "window":2.5                 | : 'window' should be an integer
                    "profiles":[[          | "profiles":[["x",            | : 'profiles' should be a list of 2 numbers, found 3
                    "borrowed":50          | "borrowed":1000              | : 'borrowed' should be an integer from 0 to 50
                    "volatilities":[       | "volatilities":[1,           | : 'volatilities' should be a list of 1 numbers
                    "series":[{"id":""     | "series":[{"id":7            | should be a text
                    """)
    void aDamagedCalibrationIsRefusedWithItsPlace(String find, String replace, String message) {
        try (Predictor member = linear().fit(series(1, 300));
                Predictor saved = Conformal.builder()
                        .coverages(0.8)
                        .adaptation(Conformal.aci(0.02))
                        .window(50)
                        .build(linear())
                        .fit(series(1, 300))) {
            Parts parts = new Parts(member);
            new ConformalFormat().write(saved, parts);
            assertThat(parts.text).as("what is to be replaced").contains(find);
            parts.text = parts.text.replace(find, replace);

            assertThatThrownBy(() -> new ConformalFormat().read(saved.info(), parts))
                    .isInstanceOf(ModelLoadException.class)
                    .hasMessageContaining("calibration.json")
                    .hasMessageContaining(message);
        }
    }

    /** Replacements in the calibration of controlled widths, and the text that the message must contain. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "control":"coverage first" | "control":"fast"   | should be one of [none, balanced, coverage first]
                    "adaptation":"aggregated"  | "adaptation":"fixed" | coverageFirst() is a choice of the adaptation
                    """)
    void aDamagedControlIsRefusedWithItsPlace(String find, String replace, String message) {
        try (Predictor member = linear().fit(series(1, 300));
                Predictor saved = coverageFirst().fit(series(1, 300))) {
            Parts parts = new Parts(member);
            new ConformalFormat().write(saved, parts);
            assertThat(parts.text).as("what is to be replaced").contains(find);
            parts.text = parts.text.replace(find, replace);

            assertThatThrownBy(() -> new ConformalFormat().read(saved.info(), parts))
                    .isInstanceOf(ModelLoadException.class)
                    .hasMessageContaining("calibration.json")
                    .hasMessageContaining(message);
        }
    }

    @Test
    void aNegativeFrequencyOfMissesIsRefused() {
        try (Predictor member = linear().fit(series(1, 300));
                Predictor saved = coverageFirst().fit(series(1, 300))) {
            Parts parts = new Parts(member);
            new ConformalFormat().write(saved, parts);
            // a tracker of the second step: the excess, then the frequencies
            String frequencies = parts.text.replaceAll("(\"trackers\":\\[\\[[-.0-9E]+,)0", "$1-0");
            assertThat(frequencies).as("what is to be replaced").isNotEqualTo(parts.text);
            parts.text = frequencies;

            assertThatThrownBy(() -> new ConformalFormat().read(saved.info(), parts))
                    .isInstanceOf(ModelLoadException.class)
                    .hasMessageContaining("'trackers' should be finite numbers, and of a controlled width frequencies");
        }
    }

    private static Forecaster coverageFirst() {
        return Conformal.builder().coverages(0.8).coverageFirst().build(linear());
    }

    @Test
    void aMemberOfOtherStepsIsRefused() {
        try (Predictor other = Linear.forecaster()
                        .column("y")
                        .lookback(10)
                        .horizon(3)
                        .build()
                        .fit(series(1, 300));
                Predictor saved = Conformal.adaptive(linear(), 0.8).fit(series(1, 300))) {
            Parts parts = new Parts(other);
            new ConformalFormat().write(saved, parts);

            assertThatThrownBy(() -> new ConformalFormat().read(saved.info(), parts))
                    .isInstanceOf(ModelLoadException.class)
                    .hasMessageContaining("should have the steps")
                    .hasMessageContaining(List.of(1, 2, 3).toString());
        }
    }

    /** The one text of a saved predictor, in memory. */
    private static final class Parts implements ModelWriter, ModelReader {
        private final Predictor member;
        private String text = "";

        Parts(Predictor member) {
            this.member = member;
        }

        @Override
        public void bytes(String name, byte[] content) {
            throw new UnsupportedOperationException(name);
        }

        @Override
        public byte[] bytes(String name) {
            throw new UnsupportedOperationException(name);
        }

        @Override
        public void text(String name, String content) {
            text = content;
        }

        @Override
        public String text(String name) {
            return text;
        }

        @Override
        public void predictor(String name, Predictor predictor) {}

        @Override
        public Predictor predictor(String name) {
            return member;
        }

        @Override
        public FeatureRegistry features() {
            return FeatureRegistry.standard();
        }
    }
}
