package io.forecastj.backtest;

import io.forecastj.TimeSeries;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The forecasts of one target by all models that have it, reduced to the pairs on which all of them can be scored. */
final class Comparison {
    /** A model, and the index of the target among its targets. */
    record Contender(ModelForecasts model, int target) {}

    /** The outcome for a pair: compared, or left out for one reason. */
    private enum Fate {
        COMPARED,
        BEYOND_END,
        ACTUAL_MISSING,
        BEYOND_HORIZON,
        NOT_FORECAST,
        NOT_FINITE
    }

    private final String target;
    private final List<Contender> contenders = new ArrayList<>();
    private final PairCounts counts;
    private final Pairs pairs;
    private final BacktestPlan plan;
    private int longest;
    private int shortest = Integer.MAX_VALUE;

    Comparison(String target, List<ModelForecasts> models, BacktestPlan plan, int season) {
        this.target = target;
        this.plan = plan;
        for (ModelForecasts model : models) {
            int at = model.targets().indexOf(target);
            if (at >= 0) {
                contenders.add(new Contender(model, at));
                longest = Math.max(longest, model.horizon());
                shortest = Math.min(shortest, model.horizon());
            }
        }
        long[] fates = new long[Fate.values().length];
        forEach((s, origin, step, actual, fate) -> fates[fate.ordinal()]++);
        this.counts = counts(fates);
        this.pairs = collect(Math.toIntExact(counts.compared()), season);
    }

    private static PairCounts counts(long[] fates) {
        return new PairCounts(
                fates[Fate.COMPARED.ordinal()],
                fates[Fate.BEYOND_END.ordinal()],
                fates[Fate.ACTUAL_MISSING.ordinal()],
                fates[Fate.BEYOND_HORIZON.ordinal()],
                fates[Fate.NOT_FORECAST.ordinal()],
                fates[Fate.NOT_FINITE.ordinal()]);
    }

    String target() {
        return target;
    }

    List<Contender> contenders() {
        return Collections.unmodifiableList(contenders);
    }

    /** The names of the contenders, in order. */
    List<String> names() {
        return contenders.stream().map(one -> one.model().entry().name()).toList();
    }

    PairCounts counts() {
        return counts;
    }

    Pairs pairs() {
        return pairs;
    }

    /** Returns the pairs by the time of their origin, for tests of significance; computed at each call. */
    OriginLosses origins() {
        return new OriginLosses(pairs, plan);
    }

    /** Returns the mean squared error of a contender at each time of an origin. */
    double[] losses(int contender) {
        return origins().means(pairs.squaredErrors(contender));
    }

    private Pairs collect(int count, int season) {
        Scales scales = new Scales(target, season);
        Pairs collected = new Pairs(
                count, contenders.size(), scales, indexOf(Entry.Role.NAIVE), indexOf(Entry.Role.SEASONAL_NAIVE));
        forEach(new PairConsumer() {
            private int at;
            private int series = -1;
            private int fit = -1;
            private int scale;

            @Override
            public void accept(int s, int origin, int step, double actual, Fate fate) {
                if (fate != Fate.COMPARED) {
                    return;
                }
                BacktestPlan.Origins origins = plan.series().get(s);
                if (s != series || origins.fits()[origin] != fit) {
                    series = s;
                    fit = origins.fits()[origin];
                    scale = scales.add(origins.series(), plan.fits().get(fit));
                }
                collected.set(at, s, origin, step, scale, actual);
                for (int m = 0; m < contenders.size(); m++) {
                    collected.setForecast(m, at, point(contenders.get(m), s, origin, step));
                }
                at++;
            }
        });
        return collected;
    }

    private int indexOf(Entry.Role role) {
        for (int m = 0; m < contenders.size(); m++) {
            if (contenders.get(m).model().entry().role() == role) {
                return m;
            }
        }
        return Pairs.NO_MODEL;
    }

    private interface PairConsumer {
        void accept(int series, int origin, int step, double actual, Fate fate);
    }

    /** Visits all pairs by series, origin and step. */
    private void forEach(PairConsumer consumer) {
        for (int s = 0; s < plan.series().size(); s++) {
            BacktestPlan.Origins origins = plan.series().get(s);
            TimeSeries one = origins.series();
            int column = one.columnIndex(target);
            for (int origin = 0; origin < origins.count(); origin++) {
                for (int step = 1; step <= longest; step++) {
                    int row = origins.rows()[origin] + step;
                    boolean ended = row >= one.length();
                    double actual = ended ? Double.NaN : one.value(row, column);
                    Fate fate = ended ? Fate.BEYOND_END : fate(s, origin, step, actual);
                    consumer.accept(s, origin, step, actual, fate);
                }
            }
        }
    }

    private Fate fate(int s, int origin, int step, double actual) {
        if (Double.isNaN(actual)) {
            return Fate.ACTUAL_MISSING;
        }
        if (step > shortest) {
            return Fate.BEYOND_HORIZON;
        }
        for (Contender contender : contenders) {
            if (!contender.model().made(s, origin)) {
                return Fate.NOT_FORECAST;
            }
        }
        for (Contender contender : contenders) {
            if (!Double.isFinite(point(contender, s, origin, step))) {
                return Fate.NOT_FINITE;
            }
        }
        return Fate.COMPARED;
    }

    private static double point(Contender contender, int s, int origin, int step) {
        return contender.model().point(contender.target(), s, origin, step);
    }
}
