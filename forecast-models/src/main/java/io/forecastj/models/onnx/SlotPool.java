package io.forecastj.models.onnx;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Slots that wait for the next call.
 *
 * <p>Thread-safe and lock-free. There are as many slots as calls have run at once, up to the number of places; a call
 * that finds none makes one, and one that comes back to a full pool is closed.
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

    /** A thread starts at its own place, so that threads do not meet and its slot is in its core's cache. */
    private static int home() {
        return (Thread.currentThread().hashCode() & Integer.MAX_VALUE) % PLACES;
    }

    /** Closes all slots; no call may run. */
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
