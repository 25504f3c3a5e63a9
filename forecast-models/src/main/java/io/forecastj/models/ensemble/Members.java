package io.forecastj.models.ensemble;

import io.forecastj.Baselines;
import io.forecastj.Column;
import io.forecastj.ColumnRole;
import io.forecastj.Forecaster;
import io.forecastj.MessageText;
import io.forecastj.Predictor;
import io.forecastj.PredictorInfo;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The forecasters of an ensemble with their common targets and horizon.
 *
 * @param forecasters the members, at least two
 * @param targets the columns that all members forecast, in the first member's order
 * @param horizon their common horizon
 * @param own the number of the caller's own members, which come first and decide on the steps
 */
record Members(List<Forecaster> forecasters, List<String> targets, int horizon, int own) {
    static Members of(Forecaster... forecasters) {
        List<Forecaster> all = List.of(forecasters);
        if (all.size() < 2) {
            throw new IllegalArgumentException("an ensemble needs at least two members, found " + all.size());
        }
        Forecaster first = all.get(0);
        List<String> targets = new ArrayList<>(first.targets());
        for (Forecaster other : all) {
            if (other.horizon() != first.horizon()) {
                throw new IllegalArgumentException("the members of an ensemble need one horizon, found "
                        + first.horizon() + " of '" + first.name() + "' and " + other.horizon() + " of '"
                        + other.name() + "'");
            }
            targets.retainAll(other.targets());
            if (targets.isEmpty()) {
                throw new IllegalArgumentException("the members of an ensemble need a common target, found "
                        + MessageText.list(first.targets()) + " of '" + first.name() + "' and "
                        + MessageText.list(other.targets()) + " of '"
                        + other.name() + "'");
            }
        }
        return new Members(all, List.copyOf(targets), first.horizon(), all.size());
    }

    /** Adds the naive forecast, and the seasonal naive one if the series have a usual season, unless they are there. */
    Members withNaive(List<TimeSeries> series) {
        if (targets.size() != 1) {
            return this;
        }
        String target = targets.get(0);
        List<Forecaster> all = new ArrayList<>(forecasters);
        add(all, Baselines.naive(target, horizon));
        int season = Sampling.season(series);
        // shorter series may have no season before the first out-of-fold forecast
        if (series.stream().anyMatch(one -> one.length() >= 3L * season) && season > 1) {
            add(all, Baselines.seasonalNaive(target, horizon, season));
        }
        return new Members(List.copyOf(all), targets, horizon, own);
    }

    private static void add(List<Forecaster> all, Forecaster naive) {
        if (all.stream().noneMatch(member -> member.name().equals(naive.name()))) {
            all.add(naive);
        }
    }

    /** Returns the members' names, numbered if several are equal. */
    static List<String> names(List<Predictor> predictors) {
        List<String> names = new ArrayList<>();
        for (Predictor predictor : predictors) {
            String name = predictor.info().name();
            String unique = name;
            for (int i = 2; names.contains(unique); i++) {
                unique = name + " " + i;
            }
            names.add(unique);
        }
        return names;
    }

    /** Returns the steps that the caller's own members forecast; the naive ones, which have all, add none. */
    List<Integer> steps(List<Predictor> fitted) {
        TreeSet<Integer> steps = new TreeSet<>();
        fitted.subList(0, own)
                .forEach(predictor -> steps.addAll(predictor.info().steps()));
        return List.copyOf(steps);
    }

    /** Starts the description of the ensemble; its columns are those of all members. */
    PredictorInfo.Builder describe(
            String kind, String name, List<Predictor> fitted, List<String> more, int rows, List<TimeSeries> series) {
        Map<String, ColumnRole> roles = new LinkedHashMap<>();
        targets.forEach(target -> roles.put(target, ColumnRole.TARGET));
        Map<String, ColumnRole> attributes = new LinkedHashMap<>();
        int required = rows;
        int sufficient = rows;
        for (Predictor predictor : fitted) {
            PredictorInfo info = predictor.info();
            required = Math.max(required, info.requiredHistory());
            int its = info.sufficientHistory().orElse(0);
            sufficient = its == 0 || sufficient == 0 ? 0 : Math.max(sufficient, its);
            for (Column column : info.columns()) {
                if (column.role() == ColumnRole.STATIC) {
                    attributes.put(column.name(), ColumnRole.STATIC);
                } else if (column.role() == ColumnRole.KNOWN_FUTURE && targets.contains(column.name())) {
                    throw new IllegalArgumentException("'" + info.name() + "' takes the column '" + column.name()
                            + "' as known ahead, but the ensemble forecasts it");
                } else if (column.role() == ColumnRole.KNOWN_FUTURE) {
                    roles.put(column.name(), ColumnRole.KNOWN_FUTURE);
                } else {
                    roles.putIfAbsent(column.name(), ColumnRole.PAST);
                }
            }
        }
        more.forEach(column -> roles.putIfAbsent(column, ColumnRole.PAST));
        PredictorInfo.Builder info = PredictorInfo.builder(kind, horizon)
                .name(name)
                .steps(steps(fitted))
                .requiredHistory(required)
                .sufficientHistory(sufficient)
                .trainedOn(series)
                .parameter("members", String.join(", ", names(fitted)));
        roles.forEach(info::column);
        attributes.forEach(info::column);
        return info;
    }

    @Override
    public String toString() {
        return Arrays.toString(forecasters.stream().map(Forecaster::name).toArray());
    }
}
