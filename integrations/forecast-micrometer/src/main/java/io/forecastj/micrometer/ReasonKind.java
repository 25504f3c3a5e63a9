package io.forecastj.micrometer;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Kind of a reason for a degraded or fallback forecast, as the value of the tag {@code reason}. Reasons are sentences
 * with names and times, of which there are too many for a tag.
 */
enum ReasonKind {
    /** A member of a fallback was not called after too many failures; the reason has the last one too. */
    BREAKER_OPEN("its circuit breaker is"),
    /** A member of a fallback was too late. */
    LATE("did not answer within|did not end within"),
    /** A member of a fallback had no thread for a further call. */
    BUSY("calls that may run at once are still running|its executor takes no more calls"),
    /** A member of a fallback forecast NaN or an infinity. */
    NOT_FINITE("its forecast of ' is"),
    /** A member of a fallback gave a forecast with a status that is refused. */
    REFUSED("its forecast is (DEGRADED|FALLBACK)"),
    /** A member of a fallback failed with an exception, or does not take the series. */
    MEMBER_FAILED("did not answer:"),
    /** An ensemble forecast without a member, or without its interval. */
    MEMBER_ABSENT("^without '|^no member forecasts|^' gives points but"),
    /** Rows are absent or do not fit the spacing of the training. */
    SPACING("count rows|counts lags"),
    /** There are too few rows, values or errors. */
    SHORT_HISTORY("too few|fewer than|^the history has|^only \\d+ windows"),
    /** A value is missing. */
    MISSING_VALUES("missing|has no value|holds no value|carried forward|stands in"),
    /** There is no interval. */
    NO_INTERVAL("interval|quantile"),
    /** Any other reason. */
    OTHER("");

    private static final Pattern QUOTED = Pattern.compile("'[^']*'");

    /** The members of an ensemble that give a reason. */
    private static final Pattern MEMBERS = Pattern.compile("^'(, ')*: ");

    private static final ReasonKind[] ALL = values();

    private final Pattern sign;

    ReasonKind(String sign) {
        this.sign = Pattern.compile(sign);
    }

    /** Returns the kind of a reason, or null if it only names the member that answered. */
    static @Nullable ReasonKind of(String reason) {
        String unnamed = QUOTED.matcher(reason).replaceAll("'"); // names of columns and members say nothing
        String text = MEMBERS.matcher(unnamed).replaceFirst("");
        if (text.equals("' answered")) {
            return null;
        }
        for (ReasonKind kind : ALL) {
            if (kind.sign.matcher(text).find()) {
                return kind;
            }
        }
        return OTHER;
    }

    String tag() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
