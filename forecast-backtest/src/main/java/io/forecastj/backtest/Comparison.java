package io.forecastj.backtest;

import io.forecastj.backtest.significance.DieboldMariano;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The forecasts of one target by all models that have it, reduced to the pairs on which all of them can be scored. */
final class Comparison {
    /** A model, and the index of the target among its targets. */
    record Contender(ModelForecasts model, int target) implements PairFates.Forecasts {
        @Override
        public int horizon() {
            return model.horizon();
        }

        @Override
        public boolean made(int series, int origin) {
            return model.made(series, origin);
        }

        @Override
        public boolean finite(int series, int origin, int step) {
            return Double.isFinite(point(series, origin, step));
        }

        double point(int series, int origin, int step) {
            return model.point(target, series, origin, step);
        }
    }

    private final String target;
    private final List<Contender> contenders = new ArrayList<>();
    private final PairCounts counts;
    private final Pairs pairs;
    private final BacktestPlan plan;

    Comparison(String target, List<ModelForecasts> models, BacktestPlan plan, int season) {
        this.target = target;
        this.plan = plan;
        for (ModelForecasts model : models) {
            int at = model.targets().indexOf(target);
            if (at >= 0 && !model.classes().present()) {
                contenders.add(new Contender(model, at));
            }
        }
        PairFates fates = new PairFates(
                plan, contenders, (series, row, step) -> series.value(row + step, series.columnIndex(target)));
        this.counts = fates.counts();
        this.pairs = collect(fates, Math.toIntExact(counts.compared()), season);
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
        return new OriginLosses(pairs.index(), plan);
    }

    /** Tests two contenders by their squared errors; empty if the origins are too few. */
    Optional<DieboldMariano> test(int contender, int other) {
        OriginLosses origins = origins();
        // a power of two changes no statistic, and keeps the squares of huge and tiny errors in range
        int exponent = Math.max(pairs.exponent(contender), pairs.exponent(other));
        return origins.test(
                origins.losses(pairs.squaredErrors(contender, exponent)),
                origins.losses(pairs.squaredErrors(other, exponent)));
    }

    /** Returns the squared errors of a contender at each time of an origin. */
    double[] losses(int contender) {
        return origins().losses(pairs.squaredErrors(contender, 0));
    }

    private Pairs collect(PairFates fates, int count, int season) {
        Scales scales = new Scales(target, season);
        Pairs collected = new Pairs(
                count, contenders.size(), scales, indexOf(Entry.Role.NAIVE), indexOf(Entry.Role.SEASONAL_NAIVE));
        fates.forEachCompared(new PairFates.Visitor() {
            private int at;
            private int series = -1;
            private int fit = -1;
            private int scale;

            @Override
            public void pair(int s, int origin, int step, double actual) {
                BacktestPlan.Origins origins = plan.series().get(s);
                if (s != series || origins.fits()[origin] != fit) {
                    series = s;
                    fit = origins.fits()[origin];
                    scale = scales.add(origins.series(), plan.fits().get(fit));
                }
                collected.set(at, s, origin, step, scale, actual);
                for (int m = 0; m < contenders.size(); m++) {
                    collected.setForecast(m, at, contenders.get(m).point(s, origin, step));
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
}
