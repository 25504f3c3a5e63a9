package io.forecastj.models.statistical;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.forecastj.InsufficientHistoryException;
import io.forecastj.models.internal.ArgumentChecks;
import io.forecastj.models.internal.JsonFields;
import java.util.Arrays;
import java.util.List;

/**
 * Method of {@link TrigonometricModel}, with the least squared error one step ahead.
 *
 * <p>A season counts only if the series has at least two of it. Fewer than {@value MultiSeasonalMethod#LEAST} observed
 * values give a random walk.
 *
 * @param seasons the numbers of rows of the seasons, at most {@value #MOST_SEASONS}, increasing; empty for the usual
 *     season of the rows
 */
record TrigonometricMethod(List<Double> seasons) implements LocalMethod {
    static final String KIND = TrigonometricModel.KIND;

    /** Largest number of seasons. */
    static final int MOST_SEASONS = 4;

    private static final String LEGAL =
            "at most " + MOST_SEASONS + " increasing numbers from 2 to " + MeanModel.LARGEST;

    /**
     * @throws IllegalArgumentException if there are more than four seasons, they do not increase, or one is below 2 or
     *     above {@value MeanModel#LARGEST}
     */
    TrigonometricMethod {
        seasons = List.copyOf(seasons);
        ArgumentChecks.require(legal(seasons), "seasons", LEGAL, seasons);
    }

    private static boolean legal(List<Double> seasons) {
        boolean legal = seasons.size() <= MOST_SEASONS;
        double before = Math.nextDown(2.0);
        for (double season : seasons) {
            legal &= season > before && season <= MeanModel.LARGEST;
            before = season;
        }
        return legal;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Fitted fit(LocalRows rows, int season) {
        double[] values = rows.values();
        int observed = FilledValues.observed(values);
        if (observed == 0) {
            throw new InsufficientHistoryException("a trigonometric model needs at least one value, found none");
        }
        List<Double> wanted = seasons.isEmpty() && season > 1 ? List.of((double) season) : seasons;
        List<Double> used = wanted.stream()
                .filter(each -> values.length >= Math.max(2 * each, each + MultiSeasonalMethod.LEAST))
                .toList();
        return new TrigonometricSearch(values, used).fit(observed < MultiSeasonalMethod.LEAST);
    }

    @Override
    public void write(ObjectNode out) {
        out.put("kind", KIND);
        ArrayNode array = out.putArray("lengths");
        seasons.forEach(array::add);
    }

    static List<Double> lengths(JsonFields in) {
        List<Double> lengths = Arrays.stream(in.decimals("lengths")).boxed().toList();
        if (!legal(lengths)) {
            throw in.fail("lengths", LEGAL, lengths.toString());
        }
        return lengths;
    }

    static LocalMethod read(JsonFields in) {
        return new TrigonometricMethod(lengths(in));
    }
}
