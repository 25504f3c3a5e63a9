package io.forecastj.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.backtest.BacktestProgress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final int ORIGINS = 80;
    private static final String[] MODELS = {"lightgbm", "linear", "ensemble", "naive"};

    private static String shown(boolean rewrites) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Progress progress = new Progress(new PrintStream(bytes, true, StandardCharsets.UTF_8), rewrites);
        for (int done = 1; done <= MODELS.length * ORIGINS; done++) {
            String model = MODELS[(done - 1) / ORIGINS];
            progress.onProgress(new BacktestProgress(model, done, MODELS.length * ORIGINS));
        }
        progress.done();
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void anOutputThatCannotRewriteALineGetsOneWholeLineForEachModel() {
        String output = shown(false);
        assertThat(output)
                .doesNotContain("\r")
                .isEqualTo(String.join(System.lineSeparator(), output.lines().toList()) + System.lineSeparator());
        assertThat(output.lines()).hasSize(MODELS.length);
        assertThat(output.lines().toList().get(2)).isEqualTo(" 50 % of the walk-forward, now ensemble");
        assertThat(output.length()).isLessThan(200);
    }

    @Test
    void aTerminalHasOneLineThatIsRewrittenAndClearedAtTheEnd() {
        String output = shown(true);
        assertThat(output).doesNotContain("\n").contains("\r100 % of the walk-forward, now naive");
        assertThat(output).endsWith("\r" + " ".repeat(70) + "\r");
        // the percentage changes a hundred times, and the model is named anew three times
        assertThat(output.split("\r")).hasSizeLessThan(110);
    }
}
