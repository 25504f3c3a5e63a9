package io.forecastj.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.forecastj.FitListener;
import io.forecastj.FitProgress;
import io.forecastj.Forecast;
import io.forecastj.Forecaster;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.InvalidSeriesException;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.TimeSeries;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * Promises of {@link Forecaster} as tests; extend it for every implementation:
 *
 * <pre>{@code
 * class NaiveForecasterTest extends ForecasterContract {
 *     @Override protected Forecaster forecaster() { return Baselines.naive("y", 3); }
 *     @Override protected TimeSeries series() {
 *         return TimeSeries.of("y", Instant.EPOCH, Sampling.daily(), new Random(7).doubles(80).toArray());
 *     }
 *     @Override protected Optional<TimeSeries> tooShort() { return Optional.empty(); }
 * }
 * }</pre>
 *
 * <p>Not thread-safe: JUnit makes an instance for each test.
 *
 * <p>Each test fits on the first three quarters of {@link #series()}, most of them twice, so a fit should be quick.
 * {@link PredictorContract} tests the predictors that it fits.
 */
public abstract class ForecasterContract {
    private Forecaster forecaster;
    private TimeSeries series;

    /** Constructor for subclasses. */
    protected ForecasterContract() {}

    /**
     * Returns the forecaster under test.
     *
     * @return the forecaster, always an equal one
     */
    protected abstract Forecaster forecaster();

    /**
     * Returns a series without missing values, with the columns and attributes that the forecaster needs. The first
     * half of it is enough to fit on and to forecast from, and its last quarter has at least one row more than the
     * horizon.
     *
     * @return the series
     */
    protected abstract TimeSeries series();

    /**
     * Returns a series that the forecaster refuses as too short to train on, or nothing if it accepts any number of
     * rows.
     *
     * @return the first row of {@link #series()} unless overridden
     */
    protected Optional<TimeSeries> tooShort() {
        return Optional.of(series().head(1));
    }

    /**
     * Returns whether equal rows give equal predictors. If not, as when several threads add numbers in any order, the
     * tests of equality are skipped.
     *
     * @return true unless overridden
     */
    protected boolean deterministic() {
        return true;
    }

    /**
     * Returns whether a fit of {@link Forecaster#prepare} to rows that start late uses the rows before them. {@code
     * prepare} allows this to forecasters that compute features once for the whole series. Such a fit is then not
     * compared with one to the cut rows; a fit that starts at the first row always is.
     *
     * @return false unless overridden
     */
    protected boolean preparedFitsKnowEarlierRows() {
        return false;
    }

    /** Checks that the series meets the conditions of {@link #series()}. */
    @BeforeEach
    final void begin() {
        forecaster = forecaster();
        series = series();
        assertThat(series.length() - trainingRows())
                .as("rows of the last quarter of series(); the contract needs horizon + 1")
                .isGreaterThan(forecaster.horizon());
    }

    private int trainingRows() {
        return series.length() * 3 / 4;
    }

    private TimeSeries training() {
        return series.head(trainingRows());
    }

    /** The time of a row. */
    private Instant at(int row) {
        return series.time(row);
    }

    private Forecaster.Trainer trainer() {
        return forecaster.prepare(List.of(series));
    }

    private Predictor fitPrepared(Forecaster.Trainer trainer, int from) {
        return trainer.fit(at(from), at(trainingRows() - 1), FitListener.NONE);
    }

    /** Forecasts from all rows except the last ones of one horizon, and closes the predictor. */
    private Forecast forecast(Predictor fitted) {
        try (fitted) {
            int rows = series.length() - forecaster.horizon();
            return fitted.predict(series.head(rows), Rows.future(fitted.info(), series, rows));
        }
    }

    private PredictorInfo info() {
        try (Predictor fitted = forecaster.fit(training())) {
            return fitted.info();
        }
    }

    private void assumeDeterministic() {
        assumeTrue(deterministic(), "the recipe is not deterministic");
    }

    /** Tests of a forecaster's settings and of the description of its predictors. */
    @Nested
    @DisplayName("a recipe")
    class Recipe {
        /** Constructor for JUnit. */
        Recipe() {}

        @Test
        @DisplayName("has a name, a horizon of at least 1, and different targets, all columns of the series")
        void describesItself() {
            assertThat(forecaster.name()).isNotBlank();
            assertThat(forecaster.horizon()).isPositive();
            assertThat(forecaster.targets()).isNotEmpty().doesNotHaveDuplicates();
            assertThat(series.columns()).containsAll(forecaster.targets());
        }

        @Test
        @DisplayName("gives its name, horizon and targets to its predictors")
        void predictorsAreOfTheRecipe() {
            PredictorInfo info = info();
            assertThat(info.name()).isEqualTo(forecaster.name());
            assertThat(info.horizon()).isEqualTo(forecaster.horizon());
            assertThat(info.targets()).isEqualTo(forecaster.targets());
        }

        @Test
        @DisplayName("notes the times of the first and the last training row")
        void notesTheTrainingSpan() {
            PredictorInfo info = info();
            assertThat(info.trainedFrom()).isEqualTo(at(0));
            assertThat(info.trainedTo()).isEqualTo(at(trainingRows() - 1));
        }
    }

    /** Tests of fits to equal rows. */
    @Nested
    @DisplayName("a fit")
    class Fit {
        /** Constructor for JUnit. */
        Fit() {}

        @Test
        @DisplayName("to equal rows gives equal forecasts, bit for bit, by every method")
        void equalFitsForecastEqually() {
            assumeDeterministic();
            Forecast expected = forecast(forecaster.fit(training()));
            assertThat(forecast(forecaster.fit(training()))).isEqualTo(expected);
            assertThat(forecast(forecaster().fit(List.of(training())))).isEqualTo(expected);
            assertThat(forecast(forecaster.fit(List.of(Rows.copy(training())), FitListener.NONE)))
                    .isEqualTo(expected);
        }

        @Test
        @DisplayName("on 8 threads at once gives equal forecasts")
        void fitsFromManyThreads() throws Exception {
            assumeDeterministic();
            Forecast expected = forecast(forecaster.fit(training()));
            assertThat(ManyThreads.answers(() -> forecast(forecaster.fit(training()))))
                    .containsOnly(expected);
        }

        @Test
        @DisplayName("whose parts run one after the other gives equal forecasts")
        void fitsOnTheCallingThread() {
            assumeDeterministic();
            FitListener serial = FitListener.NONE.on(Runnable::run);
            assertThat(forecast(forecaster.fit(List.of(training()), serial)))
                    .isEqualTo(forecast(forecaster.fit(training())));
        }

        @Test
        @DisplayName("takes several series, of different ids and lengths")
        void takesSeveralSeries() {
            TimeSeries shorter = Rows.named(series.slice(trainingRows() / 4, trainingRows()), "shorter");
            Forecast forecast = forecast(forecaster.fit(List.of(training(), shorter)));
            assertThat(forecast.info().trainedFrom()).isEqualTo(at(0));
            assertThat(forecast.targets()).isEqualTo(forecaster.targets());
        }

        @Test
        @DisplayName("to no series is refused with IllegalArgumentException")
        void refusesNoSeries() {
            assertThatIllegalArgumentException().isThrownBy(() -> forecaster.fit(List.of()));
        }

        @Test
        @DisplayName("to a series that lacks a column is refused with InvalidSeriesException, which names the column")
        void namesAMissingColumn() {
            for (String column : info().rowColumns()) {
                TimeSeries lacking = Rows.without(training(), column);
                assertThatThrownBy(() -> forecaster.fit(lacking))
                        .isInstanceOf(InvalidSeriesException.class)
                        .hasMessageContaining("'" + column + "'");
            }
        }

        @Test
        @DisplayName("to too few rows is refused with InsufficientHistoryException")
        void refusesAShortHistory() {
            TimeSeries tooShort = tooShort().orElse(null);
            assumeTrue(tooShort != null, "the recipe learns from any number of rows");
            assertThatThrownBy(() -> forecaster.fit(tooShort)).isInstanceOf(InsufficientHistoryException.class);
        }
    }

    /** Tests of fits with a listener. */
    @Nested
    @DisplayName("a listener")
    class Listener {
        /** Constructor for JUnit. */
        Listener() {}

        @Test
        @DisplayName("that cancels ends the fit by CancellationException")
        void cancels() {
            FitListener cancelling = new FitListener() {
                @Override
                public void onProgress(FitProgress progress) {}

                @Override
                public boolean cancelled() {
                    return true;
                }
            };
            List<TimeSeries> rows = List.of(training());
            assertThatThrownBy(() -> forecaster.fit(rows, cancelling)).isInstanceOf(CancellationException.class);
        }

        @Test
        @DisplayName("sees the completed part of the fit grow up to 1")
        void completes() {
            List<Double> completed = new ArrayList<>();
            forecaster
                    .fit(List.of(training()), progress -> completed.add(progress.completed()))
                    .close();
            assumeTrue(!completed.isEmpty(), "the fit reports no progress");
            assertThat(completed).isSorted();
            assertThat(completed.get(completed.size() - 1))
                    .as("the completed part in the last report")
                    .isEqualTo(1.0);
        }

        @Test
        @DisplayName("that throws ends the fit, and the exception reaches the caller")
        void throwsThrough() {
            IllegalStateException thrown = new IllegalStateException("thrown by the listener");
            FitListener throwing = progress -> {
                throw thrown;
            };
            List<TimeSeries> rows = List.of(training());
            Throwable caught =
                    catchThrowable(() -> forecaster.fit(rows, throwing).close());
            assumeTrue(caught != null, "the fit reports no progress");
            assertThat(caught).isSameAs(thrown);
        }
    }

    /** Tests of fits on parts of series that were prepared once. */
    @Nested
    @DisplayName("a prepared fit")
    class Prepared {
        /** Constructor for JUnit. */
        Prepared() {}

        @Test
        @DisplayName("from the first row on forecasts what a fit to the cut rows does, bit for bit")
        void equalsTheFitToTheCut() {
            assumeDeterministic();
            assertThat(forecast(fitPrepared(trainer(), 0))).isEqualTo(forecast(forecaster.fit(training())));
        }

        @Test
        @DisplayName("from a later row on forecasts what a fit to the cut rows does, unless it may know earlier rows")
        void equalsTheFitToTheCutFromALaterRow() {
            assumeDeterministic();
            assumeTrue(!preparedFitsKnowEarlierRows(), "features of the prepared rows know the rows before");
            int from = series.length() / 4;
            assertThat(forecast(fitPrepared(trainer(), from)))
                    .isEqualTo(forecast(forecaster.fit(series.slice(from, trainingRows()))));
        }

        @Test
        @DisplayName("does not depend on rows after its end")
        void seesNoLaterRow() {
            assumeDeterministic();
            TimeSeries other = Rows.replaced(series, trainingRows());
            int from = series.length() / 4;
            Forecast expected = forecast(fitPrepared(trainer(), from));
            assertThat(forecast(fitPrepared(forecaster.prepare(List.of(other)), from)))
                    .isEqualTo(expected);
        }

        @Test
        @DisplayName("can be repeated, and made on 8 threads at once, with equal forecasts")
        void repeats() throws Exception {
            assumeDeterministic();
            Forecaster.Trainer trainer = trainer();
            Forecast expected = forecast(fitPrepared(trainer, 0));
            assertThat(ManyThreads.answers(() -> forecast(fitPrepared(trainer, 0))))
                    .containsOnly(expected);
        }

        @Test
        @DisplayName("to a span without rows is refused with IllegalArgumentException")
        void refusesAnEmptySpan() {
            Instant before = at(0).minusSeconds(2);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> trainer().fit(before, before.plusSeconds(1), FitListener.NONE));
        }
    }

    @Test
    @DisplayName("a fit to a view of a longer series does not depend on the rows outside of the view")
    void viewSeesNothingLater() {
        assumeDeterministic();
        TimeSeries other = Rows.replaced(series, trainingRows());
        assertThat(forecast(forecaster.fit(other.head(trainingRows()))))
                .isEqualTo(forecast(forecaster.fit(training())));
    }
}
