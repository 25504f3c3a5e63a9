package io.forecastj.models.statistical;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.InvalidSeriesException;
import io.forecastj.models.internal.ArgumentChecks;
import io.forecastj.models.internal.JsonFields;
import java.util.Arrays;
import java.util.List;

/**
 * Method of {@link MultiSeasonalModel}, whose parameters give the least mean error one step ahead.
 *
 * <p>A season counts only if the series has at least two of it and {@value #LEAST} rows more than one. Fewer than
 * {@value #LEAST} observed values give a random walk.
 *
 * @param seasons the numbers of rows of the seasons, at most three, increasing; empty for the usual season of the rows
 * @param log whether logarithms are modelled, so that the season is multiplicative; all values must then be positive
 * @param squared whether squared errors are minimised, else absolute ones, on which single far values have less effect
 */
record MultiSeasonalMethod(List<Integer> seasons, boolean log, boolean squared) implements LocalMethod {
    static final String KIND = MultiSeasonalModel.KIND;

    /** Fewest errors for up to seven parameters. */
    static final int LEAST = 10;

    /**
     * @throws IllegalArgumentException if there are more than three seasons, they do not increase, or one is below 2 or
     *     above {@value MeanModel#LARGEST}
     */
    MultiSeasonalMethod {
        seasons = List.copyOf(seasons);
        ArgumentChecks.require(
                legal(seasons.stream().mapToInt(Integer::intValue).toArray()),
                "seasons",
                "at most " + MultiSeasonalModel.MOST_SEASONS + " increasing numbers from 2 to " + MeanModel.LARGEST,
                seasons);
    }

    private static boolean legal(int[] seasons) {
        boolean legal = seasons.length <= MultiSeasonalModel.MOST_SEASONS;
        int before = 1;
        for (int season : seasons) {
            legal &= season > before && season <= MeanModel.LARGEST;
            before = season;
        }
        return legal;
    }

    static String notPositive(double value) {
        return "a multiplicative season needs positive values, found " + value
                + "; use an additive season, or mark the value as missing if it is no measurement";
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Fitted fit(LocalRows rows, int season) {
        double[] values = rows.values().clone();
        int observed = FilledValues.observed(values);
        if (observed == 0) {
            throw new InsufficientHistoryException("a Holt-Winters model needs at least one value, found none");
        }
        for (int i = 0; log && i < values.length; i++) {
            if (values[i] <= 0) {
                throw new InvalidSeriesException(notPositive(values[i]) + " (row " + i + " from the first value)");
            }
            values[i] = Math.log(values[i]);
        }
        int[] wanted = seasons.isEmpty()
                ? (season > 1 ? new int[] {season} : new int[0])
                : seasons.stream().mapToInt(Integer::intValue).toArray();
        int[] used = Arrays.stream(wanted)
                .filter(each -> values.length >= Math.max(2 * each, each + LEAST))
                .toArray();
        return new MultiSeasonalSearch(values, used, log, squared).fit(observed < LEAST);
    }

    @Override
    public void write(ObjectNode out) {
        out.put("kind", KIND).put("log", log).put("squared", squared);
        write(out, seasons.stream().mapToInt(Integer::intValue).toArray());
    }

    static void write(ObjectNode out, int[] seasons) {
        ArrayNode array = out.putArray("seasons");
        for (int season : seasons) {
            array.add(season);
        }
    }

    static int[] seasons(JsonFields in) {
        int[] seasons = in.integers("seasons", 2, MeanModel.LARGEST).stream()
                .mapToInt(Integer::intValue)
                .toArray();
        if (!legal(seasons)) {
            throw in.fail(
                    "seasons",
                    "at most " + MultiSeasonalModel.MOST_SEASONS + " increasing numbers",
                    Arrays.toString(seasons));
        }
        return seasons;
    }

    static LocalMethod read(JsonFields in) {
        return new MultiSeasonalMethod(Arrays.stream(seasons(in)).boxed().toList(), in.flag("log"), in.flag("squared"));
    }
}
