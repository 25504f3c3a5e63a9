package io.forecastj.examples.rest;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Error bodies as RFC 9457 describes them, for exceptions of Spring, of the library and of this service. */
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> handle(Exception thrown) {
        Failure failure = of(thrown);
        return ResponseEntity.status(failure.status()).body(failure.problem());
    }

    /** Logs what a client must not see. */
    static Failure of(Exception thrown) {
        Failure failure = Failure.of(thrown);
        if (failure.status().is5xxServerError()) {
            LOG.error("A request failed", thrown);
        }
        return failure;
    }

    /** Spring's own text would name the method of the controller. */
    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException thrown, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ProblemDetail problem =
                ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, BodyErrors.describe(thrown.getCause()));
        return handleExceptionInternal(thrown, problem, headers, HttpStatus.BAD_REQUEST, request);
    }
}
