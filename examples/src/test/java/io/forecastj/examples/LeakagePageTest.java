package io.forecastj.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.TimeSeries;
import io.forecastj.backtest.leakage.LeakageAudit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The finding that docs/leakage.md shows is what the audit reports. */
class LeakagePageTest {
    @Test
    void theFindingOfThePageIsThatOfTheAudit() throws IOException {
        String finding = LeakageAudit.on(Sp500Daily.bundled())
                .feature("trend", 0, LeakagePageTest::centredMean)
                .run()
                .findings()
                .get(0)
                .toString();
        String page = Files.readString(Path.of("..", "docs", "leakage.md"));
        assertThat(page.replaceAll("\\s+", " ")).contains(finding.replaceAll("\\s+", " "));
    }

    private static double[] centredMean(TimeSeries series) {
        double[] close = series.values("close");
        double[] means = new double[close.length];
        Arrays.setAll(means, r -> Arrays.stream(close, Math.max(0, r - 2), Math.min(close.length, r + 3))
                .average()
                .orElseThrow());
        return means;
    }
}
