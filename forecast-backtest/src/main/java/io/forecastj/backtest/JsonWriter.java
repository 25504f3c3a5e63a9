package io.forecastj.backtest;

import java.io.IOException;

/** Writes JSON as it comes: objects, arrays, texts and numbers. NaN and infinite numbers are null. */
final class JsonWriter {
    private final Appendable out;
    /** True if the next name or element needs a comma before it. */
    private boolean follows;

    JsonWriter(Appendable out) {
        this.out = out;
    }

    JsonWriter open(char bracket) throws IOException {
        separate();
        out.append(bracket);
        follows = false;
        return this;
    }

    JsonWriter close(char bracket) throws IOException {
        out.append(bracket);
        follows = true;
        return this;
    }

    /** Writes the name of the value that comes next. */
    JsonWriter name(String name) throws IOException {
        separate();
        quote(name);
        out.append(':');
        follows = false;
        return this;
    }

    JsonWriter value(String text) throws IOException {
        separate();
        quote(text);
        return this;
    }

    JsonWriter value(double number) throws IOException {
        return plain(Double.isFinite(number) ? Double.toString(number) : "null");
    }

    JsonWriter value(long number) throws IOException {
        return plain(Long.toString(number));
    }

    JsonWriter value(boolean flag) throws IOException {
        return plain(Boolean.toString(flag));
    }

    /** Begins a new line, so that a long array has one for each element. */
    JsonWriter line() throws IOException {
        out.append(follows ? ",\n" : "\n");
        follows = false;
        return this;
    }

    private JsonWriter plain(String text) throws IOException {
        separate();
        out.append(text);
        return this;
    }

    private void separate() throws IOException {
        if (follows) {
            out.append(',');
        }
        follows = true;
    }

    private void quote(String text) throws IOException {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || c == '\u2028' || c == '\u2029' || Character.isSurrogate(c)) {
                // pairs of surrogates are escaped too, as JSON allows, so that a half one does no harm
                out.append("\\u").append(Integer.toHexString(0x10000 | c).substring(1));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
