package io.forecastj.models.saving;

import io.forecastj.ModelIntegrityException;
import io.forecastj.models.internal.CheckedBytes;
import java.nio.charset.StandardCharsets;

/** Recognises files whose line ends were converted, as git does with {@code core.autocrlf} or an attribute. */
final class LineEnds {
    private static final String ADVICE =
            "; its line ends were converted, as git does with core.autocrlf. Add a line such"
                    + " as 'models/** -text' to .gitattributes at the top of the repository, and save or check out the"
                    + " files again";

    /** Texts of a saved predictor are shorter; the copies of a longer file could fill the memory. */
    private static final int LONGEST_TEXT = 64 << 20;

    private LineEnds() {}

    /** Adds the cause to a message about a text that has carriage returns where it should have none. */
    static String converted(String message) {
        return message + ADVICE;
    }

    /**
     * Throws if bytes have another hash than expected; the message names converted line ends if they are the cause.
     *
     * @param place the file, for the message
     */
    static void requireSha256(String expected, byte[] content, String place) {
        try {
            CheckedBytes.requireSha256(expected, content, place);
        } catch (ModelIntegrityException e) {
            if (content.length > LONGEST_TEXT) {
                throw e;
            }
            // in one character for each byte, so that all other bytes remain as they are
            String text = new String(content, StandardCharsets.ISO_8859_1);
            String unix = text.replace("\r\n", "\n");
            if (hashes(unix, expected) || hashes(unix.replace("\n", "\r\n"), expected)) {
                throw new ModelIntegrityException(converted(place + " is not the file that was saved"));
            }
            throw e;
        }
    }

    private static boolean hashes(String text, String expected) {
        return CheckedBytes.sha256(text.getBytes(StandardCharsets.ISO_8859_1)).equals(expected);
    }
}
