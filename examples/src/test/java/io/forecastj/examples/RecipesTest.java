package io.forecastj.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.FitListener;
import io.forecastj.Forecast;
import io.forecastj.ForecastStatus;
import io.forecastj.Forecaster;
import io.forecastj.Interval;
import io.forecastj.Ohlcv;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.models.lightgbm.LightGbm;
import io.forecastj.models.lightgbm.LightGbmModel;
import io.forecastj.models.linear.Linear;
import io.forecastj.models.onnx.Onnx;
import io.forecastj.models.onnx.OnnxOptions;
import io.forecastj.models.regression.Examples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import javax.sql.rowset.CachedRowSet;
import javax.sql.rowset.RowSetMetaDataImpl;
import javax.sql.rowset.RowSetProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the Java samples of docs/recipes.md on small data. */
class RecipesTest {
    private static final long SEED = 1;
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void aCsvOfOnesOwnIsReadInItsTimeZone() throws IOException {
        Path file = Files.writeString(folder.resolve("sales.csv"), "day;Units sold\n01.07.2026;31\n02.07.2026;n/a\n");
        TimeSeries sales = RecipeSamples.csv(file);
        assertThat(sales.time(0)).isEqualTo("2026-06-30T22:00:00Z");
        assertThat(sales.values("units")).containsExactly(31, Double.NaN);
    }

    @Test
    void rowsOfADatabaseBecomeASeriesAndNullAMissingValue() throws SQLException {
        CachedRowSet rows = RowSetProvider.newFactory().createCachedRowSet();
        RowSetMetaDataImpl columns = new RowSetMetaDataImpl();
        columns.setColumnCount(3);
        List<String> names = List.of("day", "units", "price");
        for (int c = 1; c <= 3; c++) {
            columns.setColumnName(c, names.get(c - 1));
            columns.setColumnType(c, c == 1 ? Types.TIMESTAMP : Types.DOUBLE);
        }
        rows.setMetaData(columns);
        for (int day = 1; day >= 0; day--) { // a row is inserted before the others
            rows.moveToInsertRow();
            rows.updateTimestamp("day", Timestamp.from(START.plusSeconds(86_400L * day)));
            rows.updateDouble("units", 31 - day);
            if (day == 0) {
                rows.updateDouble("price", 9.99);
            } else {
                rows.updateNull("price");
            }
            rows.insertRow();
            rows.moveToCurrentRow();
        }
        rows.beforeFirst();

        TimeSeries sales = RecipeSamples.sales("shop-1", rows);
        assertThat(sales.id()).isEqualTo("shop-1");
        assertThat(sales.time(1)).isEqualTo(START.plusSeconds(86_400));
        assertThat(sales.values("units")).containsExactly(31, 30);
        assertThat(sales.values("price")).containsExactly(9.99, Double.NaN);
    }

    @Test
    void plainNumbersAreForecast() {
        double[] nextWeek = RecipeSamples.plainNumbers(weekly(200, 0));
        assertThat(nextWeek).hasSize(7);
        assertThat(nextWeek[0]).isBetween(90.0, 110.0);
    }

    @Test
    void everyQuoteGetsItsForecast() throws IOException {
        TimeSeries bars = Sp500Daily.bundled().tail(400);
        int known = 390;
        List<RecipeSamples.Quote> quotes = IntStream.range(known, bars.length())
                .mapToObj(row -> new RecipeSamples.Quote(
                        bars.timestamp(row),
                        bars.columns().stream()
                                .mapToDouble(c -> bars.value(row, c))
                                .toArray()))
                .toList();
        List<double[]> forecasts = new ArrayList<>();
        try (Predictor predictor = linear().fit(bars.head(known))) {
            RecipeSamples.live(predictor, bars.head(known), quotes, (time, points) -> forecasts.add(points.clone()));
            assertThat(forecasts).hasSize(10);
            assertThat(forecasts.get(9)).containsExactly(predictor.predict(bars).points());
        }
    }

    @Test
    void oneModelForecastsAllShops() throws IOException {
        StringBuilder text = new StringBuilder("time,shop,floor_space,units\n");
        for (int shop = 0; shop < 3; shop++) {
            double[] units = weekly(120, shop);
            for (int day = 0; day < units.length; day++) {
                text.append(START.plusSeconds(86_400L * day)).append(",shop-" + shop + "," + (100 + shop) + ",");
                text.append(units[day]).append('\n');
            }
        }
        List<Forecast> forecasts = RecipeSamples.manySeries(Files.writeString(folder.resolve("shops.csv"), text));
        assertThat(forecasts).extracting(Forecast::seriesId).containsExactly("shop-0", "shop-1", "shop-2");
        assertThat(forecasts).extracting(Forecast::horizon).containsOnly(14);
    }

    @Test
    void theWeatherAheadIsUsed() {
        TimeSeries all = load(600);
        TimeSeries weather = all.slice(576, 600).select("temperature");
        Forecast tomorrow = RecipeSamples.weatherAhead(all.head(576), weather);
        assertThat(tomorrow.status()).isEqualTo(ForecastStatus.OK);
        assertThat(tomorrow.time(24)).isEqualTo(all.time(599));
    }

    @Test
    void intervalsContainTheMiddleOfTheSeason() {
        TimeSeries sales = TimeSeries.of("units", START, Sampling.daily(), weekly(300, 0));
        Interval range = RecipeSamples.intervals(sales);
        assertThat(range.upper() - range.lower()).isPositive();
    }

    @Test
    void aLoadedPredictorForecastsAsTheSavedOne() throws IOException {
        TimeSeries bars = Sp500Daily.bundled().tail(400);
        Forecast loaded = RecipeSamples.saveAndLoad(linear(), bars, folder.resolve("model"));
        try (Predictor predictor = linear().fit(bars);
                RecipeSamples.ForecastService service = new RecipeSamples.ForecastService(folder.resolve("model"))) {
            assertThat(loaded.points()).containsExactly(predictor.predict(bars).points());
            assertThat(service.forecast(bars).points()).containsExactly(loaded.points());
        }
    }

    @Test
    void theNextPredictorAnswersForANetworkWithoutItsInputs() throws IOException {
        TimeSeries bars = withoutLastVolume(Sp500Daily.bundled().tail(600));
        Predictor network = Onnx.load(NeuralSp500.model("lstm.onnx"), OnnxOptions.defaults());
        Forecast forecast = RecipeSamples.fallback(network, linear().fit(bars), bars);
        assertThat(forecast.status()).isEqualTo(ForecastStatus.FALLBACK);
        assertThat(forecast.reasons()).anyMatch(reason -> reason.contains("linear"));
    }

    @Test
    void aNetworkFromPythonForecasts() throws IOException {
        Path model = Files.write(folder.resolve("lstm.onnx"), NeuralSp500.model("lstm.onnx"));
        TimeSeries bars = Sp500Daily.bundled().tail(600);
        Forecast forecast = RecipeSamples.network(bars, folder.resolve("matrix"), model);
        assertThat(forecast.horizon()).isEqualTo(10);
        assertThat(folder.resolve("matrix/matrix.csv")).isNotEmptyFile();
    }

    /**
     * Reads the exported matrix as the Python script of the page does, and trains with the names that LightGBM allows.
     */
    @Test
    void treesTrainedOnTheExportedMatrixForecast() throws IOException {
        TimeSeries load = load(600);
        FeaturePipeline features = RecipeSamples.exported(load, folder.resolve("matrix"));
        int columns = features.columns().size();
        double[][] complete = Files.readAllLines(folder.resolve("matrix/matrix.csv")).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .filter(fields -> Arrays.stream(fields).skip(2).noneMatch(String::isEmpty))
                .map(fields -> Arrays.stream(fields)
                        .skip(2)
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toArray(double[][]::new);
        Examples examples = new Examples(
                features.columns(),
                Arrays.stream(complete).map(row -> Arrays.copyOf(row, columns)).toArray(double[][]::new),
                Arrays.stream(complete).mapToDouble(row -> row[columns]).toArray(),
                null);
        LightGbmModel trees = (LightGbmModel)
                LightGbm.regressor(LightGbm.parameters().rounds(20).build()).fit(examples, null, FitListener.NONE);
        Forecast forecast =
                RecipeSamples.boosted(features, load, Files.writeString(folder.resolve("model.txt"), trees.text()));
        assertThat(forecast.horizon()).isEqualTo(24);
        assertThat(forecast.status()).isEqualTo(ForecastStatus.OK);
    }

    private static TimeSeries withoutLastVolume(TimeSeries bars) {
        TimeSeries.Builder builder = TimeSeries.builder(bars.columns());
        for (int row = 0; row < bars.length(); row++) {
            int at = row;
            double[] values = bars.columns().stream()
                    .mapToDouble(column -> bars.value(at, column))
                    .toArray();
            if (row == bars.length() - 1) {
                values[bars.columnIndex(Ohlcv.VOLUME)] = Double.NaN;
            }
            builder.add(bars.timestamp(row), values);
        }
        return builder.build();
    }

    private static Forecaster linear() {
        return Linear.forecaster().column("close").lookback(20).horizon(10).build();
    }

    /** Days around 100 with a season of a week and some noise. */
    private static double[] weekly(int days, int shop) {
        Random random = new Random(SEED + shop);
        return IntStream.range(0, days)
                .mapToDouble(day -> 100 + 5 * Math.sin(2 * Math.PI * day / 7) + random.nextGaussian())
                .toArray();
    }

    /** Hours of a load that follows the temperature. */
    private static TimeSeries load(int hours) {
        Random random = new Random(SEED);
        TimeSeries.Builder load = TimeSeries.builder("load", "temperature");
        for (int hour = 0; hour < hours; hour++) {
            double temperature = 10 + 5 * Math.sin(2 * Math.PI * hour / 24) + random.nextGaussian();
            load.add(START.plusSeconds(3_600L * hour), 50 - temperature, temperature);
        }
        return load.build();
    }
}
