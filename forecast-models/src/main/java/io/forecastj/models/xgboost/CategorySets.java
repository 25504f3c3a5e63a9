package io.forecastj.models.xgboost;

import java.util.Arrays;

/**
 * Category sets of a tree's nodes.
 *
 * @param number by node, the number of its set; -1 if it has none
 * @param bounds the index in {@code words} at which each set begins, and the end of the last set
 * @param words the sets as bits, 32 categories to a word
 * @param source the tree's object, for messages
 */
record CategorySets(int[] number, int[] bounds, int[] words, ModelFields source) {
    /**
     * Reads the sets of a tree.
     *
     * @param source the tree's object
     * @param splitType by node, 1 if it looks a category up
     * @param most the largest category
     */
    static CategorySets read(ModelFields source, int[] splitType, int most) {
        int nodes = splitType.length;
        int[] number = new int[nodes];
        Arrays.fill(number, -1);
        if (!source.has("categories_nodes")) {
            return new CategorySets(number, new int[1], new int[0], source);
        }
        int sets = source.numbers("categories_nodes").length;
        int[] owner = source.integers("categories_nodes", sets, 0, nodes - 1);
        int all = source.numbers("categories").length;
        int[] categories = source.integers("categories", all, 0, most);
        int[] begin = source.integers("categories_segments", sets, 0, all);
        int[] size = source.integers("categories_sizes", sets, 0, all);
        int[] bounds = new int[sets + 1];
        int[] words = new int[0];
        for (int i = 0; i < sets; i++) {
            if (number[owner[i]] >= 0 || begin[i] + (long) size[i] > all) {
                throw source.refuse("expected each node once in 'categories_nodes', with categories that are listed,"
                        + " found node " + owner[i] + " with " + size[i] + " from " + begin[i] + " of " + all);
            }
            if (splitType[owner[i]] == 0) {
                throw source.refuse(
                        "expected 1 as 'split_type' of node " + owner[i] + ", which has categories, found 0");
            }
            number[owner[i]] = i;
            int largest = -1;
            for (int c = begin[i]; c < begin[i] + size[i]; c++) {
                largest = Math.max(largest, categories[c]);
            }
            bounds[i + 1] = bounds[i] + (largest >> 5) + 1;
            if (bounds[i + 1] > MAX_WORDS) {
                throw source.refuse("expected sets of at most " + MAX_WORDS + " words together, found more");
            }
            if (bounds[i + 1] > words.length) {
                words = Arrays.copyOf(words, Math.max(bounds[i + 1], Math.min(MAX_WORDS, 2 * words.length)));
            }
            for (int c = begin[i]; c < begin[i] + size[i]; c++) {
                words[bounds[i] + (categories[c] >> 5)] |= 1 << (categories[c] & 31);
            }
        }
        return new CategorySets(number, bounds, Arrays.copyOf(words, bounds[sets]), source);
    }

    /** Largest number of words of a tree: 4 million, for 16 MiB. */
    private static final int MAX_WORDS = 1 << 22;

    /** Returns the number of a node's set. */
    int of(int node) {
        if (number[node] < 0) {
            throw source.refuse("expected the categories of the categorical node " + node + ", found none");
        }
        return number[node];
    }
}
