package io.forecastj.models.auto;

import io.forecastj.models.neighbours.NearestWindows;
import io.forecastj.models.statistical.Arima;
import io.forecastj.models.statistical.Ces;
import io.forecastj.models.statistical.Croston;
import io.forecastj.models.statistical.Ets;
import io.forecastj.models.statistical.HoltWinters;
import io.forecastj.models.statistical.StatisticalBuilder;
import io.forecastj.models.statistical.Theta;
import io.forecastj.models.statistical.WindowMean;
import java.util.ArrayList;
import java.util.List;

/** Lists the candidates that suit some series. For one thread. */
final class Candidates {
    /** Longest season for which an ARIMA model is estimated in a time that bears comparison with the others'. */
    private static final int LONGEST_ARIMA_SEASON = 24;

    /** Longest season that a form of exponential smoothing is chosen with. */
    private static final int LONGEST_ETS_SEASON = 24;

    private static final int MOST_ARIMA_ROWS = 1_500;

    /** Share of intermittent series from which their methods take part. */
    private static final double INTERMITTENT = 0.05;

    /** Windows from which on the nearest ones are looked for. */
    private static final int FEWEST_WINDOWS = 500;

    private static final int MANY_WINDOWS = 20_000;

    private final AutoForecaster settings;
    private final SeriesProfile profile;
    private final int season;
    private final List<Candidate> all = new ArrayList<>();

    private Candidates(AutoForecaster settings, SeriesProfile profile) {
        this.settings = settings;
        this.profile = profile;
        this.season = profile.season();
    }

    /** Returns the candidates, the fastest ones first. */
    static List<Candidate> of(AutoForecaster settings, SeriesProfile profile) {
        Candidates candidates = new Candidates(settings, profile);
        candidates.addStatistical();
        candidates.addShared();
        settings.own().forEach(own -> candidates.all.add(new Candidate(own, 1)));
        return List.copyOf(candidates.all);
    }

    private void add(String name, StatisticalBuilder<?> builder, double secondsPerSeries) {
        all.add(new Candidate(
                builder.name(name)
                        .column(settings.column())
                        .horizon(settings.horizon())
                        .season(season)
                        .build(),
                secondsPerSeries * profile.series()));
    }

    private void addStatistical() {
        add(season > 1 ? "seasonal-naive" : "naive", WindowMean.forecaster().seasonal(), 1e-5);
        add("theta", Theta.forecaster(), 2e-4);
        if (season <= LONGEST_ETS_SEASON) {
            add("ets", Ets.forecaster(), 5e-3);
        }
        if (profile.intermittent() >= INTERMITTENT && profile.nonNegative()) {
            add("croston", Croston.forecaster(), 2e-4);
            add("croston-probabilities", Croston.forecaster().probabilities(), 2e-4);
            add("croston-blocks", Croston.forecaster().blocks(), 2e-4);
        }
        if (settings.preset() != Preset.FAST || season == 1) {
            add("theta-dynamic", Theta.forecaster().dynamicOptimised(), 1e-3);
            add("ces", Ces.forecaster(), 5e-3);
        }
        add("holt-winters", holtWinters(), 1e-5 * profile.medianRows());
        boolean arima = season <= LONGEST_ARIMA_SEASON && profile.medianRows() <= MOST_ARIMA_ROWS;
        if (arima && settings.preset() != Preset.FAST) {
            add("arima", Arima.forecaster().regressors(settings.knownFuture().toArray(String[]::new)), 0.03);
        }
    }

    /** Adds members that learn from all series together. */
    private void addShared() {
        boolean several = profile.seasons().size() > 1;
        int lookback = several ? profile.longestSeason() : 2 * season;
        lookback = Math.max(season == 1 ? 12 : season, Math.min(lookback, profile.medianRows() / 3));
        long windows = profile.rows() - (long) profile.series() * (lookback + settings.horizon());
        if (windows >= FEWEST_WINDOWS) {
            all.add(new Candidate(
                    NearestWindows.forecaster()
                            .column(settings.column())
                            .horizon(settings.horizon())
                            .lookback(lookback)
                            .centreRows(several ? Math.max(1, season / 2) : 1)
                            .neighbours(windows >= MANY_WINDOWS ? 100 : 30)
                            .build(),
                    1e-10 * profile.rows() * lookback * profile.series()));
        }
    }

    private HoltWinters.Builder holtWinters() {
        return HoltWinters.forecaster()
                .seasons(profile.seasons().stream()
                        .filter(rows -> rows > 1)
                        .limit(3)
                        .mapToInt(Integer::intValue)
                        .toArray());
    }
}
