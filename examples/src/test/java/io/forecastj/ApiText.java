package io.forecastj;

import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedWildcardType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The public and protected signatures of a class as text: a line for the class, an indented one for each member,
 * sorted. Members that follow from the kind of class are left out: those of Object, {@code values} and {@code valueOf}
 * of an enum, the accessors and the canonical constructor of a record.
 */
final class ApiText {
    private static final int MODIFIERS =
            Modifier.PUBLIC | Modifier.PROTECTED | Modifier.STATIC | Modifier.ABSTRACT | Modifier.FINAL;

    private final Class<?> type;

    private ApiText(Class<?> type) {
        this.type = type;
    }

    static List<String> of(Class<?> type) {
        ApiText text = new ApiText(type);
        Map<String, String> members = new TreeMap<>(); // by name, constructors first
        for (Field field : type.getDeclaredFields()) {
            if (text.isApi(field) && !field.isEnumConstant()) {
                members.put(field.getName() + " " + field, text.field(field));
            }
        }
        text.executables()
                .filter(text::isApi)
                .filter(executable -> !text.isImplied(executable))
                .forEach(executable -> members.put(key(executable), text.executable(executable)));
        List<String> lines = new ArrayList<>(List.of(text.header()));
        members.values().forEach(member -> lines.add("  " + member));
        return lines;
    }

    private static String key(Executable executable) {
        return executable instanceof Constructor<?> ? "(" + executable : executable.getName() + "(" + executable;
    }

    /** True if a user outside the package can see it. */
    private boolean isApi(Member member) {
        int modifiers = member.getModifiers();
        return !member.isSynthetic()
                && (Modifier.isPublic(modifiers)
                        || Modifier.isProtected(modifiers) && !Modifier.isFinal(type.getModifiers()));
    }

    private boolean isImplied(Executable executable) {
        List<Class<?>> parameters = List.of(executable.getParameterTypes());
        String name = executable.getName();
        if (executable instanceof Constructor<?>) {
            return type.isRecord()
                    && parameters.equals(Arrays.stream(type.getRecordComponents())
                            .map(RecordComponent::getType)
                            .toList());
        }
        if (parameters.isEmpty()) {
            return Set.of("hashCode", "toString").contains(name)
                    || type.isEnum() && name.equals("values")
                    || type.isRecord()
                            && Arrays.stream(type.getRecordComponents())
                                    .anyMatch(component -> component.getName().equals(name));
        }
        return name.equals("equals") && parameters.equals(List.of(Object.class))
                || type.isEnum() && name.equals("valueOf") && parameters.equals(List.of(String.class));
    }

    /** Those of the class, and the methods of supertypes that are hidden: they are visible through the class. */
    private Stream<Executable> executables() {
        Stream<Class<?>> types =
                Stream.concat(Stream.of(type), hiddenSupertypes(type)).distinct();
        return Stream.concat(
                Arrays.stream(type.getDeclaredConstructors()),
                types.flatMap(each -> Arrays.stream(each.getDeclaredMethods())));
    }

    private static Stream<Class<?>> hiddenSupertypes(Class<?> of) {
        return Stream.concat(Stream.ofNullable(of.getSuperclass()), Arrays.stream(of.getInterfaces()))
                .filter(each -> !Modifier.isPublic(each.getModifiers()))
                .flatMap(each -> Stream.concat(Stream.of(each), hiddenSupertypes(each)));
    }

    private String header() {
        StringBuilder text = new StringBuilder();
        annotations(text);
        int modifiers = type.getModifiers();
        text.append(Modifier.isProtected(modifiers) ? "protected " : "public ");
        if (!type.isEnum()) { // an enum is sealed or final depending on its constants having bodies
            text.append(type.isSealed() ? "sealed " : "");
            text.append(Modifier.isAbstract(modifiers) && !type.isInterface() ? "abstract " : "");
            text.append(Modifier.isFinal(modifiers) && !type.isRecord() ? "final " : "");
        }
        text.append(
                type.isInterface() ? "interface " : type.isEnum() ? "enum " : type.isRecord() ? "record " : "class ");
        text.append(type.getCanonicalName()).append(typeParameters(type.getTypeParameters()));
        if (type.isRecord()) {
            text.append(joined("(", type.getRecordComponents(), ApiText::component, ")"));
        }
        AnnotatedType parent = type.getAnnotatedSuperclass();
        boolean visible = type.getSuperclass() != null
                && Modifier.isPublic(type.getSuperclass().getModifiers());
        if (visible && parent.getType() != Object.class && !type.isRecord() && !type.isEnum()) {
            text.append(" extends ").append(text(parent));
        }
        text.append(joined(" implements ", type.getAnnotatedInterfaces(), ApiText::text, ""));
        if (type.isSealed() && !type.isEnum()) {
            Class<?>[] permitted = type.getPermittedSubclasses(); // in the order in which javac came upon them
            Arrays.sort(permitted, Comparator.comparing(Class::getName));
            text.append(joined(" permits ", permitted, Class::getCanonicalName, ""));
        }
        if (type.isEnum()) {
            text.append(joined(": ", type.getEnumConstants(), constant -> ((Enum<?>) constant).name(), ""));
        }
        return text.toString();
    }

    private void annotations(StringBuilder text) {
        text.append(type.isAnnotationPresent(Deprecated.class) ? "@Deprecated " : "");
        text.append(type.isAnnotationPresent(FunctionalInterface.class) ? "@FunctionalInterface " : "");
    }

    private String field(Field field) {
        String text = deprecated(field.isAnnotationPresent(Deprecated.class))
                + Modifier.toString(field.getModifiers() & MODIFIERS) + " " + text(field.getAnnotatedType())
                + " "
                + field.getName();
        return isConstant(field) ? text + " = " + constant(field) : text;
    }

    private static boolean isConstant(Field field) {
        int needed = Modifier.STATIC | Modifier.FINAL;
        return (field.getModifiers() & needed) == needed
                && (field.getType().isPrimitive() || field.getType() == String.class);
    }

    private static String constant(Field field) {
        try {
            field.setAccessible(true);
            Object value = field.get(null);
            return value instanceof String string
                    ? "\"" + string.replace("\\", "\\\\").replace("\n", "\\n").replace("\"", "\\\"") + "\""
                    : String.valueOf(value);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(field.toString(), e);
        }
    }

    private String executable(Executable executable) {
        int shown = type.isInterface() ? MODIFIERS & ~Modifier.ABSTRACT : MODIFIERS;
        StringBuilder text = new StringBuilder(deprecated(executable.isAnnotationPresent(Deprecated.class)));
        text.append(Modifier.toString(executable.getModifiers() & shown)).append(' ');
        if (executable instanceof Method method) {
            text.append(method.isDefault() ? "default " : "");
            text.append(typeParameters(method.getTypeParameters()));
            text.append(method.getTypeParameters().length == 0 ? "" : " ");
            text.append(text(method.getAnnotatedReturnType())).append(' ').append(method.getName());
        } else {
            text.append(type.getSimpleName());
        }
        text.append('(').append(parameters(executable)).append(')');
        return text.append(joined(" throws ", executable.getAnnotatedExceptionTypes(), ApiText::text, ""))
                .toString();
    }

    private static String deprecated(boolean is) {
        return is ? "@Deprecated " : "";
    }

    private static String parameters(Executable executable) {
        String text = joined("", executable.getAnnotatedParameterTypes(), ApiText::text, "");
        return executable.isVarArgs() ? text.substring(0, text.length() - 2) + "..." : text;
    }

    private static String component(RecordComponent component) {
        return text(component.getAnnotatedType()) + " " + component.getName();
    }

    private static String typeParameters(TypeVariable<?>[] variables) {
        return joined(
                "<",
                variables,
                variable -> variable.getName()
                        + Arrays.stream(variable.getAnnotatedBounds())
                                .filter(bound -> bound.getType() != Object.class || bound.getAnnotations().length > 0)
                                .map(ApiText::text)
                                .collect(Collectors.collectingAndThen(
                                        Collectors.joining(" & "),
                                        bounds -> bounds.isEmpty() ? "" : " extends " + bounds)),
                ">");
    }

    private static String text(AnnotatedType annotated) {
        String nullable = annotated.isAnnotationPresent(Nullable.class) ? "@Nullable " : "";
        if (annotated instanceof AnnotatedArrayType array) {
            return text(array.getAnnotatedGenericComponentType()) + (nullable.isEmpty() ? "[]" : " " + nullable + "[]");
        }
        if (annotated instanceof AnnotatedParameterizedType parameterized) {
            Type raw = ((ParameterizedType) parameterized.getType()).getRawType();
            return nullable
                    + name(raw)
                    + joined("<", parameterized.getAnnotatedActualTypeArguments(), ApiText::text, ">");
        }
        if (annotated instanceof AnnotatedWildcardType wildcard) {
            if (wildcard.getAnnotatedLowerBounds().length > 0) {
                return "? super " + text(wildcard.getAnnotatedLowerBounds()[0]);
            }
            String bound = text(wildcard.getAnnotatedUpperBounds()[0]);
            return bound.equals("Object") ? "?" : "? extends " + bound;
        }
        return nullable + name(annotated.getType());
    }

    private static String name(Type type) {
        String name = type instanceof Class<?> known ? known.getCanonicalName() : type.getTypeName();
        return name.replaceFirst("^java\\.lang\\.(?=[A-Z])", "");
    }

    /** The parts with commas between them, or nothing if there are none. */
    private static <T> String joined(String before, T[] parts, Function<T, String> text, String after) {
        return parts.length == 0 ? "" : Arrays.stream(parts).map(text).collect(Collectors.joining(", ", before, after));
    }
}
