package io.forecastj;

import java.util.function.Supplier;

/** A predictor of a baseline, completely defined by its description. */
final class BaselinePredictor extends AbstractPredictor {
    /** What the description can hold: nine digits. */
    static final int LONGEST_SEASON = 999_999_999;

    private final Supplier<BaselineState> states;

    BaselinePredictor(PredictorInfo info) {
        super(info);
        if (info.targets().size() != 1) {
            throw new IllegalArgumentException("a baseline has one target, found " + info.targets());
        }
        this.states = states(info);
    }

    private static Supplier<BaselineState> states(PredictorInfo info) {
        String column = info.targets().get(0);
        int horizon = info.horizon();
        int season = info.kind().equals(Baselines.SEASONAL_NAIVE) ? season(info) : 1;
        return switch (info.kind()) {
            case Baselines.NAIVE -> () -> new BaselineState.Naive(column, horizon);
            case Baselines.SEASONAL_NAIVE -> () -> new BaselineState.Seasonal(column, horizon, season);
            case Baselines.DRIFT -> () -> new BaselineState.Drift(column, horizon);
            case Baselines.MEAN -> () -> new BaselineState.Mean(column, horizon);
            default -> throw new IllegalArgumentException("'" + info.kind() + "' is not a kind of baseline");
        };
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

    /** Writes nothing: the description defines the predictor. */
    @Override
    protected void identify(StateWriter out) {}

    @Override
    protected SeriesState newState(SeriesContext series) {
        return states.get();
    }
}
