package io.forecastj.models.statistical;

import io.forecastj.FitListener;
import io.forecastj.FitProgress;
import io.forecastj.FitTasks;
import io.forecastj.Forecaster;
import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Forecaster that fits a member to series without their seasons.
 *
 * <p>Immutable and thread-safe.
 *
 * @param name the name for reports
 * @param member the forecaster of one target
 * @param seasons the numbers of rows of a season, null for the usual one of the series' spacing
 * @param multiplicative whether a season multiplies the level
 * @param unseen the policy for series that training did not see
 */
record DeseasonalisedForecaster(
        String name, Forecaster member, int @Nullable [] seasons, boolean multiplicative, UnseenSeries unseen)
        implements Forecaster {
    /** The part of the work that decompositions take, roughly. */
    private static final double DECOMPOSITIONS = 0.1;

    @Override
    public int horizon() {
        return member.horizon();
    }

    @Override
    public List<String> targets() {
        return member.targets();
    }

    @Override
    public Predictor fit(List<TimeSeries> series, FitListener listener) {
        requireDistinct(series);
        String column = targets().get(0);
        SeasonalSettings settings = new SeasonalSettings(column, seasonsOf(series), multiplicative);
        List<FitTasks.Task<Fitted>> tasks = new ArrayList<>();
        for (TimeSeries one : series) {
            tasks.add(its -> fit(one, settings, its));
        }
        double[] work = series.stream().mapToDouble(one -> one.length() + 1.0).toArray();
        List<Fitted> all = FitTasks.run(tasks, work, FitTasks.phase(listener, 0, DECOMPOSITIONS));
        Map<String, SeasonalPattern> patterns = new LinkedHashMap<>();
        List<TimeSeries> adjusted = new ArrayList<>();
        for (Fitted one : all) {
            adjusted.add(one.adjusted);
            if (one.pattern != null) {
                patterns.put(one.adjusted.id(), one.pattern);
            }
        }
        Predictor fitted = member.fit(adjusted, FitTasks.phase(listener, DECOMPOSITIONS, 1));
        try {
            return new DeseasonalisedPredictor(
                    DeseasonalisedPredictor.info(name, fitted, settings, unseen, series, patterns),
                    fitted,
                    settings,
                    unseen,
                    patterns);
        } catch (RuntimeException | Error e) {
            fitted.close();
            throw e;
        }
    }

    private int[] seasonsOf(List<TimeSeries> series) {
        if (seasons != null) {
            return seasons;
        }
        int usual = Sampling.season(series);
        return usual > 1 ? new int[] {usual} : new int[0];
    }

    /** Series without its pattern, which is null for a series without rows. */
    private record Fitted(TimeSeries adjusted, @Nullable SeasonalPattern pattern) {}

    private Fitted fit(TimeSeries series, SeasonalSettings settings, FitListener listener) {
        if (listener.cancelled()) {
            throw new CancellationException("the fit of '" + name + "' was cancelled");
        }
        Fitted fitted = new Fitted(series, null);
        if (series.length() > 0) {
            SeasonalPattern pattern = settings.estimate(series);
            fitted = new Fitted(pattern.remove(series, settings.column()), pattern);
        }
        listener.onProgress(new FitProgress(name, "decomposition", 1, 1, Map.of()));
        return fitted;
    }

    private void requireDistinct(List<TimeSeries> series) {
        if (series.isEmpty()) {
            throw new IllegalArgumentException("'" + name + "' needs at least one series to train on, found none");
        }
        Set<String> ids = new HashSet<>();
        for (TimeSeries one : series) {
            if (!ids.add(one.id())) {
                throw new IllegalArgumentException("'" + name
                        + "' keeps the season of each series by its id; more than one series has the id '" + one.id()
                        + "'. Give every series an id: series.toBuilder().id(...)");
            }
        }
    }
}
