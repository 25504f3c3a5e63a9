package io.forecastj.models.statistical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.ModelLoadException;
import io.forecastj.Predictor;
import io.forecastj.features.FeatureRegistry;
import io.forecastj.models.saving.ModelReader;
import io.forecastj.models.saving.ModelWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StatisticalFormatTest {
    private static final class File implements ModelWriter, ModelReader {
        private byte[] content = new byte[0];

        @Override
        public void bytes(String name, byte[] bytes) {
            content = bytes;
        }

        @Override
        public void text(String name, String text) {
            content = text.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public void predictor(String name, Predictor predictor) {
            throw new UnsupportedOperationException();
        }

        @Override
        public byte[] bytes(String name) {
            return content;
        }

        @Override
        public String text(String name) {
            return new String(content, StandardCharsets.UTF_8);
        }

        @Override
        public Predictor predictor(String name) {
            throw new UnsupportedOperationException();
        }

        @Override
        public FeatureRegistry features() {
            throw new UnsupportedOperationException();
        }
    }

    private static final Predictor PREDICTOR = Arima.forecaster()
            .column("y")
            .horizon(2)
            .order(1, 0, 0)
            .regressors("price")
            .build()
            .fit(StatisticalContractTest.monthly(1).with("price", row -> Math.cos(row.timestamp())));

    @Test
    void editedModelsAndStatesAreRefused() {
        assertRefused("\"state\":[", "\"state\":[1,", "'state' should be a list of 5 numbers, found 6");
        assertRefused("\"state\":[120.0", "\"state\":[-1", "'state' should be one of ARIMA(1,0,0)");
        assertRefused("\"state\":[120.0", "\"state\":[null", "number 0 should be a finite number, found NaN");
        assertRefused("\"season\":12", "\"season\":0", "'season' should be an integer from 1");
        assertRefused("\"regression\":[", "\"regression\":[1,", "'errors' should be a list of 4 numbers, found 3");
        assertRefused(
                new String[] {"\"regression\":[", "\"errors\":["},
                new String[] {"\"regression\":[1,", "\"errors\":[null,"},
                "'model' should be one with 1 regressors, found 2");
    }

    private static void assertRefused(String part, String replacement, String reason) {
        assertRefused(new String[] {part}, new String[] {replacement}, reason);
    }

    private static void assertRefused(String[] parts, String[] replacements, String reason) {
        File file = new File();
        new StatisticalFormat().write(PREDICTOR, file);
        String text = file.text("");
        for (int i = 0; i < parts.length; i++) {
            assertThat(text).contains(parts[i]);
            text = text.replace(parts[i], replacements[i]);
        }
        file.text("", text);
        assertThatThrownBy(() -> new StatisticalFormat().read(PREDICTOR.info(), file))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining(reason);
    }
}
