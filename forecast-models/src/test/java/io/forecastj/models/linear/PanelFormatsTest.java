package io.forecastj.models.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.Baselines;
import io.forecastj.ModelLoadException;
import io.forecastj.Predictor;
import io.forecastj.features.FeatureRegistry;
import io.forecastj.models.saving.ModelReader;
import io.forecastj.models.saving.ModelWriter;
import io.forecastj.models.saving.PredictorFormat;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Files of pooled linear forecasters and autoregressions that were changed on purpose, with hashes to match. */
class PanelFormatsTest {
    /** The one file of a predictor. */
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

    private static final Predictor POOLED =
            PooledLinear.forecaster().column("y").lookback(5).horizon(3).build().fit(Panels.panel(2, 50));
    private static final Predictor AUTOREGRESSION = Autoregression.forecaster()
            .column("y")
            .horizon(3)
            .seasons(7)
            .build()
            .fit(Panels.panel(2, 50));

    private static File written(PredictorFormat format, Predictor predictor) {
        File file = new File();
        format.write(predictor, file);
        return file;
    }

    @Test
    void readsWhatWasWritten() {
        assertThat(new PooledFormat()
                        .read(POOLED.info(), written(new PooledFormat(), POOLED))
                        .modelHash())
                .isEqualTo(POOLED.modelHash());
        assertThat(new AutoregressionFormat()
                        .read(AUTOREGRESSION.info(), written(new AutoregressionFormat(), AUTOREGRESSION))
                        .modelHash())
                .isEqualTo(AUTOREGRESSION.modelHash());
    }

    @Test
    void everyTruncatedFileOfWeightsIsRefused() {
        File file = written(new PooledFormat(), POOLED);
        byte[] whole = file.content;
        for (int length = 0; length < whole.length; length++) {
            file.content = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> new PooledFormat().read(POOLED.info(), file))
                    .as("the first %d bytes", length)
                    .isInstanceOf(ModelLoadException.class)
                    .hasMessageContaining("weights.bin");
        }
        file.content = Arrays.copyOf(whole, whole.length + 1);
        assertThatThrownBy(() -> new PooledFormat().read(POOLED.info(), file)).isInstanceOf(ModelLoadException.class);
    }

    @Test
    void weightsOfAnotherHorizonOrWithoutANumberAreRefused() {
        File file = written(new PooledFormat(), POOLED);
        Predictor longer = PooledLinear.forecaster()
                .column("y")
                .lookback(5)
                .horizon(4)
                .build()
                .fit(Panels.panel(2, 50));
        assertThatThrownBy(() -> new PooledFormat().read(longer.info(), file))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("should have 4 weights")
                .hasMessageContaining("found 3");
        // the last eight bytes are the last weight
        Arrays.fill(file.content, file.content.length - 8, file.content.length, (byte) 0x7f);
        file.content[file.content.length - 7] = (byte) 0xff;
        assertThatThrownBy(() -> new PooledFormat().read(POOLED.info(), file))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining("finite weights, found NaN");
    }

    @Test
    void editedCoefficientsAreRefused() {
        assertRefused("\"lags\":[1,", "\"lags\":[3,", "increasing integers");
        assertRefused("\"lags\":[1,", "\"lags\":[0,", "from 1 to 1000000");
        assertRefused("\"centreRows\":12", "\"centreRows\":0", "'centreRows' should be an integer from 1");
        assertRefused("\"pooled\":[", "\"pooled\":[1,", "'pooled' should be a list of 7 numbers, found 8");
        assertRefused("\"low\":", "\"lowest\":", "'low' should be a finite number, found none");
    }

    private static void assertRefused(String part, String replacement, String reason) {
        File file = written(new AutoregressionFormat(), AUTOREGRESSION);
        String text = file.text("");
        assertThat(text).contains(part);
        file.text("", text.replace(part, replacement));
        assertThatThrownBy(() -> new AutoregressionFormat().read(AUTOREGRESSION.info(), file))
                .isInstanceOf(ModelLoadException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void predictorsOfOtherKindsAreNotWritten() {
        Predictor other = Baselines.naive("y", 3).fit(Panels.panel(1, 50));
        assertThatIllegalArgumentException().isThrownBy(() -> new PooledFormat().write(other, new File()));
        assertThatIllegalArgumentException().isThrownBy(() -> new AutoregressionFormat().write(other, new File()));
    }
}
