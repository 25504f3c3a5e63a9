package io.forecastj.data;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs a line of Java such as {@code Csv.read().delimiter(';').from(Path.of("x.csv"))}: calls of methods of {@link
 * CsvReading}, one after the other, found by reflection.
 */
final class CodeLine {
    private final String code;
    private int at;

    private CodeLine(String code) {
        this.code = code;
    }

    /** Runs a whole line and returns what its {@code from} returns. */
    static CsvSeries read(String code) throws Throwable {
        return (CsvSeries) new CodeLine(code).run(null);
    }

    /** Runs a line without {@code from}, and then reads a file. */
    static CsvSeries read(String code, Path file) throws Throwable {
        return (CsvSeries) new CodeLine(code).run(file);
    }

    private Object run(Path file) throws Throwable {
        expect("Csv.read");
        List<Object> arguments = arguments();
        Object current = arguments.isEmpty() ? Csv.read() : Csv.read((CsvPreset) arguments.get(0));
        while (at < code.length()) {
            expect(".");
            String name = word();
            current = call(current, name, arguments());
        }
        return file == null ? current : ((CsvReading) current).from(file);
    }

    private static Object call(Object target, String name, List<Object> arguments) throws Throwable {
        for (Method method : target.getClass().getMethods()) {
            Object[] fitted = method.getName().equals(name) ? fitted(method, arguments) : null;
            if (fitted != null) {
                try {
                    return method.invoke(target, fitted);
                } catch (InvocationTargetException e) {
                    throw e.getCause();
                }
            }
        }
        throw new AssertionError("no method " + name + arguments + " of " + target.getClass());
    }

    private static Object[] fitted(Method method, List<Object> arguments) {
        Class<?>[] types = method.getParameterTypes();
        if (method.isVarArgs()) {
            Class<?> element = types[0].getComponentType();
            Object all = Array.newInstance(element, arguments.size());
            for (int i = 0; i < arguments.size(); i++) {
                if (!element.isInstance(arguments.get(i))) {
                    return null;
                }
                Array.set(all, i, arguments.get(i));
            }
            return new Object[] {all};
        }
        if (types.length != arguments.size()) {
            return null;
        }
        for (int i = 0; i < types.length; i++) {
            Object argument = arguments.get(i);
            boolean fits = types[i] == char.class
                    ? argument instanceof Character
                    : types[i] == int.class ? argument instanceof Integer : types[i].isInstance(argument);
            if (!fits) {
                return null;
            }
        }
        return arguments.toArray();
    }

    private List<Object> arguments() {
        expect("(");
        List<Object> all = new ArrayList<>();
        while (code.charAt(at) != ')') {
            if (!all.isEmpty()) {
                expect(", ");
            }
            all.add(argument());
        }
        at++;
        return all;
    }

    private Object argument() {
        char first = code.charAt(at);
        if (first == '"') {
            return quoted('"');
        }
        if (first == '\'') {
            String text = quoted('\'');
            if (text.length() != 1) {
                throw new AssertionError("no character in " + code);
            }
            return text.charAt(0);
        }
        if (Character.isDigit(first)) {
            return Integer.parseInt(word());
        }
        String name = word();
        while (code.startsWith(".", at)) {
            at++;
            name += "." + word();
        }
        if (code.charAt(at) == '(') {
            List<Object> arguments = arguments();
            String text = (String) arguments.get(0);
            return switch (name) {
                case "Path.of" -> Path.of(text);
                case "ZoneId.of" -> ZoneId.of(text);
                case "Charset.forName" -> Charset.forName(text);
                default -> throw new AssertionError("unknown call " + name + " in " + code);
            };
        }
        int dot = name.indexOf('.');
        String constant = name.substring(dot + 1);
        return switch (name.substring(0, Math.max(dot, 0))) {
            case "TimeUnit" -> TimeUnit.valueOf(constant);
            case "CsvPreset" -> CsvPreset.valueOf(constant);
            case "ClockChanges" -> ClockChanges.valueOf(constant);
            case "StandardCharsets" -> Charset.forName(constant.replace('_', '-'));
            case "ZoneOffset" -> ZoneOffset.UTC;
            default -> throw new AssertionError("unknown name " + name + " in " + code);
        };
    }

    private String quoted(char quote) {
        StringBuilder text = new StringBuilder();
        for (at++; code.charAt(at) != quote; at++) {
            char c = code.charAt(at);
            if (c != '\\') {
                text.append(c);
                continue;
            }
            at++;
            switch (code.charAt(at)) {
                case 't' -> text.append('\t');
                case 'n' -> text.append('\n');
                case 'r' -> text.append('\r');
                case 'u' -> {
                    text.append((char) Integer.parseInt(code.substring(at + 1, at + 5), 16));
                    at += 4;
                }
                default -> text.append(code.charAt(at));
            }
        }
        at++;
        return text.toString();
    }

    private String word() {
        int from = at;
        while (at < code.length() && Character.isJavaIdentifierPart(code.charAt(at))) {
            at++;
        }
        return code.substring(from, at);
    }

    private void expect(String text) {
        if (!code.startsWith(text, at)) {
            throw new AssertionError("expected '" + text + "' at " + at + " of " + code);
        }
        at += text.length();
    }
}
