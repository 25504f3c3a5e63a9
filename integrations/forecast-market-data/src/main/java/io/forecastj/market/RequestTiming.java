package io.forecastj.market;

import java.util.concurrent.TimeUnit;

/** Time between and during attempts: waits, the rate limit, the circuit breaker and deadlines go by it. */
interface RequestTiming {
    /** The time of the machine, which no change of its clock moves. */
    RequestTiming SYSTEM = new RequestTiming() {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public void pause(long nanos) throws InterruptedException {
            TimeUnit.NANOSECONDS.sleep(nanos);
        }
    };

    /** Returns a time in nanoseconds from an arbitrary origin. */
    long nanoTime();

    /** Waits. */
    void pause(long nanos) throws InterruptedException;
}
