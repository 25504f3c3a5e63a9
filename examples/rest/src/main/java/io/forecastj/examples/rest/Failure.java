package io.forecastj.examples.rest;

import io.forecastj.InsufficientHistoryException;
import io.forecastj.InvalidSeriesException;
import io.forecastj.ModelLoadException;
import io.forecastj.PredictorClosedException;
import io.forecastj.store.StoreException;
import java.util.Objects;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.server.ResponseStatusException;

/**
 * The words of an exception for a client: reasons that are about its own series in full, and of others only the kind,
 * since they may name files, hosts and tables.
 *
 * @param status the status of the answer
 * @param detail the reason in words
 */
record Failure(HttpStatus status, String detail) {
    static Failure of(Throwable thrown) {
        if (thrown instanceof ResponseStatusException e) {
            return new Failure(HttpStatus.valueOf(e.getStatusCode().value()), text(e.getReason()));
        }
        if (thrown instanceof InvalidSeriesException || thrown instanceof InsufficientHistoryException) {
            return new Failure(HttpStatus.UNPROCESSABLE_CONTENT, text(thrown.getMessage()));
        }
        if (thrown instanceof InvalidParameterException) {
            return new Failure(HttpStatus.BAD_REQUEST, "a parameter of the query is not encoded as a URI needs it");
        }
        if (thrown instanceof StoreException) {
            return new Failure(HttpStatus.SERVICE_UNAVAILABLE, "the store of the models cannot be used now");
        }
        if (thrown instanceof ModelLoadException) {
            return new Failure(HttpStatus.SERVICE_UNAVAILABLE, "a model cannot be loaded");
        }
        if (thrown instanceof PredictorClosedException) {
            return new Failure(HttpStatus.SERVICE_UNAVAILABLE, "the service is being stopped");
        }
        return new Failure(HttpStatus.INTERNAL_SERVER_ERROR, "an error of the service, which its log describes");
    }

    ProblemDetail problem() {
        return ProblemDetail.forStatusAndDetail(status, detail);
    }

    private static String text(@Nullable String message) {
        return Objects.requireNonNullElse(message, "");
    }
}
