package io.forecastj.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.forecastj.TimeSeries;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The files that golden.py made with pandas, see there. */
final class GoldenFiles {
    private GoldenFiles() {}

    static TimeSeries read(String name) {
        String file = "shaping/" + name + ".csv";
        try (InputStream stream = Objects.requireNonNull(GoldenFiles.class.getResourceAsStream(file), file)) {
            return Csv.read().from(stream, file).one();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Compares the times and the columns of the expected series. */
    static void assertSame(TimeSeries found, TimeSeries expected) {
        assertThat(found.times()).isEqualTo(expected.times());
        for (String column : expected.columns()) {
            double[] values = found.values(column);
            double[] golden = expected.values(column);
            for (int row = 0; row < golden.length; row++) {
                if (Double.isNaN(golden[row])) {
                    assertThat(values[row]).as(column + " of row " + row).isNaN();
                } else {
                    assertThat(values[row])
                            .as(column + " of row " + row)
                            .isCloseTo(golden[row], within(1e-9 * Math.max(1, Math.abs(golden[row]))));
                }
            }
        }
    }
}
