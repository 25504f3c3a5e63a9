package io.forecastj.store;

import io.forecastj.ModelIntegrityException;
import io.forecastj.ModelLoadException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The head of a store as bytes: a line with the format's version and the hash of the rest, then JSON.
 */
final class HeadText {
    /** The version of the format of all documents in a store. */
    static final int FORMAT = 1;

    private static final Pattern FIRST_LINE = Pattern.compile("forecastj-store (\\d{1,9}) ([0-9a-f]{64})");
    private static final int LONGEST_LINE = 100;

    private HeadText() {}

    static byte[] write(StoreHead head) {
        byte[] json = StoreJson.write(head);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(
                ("forecastj-store " + FORMAT + " " + Hashes.of(json) + "\n").getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(json);
        return out.toByteArray();
    }

    static StoreHead read(byte[] content) {
        int end = 0;
        while (end < content.length && end < LONGEST_LINE && content[end] != '\n') {
            end++;
        }
        String line = new String(content, 0, end, StandardCharsets.ISO_8859_1);
        Matcher first = FIRST_LINE.matcher(line);
        if (!first.matches() || end == content.length) {
            throw new ModelIntegrityException("the object 'head' of " + content.length
                    + " bytes is not the head of a model store; expected its first line to be 'forecastj-store "
                    + FORMAT + "' and a hash. Restore it from a backup");
        }
        if (Integer.parseInt(first.group(1)) != FORMAT) {
            throw new ModelLoadException("the store has the format " + first.group(1)
                    + "; this version of the library reads and writes the format " + FORMAT);
        }
        byte[] json = Arrays.copyOfRange(content, end + 1, content.length);
        Hashes.require(first.group(2), json, "the object 'head' of the store", "Restore it from a backup");
        return StoreJson.read(json, StoreHead.class, "the object 'head' of the store");
    }
}
