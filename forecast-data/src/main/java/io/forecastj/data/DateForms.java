package io.forecastj.data;

import java.time.DateTimeException;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the patterns by which dates and date-times that are not ISO may be written. */
final class DateForms {
    private static final Pattern FORM =
            Pattern.compile("(?:(?<a>\\d{1,2}|\\d{4})(?<mark>[./-])(?<b>\\d{1,2})\\k<mark>(?<c>\\d{4}|\\d{1,2})"
                    + "|(?<name>\\p{Alpha}{3}) (?<day>\\d{1,2}), \\d{4}"
                    + "|(?<first>\\d{1,2})(?<dash>[ -])(?<word>\\p{Alpha}{3})\\k<dash>\\d{4})"
                    + "(?:(?<gap>[ T]|, )(?<hour>\\d{1,2}):\\d{2}(?<second>:\\d{2})?(?<part>\\.\\d{1,3})?"
                    + "(?<half> ?(?i:[ap]m))?)?");

    private static final List<String> DAYS = List.of("a", "b", "c", "day", "first");
    private static final Pattern END_OF_DAY = Pattern.compile("(?<= |T)24((?::00)+)$");
    private static final int YEAR = 4;

    private DateForms() {}

    /**
     * Returns the patterns that read every one of the texts, the likelier first. Dates with points begin with the day;
     * those with slashes or dashes may begin with the month as well.
     */
    static List<String> of(Collection<String> texts) {
        boolean shortDay = false;
        boolean shortHour = false;
        Matcher first = null;
        for (String text : texts) {
            Matcher matcher = FORM.matcher(text);
            if (!matcher.matches()) {
                return List.of();
            }
            first = first == null ? matcher : first;
            shortDay |= DAYS.stream().anyMatch(group -> oneDigit(matcher, group));
            shortHour |= oneDigit(matcher, "hour");
        }
        if (first == null) {
            return List.of();
        }
        List<String> patterns = new ArrayList<>();
        for (String date : dates(first, shortDay ? "d" : "dd", shortDay ? "M" : "MM")) {
            String pattern = date + time(first, shortHour);
            DateTimeFormatter formatter = new TimePattern(pattern).formatter(null);
            if (texts.stream().allMatch(text -> parses(formatter, text))) {
                patterns.add(pattern);
            }
        }
        return List.copyOf(patterns);
    }

    private static boolean oneDigit(Matcher matcher, String group) {
        String found = matcher.group(group);
        return found != null && found.length() == 1;
    }

    private static List<String> dates(Matcher matcher, String day, String month) {
        String mark = matcher.group("mark");
        if (mark == null) {
            String dash = matcher.group("dash");
            return List.of(dash == null ? "MMM " + day + ", yyyy" : day + dash + "MMM" + dash + "yyyy");
        }
        boolean yearFirst = matcher.group("a").length() == YEAR;
        boolean yearLast = matcher.group("c").length() == YEAR;
        if (yearFirst == yearLast) {
            return List.of();
        }
        if (yearFirst) {
            return List.of("yyyy" + mark + month + mark + day);
        }
        String dayFirst = day + mark + month + mark + "yyyy";
        return mark.equals(".") ? List.of(dayFirst) : List.of(dayFirst, month + mark + day + mark + "yyyy");
    }

    private static String time(Matcher matcher, boolean shortHour) {
        String gap = matcher.group("gap");
        if (gap == null) {
            return "";
        }
        String half = matcher.group("half");
        String hour = half == null ? "H" : "h";
        String part = matcher.group("part");
        return (gap.equals("T") ? "'T'" : gap)
                + (shortHour ? hour : hour + hour)
                + ":mm"
                + (matcher.group("second") == null ? "" : ":ss")
                + (part == null ? "" : "." + "S".repeat(part.length() - 1))
                + (half == null ? "" : half.startsWith(" ") ? " a" : "a");
    }

    private static boolean parses(DateTimeFormatter formatter, String text) {
        try {
            formatter.parse(END_OF_DAY.matcher(text).replaceFirst("00$1"));
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
