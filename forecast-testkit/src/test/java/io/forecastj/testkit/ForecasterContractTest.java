package io.forecastj.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.forecastj.Baselines;
import io.forecastj.FitListener;
import io.forecastj.FitProgress;
import io.forecastj.Forecaster;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.InvalidSeriesException;
import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The contract passes a forecaster that learns, and fails where one breaks a promise. */
class ForecasterContractTest {
    /** Learns a season from the training rows; any other rows give another one. */
    private static class LearntSeason implements Forecaster {
        @Override
        public String name() {
            return "seasonal-naive";
        }

        @Override
        public int horizon() {
            return 3;
        }

        @Override
        public List<String> targets() {
            return List.of("y");
        }

        @Override
        public Predictor fit(List<TimeSeries> series, FitListener listener) {
            if (listener.cancelled()) {
                throw new CancellationException("cancelled");
            }
            listener.onProgress(new FitProgress(name(), "season", 1, 1, Map.of()));
            return Baselines.seasonalNaive("y", 3, season(series)).fit(series);
        }

        int season(List<TimeSeries> series) {
            int hash = 0;
            for (TimeSeries one : series) {
                if (one.length() < 2) {
                    throw new InsufficientHistoryException("expected at least 2 rows, found " + one.length());
                }
                hash += Arrays.hashCode(one.values("y"));
            }
            return 2 + Math.floorMod(hash, 20);
        }
    }

    private abstract static class OfWalk extends ForecasterContract {
        @Override
        protected TimeSeries series() {
            return Walk.of("y", 120);
        }
    }

    @Nested
    class OfLearntSeason extends OfWalk {
        @Override
        protected Forecaster forecaster() {
            return new LearntSeason();
        }
    }

    /** Prepares by learning from all rows, later ones too. */
    static class OfLeaking extends OfWalk {
        @Override
        protected Forecaster forecaster() {
            return new LearntSeason() {
                @Override
                public Trainer prepare(List<TimeSeries> series) {
                    int season = season(series);
                    return (from, to, listener) ->
                            Baselines.seasonalNaive("y", 3, season).fit(Trainer.cut(series, from, to), listener);
                }
            };
        }
    }

    /** Learns something else each time, cannot be cancelled and gives its predictors another horizon. */
    static class OfCareless extends OfWalk {
        private static final AtomicInteger FITS = new AtomicInteger();

        @Override
        protected Forecaster forecaster() {
            return new LearntSeason() {
                @Override
                public Predictor fit(List<TimeSeries> series, FitListener listener) {
                    season(series);
                    return Baselines.seasonalNaive("y", 2, 2 + FITS.incrementAndGet() % 50)
                            .fit(series);
                }
            };
        }
    }

    /** Throws exceptions that do not help. */
    static class OfUnhelpful extends OfWalk {
        @Override
        protected Forecaster forecaster() {
            return new LearntSeason() {
                @Override
                public Predictor fit(List<TimeSeries> series, FitListener listener) {
                    TimeSeries first = series.get(0);
                    if (!first.hasColumn("y") || first.length() < 2) {
                        throw new InvalidSeriesException("wrong series");
                    }
                    try {
                        return super.fit(series, listener);
                    } catch (IllegalStateException e) {
                        throw new IllegalArgumentException(e);
                    }
                }
            };
        }
    }

    @Test
    void skipsWithTheReasonWhatDoesNotApply() {
        assertThat(Outcome.of(NaiveForecasterTest.class).skipped())
                .anyMatch(reason -> reason.contains("the recipe learns from any number of rows"))
                .anyMatch(reason -> reason.contains("the fit reports no progress"));
    }

    @Test
    void findsAPreparedFitThatKnowsLaterRows() {
        assertThat(Outcome.of(OfLeaking.class).failed())
                .containsExactlyInAnyOrder(
                        "from the first row on forecasts what a fit to the cut rows does, bit for bit",
                        "from a later row on forecasts what a fit to the cut rows does,"
                                + " unless it may know earlier rows",
                        "does not depend on rows after its end");
    }

    @Test
    void findsAFitThatDiffersEachTimeAndCannotBeCancelled() {
        assertThat(Outcome.of(OfCareless.class).failed())
                .contains(
                        "gives its name, horizon and targets to its predictors",
                        "to equal rows gives equal forecasts, bit for bit, by every method",
                        "on 8 threads at once gives equal forecasts",
                        "that cancels ends the fit by CancellationException",
                        "can be repeated, and made on 8 threads at once, with equal forecasts")
                .doesNotContain("notes the times of the first and the last training row");
    }

    @Test
    void findsExceptionsThatDoNotHelp() {
        assertThat(Outcome.of(OfUnhelpful.class).failed())
                .containsExactlyInAnyOrder(
                        "to no series is refused with IllegalArgumentException",
                        "to a series that lacks a column is refused with InvalidSeriesException,"
                                + " which names the column",
                        "to too few rows is refused with InsufficientHistoryException",
                        "to a span without rows is refused with IllegalArgumentException",
                        "that cancels ends the fit by CancellationException",
                        "that throws ends the fit, and the exception reaches the caller");
    }
}
