package io.forecastj.examples.rest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;

/**
 * Refuses bodies that are larger than the limit, also those whose length is not said before. A request waits for its
 * {@link Turns turn} when its body is there, so that a slow client keeps none.
 */
@ControllerAdvice
class BodyLimit extends RequestBodyAdviceAdapter {
    private final int most;
    private final Turns turns;

    BodyLimit(ServiceSettings settings, Turns turns) {
        this.turns = turns;
        this.most = Math.toIntExact(settings.limits().body().toBytes());
    }

    @Override
    public boolean supports(MethodParameter parameter, Type type, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public HttpInputMessage beforeBodyRead(
            HttpInputMessage message,
            MethodParameter parameter,
            Type type,
            Class<? extends HttpMessageConverter<?>> converter)
            throws IOException {
        if (message.getHeaders().getContentLength() > most) {
            throw tooLarge();
        }
        byte[] body = message.getBody().readNBytes(most + 1);
        if (body.length > most) {
            throw tooLarge();
        }
        turns.take();
        return new ReadBody(message.getHeaders(), body);
    }

    private RequestException tooLarge() {
        return RequestException.tooLarge("expected a body of at most " + most + " bytes; send fewer rows");
    }

    private record ReadBody(HttpHeaders headers, byte[] bytes) implements HttpInputMessage {
        @Override
        public InputStream getBody() {
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public HttpHeaders getHeaders() {
            return headers;
        }
    }
}
