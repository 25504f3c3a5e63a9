package io.forecastj.models.onnx;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** Operators that compute a number from the numbers at the same place. */
final class NumberRules {
    private NumberRules() {}

    /** An operator whose output has the type and shape of its first input. */
    static void unary(Step step) {
        Fact in = step.in(0);
        Fact out = Fact.of(in.type(), in.dims(), in.most());
        for (int i = 0; i < step.node().outputs().size(); i++) {
            step.out(i, out);
        }
        DoubleUnaryOperator function =
                switch (step.node().operator()) {
                    case "Identity" -> x -> x;
                    case "Neg" -> x -> -x;
                    case "Abs" -> Math::abs;
                    case "Floor" -> Math::floor;
                    case "Ceil" -> Math::ceil;
                    case "Sqrt" -> Math::sqrt;
                    case "Not" -> x -> x == 0 ? 1 : 0;
                    default -> null;
                };
        if (step.node().operator().equals("Identity")) {
            step.out(in);
        } else if (function != null && in.values() != null) {
            double[] values = new double[in.values().length];
            for (int i = 0; i < values.length; i++) {
                values[i] = function.applyAsDouble(in.values()[i]);
            }
            step.out(KnownNumbers.known(out, values));
        } else if (step.node().operator().equals("Relu")
                || step.node().operator().equals("Abs")) {
            // the least integer has no positive counterpart
            boolean least = in.mayBeInteger() && !(in.low() > -KnownNumbers.EXACT);
            step.out(least ? out : out.withRange(0, Math.max(Math.abs(in.low()), Math.abs(in.high()))));
        }
    }

    static void dropout(Step step) {
        Fact in = step.in(0);
        step.out(in);
        step.out(1, Fact.of(ElementType.BOOL, in.dims(), in.most()));
    }

    /** An operator over the numbers of all inputs at the same place. */
    static void arithmetic(Step step) {
        String operator = step.node().operator();
        Fact result = step.in(0);
        for (int i = 1; i < step.inputs(); i++) {
            result = pair(step, operator, result, step.in(i));
        }
        step.out(operator.equals("Mean") ? Fact.of(result.type(), result.dims(), result.most()) : result);
    }

    private static Fact pair(Step step, String operator, Fact a, Fact b) {
        Fact out = Shapes.broadcast(operator.equals("Pow") || a.type() != null ? a.type() : b.type(), a, b);
        boolean integer = a.mayBeInteger() || b.mayBeInteger();
        if (integer && (operator.equals("Div") || operator.equals("Mod"))) {
            requireDivisor(step, a, b);
        }
        boolean fmod = step.node().integer("fmod", 0) != 0;
        DoubleBinaryOperator function =
                switch (operator) {
                    case "Add", "Sum" -> Double::sum;
                    case "Sub" -> (x, y) -> x - y;
                    case "Mul" -> (x, y) -> x * y;
                    case "Min" -> Math::min;
                    case "Max" -> Math::max;
                    case "Div" -> integer ? (x, y) -> (double) ((long) x / (long) y) : (x, y) -> x / y;
                    case "Mod" ->
                        !integer ? null : fmod ? (x, y) -> (double) ((long) x % (long) y) : NumberRules::remainder;
                    default -> null;
                };
        if (function == null) {
            return out;
        }
        double[] values = KnownNumbers.together(out, a, b, function);
        if (values != null) {
            return KnownNumbers.known(out, values);
        }
        double low = Double.NEGATIVE_INFINITY;
        double high = Double.POSITIVE_INFINITY;
        switch (operator) {
            case "Add", "Sum" -> {
                low = a.low() + b.low();
                high = a.high() + b.high();
            }
            case "Sub" -> {
                low = a.low() - b.high();
                high = a.high() - b.low();
            }
            case "Min" -> {
                low = Math.min(a.low(), b.low());
                high = Math.min(a.high(), b.high());
            }
            case "Max" -> {
                low = Math.max(a.low(), b.low());
                high = Math.max(a.high(), b.high());
            }
            case "Mod" -> {
                if (integer && b.low() > 0 && !fmod) {
                    low = 0;
                    high = b.high();
                }
            }
            default -> {}
        }
        return KnownNumbers.fits(out.type(), low) && KnownNumbers.fits(out.type(), high)
                ? out.withRange(low, high)
                : out;
    }

    private static double remainder(double x, double y) {
        return Math.floorMod((long) x, (long) y);
    }

    // the processor stops the process at a division by zero, and at that of the least integer by -1
    private static void requireDivisor(Step step, Fact a, Fact b) {
        if (b.low() <= 0 && b.high() >= 0 && (b.values() == null || contains(b.values(), 0))) {
            throw step.fail("a divisor of integers that cannot be 0", found(b));
        }
        boolean minusOne = b.low() <= -1 && b.high() >= -1 && (b.values() == null || contains(b.values(), -1));
        double least = a.type() == null || !a.type().isInteger()
                ? Long.MIN_VALUE
                : a.type().least();
        if (minusOne && (a.type() == null || a.type().isSigned()) && !(a.low() > least)) {
            throw step.fail(
                    "no division of the least integer by -1",
                    "a divisor that may be -1 and a number that may be least");
        }
    }

    private static String found(Fact fact) {
        return fact.values() == null ? "one that is not known before a run" : "one that is 0";
    }

    private static boolean contains(double[] values, double number) {
        for (double value : values) {
            if (value == number) {
                return true;
            }
        }
        return false;
    }

    static void comparison(Step step) {
        Fact a = step.in(0);
        Fact b = step.in(1);
        Fact out = Shapes.broadcast(ElementType.BOOL, a, b);
        DoubleBinaryOperator function =
                switch (step.node().operator()) {
                    case "Equal" -> (x, y) -> x == y ? 1 : 0;
                    case "Greater" -> (x, y) -> x > y ? 1 : 0;
                    case "GreaterOrEqual" -> (x, y) -> x >= y ? 1 : 0;
                    case "Less" -> (x, y) -> x < y ? 1 : 0;
                    case "LessOrEqual" -> (x, y) -> x <= y ? 1 : 0;
                    case "And" -> (x, y) -> x != 0 && y != 0 ? 1 : 0;
                    case "Or" -> (x, y) -> x != 0 || y != 0 ? 1 : 0;
                    default -> (x, y) -> x != y ? 1 : 0;
                };
        double[] values = KnownNumbers.together(out, a, b, function);
        step.out(values == null ? out : out.withValues(values));
    }

    static void test(Step step) {
        Fact in = step.in(0);
        step.out(Fact.of(ElementType.BOOL, in.dims(), in.most()));
    }

    static void where(Step step) {
        Fact condition = step.in(0);
        Fact a = step.in(1);
        Fact b = step.in(2);
        Fact both = Shapes.broadcast(a.type() == null ? b.type() : a.type(), a, b);
        Fact out = Shapes.broadcast(both.type(), condition, both);
        double[] from = condition.values();
        if (from != null) {
            double[] first = KnownNumbers.together(out, condition, a, (c, x) -> x);
            double[] second = KnownNumbers.together(out, condition, b, (c, x) -> x);
            double[] choice = KnownNumbers.together(out, condition, both, (c, x) -> c);
            choice = choice == null && out.hasShape() && both.hasShape()
                    ? KnownNumbers.together(out, condition, condition, (c, x) -> c)
                    : choice;
            if (first != null && second != null && choice != null) {
                double[] values = new double[choice.length];
                for (int i = 0; i < values.length; i++) {
                    values[i] = choice[i] != 0 ? first[i] : second[i];
                }
                step.out(out.withValues(values));
                return;
            }
        }
        step.out(out.withRange(Math.min(a.low(), b.low()), Math.max(a.high(), b.high())));
    }

    static void clip(Step step) {
        Fact in = step.in(0);
        double least = step.has(1) ? step.in(1).low() : Double.NEGATIVE_INFINITY;
        double most = step.has(2) ? step.in(2).high() : Double.POSITIVE_INFINITY;
        Fact out = Fact.of(in.type(), in.dims(), in.most());
        double[] values = in.values();
        boolean exact = (!step.has(1)
                        || step.in(1).values() != null && step.in(1).values().length == 1)
                && (!step.has(2) || step.in(2).values() != null && step.in(2).values().length == 1)
                && !step.node().has("min")
                && !step.node().has("max");
        if (values != null && exact) {
            double[] clipped = new double[values.length];
            for (int i = 0; i < values.length; i++) {
                clipped[i] = Math.min(Math.max(values[i], least), most);
            }
            step.out(out.withValues(clipped));
            return;
        }
        boolean integer = in.type() != null && in.type().isInteger();
        // a fraction may be NaN, which no bound changes
        step.out(integer && least <= most ? out.withRange(Math.max(in.low(), least), Math.min(in.high(), most)) : out);
    }

    static void cast(Step step) {
        Fact in = step.in(0);
        GraphNode node = step.node();
        String attribute = node.operator().equals("Cast") ? "to" : "dtype";
        ElementType type = node.has(attribute)
                ? ElementType.of((int) node.integer(attribute, 0))
                : node.operator().equals("Cast") ? null : in.type();
        if (type == ElementType.STRING) {
            throw step.fail("numbers or booleans", "texts");
        }
        Fact out = Fact.of(type, in.dims(), in.most());
        double[] from = in.values();
        if (!node.operator().equals("Cast") || type == null) {
            step.out(out);
            return;
        }
        if (type == in.type()) {
            // the ends of slices pass unchanged, though a double rounds them
            step.out(in);
        } else if (from != null) {
            double[] values = new double[from.length];
            for (int i = 0; i < from.length; i++) {
                values[i] = type == ElementType.BOOL
                        ? (from[i] != 0 ? 1 : 0)
                        : type.isInteger() && !isWhole(from[i]) ? truncated(from[i]) : from[i];
            }
            step.out(KnownNumbers.known(out, values));
        } else if (type == ElementType.BOOL) {
            step.out(out.withRange(0, 1));
        } else if (type.isInteger() && in.type() != null && (in.type().isInteger() || in.type() == ElementType.BOOL)) {
            double low = in.type() == ElementType.BOOL ? 0 : in.low();
            double high = in.type() == ElementType.BOOL ? 1 : in.high();
            step.out(KnownNumbers.fits(type, low) && KnownNumbers.fits(type, high) ? out.withRange(low, high) : out);
        } else {
            step.out(out);
        }
    }

    private static boolean isWhole(double number) {
        return number == Math.rint(number);
    }

    private static double truncated(double number) {
        return number < 0 ? Math.ceil(number) : Math.floor(number);
    }
}
