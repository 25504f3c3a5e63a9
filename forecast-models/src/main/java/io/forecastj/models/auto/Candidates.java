package io.forecastj.models.auto;

import io.forecastj.Forecaster;
import io.forecastj.models.linear.Autoregression;
import io.forecastj.models.linear.PooledLinear;
import io.forecastj.models.neighbours.NearestWindows;
import io.forecastj.models.statistical.Arima;
import io.forecastj.models.statistical.Ces;
import io.forecastj.models.statistical.Croston;
import io.forecastj.models.statistical.Deseasonalised;
import io.forecastj.models.statistical.Ets;
import io.forecastj.models.statistical.HoltWinters;
import io.forecastj.models.statistical.StatisticalBuilder;
import io.forecastj.models.statistical.Theta;
import io.forecastj.models.statistical.WindowMean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lists the candidates that suit some series. For one thread. */
final class Candidates {
    /** Longest season that the models of one short season are estimated with in little time. */
    private static final int LONGEST_SHORT_SEASON = 24;

    private static final int MOST_ARIMA_ROWS = 500;

    private static final int MOST_ETS_ROWS = 5_000;

    /** Share of intermittent series from which their methods take part. */
    private static final double INTERMITTENT = 0.05;

    /** Windows from which on the nearest ones are looked for. */
    private static final int FEWEST_WINDOWS = 500;

    /** Rows from which on trees have enough to learn from. */
    private static final int FEWEST_ROWS = 1_000;

    /** Rows from which on trees may be large. */
    private static final int MANY_ROWS = 20_000;

    private static final int MANY_WINDOWS = 20_000;

    /** Multiplications of a search for the nearest windows of all series, some minutes on one thread. */
    private static final double MOST_PRODUCTS = 5e11;

    /** Numbers that the weights of all series may have, 400 MB. */
    private static final double MOST_WEIGHTS = 5e7;

    private final AutoForecaster settings;
    private final SeriesProfile profile;
    private final int season;
    private final List<Candidate> all = new ArrayList<>();

    private Candidates(AutoForecaster settings, SeriesProfile profile) {
        this.settings = settings;
        this.profile = profile;
        this.season = profile.season();
    }

    /** Returns the candidates: models of each series, then those shared by all, then the user's own. */
    static List<Candidate> of(AutoForecaster settings, SeriesProfile profile) {
        Candidates candidates = new Candidates(settings, profile);
        candidates.addStatistical();
        candidates.addShared();
        candidates.addBoosted();
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

    /** Adds models of each series. */
    private void addStatistical() {
        boolean fast = settings.preset() == Preset.FAST;
        // models of one season are far off where there are several
        boolean shortSeason =
                season <= LONGEST_SHORT_SEASON && profile.seasons().size() <= 1;
        add(season > 1 ? "seasonal-naive" : "naive", WindowMean.forecaster().seasonal(), 1e-5);
        add("theta", Theta.forecaster(), 2e-4);
        if (profile.intermittent() >= INTERMITTENT && profile.nonNegative()) {
            add("croston", Croston.forecaster(), 2e-4);
            add("croston-probabilities", Croston.forecaster().probabilities(), 2e-4);
            add("croston-blocks", Croston.forecaster().blocks(), 2e-4);
        }
        if (shortSeason && profile.medianRows() <= MOST_ETS_ROWS) {
            add("ets", Ets.forecaster(), 5e-3);
        }
        if (!fast || season == 1) {
            add("theta-dynamic", Theta.forecaster().dynamicOptimised(), 1e-3);
        }
        if (!fast && shortSeason && profile.medianRows() <= MOST_ETS_ROWS) {
            add("ces", Ces.forecaster(), 5e-3);
        }
        add("holt-winters", holtWinters(), 1e-5 * profile.medianRows());
        if (!fast && !shortSeason && profile.seasons().size() == 1) {
            addDamped();
        }
        if (!fast && shortSeason && profile.medianRows() <= MOST_ARIMA_ROWS) {
            add("arima", Arima.forecaster().regressors(settings.knownFuture().toArray(String[]::new)), 0.03);
        }
    }

    /** Adds a damped trend of the series without its long season. */
    private void addDamped() {
        Forecaster damped = Ets.forecaster()
                .name("damped")
                .column(settings.column())
                .horizon(settings.horizon())
                .season(1)
                .form("AAdN")
                .build();
        Deseasonalised.Builder without =
                Deseasonalised.forecaster(damped).name("damped").seasons(season);
        all.add(new Candidate(
                (profile.positive() ? without.multiplicative() : without).build(), 1e-5 * profile.rows()));
    }

    private HoltWinters.Builder holtWinters() {
        return HoltWinters.forecaster()
                .seasons(profile.seasons().stream()
                        .filter(rows -> rows > 1)
                        .limit(3)
                        .mapToInt(Integer::intValue)
                        .toArray());
    }

    /** Adds members that learn from all series together. */
    private void addShared() {
        boolean several = profile.seasons().size() > 1;
        if (windows(season) < FEWEST_WINDOWS) {
            return;
        }
        int lookback = several ? profile.longestSeason() : season > 1 ? season : Math.min(10, profile.medianRows() / 3);
        addPooled("pooled-linear", lookback);
        Autoregression.Builder autoregression =
                Autoregression.forecaster().column(settings.column()).horizon(settings.horizon());
        int[] seasons = profile.seasons().stream()
                .filter(rows -> rows > 1)
                .mapToInt(Integer::intValue)
                .toArray();
        add(
                (seasons.length == 0 ? autoregression.lags(1, 2, 3) : autoregression.seasons(seasons)).build(),
                1e-6 * profile.rows());
        int twice = several ? lookback : Math.max(lookback, Math.min(2 * lookback, profile.medianRows() / 3));
        addNearest("nearest-windows", twice);
        if (settings.preset() == Preset.BEST && season > 1) {
            addPooled("pooled-linear-longer", lookback + (several ? season : season / 12 + 1));
            addNearest("nearest-windows-other", several ? lookback + 3 * season : lookback);
        }
    }

    private void addPooled(String name, int lookback) {
        boolean several = profile.seasons().size() > 1;
        double weights = (double) lookback * settings.horizon() * profile.series();
        add(
                PooledLinear.forecaster()
                        .name(name)
                        .column(settings.column())
                        .horizon(settings.horizon())
                        .lookback(Math.max(2, lookback))
                        .ridge(several ? 1e-5 : 1e-4)
                        .seriesRidge(several ? 0.05 : 0.1)
                        .robust(several ? 2 : 6)
                        .scaleLag(several ? season : 1)
                        .build(),
                1e-8 * profile.rows() * lookback,
                weights > MOST_WEIGHTS
                        ? String.format(
                                Locale.ROOT, "%.1g weights for all series are more than %.0g", weights, MOST_WEIGHTS)
                        : "");
    }

    private void addNearest(String name, int lookback) {
        double products = (double) profile.rows() * lookback * profile.series();
        add(
                NearestWindows.forecaster()
                        .name(name)
                        .column(settings.column())
                        .horizon(settings.horizon())
                        .lookback(Math.max(2, lookback))
                        .centreRows(profile.seasons().size() > 1 ? Math.max(1, season / 2) : 1)
                        .neighbours(windows(lookback) >= MANY_WINDOWS ? 100 : 30)
                        .build(),
                1e-10 * products,
                products > MOST_PRODUCTS
                        ? String.format(
                                Locale.ROOT,
                                "%.1g multiplications to forecast all series are more than %.0g",
                                products,
                                MOST_PRODUCTS)
                        : "");
    }

    private long windows(int lookback) {
        return profile.rows() - (long) profile.series() * (lookback + settings.horizon());
    }

    private void add(Forecaster forecaster, double seconds) {
        add(forecaster, seconds, "");
    }

    private void add(Forecaster forecaster, double seconds, String leftOut) {
        all.add(new Candidate(forecaster, leftOut.isEmpty() ? seconds : 0, leftOut));
    }

    private void addBoosted() {
        if (settings.preset() == Preset.FAST || profile.rows() < FEWEST_ROWS) {
            return;
        }
        BoostedDifferences.Size large =
                settings.preset() == Preset.BEST ? BoostedDifferences.Size.FULL : BoostedDifferences.Size.FAST;
        BoostedDifferences.Size size = profile.rows() < MANY_ROWS ? BoostedDifferences.Size.SMALL : large;
        int[] longer =
                profile.seasons().stream().skip(1).mapToInt(Integer::intValue).toArray();
        add(
                BoostedDifferences.of(settings.column(), season, longer, settings.horizon(), profile.positive(), size)
                        .knownFuture(settings.knownFuture().toArray(String[]::new))
                        .staticAttributes(settings.attributes().toArray(String[]::new))
                        .build(),
                1e-4 * profile.rows());
    }
}
