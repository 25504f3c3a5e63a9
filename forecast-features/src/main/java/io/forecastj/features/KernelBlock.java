package io.forecastj.features;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs sixteen kernels for one row.
 *
 * <p>Kernels are of many classes. A loop over them would have one call site of {@code update}, so the processor would
 * often mispredict the callee, and the JIT compiler could not inline calls that differ each time. Here each of the
 * sixteen has its own call site, and each sequence of kinds has its own class: {@link OfSixteen}, defined again from
 * the same class file. So every call site sees only one class of kernels, and the sixteen are compiled into one
 * straight piece of code, which takes a fifth less time.
 *
 * <p>Classes of their own take time to define and to compile, each again, which a first forecast or a first batch does
 * not win back. So blocks share one class at first: the first {@value #FEW} streams of a sequence, each up to {@value
 * #MANY_ROWS} rows.
 *
 * <p>Which block runs the kernels makes no difference to the numbers. Where no class can be defined at run time, as in
 * a native image, and after {@value #MOST} of them, blocks share one class for good.
 */
abstract class KernelBlock {
    /** The number of kernels of a block. */
    static final int SIZE = 16;

    /**
     * The largest number of classes, so that a program that makes pipelines without end does not fill the memory with
     * them.
     */
    private static final int MOST = 1_000;

    /** The number of streams that share one class. */
    static final int FEW = 4;

    /** The number of rows after which a stream has a class of its own. */
    static final int MANY_ROWS = 1 << 17;

    private static final KernelBlock SHARED = new OfSixteen();
    private static final Map<List<String>, KernelBlock> BLOCKS = new ConcurrentHashMap<>();
    private static final Map<List<String>, AtomicInteger> STREAMS = new ConcurrentHashMap<>();

    /** Holds the class file, so that it is read when a class is defined first. */
    private static final class Lazy {
        static final byte[] CLASS_FILE = classFile();
    }

    /** Returns the block for the first rows of a new stream of kernels of these kinds, in their order. */
    static KernelBlock first(List<String> kinds) {
        KernelBlock own = BLOCKS.get(kinds);
        if (own != null || STREAMS.size() >= MOST) {
            return own == null ? SHARED : own;
        }
        AtomicInteger streams = new AtomicInteger();
        AtomicInteger known = STREAMS.putIfAbsent(kinds, streams);
        return (known == null ? streams : known).incrementAndGet() > FEW ? of(kinds) : SHARED;
    }

    /** Returns the block for kernels of these kinds, in their order. */
    static KernelBlock of(List<String> kinds) {
        KernelBlock known = BLOCKS.get(kinds);
        if (known != null || BLOCKS.size() >= MOST) {
            return known == null ? SHARED : known;
        }
        KernelBlock made = define();
        KernelBlock first = BLOCKS.putIfAbsent(kinds, made);
        return first == null ? made : first;
    }

    /**
     * Runs the kernels.
     *
     * @param kernels sixteen of them
     * @param places for each, the slot of its first output
     */
    abstract void run(Kernel[] kernels, int[] places, double[] slots);

    private static KernelBlock define() {
        byte[] file = NativeImage.running() ? new byte[0] : Lazy.CLASS_FILE;
        if (file.length > 0) {
            try {
                MethodHandles.Lookup copy = MethodHandles.lookup().defineHiddenClass(file, true);
                return (KernelBlock) copy.lookupClass().getDeclaredConstructor().newInstance();
            } catch (ReflectiveOperationException | UnsupportedOperationException e) {
                // slower, and the same numbers
            }
        }
        return SHARED;
    }

    /** Returns the class file of the class that is copied; empty if there is none, as in a jar that was shrunk. */
    private static byte[] classFile() {
        try (InputStream in = KernelBlock.class.getResourceAsStream("KernelBlock$OfSixteen.class")) {
            return in == null ? new byte[0] : in.readAllBytes();
        } catch (IOException e) {
            return new byte[0];
        }
    }

    /** The class that is copied. */
    private static final class OfSixteen extends KernelBlock {
        /** Not private, so that the copies, which are other classes, can be created. */
        OfSixteen() {}

        @Override
        void run(Kernel[] kernels, int[] places, double[] slots) {
            kernels[0].update(slots, slots, places[0]);
            kernels[1].update(slots, slots, places[1]);
            kernels[2].update(slots, slots, places[2]);
            kernels[3].update(slots, slots, places[3]);
            kernels[4].update(slots, slots, places[4]);
            kernels[5].update(slots, slots, places[5]);
            kernels[6].update(slots, slots, places[6]);
            kernels[7].update(slots, slots, places[7]);
            kernels[8].update(slots, slots, places[8]);
            kernels[9].update(slots, slots, places[9]);
            kernels[10].update(slots, slots, places[10]);
            kernels[11].update(slots, slots, places[11]);
            kernels[12].update(slots, slots, places[12]);
            kernels[13].update(slots, slots, places[13]);
            kernels[14].update(slots, slots, places[14]);
            kernels[15].update(slots, slots, places[15]);
        }
    }
}
