package io.forecastj.models.lightgbm;

import io.forecastj.models.trees.Tree;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Categorical inputs of a model, with the categories that its training kept.
 *
 * <p>Immutable and thread-safe. LightGBM answers a row with any number in such an input: a fraction loses its decimals,
 * and a category that it does not know is in none of its sets. {@link #flaw} finds such numbers.
 */
final class Categories {
    static final Categories NONE = new Categories(new int[0], new int[0][]);

    private final int[] columns;
    /** For each column the categories in ascending order; null if the text does not list them. */
    private final int[] @Nullable [] known;

    private Categories(int[] columns, int[] @Nullable [] known) {
        this.columns = columns;
        this.known = known;
    }

    /**
     * Reads the categories.
     *
     * @param infos the words of {@code feature_infos}: numbers joined by colons for a categorical feature
     * @param trees the trees, whose splits show further categorical features
     */
    static Categories of(String[] infos, List<Tree> trees) {
        BitSet split = new BitSet();
        for (Tree tree : trees) {
            for (int node = 0; node < tree.feature().length; node++) {
                if (tree.categorical(node)) {
                    split.set(tree.feature()[node]);
                }
            }
        }
        int[] columns = new int[infos.length];
        int[] @Nullable [] known = new int[infos.length][];
        int count = 0;
        for (int i = 0; i < infos.length; i++) {
            int @Nullable [] listed = listed(infos[i]);
            if (listed != null || split.get(i)) {
                columns[count] = i;
                known[count++] = listed;
            }
        }
        return count == 0 ? NONE : new Categories(Arrays.copyOf(columns, count), Arrays.copyOf(known, count));
    }

    /** Returns the categories of an entry in ascending order; null if it is not a list of categories. */
    private static int @Nullable [] listed(String info) {
        String[] words = info.split(":", -1);
        int[] categories = new int[words.length];
        int count = 0;
        for (String word : words) {
            if (!isCategory(word)) {
                return null;
            }
            int category = Integer.parseInt(word);
            if (category >= 0) {
                // -1 stands for missing values
                categories[count++] = category;
            }
        }
        Arrays.sort(categories, 0, count);
        return Arrays.copyOf(categories, count);
    }

    /** Returns whether a word is an optional minus and one to nine digits. */
    private static boolean isCategory(String word) {
        int from = word.startsWith("-") ? 1 : 0;
        boolean digits = word.length() > from && word.length() <= from + 9;
        for (int i = from; digits && i < word.length(); i++) {
            digits = word.charAt(i) >= '0' && word.charAt(i) <= '9';
        }
        return digits;
    }

    /** Describes the first number in a categorical input that is no category of the training; empty for none. */
    String flaw(double[] row, List<String> names) {
        for (int i = 0; i < columns.length; i++) {
            double value = row[columns[i]];
            if (!Double.isNaN(value) && !isKnown(i, value)) {
                return describe(names.get(columns[i]), value);
            }
        }
        return "";
    }

    private boolean isKnown(int index, double value) {
        int category = (int) value;
        int @Nullable [] of = known[index];
        return category == value && category >= 0 && (of == null || Arrays.binarySearch(of, category) >= 0);
    }

    private static String describe(String name, double value) {
        String what = "the categorical input '" + name + "' is " + value;
        if (value > -1 && value < Integer.MAX_VALUE && value != Math.rint(value)) {
            return what + ", but categories are whole numbers from 0 on; LightGBM drops the decimals";
        }
        return what
                + (value >= 0 && value == Math.rint(value)
                        ? ", which is no category that the training kept (LightGBM leaves out those of very few rows)"
                        : ", but categories are whole numbers from 0 on")
                + "; LightGBM treats it as none of its categories";
    }
}
