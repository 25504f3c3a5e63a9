package io.forecastj.features;

import io.forecastj.MessageText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Reads what {@link Text} writes, by recursive descent. */
final class FeatureParser {
    /** The deepest nesting: more than a person writes, and much less than would overflow the stack. */
    static final int DEEPEST = 100;

    /** The largest part of a text in a message. */
    private static final int SHOWN = 200;

    private final String text;
    private final Map<String, FeatureRegistry.Factory> factories;
    private int at;
    private int depth;

    FeatureParser(String text, Map<String, FeatureRegistry.Factory> factories) {
        this.text = text;
        this.factories = factories;
    }

    Feature parse() {
        Feature feature = named();
        if (peek() != 0) {
            throw expected("the end");
        }
        return feature;
    }

    /** Reads a feature, perhaps with the name of its column before it, which has the form of a column. */
    private Feature named() {
        Feature first = feature();
        if (!(first instanceof ColumnFeature column) || peek() != '=') {
            return first;
        }
        int start = at++;
        Feature feature = feature();
        try {
            return Named.of(column.name(), feature);
        } catch (IllegalArgumentException e) {
            at = start;
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private Feature feature() {
        if (++depth > DEEPEST) {
            throw wrong("features are nested more than " + DEEPEST + " deep");
        }
        char first = peek();
        Feature feature;
        if (first == '"') {
            feature = new ColumnFeature(quoted());
        } else {
            int start = at;
            String name = identifier("a column or a kind of feature");
            feature = peek() == '(' ? outputOf(call(name, start)) : new ColumnFeature(name);
        }
        depth--;
        return feature;
    }

    private Feature call(String kind, int start) {
        FeatureRegistry.Factory factory = factories.get(kind);
        if (factory == null) {
            at = start;
            throw wrong("there is no kind '" + kind + "'; known are " + MessageText.list(factories.keySet())
                    + ". Give the loader a FeatureRegistry that has your own kinds");
        }
        List<Feature> inputs = new ArrayList<>();
        List<Double> arguments = new ArrayList<>();
        at++;
        while (peek() != ')') {
            if (!inputs.isEmpty() || !arguments.isEmpty()) {
                take(',');
            }
            if (startsNumber(peek())) {
                arguments.add(number());
            } else if (arguments.isEmpty()) {
                inputs.add(feature());
            } else {
                throw expected("a number (the numbers follow the features)");
            }
        }
        take(')');
        return create(kind, factory, inputs, arguments, start);
    }

    private Feature create(
            String kind, FeatureRegistry.Factory factory, List<Feature> inputs, List<Double> arguments, int start) {
        double[] numbers = new double[arguments.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = arguments.get(i);
        }
        Feature feature;
        try {
            feature = factory.create(List.copyOf(inputs), numbers.clone());
        } catch (IllegalArgumentException e) {
            at = start;
            throw new IllegalArgumentException(place() + e.getMessage(), e);
        }
        boolean same = feature.kind().equals(kind)
                && texts(feature.inputs()).equals(texts(inputs))
                && Arrays.equals(feature.arguments(), numbers);
        if (!same) {
            at = start;
            throw wrong("the registered factory of '" + kind + "' made " + feature.text()
                    + "; it must make a feature of this kind with these inputs and arguments");
        }
        return feature;
    }

    private static List<String> texts(List<Feature> features) {
        List<String> texts = new ArrayList<>(features.size());
        for (Feature feature : features) {
            texts.add(feature.text());
        }
        return texts;
    }

    private Feature outputOf(Feature feature) {
        if (peek() != '.') {
            return feature;
        }
        at++;
        int start = at;
        String name = identifier("the name of an output");
        if (feature.outputs().size() == 1 || !feature.outputs().contains(name)) {
            at = start;
            throw wrong(feature.text() + " has no output '" + name + "' to choose among " + feature.outputs());
        }
        return feature.output(name);
    }

    private String quoted() {
        StringBuilder name = new StringBuilder();
        int start = at++;
        while (at < text.length() && text.charAt(at) != '"') {
            if (text.charAt(at) == '\\') {
                at++;
            }
            if (at < text.length()) {
                name.append(text.charAt(at++));
            }
        }
        if (at >= text.length()) {
            at = start;
            throw wrong("the quoted column name has no end");
        }
        at++;
        if (name.isEmpty()) {
            at = start;
            throw wrong("a column's name must not be empty");
        }
        return name.toString();
    }

    private String identifier(String what) {
        peek();
        int start = at;
        while (at < text.length() && isWord(text.charAt(at))) {
            at++;
        }
        if (start == at || Character.isDigit(text.charAt(start))) {
            at = start;
            throw expected(what);
        }
        return text.substring(start, at);
    }

    private double number() {
        int start = at;
        while (at < text.length() && (isWord(text.charAt(at)) || "+-.".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        String digits = text.substring(start, at);
        double value;
        try {
            value = Double.parseDouble(digits);
        } catch (NumberFormatException e) {
            value = Double.NaN;
        }
        if (!Double.isFinite(value)) {
            at = start;
            throw wrong("expected a finite number, found '" + digits + "'");
        }
        return value + 0.0; // -0.0 and 0.0 are one argument
    }

    private static boolean startsNumber(char c) {
        return c >= '0' && c <= '9' || c == '-' || c == '+' || c == '.';
    }

    private static boolean isWord(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_';
    }

    /** Returns the next character that is not blank, or 0 at the end. */
    private char peek() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : 0;
    }

    private void take(char c) {
        if (peek() != c) {
            throw expected("'" + c + "'");
        }
        at++;
    }

    private IllegalArgumentException expected(String what) {
        return wrong("expected " + what + ", found " + (peek() == 0 ? "the end" : "'" + peek() + "'"));
    }

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException(MessageText.cut(place() + what));
    }

    private String place() {
        int from = text.length() <= SHOWN ? 0 : Math.max(0, at - SHOWN / 2);
        int to = text.length() <= SHOWN ? text.length() : Math.min(text.length(), from + SHOWN);
        return "feature '" + (from > 0 ? "..." : "") + text.substring(from, to) + (to < text.length() ? "..." : "")
                + "', character " + (at + 1) + ": ";
    }
}
