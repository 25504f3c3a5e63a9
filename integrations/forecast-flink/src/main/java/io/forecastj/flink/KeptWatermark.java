package io.forecastj.flink;

import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimerService;
import org.jspecify.annotations.Nullable;

/** The watermark, with that of the checkpoint, since Flink's begins anew after a restart. For one thread. */
final class KeptWatermark {
    private final ListState<Long> state;
    /** The largest known one before the end of the stream. */
    private long known;

    private @Nullable TimerService timers;

    private KeptWatermark(ListState<Long> state) throws Exception {
        this.state = state;
        long least = Long.MAX_VALUE; // those of subtasks may differ
        for (long watermark : state.get()) {
            least = Math.min(least, watermark);
        }
        this.known = least == Long.MAX_VALUE ? Long.MIN_VALUE : least;
    }

    static KeptWatermark of(OperatorStateStore store) throws Exception {
        return new KeptWatermark(store.getUnionListState(new ListStateDescriptor<>("watermark", Types.LONG)));
    }

    /** Returns the watermark of a service, or that of the checkpoint if it is larger. */
    long at(TimerService service) {
        timers = service;
        long now = service.currentWatermark();
        if (now != Long.MAX_VALUE) { // the end, after which another job may continue
            known = Math.max(known, now);
        }
        return Math.max(known, now);
    }

    /** Puts the watermark into the state. */
    void save() throws Exception {
        if (timers != null) {
            at(timers);
        }
        state.update(known == Long.MIN_VALUE ? List.of() : List.of(known));
    }
}
