package io.forecastj.examples;

import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.data.Csv;
import io.forecastj.models.conformal.Conformal;
import io.forecastj.models.linear.Linear;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes the picture of the README: two series, their forecasts with intervals of 80 % and 95 %, and the values
 * observed later.
 *
 * <p>The model is a linear one with adaptive intervals, fitted only to the rows before the forecast. The monthly CO2 at
 * Mauna Loa has a season and a trend to learn. For the S&amp;P 500 in April 2020, a model knows little more than the
 * width of the intervals.
 */
public final class ForecastPicture {
    private static final int WIDTH = 840;
    private static final int HEIGHT = 280;

    private ForecastPicture() {}

    /**
     * Runs the example.
     *
     * @param args the file to write, or nothing for {@code docs/images/forecast.svg}
     * @throws IOException if the bundled data cannot be read or the file cannot be written
     */
    public static void main(String[] args) throws IOException {
        Path file = Path.of(args.length > 0 ? args[0] : "docs/images/forecast.svg");
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, svg());
        System.out.println("written: " + file);
    }

    /** Returns the picture as text, the same at every call. */
    static String svg() throws IOException {
        List<Chart> charts = List.of(
                chart("CO2 at Mauna Loa, ppm: 24 months ahead", co2(), 48, 24, 36),
                chart(
                        "S&amp;P 500 in April 2020: 10 days ahead",
                        Sp500Daily.bundled().select("close"),
                        48,
                        10,
                        60));
        StringBuilder svg = new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + WIDTH + " "
                + HEIGHT + "\" width=\"" + WIDTH + "\" height=\"" + HEIGHT
                + "\" font-family=\"sans-serif\" font-size=\"12\" role=\"img\""
                + " aria-label=\"Two forecasts with intervals\">\n");
        for (int i = 0; i < charts.size(); i++) {
            svg.append(charts.get(i).svg(i * WIDTH / 2, WIDTH / 2, HEIGHT));
        }
        return svg.append("</svg>\n").toString();
    }

    /** Holds back the last rows, forecasts them, and draws both after the rows before. */
    private static Chart chart(String title, TimeSeries series, int shown, int horizon, int lookback) {
        String column = series.columns().get(0);
        Forecaster linear = Linear.forecaster()
                .column(column)
                .lookback(lookback)
                .horizon(horizon)
                .build();
        TimeSeries known = series.head(series.length() - horizon);
        double[] truth = series.tail(horizon).values(column);
        try (Predictor predictor = Conformal.adaptive(linear, 0.80, 0.95).fit(known)) {
            return new Chart(title, known.tail(shown).values(column), truth, predictor.predict(known));
        }
    }

    private static TimeSeries co2() throws IOException {
        try (InputStream in = ForecastPicture.class.getResourceAsStream("co2-concentration.csv")) {
            return Csv.read()
                    .columns("CO2")
                    .sampling(Sampling.monthly())
                    .from(in, "co2-concentration.csv")
                    .one();
        }
    }
}
