package io.forecastj.xgboost;

import io.forecastj.ForecastException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A model's file in Universal Binary JSON, as XGBoost has just written it, with changes that XGBoost's Java functions
 * do not offer. Finds a value by the names on its way and replaces its bytes; all others stay as they are. Not
 * thread-safe.
 *
 * <p>{@code XGBoosterSetStrFeatureInfo} cuts names off that are not ASCII, since it takes their number of characters
 * for that of their bytes, and there is no {@code XGBoosterSlice}.
 */
final class BinaryModel {
    private static final String[] MODEL = {"learner", "gradient_booster", "model"};

    private final ByteBuffer in;

    private BinaryModel(byte[] bytes) {
        this.in = ByteBuffer.wrap(bytes);
    }

    /** Returns the model with names of its features. */
    static byte[] withNames(byte[] model, List<String> names) {
        BinaryModel file = new BinaryModel(model);
        ByteArrayOutputStream list = new ByteArrayOutputStream();
        beginArray(list, names.size());
        for (String name : names) {
            putText(list, name);
        }
        file.find("learner", "feature_names");
        int from = file.in.position();
        file.skip(file.type());
        return replaced(model, List.of(new Change(from, file.in.position(), list.toByteArray())));
    }

    /** Returns the model of the first rounds of a sum of trees, which must be at most the number of its rounds. */
    static byte[] firstRounds(byte[] model, int rounds) {
        BinaryModel file = new BinaryModel(model);
        int trees = file.number("iteration_indptr", rounds);
        ByteArrayOutputStream count = new ByteArrayOutputStream();
        putText(count, Integer.toString(trees));
        List<Change> changes = new ArrayList<>();
        file.find(MODEL[0], MODEL[1], MODEL[2], "gbtree_model_param", "num_trees");
        int from = file.in.position();
        file.skip(file.type());
        changes.add(new Change(from, file.in.position(), count.toByteArray()));
        changes.add(file.first("iteration_indptr", rounds + 1));
        changes.add(file.first("tree_info", trees));
        changes.add(file.first("trees", trees));
        return replaced(model, changes);
    }

    /** Returns a number of an array of the booster. */
    private int number(String array, int index) {
        elements(array, index + 1);
        for (int i = 0; i < index; i++) {
            skip(type());
        }
        return (int) length(type());
    }

    /** Returns the change that keeps the first elements of an array of the booster. */
    private Change first(String array, int keep) {
        find(MODEL[0], MODEL[1], MODEL[2], array);
        int from = in.position();
        elements(array, keep);
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        beginArray(kept, keep);
        int begin = in.position();
        for (int i = 0; i < keep; i++) {
            skip(type());
        }
        kept.write(in.array(), begin, in.position() - begin);
        in.position(from);
        skip(type());
        return new Change(from, in.position(), kept.toByteArray());
    }

    /** Moves to the first element of an array of the booster. */
    private void elements(String array, int least) {
        find(MODEL[0], MODEL[1], MODEL[2], array);
        expect('[', array);
        expect('#', array);
        long count = length(type());
        if (count < least) {
            throw new ForecastException(
                    "expected at least " + least + " elements of '" + array + "' in XGBoost's model, found " + count);
        }
    }

    private void expect(char wanted, String where) {
        char found = type();
        if (found != wanted) {
            throw new ForecastException("expected '" + wanted + "' in '" + where + "' of XGBoost's model, found '"
                    + found + "'; xgboost4j may be of another version than this module was made for");
        }
    }

    /** Moves to the type of the value that the names lead to. */
    private void find(String... names) {
        in.position(0);
        for (String name : names) {
            expect('{', name);
            String found = "";
            while (!found.equals(name)) {
                char type = type();
                if (type == '}') {
                    throw new ForecastException("expected '" + name + "' in XGBoost's model, found none");
                }
                found = text(length(type));
                if (!found.equals(name)) {
                    skip(type());
                }
            }
        }
    }

    private char type() {
        return (char) (in.get() & 255);
    }

    private String text(long length) {
        byte[] bytes = new byte[(int) length];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private long length(char type) {
        return switch (type) {
            case 'i' -> in.get();
            case 'U' -> in.get() & 255;
            case 'I' -> in.getShort();
            case 'l' -> in.getInt();
            case 'L' -> in.getLong();
            default -> throw new ForecastException("expected an integer in XGBoost's model, found type " + type);
        };
    }

    private static int size(char type) {
        return switch (type) {
            case 'i', 'U' -> 1;
            case 'I' -> 2;
            case 'l', 'd' -> 4;
            case 'L', 'D' -> 8;
            default -> 0; // true, false and null
        };
    }

    private void skip(char type) {
        switch (type) {
            case '{' -> {
                for (char key = type(); key != '}'; key = type()) {
                    move(length(key));
                    skip(type());
                }
            }
            case '[' -> skipArray(type());
            case 'S' -> move(length(type()));
            default -> move(size(type));
        }
    }

    private void skipArray(char first) {
        if (first == '$') {
            int size = size(type());
            expect('#', "an array");
            move(size * length(type()));
        } else if (first == '#') {
            for (long left = length(type()); left > 0; left--) {
                skip(type());
            }
        } else {
            for (char type = first; type != ']'; type = type()) {
                skip(type);
            }
        }
    }

    private void move(long bytes) {
        in.position(Math.toIntExact(in.position() + bytes));
    }

    private static void beginArray(ByteArrayOutputStream out, int count) {
        out.write('[');
        out.write('#');
        putLength(out, count);
    }

    private static void putText(ByteArrayOutputStream out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.write('S');
        putLength(out, bytes.length);
        out.writeBytes(bytes);
    }

    private static void putLength(ByteArrayOutputStream out, long length) {
        out.write('L');
        out.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(length).array());
    }

    /** Bytes that take the place of those from one index to before another. */
    private record Change(int from, int to, byte[] bytes) {}

    private static byte[] replaced(byte[] file, List<Change> changes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(file.length);
        int at = 0;
        for (Change change :
                changes.stream().sorted(Comparator.comparingInt(Change::from)).toList()) {
            out.write(file, at, change.from() - at);
            out.writeBytes(change.bytes());
            at = change.to();
        }
        out.write(file, at, file.length - at);
        return out.toByteArray();
    }
}
