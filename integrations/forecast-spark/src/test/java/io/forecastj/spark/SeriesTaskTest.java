package io.forecastj.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.FitListener;
import io.forecastj.FitTasks;
import io.forecastj.ForecastException;
import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;

class SeriesTaskTest {
    private static final DatasetLayout SALES =
            DatasetLayout.of("shop", "day", "sales").withSampling(() -> Sampling.daily());

    /** A forecaster of many parts, such as the automatic one, that notes the threads of its parts. */
    private record NotingForecaster(Forecaster other, Set<Thread> threads) implements Forecaster {
        @Override
        public String name() {
            return other.name();
        }

        @Override
        public int horizon() {
            return other.horizon();
        }

        @Override
        public List<String> targets() {
            return other.targets();
        }

        @Override
        public Predictor fit(List<TimeSeries> series, FitListener listener) {
            List<FitTasks.Task<Predictor>> parts = IntStream.range(0, 64)
                    .mapToObj(part -> (FitTasks.Task<Predictor>) one -> {
                        threads.add(Thread.currentThread());
                        return other.fit(series, one);
                    })
                    .toList();
            List<Predictor> fitted = FitTasks.run(parts, listener);
            fitted.subList(1, fitted.size()).forEach(Predictor::close);
            return fitted.get(0);
        }
    }

    @Test
    void allPartsOfAFitRunOnTheThreadOfTheTask() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        Forecaster noting = new NotingForecaster(ClusterRun.theta(), threads);
        SeriesTask.fit(noting, ShopSales.one(0, 40, 1)).close();
        assertThat(threads).containsExactly(Thread.currentThread());
    }

    @Test
    void aLongReasonIsCutAndAnExceptionWithoutOneIsNamed() {
        GroupRows group = GroupRows.read(SALES, "a", Collections.emptyIterator());
        assertThat(reason(group, new IllegalStateException("x".repeat(5_000))))
                .startsWith("IllegalStateException: xxx")
                .endsWith("x...")
                .hasSize(1_003);
        assertThat(reason(group, new ArithmeticException())).isEqualTo("ArithmeticException");
    }

    private static String reason(GroupRows group, RuntimeException thrown) {
        Iterator<Row> rows = SeriesTask.rows(
                SALES,
                group,
                () -> {
                    throw thrown;
                },
                RowFactory::create);
        return rows.next().getString(0);
    }

    @Test
    void aMissingClassOrNativeLibraryIsNoFaultOfASeriesHoweverItIsWrapped() {
        GroupRows group = GroupRows.read(SALES, "a", Collections.emptyIterator());
        for (Throwable missing : List.of(
                new UnsatisfiedLinkError("libgomp.so.1"),
                new NoClassDefFoundError("a/Class"),
                new ClassNotFoundException("a.Class"))) {
            RuntimeException wrapped =
                    new IllegalStateException("every fold failed", new ForecastException("it needs a jar", missing));
            assertThatThrownBy(() -> reason(group, wrapped)).isSameAs(wrapped);
        }
        assertThat(reason(group, new IllegalStateException("odd", new ArithmeticException())))
                .isEqualTo("IllegalStateException: odd");
    }

    @Test
    void anErrorOfTheProcessIsNoFaultOfASeries() {
        GroupRows group = GroupRows.read(SALES, "a", Collections.emptyIterator());
        assertThatThrownBy(() -> SeriesTask.rows(
                        SALES,
                        group,
                        () -> {
                            throw new NoClassDefFoundError("a jar that this executor lacks");
                        },
                        RowFactory::create))
                .isInstanceOf(NoClassDefFoundError.class);
    }
}
