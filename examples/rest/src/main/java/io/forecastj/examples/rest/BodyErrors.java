package io.forecastj.examples.rest;

import io.forecastj.ForecastException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says what is wrong with a body in words of JSON. Jackson's own messages have names of Java classes in them. */
final class BodyErrors {
    private BodyErrors() {}

    static String describe(@Nullable Throwable cause) {
        if (cause instanceof UnrecognizedPropertyException unknown) {
            return "there is no field '" + unknown.getPropertyName() + "'; there are " + unknown.getKnownPropertyIds();
        }
        if (cause instanceof StreamReadException syntax) {
            return "expected JSON, found an error of syntax before line "
                    + syntax.getLocation().getLineNr() + ", column "
                    + syntax.getLocation().getColumnNr();
        }
        if (cause instanceof DatabindException document && isOfTheLibrary(document)) {
            return place(document) + ": " + document.getOriginalMessage();
        }
        if (cause instanceof JacksonException value) {
            return place(value) + ": expected a value of another type";
        }
        return "expected a body of JSON, found none";
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
