package io.forecastj.models.regression;

import java.util.ArrayList;
import java.util.List;

/**
 * Features that training rows lacked, so that a forecast may lack them too without being degraded.
 *
 * @param never the features that had no value in any training row, so that the models do not use them
 * @param often the features that were missing so often that the models have learnt what to answer without them
 */
record MissingInTraining(List<String> never, List<String> often) {
    static final MissingInTraining NONE = new MissingInTraining(List.of(), List.of());

    /** One in so many rows without a value is often. */
    private static final int ONE_IN = 100;

    MissingInTraining {
        never = List.copyOf(never);
        often = List.copyOf(often);
    }

    /**
     * Counts the missing values in the rows that can be origins.
     *
     * @param learns whether the models learn from missing values
     */
    static MissingInTraining of(RegressionPlan plan, List<TrainingSeries> series, boolean learns) {
        List<String> columns = plan.pipeline().columns();
        List<String> never = new ArrayList<>();
        List<String> often = new ArrayList<>();
        long rows = series.stream()
                .mapToLong(one -> Math.max(0, one.length() - plan.firstOrigin()))
                .sum();
        for (int column = 0; column < columns.size(); column++) {
            int feature = column;
            if (series.stream().noneMatch(one -> one.knows(feature))) {
                never.add(columns.get(feature));
            } else if (learns && often(plan, series, feature, rows)) {
                often.add(columns.get(feature));
            }
        }
        return new MissingInTraining(never, often);
    }

    /** Returns whether a feature is missing in one of a hundred rows, or in all rows of a series among many. */
    private static boolean often(RegressionPlan plan, List<TrainingSeries> series, int feature, long rows) {
        long missing = 0;
        for (TrainingSeries one : series) {
            int its = one.missing(feature, plan.firstOrigin());
            if (its >= ONE_IN && its == one.length() - plan.firstOrigin()) {
                return true;
            }
            missing += its;
        }
        return missing > 0 && missing * ONE_IN >= rows;
    }

    boolean contains(String feature) {
        return never.contains(feature) || often.contains(feature);
    }
}
