package io.forecastj.examples.rest;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** Refusal of a request, with a reason for the client. */
class RequestException extends ResponseStatusException {
    private static final long serialVersionUID = 1L;

    private RequestException(HttpStatus status, String reason) {
        super(status, reason);
    }

    static RequestException unprocessable(String reason) {
        return new RequestException(HttpStatus.UNPROCESSABLE_CONTENT, reason);
    }

    static RequestException notFound(String reason) {
        return new RequestException(HttpStatus.NOT_FOUND, reason);
    }

    static RequestException tooLarge(String reason) {
        return new RequestException(HttpStatus.CONTENT_TOO_LARGE, reason);
    }

    static RequestException busy(String reason) {
        return new RequestException(HttpStatus.TOO_MANY_REQUESTS, reason);
    }

    static RequestException unavailable(String reason) {
        return new RequestException(HttpStatus.SERVICE_UNAVAILABLE, reason);
    }
}
