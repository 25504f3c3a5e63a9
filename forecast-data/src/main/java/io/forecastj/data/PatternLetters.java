package io.forecastj.data;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The letters of a time pattern outside of quotes, and the refusal of patterns whose letters cannot all count.
 *
 * <p>{@link java.time.format.DateTimeFormatter} reads fields that define nothing, such as an hour from 1 to 12 without
 * AM or PM, and leaves them aside. The likely intention is known for the usual mistakes, so messages name the letter.
 */
final class PatternLetters {
    /**
     * A run of equal letters, or a text between such runs.
     *
     * @param letter the letter, or a blank for other text
     * @param count the number of letters
     * @param text the part of the pattern, with the letters that pad the run
     */
    record Run(char letter, int count, String text) {
        boolean padded() {
            return count < text.length();
        }
    }

    private final String pattern;
    private final List<Run> runs;

    PatternLetters(String pattern) {
        this.pattern = pattern;
        this.runs = runs(pattern);
    }

    private static List<Run> runs(String pattern) {
        List<Run> runs = new ArrayList<>();
        int at = 0;
        while (at < pattern.length()) {
            int from = at;
            at = end(pattern, at);
            int letters = from;
            if (pattern.charAt(from) == 'p' && at < pattern.length() && letter(pattern.charAt(at))) {
                letters = at;
                at = end(pattern, at);
            }
            char c = pattern.charAt(letters);
            runs.add(new Run(letter(c) ? c : ' ', at - letters, pattern.substring(from, at)));
        }
        return runs;
    }

    /** Returns the end of the run of letters, the quoted text or the single character that begins at an index. */
    private static int end(String pattern, int from) {
        char c = pattern.charAt(from);
        int at = from + 1;
        if (letter(c)) {
            while (at < pattern.length() && pattern.charAt(at) == c) {
                at++;
            }
        } else if (c == '\'') {
            // two quotes in a row are one quote within the text
            while (at < pattern.length() && (pattern.charAt(at) != '\'' || pattern.startsWith("''", at))) {
                at += pattern.charAt(at) == '\'' ? 2 : 1;
            }
            at = Math.min(at + 1, pattern.length());
        }
        return at;
    }

    private static boolean letter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    List<Run> runs() {
        return runs;
    }

    /** Returns whether the pattern has one of these letters. */
    boolean has(String letters) {
        return runs.stream().anyMatch(run -> letters.indexOf(run.letter()) >= 0);
    }

    /** Returns whether a year has two digits, and so no century. */
    boolean hasTwoDigitYear() {
        return runs.stream().anyMatch(run -> year(run) && run.count() == 2);
    }

    /** Returns whether a year may have less than four digits and is then taken literally. */
    boolean hasShortYear() {
        return runs.stream().anyMatch(run -> year(run) && (run.count() == 1 || run.count() == 3));
    }

    private static boolean year(Run run) {
        return "yuY".indexOf(run.letter()) >= 0;
    }

    /** Returns whether dates follow from the week of a week-based year. */
    boolean hasWeeks() {
        return has("Y") && has("w");
    }

    /** Refuses letters that cannot count, whatever the times are. */
    void check() {
        checkZones();
        checkDate();
        checkRepeats();
        checkTime();
    }

    private void checkZones() {
        refuseIf(
                has("zv"),
                "z and v are the names of zones, which are not read" + ZoneTexts.ADVICE
                        + "; the letters are XXX for offsets and VV for regions");
    }

    private void checkDate() {
        boolean month = has("ML");
        boolean calendar = month || has("dD");
        refuseIf(
                has("Y") && (calendar || has("Qq") || !has("w")),
                "Y is the year of ISO weeks (YYYY-'W'ww), which differs from the calendar year around 1 January: write"
                        + " yyyy");
        refuseIf(
                has("w") && !has("Y") && !calendar,
                "w is a week, whose year is the letter Y: write YYYY, the year of ISO weeks, as in YYYY-'W'ww");
        refuseIf(
                has("WF"),
                "W and F count weeks within a month, which are not read: write dd for days, or YYYY-'W'ww"
                        + " for ISO weeks");
        refuseIf(has("D") && (month || has("d")), "D is the day of the year, 1 to 366: write dd for days of the month");
        refuseIf(has("m") && !has("HhKkAN") && !month, "m is the minute, and there is no hour: write MM for months");
        refuseIf(!has("yuYg"), "it has no year: write yyyy");
        refuseIf(has("d") && !month, "it has days of the month, but no months: write MM for months");
        refuseIf(
                has("Eec") && !has("dDg") && !hasWeeks(),
                "it has days of the week, but neither days of the month (dd) nor ISO weeks (YYYY-'W'ww)");
    }

    private void checkTime() {
        refuseIf(
                has("hK") && !has("aB"),
                "h and K are hours of a 12-hour clock, which need AM or PM (a): write HH for"
                        + " hours from 00 to 23, or add a");
        boolean hour = has("HhKk");
        refuseIf(has("aB") && !hour, "it has AM or PM, but no hour: write hh for hours from 01 to 12");
        refuseIf(has("m") && !hour, "it has minutes, but no hour: write HH for hours");
        refuseIf(has("s") && !has("m"), "it has seconds, but no minutes: write mm for minutes");
        refuseIf(
                has("Sn") && !has("s"),
                "S and n are fractions of a second, and there is no second: write ss for seconds");
    }

    /**
     * Refuses numbers of one letter that occur twice in a text, since only texts where both are equal would be read.
     * They may be in different optional parts, as in {@code [yyyy-MM-dd][dd/MM/yyyy]}.
     */
    private void checkRepeats() {
        Map<Character, List<String>> places = new HashMap<>();
        Deque<String> open = new ArrayDeque<>(List.of("/"));
        int parts = 0;
        for (Run run : runs) {
            if (run.text().equals("[")) {
                open.push(open.element() + parts++ + "/");
            } else if (run.text().equals("]")) {
                open.pop();
            } else if (run.letter() != ' ' && run.count() <= 2 && "EGaBXxZOV".indexOf(run.letter()) < 0) {
                String here = open.element();
                List<String> others = places.computeIfAbsent(run.letter(), letter -> new ArrayList<>());
                // one place within the other: both are in the text if the inner one is
                refuseIf(
                        others.stream().anyMatch(other -> other.startsWith(here) || here.startsWith(other)),
                        "it has " + run.letter()
                                + " twice: M is months and m minutes, d is days of the month and D days"
                                + " of the year, H is hours, s seconds and S their fractions");
                others.add(here);
            }
        }
    }

    private void refuseIf(boolean wrong, String why) {
        if (wrong) {
            throw new IllegalArgumentException("the pattern \"" + pattern + "\" does not define times: " + why);
        }
    }
}
