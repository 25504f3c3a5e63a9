package io.forecastj.features;

import io.forecastj.Ohlcv;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes {@code docs/features.md} from the catalogue. */
final class FeatureDocs {
    private static final String INTRODUCTION = """
            # The features

            Every kind of feature, by what it measures. This page is written from the code by `FeatureDocsTest`, which fails
            when the two differ.

            The canonical text, such as `rsi(close,14)`, names the kind, then its inputs, then its numbers.
            `Features.parse` reads it, and the methods of `Features` make the same features. An input is a column or another
            feature: `lag(rsi(close,14),1)`. One of several outputs is chosen by its name: `macd(close,12,26,9).signal`.

            In the formulas `x[t]` is the value of the row and `x[t-n]` that of n rows before. The first rows, as many as the
            warm-up says, are NaN; the number given is that of the example with columns for inputs. A missing value makes the
            rows NaN that depend on it, and no feature is infinite.
            """;

    private FeatureDocs() {}

    static String markdown() {
        String contents = Catalogue.GROUPS.stream()
                .map(group -> "- [" + group.title() + "](#" + anchor(group.title()) + "): "
                        + group.kinds().stream().map(FeatureDocs::link).collect(Collectors.joining(", ")) + "\n")
                .collect(Collectors.joining());
        return INTRODUCTION + "\n" + contents
                + Catalogue.GROUPS.stream().map(FeatureDocs::group).collect(Collectors.joining());
    }

    /** As GitHub makes them. */
    private static String anchor(String title) {
        return title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", "").replace(' ', '-');
    }

    private static String link(Kind kind) {
        return "[" + kind.name() + "](#" + anchor(kind.name()) + ")";
    }

    private static String group(Catalogue.Group group) {
        return "\n## " + group.title() + "\n"
                + group.kinds().stream().map(FeatureDocs::kind).collect(Collectors.joining());
    }

    private static String kind(Kind kind) {
        Feature example = Kinds.example(kind);
        StringBuilder text = new StringBuilder("\n### " + kind.name() + "\n\n`" + kind.usage() + "`");
        if (!kind.usage().equals(example.text())) {
            text.append(", such as `").append(example.text()).append('`');
        }
        text.append("  \n").append(plain(kind.formula())).append(".\n");
        text.append("\n- inputs: ").append(inputs(kind)).append('\n');
        if (!kind.arguments().isEmpty()) {
            text.append("- numbers: ").append(numbers(kind)).append('\n');
        }
        if (kind.outputs().size() > 1) {
            text.append("- outputs: ").append(code(kind.outputs())).append('\n');
        }
        text.append("- warm-up: ").append(rows(example)).append('\n');
        if (example instanceof FittedFeature) {
            text.append("- has parameters, which `FeaturePipeline.fit` learns from training series\n");
        }
        return text.toString();
    }

    private static String inputs(Kind kind) {
        if (kind.inputs().isEmpty()) {
            return "none but the row's time";
        }
        boolean bars = Ohlcv.COLUMNS.containsAll(kind.inputs());
        return code(kind.inputs()) + (bars ? "" : ", any column or feature");
    }

    private static String numbers(Kind kind) {
        return kind.arguments().stream()
                .map(argument -> "`" + argument.name() + "` " + (argument.whole() ? "a whole number " : "")
                        + (argument.most() == Kind.LONGEST
                                ? "from " + Text.number(argument.least())
                                : "from " + Text.number(argument.least()) + " to " + Text.number(argument.most())))
                .collect(Collectors.joining(", "));
    }

    private static String code(List<String> names) {
        return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
    }

    private static String rows(Feature feature) {
        int rows = feature.warmup();
        return rows == 0 ? "none" : rows == 1 ? "1 row" : String.format(Locale.ROOT, "%,d rows", rows);
    }

    /** A formula's asterisks and brackets are not markup. */
    private static String plain(String formula) {
        return formula.replace("*", "\\*").replace("<", "&lt;").replace("_", "\\_");
    }
}
