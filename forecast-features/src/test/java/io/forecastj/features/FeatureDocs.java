package io.forecastj.features;

import io.forecastj.Ohlcv;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes {@code docs/features.md} from the catalogue. */
final class FeatureDocs {
    private static final String INTRODUCTION = """
            # The features

            All kinds of features, grouped by what they measure. `FeatureDocsTest` generates this page from the code,
            and fails where the two differ.

            The canonical text of a feature, such as `rsi(close,14)`, has the kind, then its inputs, then its numbers.
            `Features.parse` reads it, and the methods of `Features` make the same features. An input is a column or
            another feature: `lag(rsi(close,14),1)`. One of several outputs is selected by its name:
            `macd(close,12,26,9).signal`.

            In the formulas `x[t]` is the value of the row and `x[t-n]` the value n rows before. The warm-up is the
            number of first rows that are NaN; it is given for the example with columns as inputs. A missing value
            makes the rows that depend on it NaN, and no feature is infinite. The code of a kind has its formula, its
            source and its kernel.
            """;

    private static final String CANDLESTICKS = """

            Candlestick patterns return a signed strength. Nison defines them in words; our numeric definitions differ
            from TA-Lib's, which return yes or no, require some gaps and ignore the preceding trend. Each pattern
            below lists its differences. In the S&P 500 daily bars of 2000 to 2020, from the 21st of 5,105 on, both
            libraries find:

            | pattern | here | TA-Lib | both |
            |---|---:|---:|---:|
            """;

    private static final String AFTER_CANDLESTICKS = """

            Neither TA-Lib nor ta4j has tweezers. `CandleOracleTest` checks the counts, and the definitions of both
            libraries on every row.
            """;

    private static final String TIME = """

            Features of the time need no column, so they are known for future rows. In the pipeline of a forecaster
            they describe the origin; as its `stepCalendar(...)` they describe the step that is forecast, and a model
            learns from the weekday, the hour or the holiday of that step. `Features.calendar(ZoneId.of("Europe/Berlin"))`
            makes them in the clocks of a zone:

            ```java
            CalendarFeatures berlin = Features.calendar(ZoneId.of("Europe/Berlin"));
            Forecaster forecaster = LightGbm.forecaster()
                    .target(Target.difference("sales", 7))
                    .features(Features.univariate("sales", 7))
                    .stepCalendar(berlin.dayOfWeek(), berlin.monthOfYear(), berlin.holiday(holidays))
                    .strategy(Strategy.DIRECT_SHARED)
                    .horizon(14)
                    .build();
            ```

            Holidays are your own list of dates. It must reach beyond the last step: a date that is not in it is an
            ordinary day. On three years of daily electricity demand in Victoria (seven steps ahead, LightGBM by
            `Strategy.DIRECT`, 324 forecasts), weekday and holidays of the step took the error from 4.76 to 4.35 % of
            the demand; on hourly taxi rides of New York (24 steps, recursive, 129 forecasts), weekday and hour of the
            step took it from 15.5 to 15.2 %. On the daily temperature of Seattle (30 steps, 87 forecasts), the waves of
            the year at the step took a ridge regression from 21.5 to 17.1 %; LightGBM, which had them at the origin
            already, gained nothing.
            """;

    private static final String CODE = "../forecast-features/src/main/java/io/forecastj/features/";

    private static final Map<Kind, String> CLASSES = classes();

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
        boolean patterns = group.kinds().contains(Candles.KIND);
        return "\n## " + group.title() + "\n" + (patterns ? candlesticks() : "")
                + (group.kinds().contains(Holidays.KIND) ? TIME : "")
                + group.kinds().stream().map(FeatureDocs::kind).collect(Collectors.joining());
    }

    private static String candlesticks() {
        return Catalogue.KINDS.stream()
                .filter(kind -> CandleOracleTest.SP500.containsKey(kind.name()))
                .map(kind -> "| " + link(kind) + " | "
                        + CandleOracleTest.SP500.get(kind.name()).stream()
                                .map(String::valueOf)
                                .collect(Collectors.joining(" | "))
                        + " |\n")
                .collect(Collectors.joining("", CANDLESTICKS, AFTER_CANDLESTICKS));
    }

    /** The simple name of the top-level class that holds each kind in a static field. */
    private static Map<Kind, String> classes() {
        Map<Kind, String> names = new IdentityHashMap<>();
        try (Stream<Path> files =
                Files.list(Path.of(Kind.class.getResource("Kind.class").toURI()).getParent())) {
            for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
                String name = file.getFileName().toString().replace(".class", "");
                for (Field field :
                        Class.forName(Kind.class.getPackageName() + "." + name).getDeclaredFields()) {
                    if (field.getType() == Kind.class && Modifier.isStatic(field.getModifiers())) {
                        field.setAccessible(true);
                        names.put((Kind) field.get(null), name.split("\\$")[0]);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ReflectiveOperationException | URISyntaxException e) {
            throw new AssertionError(e);
        }
        return names;
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
            text.append("- parameters: learnt by `FeaturePipeline.fit` from training series\n");
        }
        String name = Objects.requireNonNull(CLASSES.get(kind), kind.name());
        text.append("- code: [`" + name + "`](" + CODE + name + ".java)\n");
        return text.toString();
    }

    private static String inputs(Kind kind) {
        if (kind.inputs().isEmpty()) {
            return kind.ofTime()
                    ? "the row's time, in UTC or in a time zone that is named, `" + inZone(kind) + "`"
                    : "none but the row's time";
        }
        boolean bars = Ohlcv.COLUMNS.containsAll(kind.inputs());
        return code(kind.inputs()) + (bars ? "" : ", any column or feature");
    }

    private static String inZone(Kind kind) {
        return kind.create(List.of(Features.column("Europe/Berlin")), Kinds.exampleArguments(kind))
                .text();
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
