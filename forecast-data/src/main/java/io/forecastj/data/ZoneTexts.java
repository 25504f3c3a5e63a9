package io.forecastj.data;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Rules for the texts of zones in times: offsets, UTC or GMT, and regions such as Europe/Berlin.
 *
 * <p>Abbreviations such as CET, CEST, EST or IST are not read. Some belong to several zones, and Java reads others as a
 * region: CEST and CET as one, EST in July as summer time.
 */
final class ZoneTexts {
    /** Advice about a name that is not read. */
    static final String ADVICE = ": an abbreviation does not define one offset. Write offsets such as +02:00 or regions"
            + " such as Europe/Berlin, or leave the name out and set zone(...)";

    private static final int LENGTH = 3;

    private ZoneTexts() {}

    /** Returns whether a date-time ends with UTC or GMT, in any case, after a digit or a blank. */
    static boolean endsWithUtc(String text) {
        int at = text.length() - LENGTH;
        if (at <= 0 || !Character.isLetter(text.charAt(at))) {
            return false;
        }
        char before = text.charAt(at - 1);
        return (before == ' ' || Character.isDigit(before))
                && (text.regionMatches(true, at, "UTC", 0, LENGTH) || text.regionMatches(true, at, "GMT", 0, LENGTH));
    }

    /** Removes UTC or GMT and the blank before it. */
    static String withoutUtc(String text) {
        return text.substring(0, text.length() - LENGTH).strip();
    }

    /** Returns whether the text of a zone has one meaning: an offset, UTC or GMT with or without one, or a region. */
    static boolean unique(ZoneId zone) {
        String id = zone.getId();
        return zone instanceof ZoneOffset || id.indexOf('/') > 0 || id.matches("(UTC|GMT|UT)([+-].*|0)?");
    }

    /** Refuses an offset that the zone beside it does not have at that time. */
    static void checkOffset(LocalDateTime time, ZoneOffset offset, ZoneId zone, String text, CsvPosition at) {
        if (!zone.getRules().isValidOffset(time, offset)) {
            throw at.error(CsvPosition.quote(text) + " has the offset " + offset + ", but " + zone + " has "
                    + zone.getRules().getOffset(time) + " at that time: correct one of them");
        }
    }

    /** Returns whether a text ends with a word that may be the abbreviation of a zone, after a digit or a blank. */
    static boolean endsWithName(String text) {
        return text.matches(".*\\d ?[A-Za-z]{2,5}") && !text.matches("(?i).*\\d ?[ap]\\.?m");
    }
}
