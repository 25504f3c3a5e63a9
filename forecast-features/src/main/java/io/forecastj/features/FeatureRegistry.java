package io.forecastj.features;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Registry of the kinds of features that a text can name.
 *
 * <p>Immutable and thread-safe. {@link #standard()} has the kinds of this library; {@link #with} adds one of your own.
 */
public final class FeatureRegistry {
    private static final FeatureRegistry STANDARD = new FeatureRegistry(KindTable.factories());

    private final Map<String, Factory> factories;

    private FeatureRegistry(Map<String, Factory> factories) {
        this.factories = Collections.unmodifiableMap(new TreeMap<>(factories));
    }

    /**
     * Returns the registry of this library's kinds.
     *
     * @return the registry
     */
    public static FeatureRegistry standard() {
        return STANDARD;
    }

    /**
     * Returns a registry with one more kind.
     *
     * @param kind its name, equal to {@link Feature#kind()}
     * @param factory makes a feature of this kind
     * @return the larger registry
     * @throws IllegalArgumentException if the name is not a letter followed by letters, digits and underscores, or the
     *     registry has such a kind already
     */
    public FeatureRegistry with(String kind, Factory factory) {
        if (!Text.isKind(kind)) {
            throw new IllegalArgumentException(
                    "a kind is a letter followed by letters, digits and underscores; found '" + kind + "'");
        }
        Map<String, Factory> more = new TreeMap<>(factories);
        if (more.put(kind, factory) != null) {
            throw new IllegalArgumentException("there is a kind '" + kind + "' already; choose another name");
        }
        return new FeatureRegistry(more);
    }

    /**
     * Returns the names of the kinds, sorted.
     *
     * @return the names, unmodifiable
     */
    public Set<String> kinds() {
        return factories.keySet();
    }

    /**
     * Reads the canonical text of a feature, such as {@code rsi(close,14)}, {@code macd(close,12,26,9).signal}, {@code
     * close} or {@code "adj close"}. Blanks between the parts are skipped.
     *
     * @param text the text
     * @return the feature
     * @throws IllegalArgumentException if the text is not of this form, names an unknown kind, or the kind refuses its
     *     inputs or arguments; the message has the text and the position
     */
    public Feature parse(String text) {
        return new FeatureParser(text, factories).parse();
    }

    /** Reads each of some texts, as {@link #parse} does. */
    List<Feature> parseAll(List<String> texts) {
        List<Feature> features = new ArrayList<>(texts.size());
        for (String text : texts) {
            features.add(parse(text));
        }
        return features;
    }

    /** Factory of the features of one kind, from the inputs and numbers in the parentheses of a text. */
    @FunctionalInterface
    public interface Factory {
        /**
         * Makes the feature.
         *
         * @param inputs the features in the parentheses
         * @param arguments the numbers that follow them
         * @return the feature
         * @throws IllegalArgumentException if the kind does not accept these; the message names what was expected
         */
        Feature create(List<Feature> inputs, double[] arguments);
    }
}
