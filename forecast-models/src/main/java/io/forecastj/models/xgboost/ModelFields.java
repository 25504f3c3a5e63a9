package io.forecastj.models.xgboost;

import io.forecastj.ModelLoadException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Fields of an object of a model's file, with checks of their types; messages name the place.
 *
 * <p>Not thread-safe.
 */
final class ModelFields {
    private final String place;
    private final Map<?, ?> fields;

    private ModelFields(String place, Map<?, ?> fields) {
        this.place = place;
        this.fields = fields;
    }

    static ModelFields of(String place, Object value) {
        if (!(value instanceof Map<?, ?> fields)) {
            throw new ModelLoadException("XGBoost model: expected an object as " + place + ", found " + shown(value));
        }
        return new ModelFields(place, fields);
    }

    /** Refuses fields that are not known: what they mean may change the answers. */
    void only(Set<String> known) {
        for (Object name : fields.keySet()) {
            if (!known.contains(name)) {
                throw refuse("expected the fields of XGBoost 1.0 to 3.4, found " + shown(name)
                        + "; the model may be of a later version");
            }
        }
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    private Object required(String name) {
        Object value = fields.get(name);
        if (value == null) {
            throw refuse("expected '" + name + "', found none");
        }
        return value;
    }

    ModelFields object(String name) {
        return of(place + "." + name, required(name));
    }

    String text(String name) {
        Object value = required(name);
        if (value instanceof String text) {
            return text;
        }
        throw refuse("expected a text as '" + name + "', found " + shown(value));
    }

    /** Returns a whole number that is written as a text, as XGBoost writes its parameters. */
    int count(String name, int least, int most) {
        String text = text(name);
        if (text.matches("-?[0-9]{1,9}")) {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw refuse(
                "expected a whole number from " + least + " to " + most + " as '" + name + "', found " + shown(text));
    }

    double[] numbers(String name) {
        Object value = required(name);
        if (value instanceof double[] numbers) {
            return numbers;
        }
        throw refuse("expected an array of numbers as '" + name + "', found " + shown(value));
    }

    double[] numbers(String name, int count) {
        double[] numbers = numbers(name);
        if (numbers.length != count) {
            throw refuse("expected " + count + " numbers as '" + name + "', found " + numbers.length);
        }
        return numbers;
    }

    /** Returns a whole number that is not written as a text. */
    int integer(String name, int least, int most) {
        Object value = required(name);
        if (value instanceof Double number) {
            return integers(name, new double[] {number}, least, most)[0];
        }
        throw refuse("expected a number as '" + name + "', found " + shown(value));
    }

    int[] integers(String name, int count, int least, int most) {
        return integers(name, numbers(name, count), least, most);
    }

    private int[] integers(String name, double[] numbers, int least, int most) {
        int[] integers = new int[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            if (!(numbers[i] >= least && numbers[i] <= most && numbers[i] == Math.rint(numbers[i]))) {
                throw refuse("expected whole numbers from " + least + " to " + most + " as '" + name + "', found "
                        + numbers[i] + " in number " + i);
            }
            integers[i] = (int) numbers[i];
        }
        return integers;
    }

    /** Returns the elements of an array of texts or objects. */
    List<?> list(String name) {
        Object value = required(name);
        if (value instanceof List<?> list) {
            return list;
        }
        if (value instanceof double[] numbers && numbers.length == 0) {
            return List.of();
        }
        throw refuse("expected an array of texts or objects as '" + name + "', found " + shown(value));
    }

    List<String> texts(String name) {
        return has(name)
                ? list(name).stream()
                        .map(value -> {
                            if (value instanceof String text) {
                                return text;
                            }
                            throw refuse("expected texts in '" + name + "', found " + shown(value));
                        })
                        .toList()
                : List.of();
    }

    ModelLoadException refuse(String message) {
        return new ModelLoadException("XGBoost model, " + place + ": " + message);
    }

    static String shown(Object value) {
        if (value instanceof String text) {
            return "'" + text.substring(0, Math.min(40, text.length())).replaceAll("\\p{Cntrl}", "?")
                    + (text.length() > 40 ? "...'" : "'");
        }
        if (value instanceof Double) {
            return "the number " + value;
        }
        return value instanceof Map<?, ?> ? "an object" : "an array";
    }
}
