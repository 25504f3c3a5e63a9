package io.forecastj.backtest.report;

/** The names of what a chart shows, each beside a sample of its colour and stroke. */
final class Legend {
    private static final int COLOURS = 6;

    private Legend() {}

    /** Returns the classes of the line with a number from 0. Colours repeat with another stroke. */
    static String line(int number) {
        int round = number / COLOURS;
        return "l " + colour(number) + (round == 0 ? "" : round % 2 == 1 ? " dash" : " dots");
    }

    /** Returns the classes of the reference with a number from 0. */
    static String reference(int number) {
        return number % 2 == 0 ? "l ref" : "l ref dots";
    }

    static String area(int number) {
        return "area " + colour(number);
    }

    static String stack(int number) {
        return "stack " + colour(number);
    }

    static String dot(int number) {
        return "dot " + colour(number);
    }

    /** Returns the classes of a kind of span, whose kinds are told apart by texture too. */
    static String span(int kind) {
        return "span k" + (kind % COLOURS + 1);
    }

    private static String colour(int number) {
        return "c" + (number % COLOURS + 1);
    }

    static void open(Html html) {
        html.raw("<ul class=\"legend\">");
    }

    static void line(String classes, String name, Html html) {
        html.raw("<li><svg width=\"24\" height=\"10\"><path class=\"" + classes + "\" d=\"M1 5h22\"/></svg>")
                .text(name)
                .raw("</li>");
    }

    static void area(String classes, String name, Html html) {
        html.raw("<li><svg width=\"14\" height=\"12\"><rect class=\"" + classes
                        + "\" width=\"14\" height=\"12\"/></svg>")
                .text(name)
                .raw("</li>");
    }

    static void close(Html html) {
        html.raw("</ul>");
    }
}
