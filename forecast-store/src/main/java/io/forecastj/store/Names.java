package io.forecastj.store;

import java.util.regex.Pattern;

/** The rules for names that callers give: of models, aliases and attachments, and for texts. */
final class Names {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final int LONGEST_TEXT = 200;
    private static final int LONGEST_NOTE = 10_000;

    private Names() {}

    /**
     * Throws unless a name is plain. No name becomes a part of a path, but people use them in scripts and addresses.
     *
     * @param what what it names, for the message
     */
    static String requireName(String what, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("expected a name for the " + what
                    + " of at most 100 letters, digits, dots, underscores and hyphens, a letter or digit first;"
                    + " found '" + name + "'");
        }
        return name;
    }

    /** Throws unless a text has 1 to 200 characters without control characters. */
    static String requireText(String what, String text) {
        if (text.isEmpty() || text.length() > LONGEST_TEXT || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("expected a name for the " + what + " of 1 to " + LONGEST_TEXT
                    + " characters without control characters, found " + text.length() + " characters: '" + text + "'");
        }
        return text;
    }

    /** Throws if a text for people is too long. */
    static String requireNote(String what, String text) {
        if (text.length() > LONGEST_NOTE) {
            throw new IllegalArgumentException("the " + what + " has " + text.length() + " characters; at most "
                    + LONGEST_NOTE + " are kept. Attach a file for more");
        }
        return text;
    }
}
