package io.forecastj.examples.rest;

import io.forecastj.json.ForecastDocument;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ProblemDetail;

/**
 * Answers in the order of the requests.
 *
 * @param answers the answers
 */
record BatchAnswer(List<Item> answers) {
    /**
     * One answer.
     *
     * @param document the document; null if there is none
     * @param problem why there is none; null if there is one
     */
    record Item(
            @Nullable ForecastDocument document, @Nullable ProblemDetail problem) {}
}
