package io.forecastj.data.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.ColumnRole;
import io.forecastj.Forecast;
import io.forecastj.ForecastStatus;
import io.forecastj.PredictorInfo;
import io.forecastj.TimeSeries;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Contract for forecasts that are written to any database. */
abstract class JdbcWritingContract extends JdbcContract {
    private static final long ORIGIN = Instant.parse("2024-06-01T12:00:00Z").toEpochMilli();
    private static final long HOUR = 3_600_000;

    /** Makes a forecast of some hours with quantiles around its points. */
    static Forecast forecast(String series, String target, double... points) {
        return forecast(series, new String[] {target}, points);
    }

    private static Forecast forecast(String series, String[] targets, double... points) {
        int horizon = points.length / targets.length;
        PredictorInfo.Builder info = PredictorInfo.builder("test", horizon);
        for (String target : targets) {
            info.column(target, ColumnRole.TARGET);
        }
        long[] times = new long[horizon];
        for (int i = 0; i < horizon; i++) {
            times[i] = ORIGIN + (i + 1) * HOUR;
        }
        Forecast.Builder forecast = Forecast.builder(info.build(), series, ORIGIN, times, false, points);
        for (int t = 0; t < targets.length; t++) {
            double[][] quantiles = new double[horizon][];
            for (int i = 0; i < horizon; i++) {
                double point = points[t * horizon + i];
                quantiles[i] = new double[] {point - 1, point + 2};
            }
            forecast.quantiles(t, new double[] {0.025, 0.9}, quantiles);
        }
        return forecast.build();
    }

    final JdbcWriting write() {
        return Jdbc.write(source()).model("sales", "7");
    }

    private long count(String table) {
        try (Connection connection = source().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private TimeSeries written(String series) {
        return read().query("SELECT time, point, q0_025, q0_9 FROM forecast WHERE series = ? ORDER BY step", series)
                .columns("point", "q0_025", "q0_9")
                .one();
    }

    @Test
    void aForecastIsReadBackAsItWasWritten() {
        JdbcWriting writing = write().quantiles(0.025, 0.9).createTable().createTable();
        assertThat(writing.write(forecast("north", "y", 1.1, 2.2, 0.1 + 0.2))).isEqualTo(3);
        assertThat(written("north"))
                .isEqualTo(TimeSeries.builder("point", "q0_025", "q0_9")
                        .add(ORIGIN + HOUR, 1.1, 1.1 - 1, 1.1 + 2)
                        .add(ORIGIN + 2 * HOUR, 2.2, 2.2 - 1, 2.2 + 2)
                        .add(ORIGIN + 3 * HOUR, 0.1 + 0.2, 0.1 + 0.2 - 1, 0.1 + 0.2 + 2)
                        .build());
        TimeSeries origins = read().query("SELECT origin, step FROM forecast WHERE step = 1")
                .time("origin")
                .columns("step")
                .one();
        assertThat(origins.timestamp(0)).isEqualTo(ORIGIN);
    }

    @Test
    void aForecastThatIsWrittenTwiceStaysOnce() {
        JdbcWriting writing = write().quantiles(0.9).createTable();
        List<Forecast> forecasts = List.of(forecast("north", "y", 1, 2), forecast("south", "y", 3, 4));
        assertThat(writing.write(forecasts)).isEqualTo(4);
        assertThat(writing.write(forecasts)).isEqualTo(4);
        assertThat(count("forecast")).isEqualTo(4);
        write().model("sales", "8").quantiles(0.9).write(forecasts);
        assertThat(count("forecast")).isEqualTo(8);
    }

    @Test
    void aChangedForecastReplacesTheOneBefore() {
        JdbcWriting writing = write().quantiles(0.025, 0.9).createTable();
        writing.write(forecast("north", "y", 1, 2, 3));
        writing.write(forecast("north", "y", 10, 20));
        assertThat(written("north").values("point")).containsExactly(10, 20);
        assertThat(written("north").values("q0_9")).containsExactly(12, 22);
    }

    @Test
    void aShorterForecastDeletesItsLaterStepsOnly() {
        JdbcWriting writing = write().createTable();
        List<Forecast> forecasts = List.of(
                forecast("north", new String[] {"open", "close"}, 1, 2, 3, 4, 5, 6), forecast("south", "open", 7, 8));
        writing.write(forecasts);
        write().model("sales", "8").write(forecasts);
        writing.write(forecast("north", "open", 10), forecast("south", "open", 70, 80, 90));
        assertThat(read().query("SELECT version || '/' || series || '/' || target AS id, time, point FROM forecast"
                                + " ORDER BY version, series, target, step")
                        .columns("point")
                        .list())
                .extracting(series -> series.id() + series.toList("point"))
                .containsExactly(
                        "7/north/close[4.0, 5.0, 6.0]",
                        "7/north/open[10.0]",
                        "7/south/open[70.0, 80.0, 90.0]",
                        "8/north/close[4.0, 5.0, 6.0]",
                        "8/north/open[1.0, 2.0, 3.0]",
                        "8/south/open[7.0, 8.0]");
    }

    @Test
    void everyTargetAndClassHasItsRows() {
        write().createTable();
        write().write(forecast("north", new String[] {"open", "close"}, 1, 2, 3, 4));
        PredictorInfo info = PredictorInfo.builder("test", 1)
                .column("trend", ColumnRole.TARGET)
                .build();
        write().write(Forecast.builder(info, "north", ORIGIN, new long[] {ORIGIN + 1}, false, new double[1])
                .probabilities(List.of("DOWN", "UP"), new double[][] {{0.25, 0.75}})
                .build());
        assertThat(read().query("SELECT target, time, point FROM forecast ORDER BY target, step")
                        .id("target")
                        .columns("point")
                        .list())
                .extracting(series -> series.id() + series.toList("point"))
                .containsExactly("close[3.0, 4.0]", "open[1.0, 2.0]", "trend_DOWN[0.25]", "trend_UP[0.75]");
    }

    @Test
    void aForecastWithoutQuantilesHasNullOnlyIfItsStatusSaysWhy() {
        PredictorInfo info =
                PredictorInfo.builder("test", 1).column("y", ColumnRole.TARGET).build();
        Forecast.Builder bare =
                Forecast.builder(info, "north", ORIGIN, new long[] {ORIGIN + HOUR}, false, new double[] {5});
        JdbcWriting writing = write().quantiles(0.025, 0.9).createTable();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> writing.write(bare.build()))
                .withMessageContaining("0.025");
        assertThat(count("forecast")).isZero();
        writing.write(bare.status(ForecastStatus.FALLBACK, "too few rows").build());
        assertThat(written("north"))
                .isEqualTo(TimeSeries.builder("point", "q0_025", "q0_9")
                        .add(ORIGIN + HOUR, 5, Double.NaN, Double.NaN)
                        .build());
        assertThat(read().query("SELECT time, status AS id, step FROM forecast WHERE reasons = ?", "too few rows")
                        .columns("step")
                        .one()
                        .id())
                .isEqualTo("FALLBACK");
    }

    @Test
    void aBatchThatFailsLeavesNothing() {
        String table = new ForecastSql("checked", new double[0]).createTable(product());
        source().execute(table.substring(0, table.length() - 1) + ", CHECK (point < 1000))");
        JdbcWriting writing = write().table("checked");
        writing.write(forecast("kept", "y", 1));
        double[] points = new double[1200];
        points[1100] = 5000;
        assertThatThrownBy(() -> writing.write(forecast("kept", "y", 2), forecast("secret-series", "y", points)))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContainingAll("could not write 1201 rows into the table 'checked'", "Nothing was written")
                .hasMessageNotContaining("secret-series");
        assertThat(count("checked")).isEqualTo(1);
        assertThat(read().query("SELECT time, point FROM checked")
                        .columns("point")
                        .one()
                        .values("point"))
                .containsExactly(1);
    }

    private SqlProduct product() {
        try (Connection connection = source().getConnection()) {
            return SqlProduct.of(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void writersOfTheSameKeysEndWithOneRowForEach() throws Exception {
        write().createTable();
        int writers = 4;
        int rounds = 10;
        CyclicBarrier start = new CyclicBarrier(writers);
        ExecutorService threads = Executors.newFixedThreadPool(writers);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int w = 0; w < writers; w++) {
                int writer = w;
                double value = w;
                all.add(threads.submit(() -> {
                    for (int round = 0; round < rounds; round++) {
                        start.await();
                        write().write(
                                        forecast("north", "y", value, value, value),
                                        forecast("south", "y", Arrays.copyOf(new double[] {value}, 1 + writer)));
                    }
                    return null;
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        } finally {
            threads.shutdown();
            threads.awaitTermination(1, TimeUnit.MINUTES);
        }
        double[] points = read()
                .query("SELECT step AS id, time, point FROM forecast WHERE series = 'north' ORDER BY step")
                .columns("point")
                .list()
                .stream()
                .mapToDouble(series -> series.value(0, 0))
                .toArray();
        assertThat(points).as("all of one writer").hasSize(3).containsOnly(points[0]);
        assertThat(count("forecast")).as("no end of another writer's").isEqualTo(3 + 1 + (long) points[0]);
    }

    @Test
    void severalProcessesMayCreateTheTableAtOnce() throws Exception {
        int creators = 4;
        CyclicBarrier start = new CyclicBarrier(creators);
        ExecutorService threads = Executors.newFixedThreadPool(creators);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < creators; i++) {
                all.add(threads.submit(() -> {
                    start.await();
                    return write().createTable();
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(count("forecast")).isZero();
    }

    @Test
    void anAbsentTableOrColumnIsNamed() {
        assertThatThrownBy(() -> write().write(forecast("north", "y", 1)))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContainingAll("the table 'forecast'", "createTable() creates it");
        write().createTable();
        assertThatThrownBy(() -> write().quantiles(0.9).createTable())
                .isInstanceOf(DatabaseException.class)
                .hasMessageContainingAll("find or create the table 'forecast'", "each level of quantiles(...)");
    }

    @Test
    void mistakesInCallsAreRefusedBeforeAConnectionIsTaken() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Jdbc.write(source()).write(forecast("north", "y", 1)))
                .withMessageContaining("model(name, version)");
        assertThatIllegalStateException().isThrownBy(() -> read().list()).withMessageContaining("query(...)");
        assertThatIllegalArgumentException().isThrownBy(() -> write().table("a; DROP TABLE b"));
        assertThatIllegalArgumentException().isThrownBy(() -> write().table("1a"));
        assertThatIllegalArgumentException().isThrownBy(() -> write().model(" ", "1"));
        assertThatIllegalArgumentException().isThrownBy(() -> write().model("a", "1".repeat(65)));
        assertThatIllegalArgumentException().isThrownBy(() -> write().quantiles(0.1, 0.1));
        assertThatIllegalArgumentException().isThrownBy(() -> write().quantiles(1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> write().write(forecast("north", "y", 1), forecast("north", "y", 2)))
                .withMessageContaining("two forecasts have step 1 of 'y' of series 'north'");
        assertThatIllegalArgumentException().isThrownBy(() -> read().fetchSize(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> read().maxRows(0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read().query("SELECT 1").id("a").named("b").list());
        assertThat(write().write(List.of())).isZero();
    }
}
