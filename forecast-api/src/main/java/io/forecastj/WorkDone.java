package io.forecastj;

import java.util.Arrays;

/** The parts of several tasks that are done, and of their whole work. Not thread-safe. */
final class WorkDone {
    private final double[] work;
    private final double[] parts;

    WorkDone(double[] work, int tasks) {
        if (work.length != tasks || Arrays.stream(work).anyMatch(one -> !(one > 0) || Double.isInfinite(one))) {
            throw new IllegalArgumentException("expected a number above 0 as the work of each of " + tasks
                    + " tasks, found " + Arrays.toString(work));
        }
        this.work = work.clone();
        this.parts = new double[tasks];
    }

    /** Takes the part of a task that is done, unless it is less than before; returns true if it is more. */
    boolean advance(int task, double part) {
        boolean more = part > parts[task];
        parts[task] = Math.max(part, parts[task]);
        return more;
    }

    /** Returns the part of all work: never less than before, since each term and each sum of them only grows. */
    double part() {
        double sum = 0;
        double all = 0;
        for (int task = 0; task < work.length; task++) {
            sum += parts[task] * work[task];
            all += work[task];
        }
        return all == 0 ? 1 : sum / all;
    }
}
