package io.forecastj.data.jdbc;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes exceptions of failures in the database whose messages show neither values nor passwords. */
final class SqlFailures {
    /** Secrets that drivers put into messages with the address of the database. */
    private static final Pattern SECRET =
            Pattern.compile("(?i)((?:password|pwd)\\s*[=:]\\s*|//[^/@\\s:]*:)[^;&@,\\s]*");

    private SqlFailures() {}

    /**
     * Returns the exception for a failure.
     *
     * @param what what could not be done, after "could not"
     * @param e the failure
     * @param values what was given to the statement, to be left out of the message
     * @param advice what to do where the state has no better advice
     */
    static DatabaseException of(String what, SQLException e, List<?> values, String advice) {
        SQLException first = e instanceof BatchUpdateException && e.getNextException() != null
                ? e.getNextException() // the message of a batch may have the whole statement with its values
                : e;
        String state = first.getSQLState();
        return new DatabaseException(
                "the database could not " + what + ": " + text(first.getMessage(), values) + " (SQL state " + state
                        + ", code " + first.getErrorCode() + "). " + advice(state == null ? "" : state, advice),
                e);
    }

    private static String text(@Nullable String message, List<?> values) {
        if (message == null) {
            return "no message";
        }
        String text =
                SECRET.matcher(message.strip().lines().findFirst().orElse("")).replaceAll("$1...");
        for (Object value : values) {
            String shown = String.valueOf(value);
            if (!shown.isBlank()) {
                // whole words only, so that a value of 1 does not change every number
                text = text.replaceAll(
                        "(?<![\\p{L}\\p{N}])" + Pattern.quote(shown) + "(?![\\p{L}\\p{N}])",
                        Matcher.quoteReplacement("..."));
            }
        }
        return text;
    }

    private static String advice(String state, String otherwise) {
        return switch (state.length() < 2 ? "" : state.substring(0, 2)) {
            case "08" -> "Check that the database runs and can be reached, and try again";
            case "28" -> "Check the user and the password of the data source";
            default -> otherwise;
        };
    }
}
