package io.forecastj.models.xgboost;

import io.forecastj.ModelLoadException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads Universal Binary JSON into the values of {@link JsonValues}.
 *
 * <p>The format is that of the specification, draft 12: a letter for each type, numbers in big-endian order, arrays of
 * one type with their length. Each length is compared with the bytes that are left before memory is taken. Not
 * thread-safe.
 */
final class BinaryValues {
    private final ByteBuffer in;

    private BinaryValues(byte[] bytes) {
        this.in = ByteBuffer.wrap(bytes);
    }

    /**
     * Reads a document.
     *
     * @param bytes the whole file
     * @return the value
     * @throws ModelLoadException if it is not valid, or is too deep
     */
    static Object read(byte[] bytes) {
        BinaryValues values = new BinaryValues(bytes);
        try {
            Object value = values.value(values.type(), 0);
            if (values.in.hasRemaining()) {
                throw values.refuse("expected the end of the file after the last brace, found " + values.in.remaining()
                        + " more bytes");
            }
            return value;
        } catch (BufferUnderflowException e) {
            throw new ModelLoadException(
                    "expected an XGBoost model in UBJSON, found the end of the file after " + bytes.length + " bytes",
                    e);
        }
    }

    private char type() {
        return (char) (in.get() & 255);
    }

    private Object value(char type, int depth) {
        if (depth > JsonValues.MAX_DEPTH) {
            throw refuse("expected at most " + JsonValues.MAX_DEPTH + " levels of objects and arrays, found more");
        }
        return switch (type) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case 'S' -> text(length(type()));
            default -> number(type);
        };
    }

    private double number(char type) {
        return switch (type) {
            case 'd' -> in.getFloat();
            case 'D' -> in.getDouble();
            case 'i' -> in.get();
            case 'U' -> in.get() & 255;
            case 'I' -> in.getShort();
            case 'l' -> in.getInt();
            case 'L' -> in.getLong();
            case 'T' -> 1;
            case 'F' -> 0;
            default ->
                throw refuse("expected the letter of a type, found "
                        + (type > ' ' && type < 127 ? "'" + type + "'" : "the byte " + (int) type));
        };
    }

    private static int size(char type) {
        return switch (type) {
            case 'i', 'U' -> 1;
            case 'I' -> 2;
            case 'l', 'd' -> 4;
            case 'L', 'D' -> 8;
            default -> 0;
        };
    }

    /** Reads a length, which is not negative and at most the number of bytes that are left. */
    private int length(char type) {
        if (size(type) == 0 || type == 'd' || type == 'D') {
            throw refuse("expected the letter of an integer before a length, found the byte " + (int) type);
        }
        long length = type == 'L' ? in.getLong() : (long) number(type);
        if (length < 0 || length > in.remaining()) {
            throw refuse(
                    "expected a length of at most the " + in.remaining() + " bytes that are left, found " + length);
        }
        return (int) length;
    }

    private String text(int length) {
        ByteBuffer bytes = in.slice(in.position(), length);
        in.position(in.position() + length);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw refuse("expected a text in UTF-8, found other bytes");
        }
    }

    private Map<String, Object> object(int depth) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (char type = type(); type != '}'; type = type()) {
            if (type == '$' || type == '#') {
                throw refuse(
                        "expected the length of a name in an object, as XGBoost writes them, found '" + type + "'");
            }
            String name = text(length(type));
            if (fields.put(name, value(type(), depth + 1)) != null) {
                throw refuse("expected each name once in an object, found '" + name + "' a second time");
            }
        }
        return fields;
    }

    private Object array(int depth) {
        char type = type();
        if (type == '$') {
            return typed(type());
        }
        ArrayElements elements = new ArrayElements();
        if (type == '#') {
            int length = length(type());
            for (int i = 0; i < length; i++) {
                add(elements, type(), depth);
            }
        } else {
            for (; type != ']'; type = type()) {
                add(elements, type, depth);
            }
        }
        return elements.value();
    }

    private void add(ArrayElements elements, char type, int depth) {
        boolean number = type != '{' && type != '[' && type != 'S';
        if (!(number ? elements.add(number(type)) : elements.addOther(value(type, depth + 1)))) {
            throw refuse("expected an array of numbers only or of no numbers, found both");
        }
    }

    private double[] typed(char type) {
        if (size(type) == 0) {
            throw refuse("expected an array of numbers, found the type " + (int) type);
        }
        if (type() != '#') {
            throw refuse("expected '#' before the length of an array");
        }
        int length = length(type());
        if ((long) length * size(type) > in.remaining()) {
            throw refuse(
                    "expected " + length + " numbers of " + size(type) + " bytes, found " + in.remaining() + " bytes");
        }
        double[] numbers = new double[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = number(type);
        }
        return numbers;
    }

    private ModelLoadException refuse(String message) {
        return new ModelLoadException("XGBoost model in UBJSON, byte " + in.position() + ": " + message);
    }
}
