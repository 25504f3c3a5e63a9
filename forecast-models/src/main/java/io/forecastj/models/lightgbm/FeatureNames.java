package io.forecastj.models.lightgbm;

import java.util.HexFormat;
import java.util.List;

/**
 * Encodes feature names for a model's text.
 *
 * <p>LightGBM separates names by spaces and rejects the characters of JSON, while the names of this library have forms
 * like {@code rsi(close,14)}. Such characters become a percent sign and two hex digits, as in URLs. Reading decodes
 * exactly these escapes and leaves every other percent sign unchanged.
 */
final class FeatureNames {
    private static final String ESCAPED = "\",:[]{}%=";
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private FeatureNames() {}

    static String[] encode(List<String> names) {
        return names.stream().map(FeatureNames::encode).toArray(String[]::new);
    }

    static String encode(String name) {
        StringBuilder out = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (isEscaped(c)) {
                out.append('%').append(HEX.toHexDigits((byte) c));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    static String decode(String name) {
        if (name.indexOf('%') < 0) {
            return name;
        }
        StringBuilder out = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            int escaped = name.charAt(i) == '%' ? escapeAt(name, i + 1) : -1;
            if (escaped >= 0) {
                out.append((char) escaped);
                i += 2;
            } else {
                out.append(name.charAt(i));
            }
        }
        return out.toString();
    }

    private static int escapeAt(String name, int at) {
        if (at + 2 > name.length()) {
            return -1;
        }
        char high = name.charAt(at);
        char low = name.charAt(at + 1);
        if (!HexFormat.isHexDigit(high)
                || !HexFormat.isHexDigit(low)
                || Character.isLowerCase(high)
                || Character.isLowerCase(low)) {
            return -1;
        }
        char c = (char) HexFormat.fromHexDigits(name, at, at + 2);
        return isEscaped(c) ? c : -1;
    }

    private static boolean isEscaped(char c) {
        return c <= ' ' || c == 0x7F || ESCAPED.indexOf(c) >= 0;
    }
}
