package io.forecastj.data;

import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds the options with which a refused text is a number. */
final class NumberAdvice {
    private static final List<Character> DECIMALS = List.of('.', ',');
    private static final List<Character> THOUSANDS = List.of(NumberDialect.NONE, ',', '.', ' ', '\'');
    private static final Pattern CODE = Pattern.compile("(?<!\\p{L})[A-Z]{3}(?!\\p{L})");

    private static final Set<String> CODES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    private NumberAdvice() {}

    /**
     * Returns what is to do, as the rest of a message that begins with the text; empty if no options help.
     *
     * @param text the text, without blanks around it
     * @param set the marks that were allowed
     */
    static String of(String text, NumberDialect set) {
        Map<Double, List<String>> readings = readings(text, set);
        if (readings.isEmpty()) {
            return "";
        }
        List<String> values = readings.keySet().stream().map(String::valueOf).toList();
        List<String> options = readings.values().stream()
                .map(each -> String.join(" and ", each))
                .toList();
        if (readings.size() == 1) {
            boolean several = readings.values().iterator().next().size() > 1;
            return " is no plain number: add " + options.get(0) + ", which " + (several ? "read" : "reads") + " it as "
                    + values.get(0);
        }
        return " may be " + String.join(" or ", values) + ": say which, by " + String.join(" or by ", options);
    }

    /** Returns whether there are options with which a text is a number. */
    static boolean isNumber(String text) {
        return CsvNumbers.plain(text)
                || DECIMALS.stream().anyMatch(decimal -> THOUSANDS.stream()
                        .filter(thousands -> !thousands.equals(decimal))
                        .anyMatch(thousands -> widened(text, NumberDialect.PLAIN, decimal, thousands)
                                        .plain(text)
                                != null));
    }

    /** Returns the values that a text may have, each with the fewest options that give it. */
    static Map<Double, List<String>> readings(String text, NumberDialect set) {
        Map<Double, List<String>> readings = new LinkedHashMap<>();
        for (char decimal : order(DECIMALS, set.decimal())) {
            for (char thousands : order(THOUSANDS, set.thousands())) {
                if (thousands == decimal) {
                    continue;
                }
                String plain = widened(text, set, decimal, thousands).plain(text);
                if (plain != null) {
                    List<String> options = options(text, set, decimal, thousands);
                    readings.merge(
                            Double.parseDouble(plain), options, (old, now) -> now.size() < old.size() ? now : old);
                }
            }
        }
        // marks that were chosen and suffice leave no doubt
        readings.values().stream()
                .filter(options -> options.stream().noneMatch(NumberAdvice::marks))
                .findFirst()
                .ifPresent(enough -> readings.values().removeIf(options -> options != enough));
        return readings;
    }

    /** Returns these marks with all others that the text has. */
    static NumberDialect widened(String text, NumberDialect set, char decimal, char thousands) {
        List<String> signs = set.currency();
        if (text.codePoints().anyMatch(NumberAdvice::mayPay)) {
            signs = new ArrayList<>(signs);
            signs.addAll(currencies(text));
        }
        return new NumberDialect(decimal, thousands, true, signs, true, true, false);
    }

    private static boolean marks(String option) {
        return option.startsWith("decimal") || option.startsWith("thousands");
    }

    private static List<Character> order(List<Character> all, char first) {
        List<Character> ordered = new ArrayList<>(all);
        ordered.remove((Character) first);
        ordered.add(0, first);
        return ordered;
    }

    private static List<String> options(String text, NumberDialect set, char decimal, char thousands) {
        List<String> options = new ArrayList<>();
        if (!set.parentheses() && text.indexOf('(') >= 0) {
            options.add("parentheses()");
        }
        currencies(text).stream()
                .filter(sign -> !set.currency().contains(sign))
                .forEach(sign -> options.add("currency(\"" + sign + "\")"));
        if (!set.percentages() && text.indexOf('%') >= 0) {
            options.add("percentages()");
        }
        if (!set.suffixes() && text.matches(".*\\d[\\s\\u00A0]?[KMBT]\\b.*")) {
            options.add("suffixes()");
        }
        if (decimal != set.decimal() || (set.open() && NumberDialect.dependsOnMark(text))) {
            String separator = decimal == set.thousands() ? " without thousands(" + literal(decimal) + ")" : "";
            options.add("decimal(" + literal(decimal) + ")" + separator);
        }
        if (thousands != set.thousands() && thousands != NumberDialect.NONE) {
            options.add("thousands(" + literal(thousands) + ")");
        }
        return options;
    }

    private static boolean mayPay(int c) {
        return c >= 'A' && c <= 'Z' || Character.getType(c) == Character.CURRENCY_SYMBOL;
    }

    /** Returns the currency signs and the codes of currencies in a text. */
    private static List<String> currencies(String text) {
        List<String> signs = new ArrayList<>();
        text.codePoints()
                .filter(c -> Character.getType(c) == Character.CURRENCY_SYMBOL)
                .mapToObj(Character::toString)
                .distinct()
                .forEach(signs::add);
        for (Matcher code = CODE.matcher(text); code.find(); ) {
            if (CODES.contains(code.group())) {
                signs.add(code.group());
            }
        }
        return signs;
    }

    /** Returns a character as Java writes it. */
    static String literal(char c) {
        return switch (c) {
            case '\t' -> "'\\t'";
            case '\'' -> "'\\''";
            default -> "'" + c + "'";
        };
    }
}
