package io.forecastj.examples.rest;

import io.forecastj.ForecastException;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says what is wrong with a body in words of JSON. Jackson's own messages have names of Java classes in them. */
final class BodyErrors {
    /** Jackson has no exceptions of their own for these two. */
    private static final Pattern DUPLICATE = Pattern.compile("Duplicate ");

    private static final Pattern TRAILING = Pattern.compile("Trailing token");

    private BodyErrors() {}

    static String describe(@Nullable Throwable cause) {
        if (cause instanceof UnrecognizedPropertyException unknown) {
            return "there is no field '" + unknown.getPropertyName() + "'; there are " + unknown.getKnownPropertyIds();
        }
        if (cause instanceof StreamConstraintsException) {
            return "a number, text, name or the depth of the body is beyond the limits of the service";
        }
        if (cause instanceof InputCoercionException number) {
            return place(number) + ": the number is outside of the range of its type";
        }
        if (cause instanceof StreamReadException syntax) {
            return DUPLICATE
                            .matcher(Objects.requireNonNullElse(syntax.getOriginalMessage(), ""))
                            .lookingAt()
                    ? "a field is given twice, before " + spot(syntax)
                    : "expected JSON, found an error of syntax before " + spot(syntax);
        }
        if (cause instanceof DatabindException document && isOfTheLibrary(document)) {
            return place(document) + ": " + document.getOriginalMessage();
        }
        if (cause instanceof MismatchedInputException more
                && TRAILING.matcher(more.getOriginalMessage()).lookingAt()) {
            return "expected the end of the body after its value, found more before " + spot(more);
        }
        if (cause instanceof JacksonException value) {
            return reasonInside(value);
        }
        return "expected a body of JSON, found none";
    }

    /** Describes a refusal inside of a list or a series, which Jackson wraps with the place around it. */
    private static String reasonInside(JacksonException refusal) {
        return refusal.getCause() instanceof StreamReadException inside
                ? describe(inside)
                : place(refusal) + ": expected a value of another type";
    }

    private static String spot(JacksonException refusal) {
        TokenStreamLocation at = refusal.getLocation();
        return at == null ? "its end" : "line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    /** The readers of documents keep their own exception, whose words are for clients, as the cause. */
    private static boolean isOfTheLibrary(DatabindException refusal) {
        return refusal.getCause() instanceof IllegalArgumentException
                || refusal.getCause() instanceof ForecastException;
    }

    private static String place(JacksonException refusal) {
        if (refusal.getPath().isEmpty()) {
            return "the body";
        }
        return refusal.getPath().stream()
                .map(step ->
                        step.getPropertyName() == null ? Integer.toString(step.getIndex()) : step.getPropertyName())
                .collect(Collectors.joining("/", "the field '/", "'"));
    }
}
