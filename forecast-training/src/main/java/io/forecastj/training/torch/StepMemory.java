package io.forecastj.training.torch;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Native memory for the numbers that enter the engine, reused from step to step.
 *
 * <p>The engine allocates it, so it is freed on closing and not when the garbage collector comes to it, and it is
 * aligned to 64 bytes as the engine's own tensors are. Buffers that were taken are invalid after {@link #close}. For
 * one thread.
 */
final class StepMemory implements AutoCloseable {
    private static final int CHUNK = 1 << 18;
    private static final int ALIGNMENT = 16;

    private final NDManager manager;
    private final List<ByteBuffer> chunks = new ArrayList<>();
    private int chunk;
    private int used;

    StepMemory(Engine engine) {
        this.manager = engine.newBaseManager(Device.cpu());
    }

    /** Returns memory that no step reuses. */
    ByteBuffer keep(int floats) {
        NDArray block = manager.create(new Shape(Math.max(1, floats)), DataType.FLOAT32);
        return block.toByteBuffer(true);
    }

    /** Makes all memory free again that was taken since the last call. */
    void reset() {
        chunk = 0;
        used = 0;
    }

    /** Returns memory for a number of floats; what it holds is left over from earlier steps. */
    ByteBuffer take(int floats) {
        while (chunk < chunks.size() && used + floats > chunks.get(chunk).capacity() / Float.BYTES) {
            chunk++;
            used = 0;
        }
        if (chunk == chunks.size()) {
            chunks.add(keep(Math.max(CHUNK, floats)));
        }
        ByteBuffer taken = slice(chunks.get(chunk), used, floats);
        used += Math.multiplyExact((floats + ALIGNMENT - 1) / ALIGNMENT, ALIGNMENT);
        return taken;
    }

    /** Returns a part of memory, counted in floats, in the native byte order. */
    static ByteBuffer slice(ByteBuffer memory, int from, int floats) {
        return memory.slice(from * Float.BYTES, floats * Float.BYTES).order(memory.order());
    }

    @Override
    public void close() {
        chunks.clear();
        manager.close();
    }
}
