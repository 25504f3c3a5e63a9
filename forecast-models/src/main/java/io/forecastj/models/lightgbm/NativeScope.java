package io.forecastj.models.lightgbm;

import com.microsoft.ml.lightgbm.SWIGTYPE_p_double;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_int;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_long_long;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_p_void;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_void;
import com.microsoft.ml.lightgbm.lightgbmlib;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/**
 * Native memory that is freed together, in reverse order, also after an exception.
 *
 * <p>Not thread-safe. The order matters: a fast configuration points into its booster, and a booster into its data
 * sets.
 */
final class NativeScope implements AutoCloseable {
    private final Deque<Runnable> frees = new ArrayDeque<>();

    /** Keeps a handle until this scope closes. */
    <T> T keep(T handle, Consumer<T> free) {
        frees.push(() -> free.accept(handle));
        return handle;
    }

    /**
     * Calls a function that creates a native object, and keeps the object.
     *
     * @param doing the action that is tried, for the exception
     * @param create receives the place for the handle, returns LightGBM's result code
     * @param free frees the object
     * @return the handle
     */
    SWIGTYPE_p_void create(String doing, ToIntFunction<SWIGTYPE_p_p_void> create, Consumer<SWIGTYPE_p_void> free) {
        SWIGTYPE_p_p_void place = lightgbmlib.voidpp_handle();
        try {
            NativeCall.check(create.applyAsInt(place), doing);
            return keep(lightgbmlib.voidpp_value(place), free);
        } finally {
            lightgbmlib.delete_voidpp(place);
        }
    }

    SWIGTYPE_p_int newInt() {
        return keep(lightgbmlib.new_intp(), lightgbmlib::delete_intp);
    }

    SWIGTYPE_p_long_long newLong() {
        return keep(lightgbmlib.new_int64_tp(), lightgbmlib::delete_int64_tp);
    }

    SWIGTYPE_p_double newDoubles(long length) {
        return keep(lightgbmlib.new_doubleArray(length), lightgbmlib::delete_doubleArray);
    }

    @Override
    public void close() {
        while (!frees.isEmpty()) {
            frees.pop().run();
        }
    }
}
