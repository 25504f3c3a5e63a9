package io.forecastj.market;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * The body of an answer and what its provider calls it.
 *
 * @param contentType the content type, empty if there is none
 * @param body the bytes
 * @param delimited whether the answer states where its body ends, so that a part of it would not have been accepted
 * @param mask leaves keys out of a text
 */
record HttpAnswer(String contentType, byte[] body, boolean delimited, UnaryOperator<String> mask) {
    private static final int SHOWN = 160;

    /** Returns whether the body is a page for people instead of data. */
    boolean isHtml() {
        return contentType.toLowerCase(Locale.ROOT).contains("html") || firstCharacter() == '<';
    }

    /** Returns the first byte that is no blank, or 0. */
    char firstCharacter() {
        for (byte b : body) {
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return (char) (b & 0xff);
            }
        }
        return 0;
    }

    /** Returns the last byte that is no blank, or 0. */
    char lastCharacter() {
        for (int i = body.length - 1; i >= 0; i--) {
            if (body[i] != ' ' && body[i] != '\n' && body[i] != '\r' && body[i] != '\t') {
                return (char) (body[i] & 0xff);
            }
        }
        return 0;
    }

    /** Returns the begin of the body, in one line and in quotes. */
    String shown() {
        String begin = new String(body, 0, Math.min(body.length, 4 * SHOWN), StandardCharsets.UTF_8);
        String text = mask.apply(begin).replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        if (text.isEmpty()) {
            return "an empty text";
        }
        return "'" + (text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text) + "'";
    }
}
