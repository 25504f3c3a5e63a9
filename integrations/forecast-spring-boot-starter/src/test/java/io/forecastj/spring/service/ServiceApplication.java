package io.forecastj.spring.service;

import io.forecastj.Predictor;
import io.forecastj.Sampling;
import io.forecastj.TimeSeries;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** A service of the tests: forecasts over HTTP, also from an executable jar. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@RestController
public class ServiceApplication {
    private static final long WORK = 20_000_000;

    private final Map<String, Predictor> predictors;
    private final Queue<String> accepted = new ConcurrentLinkedQueue<>();

    ServiceApplication(Map<String, Predictor> predictors) {
        this.predictors = predictors;
    }

    public static void main(String[] args) {
        SpringApplication.run(
                new Class<?>[] {ServiceApplication.class, AcceptedRequests.class, StartTasks.class}, args);
    }

    /** A daily series that ends with one in every model's training. */
    public static TimeSeries history() {
        double[] values = new double[120];
        for (int i = 0; i < values.length; i++) {
            values[i] = 100 + i % 7;
        }
        return TimeSeries.of("units", Instant.parse("2026-01-01T00:00:00Z"), Sampling.daily(), values);
    }

    /**
     * Forecasts for about 20 ms, and answers with the last forecast. Sends the answer itself: Tomcat may stop after the
     * end of a handler and before it sends what is buffered.
     */
    @GetMapping("/forecast/{model}/{id}")
    void forecast(@PathVariable("model") String model, @PathVariable("id") String id, HttpServletResponse response)
            throws IOException {
        accepted.add(id);
        TimeSeries history = history();
        Predictor predictor = predictors.get(model);
        long start = System.nanoTime();
        double point;
        do {
            point = predictor.predict(history).point(1);
        } while (System.nanoTime() - start < WORK);
        response.getWriter().print(id + " " + point);
        response.flushBuffer();
    }

    /** The requests that have reached the method above, in the order of their arrival. */
    public Iterable<String> accepted() {
        return accepted;
    }
}
