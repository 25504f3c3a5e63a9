package io.forecastj.examples.rest;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets as many requests compute as there are processors; the others wait in the order of their arrival. Forecasts wait
 * for nothing, so more at a time would end none earlier, and the threads that compile the code, that train and that
 * answer for the health of the service would hardly get a processor. Thread-safe.
 */
@Component
class Turns extends OncePerRequestFilter {
    private final Semaphore free = new Semaphore(Runtime.getRuntime().availableProcessors(), true);
    private final ThreadLocal<Boolean> taken = ThreadLocal.withInitial(() -> false);

    /** Waits for a turn, which ends when the answer to the request of this thread is computed. */
    void take() {
        if (!taken.get()) {
            free.acquireUninterruptibly();
            taken.set(true);
        }
    }

    /** Ends the turn of this thread, if it has one. */
    void end() {
        if (taken.get()) {
            taken.remove();
            free.release();
        }
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } finally {
            end();
        }
    }
}
