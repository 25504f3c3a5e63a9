package io.forecastj.features;

import io.forecastj.StateReader;
import io.forecastj.StateWriter;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;

/**
 * Refuses a kernel that would miss a field when it is copied or saved: it has fields that can change, and does not
 * override {@code copyFrom}, or overrides that method but not {@code save} and {@code restore}. A missed one would
 * show only as wrong forecasts many steps ahead, or after a restart.
 */
final class KernelCheck {
    private static final ClassValue<String> FLAWS = new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> type) {
            return flaw(type);
        }
    };

    private KernelCheck() {}

    /** Throws if a kernel loses what it remembers when it is copied. A native image cannot see it. */
    static void check(Kernel kernel) {
        if (NativeImage.running()) {
            return;
        }
        String flaw = FLAWS.get(kernel.getClass());
        if (!flaw.isEmpty()) {
            throw new IllegalStateException(flaw);
        }
    }

    /** True if the class copies more than {@code state}, or may do so in a native image, which cannot see it. */
    static boolean copiesItself(Class<?> type) {
        if (NativeImage.running()) {
            return true;
        }
        Class<?> c = type;
        while (c != Kernel.class && !overrides(c, "copyFrom", Kernel.class)) {
            c = c.getSuperclass();
        }
        return c != Kernel.class;
    }

    private static String flaw(Class<?> type) {
        if (RowKernel.class.isAssignableFrom(type)) {
            return "";
        }
        Class<?> c = type;
        for (; c != Kernel.class && !overrides(c, "copyFrom", Kernel.class); c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
                if (canChange(field)) {
                    return type.getName() + " remembers '" + field.getName()
                            + "' but does not override copyFrom; override it, or keep the value in state";
                }
            }
        }
        if (c != Kernel.class
                && !(overrides(c, "save", StateWriter.class) && overrides(c, "restore", StateReader.class))) {
            return c.getName() + " overrides copyFrom but not save and restore; override all three, so that a snapshot"
                    + " has what a copy has";
        }
        return "";
    }

    /** Synthetic fields hold the final variables that an inner class captures; an array or object may change inside. */
    private static boolean canChange(Field field) {
        int modifiers = field.getModifiers();
        boolean constant = Modifier.isFinal(modifiers)
                && (field.getType().isPrimitive()
                        || field.getType() == String.class
                        || field.getType().isEnum());
        return !Modifier.isStatic(modifiers) && !field.isSynthetic() && !constant;
    }

    private static boolean overrides(Class<?> type, String method, Class<?> parameter) {
        try {
            return type.getDeclaredMethod(method, parameter).getDeclaringClass() == type;
        } catch (NoSuchMethodException e) {
            return false;
        }
    }
}
