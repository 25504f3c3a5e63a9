package io.forecastj;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowBlocksTest {
    /** The blocks of one, three and many columns are full after 32,768, 16,384 and 4 rows. */
    @ParameterizedTest
    @CsvSource({"1, 100000", "3, 50000", "20000, 9", "2, 4", "2, 5", "7, 0"})
    void rowsAreThoseThatWereAddedInBlocksOfAnySize(int columns, int rows) {
        RowBlocks blocks = new RowBlocks(columns);
        double[] row = new double[columns];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                row[c] = r * 31.0 + c;
            }
            blocks.add(2L * r, row);
        }
        assertThat(blocks.rows()).isEqualTo(rows);
        long[] times = new long[rows];
        Arrays.setAll(times, r -> 2L * r);
        double[][] values = new double[columns][rows];
        for (int c = 0; c < columns; c++) {
            int column = c;
            Arrays.setAll(values[c], r -> r * 31.0 + column);
        }
        assertThat(Arrays.equals(blocks.times(), times)).isTrue();
        assertThat(Arrays.deepEquals(blocks.columns(), values)).isTrue();
        blocks.add(2L * rows, row);
        assertThat(blocks.lastTime()).isEqualTo(2L * rows);
        assertThat(blocks.columns()[columns - 1][rows]).isEqualTo(row[columns - 1]);
    }
}
