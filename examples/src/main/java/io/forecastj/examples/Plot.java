package io.forecastj.examples;

import java.util.Arrays;
import java.util.Locale;

/** A small plot of the last values and the forecast, for a terminal. */
final class Plot {
    private static final int HEIGHT = 11;

    private Plot() {}

    /**
     * Draws history as dots and the forecast as stars.
     *
     * @param history the last values
     * @param forecast the values after them
     * @return the lines of the plot
     */
    static String of(double[] history, double[] forecast) {
        double low = Math.min(
                Arrays.stream(history).min().orElseThrow(),
                Arrays.stream(forecast).min().orElseThrow());
        double high = Math.max(
                Arrays.stream(history).max().orElseThrow(),
                Arrays.stream(forecast).max().orElseThrow());
        int width = history.length + forecast.length;
        char[][] cells = new char[HEIGHT][width];
        for (char[] line : cells) {
            Arrays.fill(line, ' ');
        }
        for (int i = 0; i < width; i++) {
            boolean past = i < history.length;
            double value = past ? history[i] : forecast[i - history.length];
            int line = high == low ? HEIGHT / 2 : (int) Math.round((high - value) / (high - low) * (HEIGHT - 1));
            cells[line][i] = past ? '.' : '*';
        }
        // so many decimals that the labels of two lines differ
        int decimals = high - low > 1 ? 2 : high == low ? 5 : (int) Math.ceil(-Math.log10(high - low)) + 2;
        StringBuilder text = new StringBuilder();
        for (int line = 0; line < HEIGHT; line++) {
            double label = high - (high - low) * line / (HEIGHT - 1);
            text.append(String.format(Locale.ROOT, "%10." + decimals + "f |%s%n", label, String.valueOf(cells[line])));
        }
        return text.toString();
    }
}
