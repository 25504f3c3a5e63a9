package io.forecastj.examples.rest;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Problem details where no controller and no {@link Problems} came into play, whatever the client accepts. */
@Controller
class ErrorPages implements ErrorController {
    @RequestMapping("/error")
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                ? code
                : HttpServletResponse.SC_NOT_FOUND;
        write(response, status);
    }

    static void write(HttpServletResponse response, int status) throws IOException {
        response.setStatus(status);
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.getWriter().write(body(status));
    }

    /** A body without words of the request, which nobody has checked. */
    static String body(int status) {
        HttpStatus known = HttpStatus.resolve(status);
        return "{\"type\": \"about:blank\", \"title\": \"" + title(known) + "\", \"status\": " + status + "}";
    }

    private static String title(@Nullable HttpStatus status) {
        return status == null ? "Error" : status.getReasonPhrase();
    }
}
