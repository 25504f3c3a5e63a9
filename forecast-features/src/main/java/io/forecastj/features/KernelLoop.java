package io.forecastj.features;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;

/**
 * Drives one kernel over a block of rows.
 *
 * <p>The JIT compiler inlines {@code update} into the loop around it if that loop has only ever seen one class of
 * kernels. So each class gets a loop of its own: {@link OfOneClass}, defined anew from the same class file. Where no class
 * can be defined at run time, as in a native image, all share one loop, and only speed is lost.
 */
abstract class KernelLoop {
    private static final ClassValue<KernelLoop> LOOPS = new ClassValue<>() {
        @Override
        protected KernelLoop computeValue(Class<?> type) {
            return define();
        }
    };

    /** Returns the loop for kernels of this one's class. */
    static KernelLoop of(Kernel kernel) {
        return LOOPS.get(kernel.getClass());
    }

    /**
     * Runs the kernel for the first rows of a block.
     *
     * @param block the slots of each row
     */
    abstract void run(Kernel kernel, int place, double[][] block, int rows);

    private static KernelLoop define() {
        try (InputStream in = KernelLoop.class.getResourceAsStream("KernelLoop$OfOneClass.class")) {
            if (in != null) {
                MethodHandles.Lookup copy = MethodHandles.lookup().defineHiddenClass(in.readAllBytes(), true);
                return (KernelLoop) copy.lookupClass().getDeclaredConstructor().newInstance();
            }
        } catch (IOException | ReflectiveOperationException | UnsupportedOperationException e) {
            // slower, and the same numbers
        }
        return new OfOneClass();
    }

    /** The loop that the copies are made of. */
    static final class OfOneClass extends KernelLoop {
        /** Not private, so that the copies, which are classes of their own, can be created. */
        OfOneClass() {}

        @Override
        void run(Kernel kernel, int place, double[][] block, int rows) {
            for (int r = 0; r < rows; r++) {
                kernel.update(block[r], block[r], place);
            }
        }
    }
}
