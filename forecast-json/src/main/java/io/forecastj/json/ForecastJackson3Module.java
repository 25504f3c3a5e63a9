package io.forecastj.json;

import io.forecastj.ForecastException;
import java.util.function.Function;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.module.SimpleModule;

/**
 * Module for Jackson 3 that reads the documents of the {@linkplain io.forecastj.json package page}. Jackson writes
 * them without it.
 *
 * <p>Found by {@code findAndAddModules()}, and by Spring Boot. A document that breaks a rule is refused with a {@link
 * MismatchedInputException}, whose message has the path of the field. Not thread-safe until it is registered, as
 * every module; the mapper is thread-safe afterwards.
 */
public final class ForecastJackson3Module extends SimpleModule {
    private static final long serialVersionUID = 1L;

    /** Creates the module. */
    public ForecastJackson3Module() {
        super("forecastj");
        DocumentReaders.register(new DocumentReaders.Registry() {
            @Override
            public <T> void add(Class<T> type, Function<PlainFields, T> reader) {
                addDeserializer(type, new FieldsDeserializer<>(type, reader));
            }
        });
    }

    private static final class FieldsDeserializer<T> extends StdDeserializer<T> {
        private final Function<PlainFields, T> reader;

        FieldsDeserializer(Class<T> type, Function<PlainFields, T> reader) {
            super(type);
            this.reader = reader;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) {
            try {
                return reader.apply(PlainFields.of(Jackson3Values.read(parser)));
            } catch (IllegalArgumentException | ForecastException e) {
                MismatchedInputException refusal = MismatchedInputException.from(parser, handledType(), e.getMessage());
                refusal.initCause(e);
                throw refusal;
            }
        }
    }
}
