package io.forecastj.models.onnx;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Slots that wait for the next call.
 *
 * <p>Thread-safe and lock-free. The number of slots is that of calls that have run at once, up to the number of places.
 * A call that finds no slot creates one; a slot that returns to a full pool is closed.
 */
final class SlotPool implements AutoCloseable {
    private static final int PLACES = Math.max(16, 4 * Runtime.getRuntime().availableProcessors());

    private final AtomicReferenceArray<@Nullable Slot> places = new AtomicReferenceArray<>(PLACES);
    private final Supplier<Slot> make;

    SlotPool(Supplier<Slot> make) {
        this.make = make;
    }

    Slot take() {
        int home = home();
        for (int i = 0; i < PLACES; i++) {
            int at = (home + i) % PLACES;
            Slot slot = places.get(at);
            if (slot != null && places.compareAndSet(at, slot, null)) {
                return slot;
            }
        }
        return make.get();
    }

    void give(Slot slot) {
        int home = home();
        for (int i = 0; i < PLACES; i++) {
            int at = (home + i) % PLACES;
            if (places.get(at) == null && places.compareAndSet(at, null, slot)) {
                return;
            }
        }
        slot.close();
    }

    /**
     * Returns the first place for the current thread: different threads start at different places, so that they rarely
     * meet and a slot stays in the cache of its core.
     */
    private static int home() {
        return (Thread.currentThread().hashCode() & Integer.MAX_VALUE) % PLACES;
    }

    /** Closes all slots; no call may be running. */
    @Override
    public void close() {
        for (int at = 0; at < PLACES; at++) {
            Slot slot = places.getAndSet(at, null);
            if (slot != null) {
                slot.close();
            }
        }
    }
}
