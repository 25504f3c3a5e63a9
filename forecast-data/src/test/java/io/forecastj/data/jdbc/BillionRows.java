package io.forecastj.data.jdbc;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** A process that reads a billion rows until it is interrupted. */
final class BillionRows {
    private static final int SERIES_BEFORE = 2_000;
    private static final int SECONDS = 30;

    private BillionRows() {}

    /**
     * Reads.
     *
     * @param arguments the address of the database and a query with the columns id, t in seconds and y
     */
    public static void main(String[] arguments) throws InterruptedException {
        AtomicLong series = new AtomicLong();
        AtomicReference<Throwable> end = new AtomicReference<>();
        CountDownLatch many = new CountDownLatch(SERIES_BEFORE);
        Thread reader = new Thread(() -> {
            try {
                Jdbc.read(new ConnectionSource(arguments[0]))
                        .query(arguments[1])
                        .time("t")
                        .id("id")
                        .columns("y")
                        .epoch(TimeUnit.SECONDS)
                        .fetchSize(1000)
                        .forEach(one -> {
                            if (one.length() != 1000) {
                                throw new IllegalStateException(one.toString());
                            }
                            series.incrementAndGet();
                            many.countDown();
                        });
            } catch (RuntimeException | Error e) {
                end.set(e);
                while (many.getCount() > 0) {
                    many.countDown();
                }
            }
        });
        reader.setDaemon(true);
        reader.start();
        many.await();
        reader.interrupt();
        reader.join(TimeUnit.SECONDS.toMillis(SECONDS));
        if (reader.isAlive()) {
            System.out.println("still running " + SECONDS + " seconds after the interruption");
        } else if (end.get() instanceof CancellationException && series.get() < 1_000_000) {
            System.out.println("cancelled");
        } else {
            System.out.println(series.get() + " series, then " + end.get());
        }
    }
}
