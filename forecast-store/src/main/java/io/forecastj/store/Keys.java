package io.forecastj.store;

import java.util.regex.Pattern;

/** The rules of {@link Storage} for keys, prefixes and sizes, which all storages check alike. */
final class Keys {
    private static final int LONGEST_PART = 150;
    private static final int MOST_PARTS = 3;
    private static final String PART = "[a-z0-9][a-z0-9._-]{0," + (LONGEST_PART - 1) + "}";
    private static final Pattern ONE_PART = Pattern.compile(PART);
    private static final Pattern KEY = Pattern.compile(PART + "(/" + PART + "){0," + (MOST_PARTS - 1) + "}");
    private static final Pattern PREFIX = Pattern.compile("(" + PART + "/){1," + (MOST_PARTS - 1) + "}(" + PART + ")?");

    /** The number of characters of the longest key. */
    static final int LONGEST = MOST_PARTS * LONGEST_PART + MOST_PARTS - 1;

    private Keys() {}

    /** Throws IllegalArgumentException unless a key is well formed. */
    static String require(String key) {
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("expected a key of one to " + MOST_PARTS + " parts of at most "
                    + LONGEST_PART + " lower-case letters, digits, dots, underscores and hyphens, each with a letter or"
                    + " digit first, with '/' between them; found '" + key + "'");
        }
        return key;
    }

    /** Returns whether a text is well formed as one part of a key. */
    static boolean isPart(String text) {
        return ONE_PART.matcher(text).matches();
    }

    /** Throws IllegalArgumentException unless a text is one whole part of a key with its slash, or more of a key. */
    static String requirePrefix(String prefix) {
        if (!PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException("expected the start of keys with at least one whole part and its slash,"
                    + " such as 'blobs/' or 'blobs/9f86'; found '" + prefix + "'");
        }
        return prefix;
    }

    /** Throws IllegalArgumentException if an object is larger than a storage keeps. */
    static byte[] requireContent(String key, byte[] content) {
        if (content.length > Storage.MAX_BYTES) {
            throw new IllegalArgumentException("the object '" + key + "' has " + content.length
                    + " bytes; a storage keeps at most " + Storage.MAX_BYTES);
        }
        return content;
    }
}
