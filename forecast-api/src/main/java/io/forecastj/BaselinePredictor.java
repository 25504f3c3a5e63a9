package io.forecastj;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A predictor of a baseline, completely defined by its description. */
final class BaselinePredictor extends AbstractPredictor {
    /** Longest season that a description can hold: nine digits. */
    static final int LONGEST_SEASON = 999_999_999;

    private final Function<@Nullable BaselineSpread, BaselineState> states;
    private final @Nullable BaselineSpread spread;

    BaselinePredictor(PredictorInfo info) {
        super(info);
        if (info.targets().size() != 1) {
            throw new IllegalArgumentException("a baseline has one target, found " + info.targets());
        }
        this.states = states(info);
        this.spread = BaselineSpread.read(info);
    }

    private static Function<@Nullable BaselineSpread, BaselineState> states(PredictorInfo info) {
        String column = info.targets().get(0);
        int horizon = info.horizon();
        int season = info.kind().equals(Baselines.SEASONAL_NAIVE) ? season(info) : 1;
        return switch (info.kind()) {
            case Baselines.NAIVE -> spread -> new BaselineState.Naive(column, horizon, spread);
            case Baselines.SEASONAL_NAIVE -> spread -> new BaselineState.Seasonal(column, horizon, season, spread);
            case Baselines.DRIFT -> spread -> new BaselineState.Drift(column, horizon, spread);
            case Baselines.MEAN -> spread -> new BaselineState.Mean(column, horizon, spread);
            default -> throw new IllegalArgumentException("'" + info.kind() + "' is not a kind of baseline");
        };
    }

    /** Makes a state of the described baseline that knows of no training. */
    static BaselineState untrained(PredictorInfo info) {
        return states(info).apply(null);
    }

    private static int season(PredictorInfo info) {
        String season = info.parameters().getOrDefault("season", "");
        if (!season.matches("[1-9]\\d{0,8}") || season.equals("1")) {
            throw new IllegalArgumentException(
                    "a seasonal-naive predictor needs the parameter 'season' of at least 2, found '" + season + "'");
        }
        int rows = Integer.parseInt(season);
        if (info.requiredHistory() != rows + 1) {
            throw new IllegalArgumentException("a seasonal-naive predictor with a season of " + rows
                    + " rows needs a history of " + (rows + 1) + ", found " + info.requiredHistory());
        }
        return rows;
    }

    /** Writes nothing: the description defines the predictor, with the spread in its parameters. */
    @Override
    protected void identify(StateWriter out) {}

    @Override
    protected SeriesState newState(SeriesContext series) {
        return states.apply(spread != null && spread.series().equals(series.seriesId()) ? spread : null);
    }
}
