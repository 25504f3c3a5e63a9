package io.forecastj.features;

import java.util.List;

/** Limits how deep features may stand in one another, and how long their texts may be. */
final class Nesting {
    /** The deepest nesting of features that are built in Java; parts of a feature may be deeper than its text. */
    static final int DEEPEST = 10 * FeatureParser.DEEPEST;

    /** The longest text of the inputs: if each of two inputs has two, and so on, no memory holds the text. */
    private static final int LONGEST_TEXT = 1 << 20;

    private Nesting() {}

    /** Returns the depth of a feature with these inputs: 1 without any. */
    static int around(String kind, List<Feature> inputs) {
        int depth = 1;
        long length = 0;
        for (Feature input : inputs) {
            depth = Math.max(depth, 1 + of(input));
            length += input.text().length();
        }
        require(depth);
        if (length > LONGEST_TEXT) {
            throw new IllegalArgumentException("the inputs of '" + kind + "' have a text of " + length
                    + " characters; at most " + LONGEST_TEXT + " are allowed: nest fewer features in one another");
        }
        return depth;
    }

    /** Refuses a greater depth than {@link #DEEPEST}. */
    static void require(int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("features are nested more than " + DEEPEST
                    + " deep; a text of a feature is read up to a depth of " + FeatureParser.DEEPEST);
        }
    }

    private static int of(Feature feature) {
        if (feature instanceof KindFeature known) {
            return known.depth();
        }
        if (feature instanceof CustomFeature own) {
            return own.depth();
        }
        if (feature instanceof Output output) {
            return of(output.parent());
        }
        return feature instanceof Named named ? of(named.feature()) : 1;
    }
}
