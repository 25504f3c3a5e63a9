package io.forecastj.data;

/**
 * Choices of resampling besides slots and rules.
 *
 * @param atEnd whether a row has the time of its slot's end
 * @param shift the milliseconds by which a row's time is after the last one that it describes
 * @param incomplete whether an incomplete last slot is kept
 * @param closed whether rows outside of sessions are left out
 * @param share the smallest share of expected rows; 0 for any
 */
record ResampleOptions(boolean atEnd, long shift, boolean incomplete, boolean closed, double share) {
    static final ResampleOptions DEFAULT = new ResampleOptions(true, 0, false, false, 0);

    ResampleOptions atEnd(boolean end) {
        return new ResampleOptions(end, shift, incomplete, closed, share);
    }

    ResampleOptions shift(long millis) {
        return new ResampleOptions(atEnd, millis, incomplete, closed, share);
    }

    ResampleOptions keepIncomplete() {
        return new ResampleOptions(atEnd, shift, true, closed, share);
    }

    ResampleOptions leaveOutClosed() {
        return new ResampleOptions(atEnd, shift, incomplete, true, share);
    }

    ResampleOptions share(double least) {
        return new ResampleOptions(atEnd, shift, incomplete, closed, least);
    }
}
