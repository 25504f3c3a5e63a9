package io.forecastj.backtest;

import io.forecastj.TimeSeries;
import java.util.List;

/** Visits every step of every origin of every series, and tells whether all models can be scored on it. */
final class PairFates {
    /** The forecasts of a model. */
    interface Forecasts {
        int horizon();

        boolean made(int series, int origin);

        boolean finite(int series, int origin, int step);
    }

    /** Value or index of a class that happened, NaN if it is not known. */
    @FunctionalInterface
    interface Actual {
        double at(TimeSeries series, int row, int step);
    }

    @FunctionalInterface
    interface Visitor {
        void pair(int series, int origin, int step, double actual);
    }

    /** The outcome for a pair: compared, or left out for one reason. */
    private enum Fate {
        COMPARED,
        BEYOND_END,
        ACTUAL_MISSING,
        BEYOND_HORIZON,
        NOT_FORECAST,
        NOT_FINITE
    }

    private final BacktestPlan plan;
    private final List<? extends Forecasts> models;
    private final Actual actual;
    private final int longest;
    private final int shortest;
    private final long[] fates = new long[Fate.values().length];

    PairFates(BacktestPlan plan, List<? extends Forecasts> models, Actual actual) {
        this.plan = plan;
        this.models = models;
        this.actual = actual;
        this.longest = models.stream().mapToInt(Forecasts::horizon).max().orElse(0);
        this.shortest = models.stream().mapToInt(Forecasts::horizon).min().orElse(0);
        visit((series, origin, step, value, fate) -> fates[fate.ordinal()]++);
    }

    PairCounts counts() {
        return new PairCounts(
                fates[Fate.COMPARED.ordinal()],
                fates[Fate.BEYOND_END.ordinal()],
                fates[Fate.ACTUAL_MISSING.ordinal()],
                fates[Fate.BEYOND_HORIZON.ordinal()],
                fates[Fate.NOT_FORECAST.ordinal()],
                fates[Fate.NOT_FINITE.ordinal()]);
    }

    /** Visits the compared pairs by series, origin and step. */
    void forEachCompared(Visitor visitor) {
        visit((series, origin, step, value, fate) -> {
            if (fate == Fate.COMPARED) {
                visitor.pair(series, origin, step, value);
            }
        });
    }

    private interface Outcomes {
        void pair(int series, int origin, int step, double actual, Fate fate);
    }

    private void visit(Outcomes outcomes) {
        for (int s = 0; s < plan.series().size(); s++) {
            BacktestPlan.Origins origins = plan.series().get(s);
            TimeSeries one = origins.series();
            for (int origin = 0; origin < origins.count(); origin++) {
                for (int step = 1; step <= longest; step++) {
                    int row = origins.rows()[origin];
                    boolean ended = row + step >= one.length();
                    double value = ended ? Double.NaN : actual.at(one, row, step);
                    Fate fate = ended ? Fate.BEYOND_END : fate(s, origin, step, value);
                    outcomes.pair(s, origin, step, value, fate);
                }
            }
        }
    }

    private Fate fate(int s, int origin, int step, double value) {
        if (Double.isNaN(value)) {
            return Fate.ACTUAL_MISSING;
        }
        if (step > shortest) {
            return Fate.BEYOND_HORIZON;
        }
        for (Forecasts model : models) {
            if (!model.made(s, origin)) {
                return Fate.NOT_FORECAST;
            }
        }
        for (Forecasts model : models) {
            if (!model.finite(s, origin, step)) {
                return Fate.NOT_FINITE;
            }
        }
        return Fate.COMPARED;
    }
}
