package io.forecastj.features;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;

/**
 * Refuses a kernel whose {@code copyFrom} would miss a field: it has fields that can change, and does not override the
 * method. A missed one would show only as wrong forecasts many steps ahead.
 */
final class KernelCheck {
    private static final ClassValue<String> FLAWS = new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> type) {
            return flaw(type);
        }
    };

    private KernelCheck() {}

    static void check(Kernel kernel) {
        String flaw = FLAWS.get(kernel.getClass());
        if (!flaw.isEmpty()) {
            throw new IllegalStateException(flaw);
        }
    }

    private static String flaw(Class<?> type) {
        for (Class<?> c = type; c != Kernel.class && !overridesCopyFrom(c); c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
                if (canChange(field)) {
                    return type.getName() + " remembers '" + field.getName()
                            + "' but does not override copyFrom; override it, or keep the value in state";
                }
            }
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

    private static boolean overridesCopyFrom(Class<?> type) {
        try {
            return type.getDeclaredMethod("copyFrom", Kernel.class).getDeclaringClass() == type;
        } catch (NoSuchMethodException e) {
            return false;
        }
    }
}
