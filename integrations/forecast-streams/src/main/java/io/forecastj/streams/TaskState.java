package io.forecastj.streams;

import io.forecastj.SnapshotException;
import io.forecastj.StateReader;
import io.forecastj.StateWriter;

/**
 * What a task keeps beside its series, so that an alias that moves changes nothing for them. Immutable and thread-safe.
 *
 * @param version the version that forecasts, or 0 if the predictor is given
 * @param layout the layout of the version with which the state began
 */
record TaskState(int version, SeriesLayout layout) {
    private static final int FORMAT = 1;

    TaskState version(int next) {
        return new TaskState(next, layout);
    }

    byte[] toBytes() {
        StateWriter out = new StateWriter();
        out.putInt(FORMAT);
        out.putInt(version);
        layout.save(out);
        return out.toBytes();
    }

    static TaskState of(byte[] bytes) {
        StateReader in = new StateReader(bytes);
        int format = in.getInt();
        if (format != FORMAT) {
            throw new SnapshotException("the state of the task is in the format " + format + ", expected " + FORMAT
                    + "; it was written by another version of forecast-streams. Restart the stream with that version");
        }
        TaskState state = new TaskState(in.getInt(0, Integer.MAX_VALUE), SeriesLayout.restore(in));
        in.requireEnd();
        return state;
    }
}
