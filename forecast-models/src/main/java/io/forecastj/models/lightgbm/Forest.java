package io.forecastj.models.lightgbm;

import java.util.Map;
import java.util.TreeMap;

/** Purpose of a forest; it determines the loss that splits reduce, the content of leaves, and defaults. */
sealed interface Forest {
    /** Means. */
    Forest VALUES = new Values();

    /** Returns the loss by which LightGBM splits. */
    Objective objective();

    /** Returns the smallest number of rows in a leaf unless set. */
    int minLeafRows();

    /** Returns the settings of the purpose by LightGBM's names. */
    default Map<String, String> settings() {
        return objective().settings();
    }

    /** Means. Nodes of 5 rows are not split by Liaw and Wiener, Classification and regression by randomForest, 2002. */
    record Values() implements Forest {
        @Override
        public Objective objective() {
            return new Objective.SquaredError();
        }

        @Override
        public int minLeafRows() {
            return 3;
        }
    }

    /**
     * A quantile. Leaves are larger than for means: the 5 % quantile of 5 rows lies above that of their distribution,
     * and a mean over trees keeps such errors.
     */
    record Quantile(double level) implements Forest {
        @Override
        public Objective objective() {
            return new Objective.Quantile(level);
        }

        @Override
        public int minLeafRows() {
            return 20;
        }

        @Override
        public Map<String, String> settings() {
            return new TreeMap<>(objective().settings());
        }
    }

    /**
     * Shares of classes. The squared error of a class's indicator is half of its Gini impurity. Nodes of 10 rows are
     * not split by Malley et al., Probability machines, 2012.
     */
    record Classes(int count) implements Forest {
        @Override
        public Objective objective() {
            return new Objective.SquaredError();
        }

        @Override
        public int minLeafRows() {
            return 5;
        }

        @Override
        public Map<String, String> settings() {
            return Map.of("classes", Integer.toString(count));
        }
    }
}
