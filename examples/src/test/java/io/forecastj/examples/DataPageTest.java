package io.forecastj.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.TimeSeries;
import io.forecastj.data.Checks;
import io.forecastj.data.Csv;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks that docs/data.md shows what its samples print. */
class DataPageTest {
    private static final String CO2 = "co2-concentration.csv";

    @TempDir
    private Path folder;

    private final String page = Files.readString(Path.of("..", "docs", "data.md"));

    DataPageTest() throws IOException {}

    private void assertShown(String output) {
        String plain = output.replace(folder + folder.getFileSystem().getSeparator(), "");
        assertThat(withoutBlanks(page)).contains(withoutBlanks(plain));
    }

    private static String withoutBlanks(String text) {
        return text.replaceAll("\\s+", "");
    }

    private Path co2() throws IOException {
        Path file = folder.resolve(CO2);
        try (InputStream in = DataPageTest.class.getResourceAsStream(CO2)) {
            Files.copy(in, file);
        }
        return file;
    }

    @Test
    void theInspectionIsShownAsItIsPrinted() throws IOException {
        assertShown(Csv.inspect(co2()).toString());
    }

    @Test
    void theReportsAreShownAsTheyArePrinted() throws IOException {
        assertShown(Checks.report(Csv.read().from(co2()).one()).toString());
        TimeSeries bars = Sp500Daily.bundled();
        double[] close = bars.values("close");
        close[3000] /= 10;
        assertShown(Checks.report(bars.with("close", close))
                .toString()
                .lines()
                .skip(1)
                .reduce("", String::concat));
    }

    @Test
    void theRefusalOfAFileAndWhatIsDetectedAreShownAsTheyArePrinted() throws IOException {
        Matcher file =
                Pattern.compile("```text\n(# day-ahead.*?)```", Pattern.DOTALL).matcher(page);
        assertThat(file.find()).isTrue();
        Path prices = Files.writeString(folder.resolve("prices.csv"), file.group(1));
        assertThatThrownBy(() -> Csv.read().from(prices))
                .satisfies(refusal -> assertShown(String.valueOf(refusal.getMessage())));
        assertShown(String.join("\n", Csv.read().detect().from(prices).detected()));
    }
}
