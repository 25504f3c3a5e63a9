package io.forecastj.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.forecastj.Predictor;
import io.forecastj.PredictorClosedException;
import io.forecastj.models.Predictors;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

class ShutdownTest {
    @TempDir
    Path folder;

    @Test
    void anAcceptedRequestIsAnsweredBeforeThePredictorsClose() throws Exception {
        try (Predictor predictor = TrainedModels.linear(1)) {
            Predictors.save(predictor, folder.resolve("saved"));
        }
        RunningService service = RunningService.start(
                new Class<?>[] {SlowService.class}, "forecastj.models.sales.path=" + folder.resolve("saved"));
        SlowService slow = service.context().getBean(SlowService.class);
        Predictor predictor = service.context().getBean(Predictor.class);

        CompletableFuture<HttpResponse<String>> answer = CompletableFuture.supplyAsync(() -> {
            try {
                return service.get("/slow");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(slow.accepted.await(30, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Void> stop = CompletableFuture.runAsync(service::close);

        assertThat(answer.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        stop.get(30, TimeUnit.SECONDS);
        assertThatThrownBy(() -> predictor.predict(TrainedModels.history(1)))
                .isInstanceOf(PredictorClosedException.class);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @RestController
    static class SlowService implements SmartLifecycle {
        private static final int JUST_BEFORE_THE_SERVER_WAITS = SmartLifecycle.DEFAULT_PHASE - 1023;

        private final CountDownLatch accepted = new CountDownLatch(1);
        private final CountDownLatch mayForecast = new CountDownLatch(1);
        private final Predictor sales;
        private volatile boolean running;

        SlowService(Predictor sales) {
            this.sales = sales;
        }

        @Override
        public void start() {
            running = true;
        }

        @Override
        public void stop() {
            mayForecast.countDown();
            running = false;
        }

        @Override
        public boolean isRunning() {
            return running;
        }

        @Override
        public int getPhase() {
            return JUST_BEFORE_THE_SERVER_WAITS;
        }

        /** Sends the answer itself: Tomcat may stop after the end of a handler and before it sends what is buffered. */
        @GetMapping("/slow")
        void slow(HttpServletResponse response) throws InterruptedException, IOException {
            accepted.countDown();
            assertThat(mayForecast.await(30, TimeUnit.SECONDS)).isTrue();
            response.getWriter().print(sales.predict(TrainedModels.history(1)).point(1));
            response.flushBuffer();
        }
    }
}
