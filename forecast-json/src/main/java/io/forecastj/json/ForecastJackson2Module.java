package io.forecastj.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.forecastj.ForecastException;
import java.io.IOException;
import java.util.function.Function;

/**
 * Module for Jackson 2 that reads the documents of the {@linkplain io.forecastj.json package page}. Jackson writes
 * them without it.
 *
 * <p>Found by {@code findAndRegisterModules()}, and by Spring Boot. A document that breaks a rule is refused with a
 * {@link MismatchedInputException}, whose message has the path of the field. Not thread-safe until it is registered, as
 * every module; the mapper is thread-safe afterwards.
 */
public final class ForecastJackson2Module extends SimpleModule {
    private static final long serialVersionUID = 1L;

    /** Creates the module. */
    public ForecastJackson2Module() {
        super("forecastj");
        DocumentReaders.register(new DocumentReaders.Registry() {
            @Override
            public <T> void add(Class<T> type, Function<PlainFields, T> reader) {
                addDeserializer(type, new FieldsDeserializer<>(type, reader));
            }
        });
    }

    private static final class FieldsDeserializer<T> extends StdDeserializer<T> {
        private static final long serialVersionUID = 1L;

        private final transient Function<PlainFields, T> reader;

        FieldsDeserializer(Class<T> type, Function<PlainFields, T> reader) {
            super(type);
            this.reader = reader;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            try {
                return reader.apply(PlainFields.of(Jackson2Values.read(parser)));
            } catch (IllegalArgumentException | ForecastException e) {
                throw (IOException) MismatchedInputException.from(parser, handledType(), e.getMessage())
                        .initCause(e);
            }
        }
    }
}
