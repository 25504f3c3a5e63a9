package io.forecastj.flink;

import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * The versions that forecast, by the event time from which on. All subtasks have the same. Not thread-safe.
 *
 * <p>Nothing is removed: it would make a row that comes late depend on when it comes, to save some bytes a switch.
 */
final class VersionSchedule {
    static final MapStateDescriptor<Long, Integer> STATE = new MapStateDescriptor<>("versions", Types.LONG, Types.INT);

    /** The time of the version with which the job began. */
    private static final long BEGIN = Long.MIN_VALUE;

    private final BroadcastState<Long, Integer> state;
    private final TreeMap<Long, Integer> byTime = new TreeMap<>();

    /**
     * Creates the schedule of a subtask.
     *
     * @param state what the subtask's state has of it
     * @param first the version with which a job without state begins, 0 if the predictor is given
     */
    VersionSchedule(BroadcastState<Long, Integer> state, int first) throws Exception {
        this.state = state;
        Integer begun = state.get(BEGIN);
        if (begun == null || first == 0 || begun == 0) { // 0: another job had a given predictor, or has one now
            state.clear();
            state.put(BEGIN, first);
        }
        for (Map.Entry<Long, Integer> entry : state.entries()) {
            byTime.put(entry.getKey(), entry.getValue());
        }
    }

    /** Returns the version that forecasts a row of a time. */
    int at(long time) {
        return byTime.floorEntry(time).getValue();
    }

    /** Lets a version forecast from a time on. */
    void change(long time, int version) throws Exception {
        state.put(time, version);
        byTime.put(time, version);
    }
}
