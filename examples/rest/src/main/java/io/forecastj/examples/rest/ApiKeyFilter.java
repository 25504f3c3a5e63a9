package io.forecastj.examples.rest;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets requests with the key through, and those for what everybody may see: the pages, and the state of health. */
@Component
class ApiKeyFilter extends OncePerRequestFilter {
    private static final String SCHEME = "Bearer ";

    /** Compared with the path as it was sent, so that no encoding of another path is taken for one of these. */
    private static final Set<String> PUBLIC = Set.of(
            "/",
            "/index.html",
            "/page.js",
            "/chart.js",
            "/page.css",
            "/api.html",
            "/api.js",
            "/openapi.json",
            "/icon.svg",
            "/schema/forecast-document.json",
            "/schema/pattern-recognition.json",
            "/schema/series.json",
            "/schema/signal.json",
            "/actuator/health",
            "/actuator/health/liveness",
            "/actuator/health/readiness");

    private static final String REFUSAL = """
            {"type": "about:blank", "title": "Unauthorized", "status": 401, \
            "detail": "expected the header 'Authorization: Bearer' with the key of the service"}""";

    private final ApiKey key;

    ApiKeyFilter(ApiKey key) {
        this.key = key;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (PUBLIC.contains(request.getRequestURI()) || hasKey(request)) {
            chain.doFilter(request, response);
            return;
        }
        response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, SCHEME.strip());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.getWriter().write(REFUSAL);
    }

    private boolean hasKey(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return header != null
                && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && key.matches(header.substring(SCHEME.length()).strip());
    }
}
