package io.forecastj.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Runs actors in threads of which exactly one runs at a time: whoever holds the baton. It is passed on before each
 * operation of a storage, to an actor that a seeded generator chooses; so a seed gives one order of all operations.
 */
final class BatonSchedule {
    private static final int TRACED = 400;

    private final Random random;
    private final double stay;
    private final List<Actor> actors = new ArrayList<>();
    private final List<Actor> running = new ArrayList<>();
    private final List<String> trace = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable Actor current;
    private long steps;

    BatonSchedule(Random random) {
        this.random = random;
        this.stay = new double[] {0.2, 0.7, 0.95}[random.nextInt(3)];
    }

    /** What an actor does. */
    @FunctionalInterface
    interface Play {
        void act(Actor self) throws Exception;
    }

    /** Stops a process in the middle. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;

        Killed() {
            super("killed", null, false, false);
        }
    }

    /** A process that uses the store. */
    final class Actor {
        final String name;
        private final Play play;
        private final double weight;
        private final int faultAt;
        private final boolean afterEffect;
        private final boolean deadly;
        private int operations;
        private volatile @Nullable Thread thread;

        /** Whether a fault was injected in the present call, and whether it was at a change of the head. */
        boolean failed;

        boolean failedAtHead;

        /** The number of changes of the head in the present call that returned true. */
        int committed;

        private Actor(String name, Play play) {
            this.name = name;
            this.play = play;
            this.weight = new double[] {1, 1, 0.3, 0.03, 5}[random.nextInt(5)];
            this.faultAt = random.nextInt(100) < 40 ? random.nextInt(45) : -1;
            this.afterEffect = random.nextBoolean();
            this.deadly = random.nextInt(3) > 0;
        }

        /** Runs an operation of the storage when this actor's turn comes, or fails as decided. */
        <T> T step(String operation, String key, Operation<T> call) {
            pass(this);
            // lets the pause of a repeated change end at once
            LockSupport.unpark(Thread.currentThread());
            boolean faulty = operations == faultAt || deadly && faultAt >= 0 && operations > faultAt;
            operations++;
            if (faulty && (!afterEffect || operations > faultAt + 1)) {
                note(operation, key, "not done, then a fault");
                throw fault(operation, key);
            }
            T result = call.run();
            if (faulty) {
                note(operation, key, "done, then a fault");
                throw fault(operation, key);
            }
            note(operation, key, result instanceof Boolean ? result.toString() : "");
            if (operation.equals("replace") && key.equals(Commits.HEAD) && Boolean.TRUE.equals(result)) {
                committed++;
            }
            return result;
        }

        private RuntimeException fault(String operation, String key) {
            failed = true;
            failedAtHead = operation.equals("replace") && key.equals(Commits.HEAD);
            if (deadly) {
                throw new Killed();
            }
            return new StoreException("injected at " + operation + " of " + key);
        }

        private void note(String operation, String key, String result) {
            steps++;
            if (trace.size() == TRACED) {
                trace.remove(0);
            }
            int dot = key.indexOf('.');
            String brief = dot > 20 ? key.substring(0, key.indexOf('/') + 7) + key.substring(dot) : key;
            trace.add(steps + " " + name + ": " + operation + " " + brief + " " + result);
        }

        private void run() {
            thread = Thread.currentThread();
            await(this);
            try {
                play.act(this);
            } catch (Killed e) {
                // as planned
            } catch (Throwable e) {
                if (!(failed && e instanceof StoreException)) {
                    report(name + " failed", e);
                }
            } finally {
                running.remove(this);
                if (running.isEmpty()) {
                    ended.countDown();
                } else {
                    give(choose());
                }
            }
        }
    }

    /** An operation of a storage. */
    @FunctionalInterface
    interface Operation<T> {
        T run();
    }

    void add(String name, Play play) {
        actors.add(new Actor(name, play));
    }

    /** The number of operations so far. */
    long steps() {
        return steps;
    }

    void report(String what, @Nullable Throwable cause) {
        StringBuilder text = new StringBuilder("step " + steps + ": " + what);
        for (Throwable one = cause; one != null; one = one.getCause()) {
            text.append("\n    ").append(one);
            for (int i = 0; i < Math.min(12, one.getStackTrace().length); i++) {
                text.append("\n        ").append(one.getStackTrace()[i]);
            }
        }
        faults.add(text.toString());
    }

    List<String> faults() {
        return faults;
    }

    List<String> trace() {
        return trace;
    }

    /** Runs all actors to their ends. */
    void run(ExecutorService threads) throws InterruptedException {
        running.addAll(actors);
        actors.forEach(actor -> threads.execute(actor::run));
        give(choose());
        if (!ended.await(60, TimeUnit.SECONDS)) {
            throw new AssertionError("actors wait for each other: " + trace);
        }
    }

    private void pass(Actor from) {
        if (random.nextDouble() < stay) {
            return;
        }
        Actor next = choose();
        if (next != from) {
            give(next);
            await(from);
        }
    }

    private Actor choose() {
        double sum = 0;
        for (Actor actor : running) {
            sum += actor.weight;
        }
        double at = random.nextDouble() * sum;
        for (Actor actor : running) {
            at -= actor.weight;
            if (at < 0) {
                return actor;
            }
        }
        return running.get(running.size() - 1);
    }

    private void give(Actor next) {
        current = next;
        Thread thread = next.thread;
        if (thread != null) {
            LockSupport.unpark(thread);
        }
    }

    private void await(Actor self) {
        while (current != self) {
            LockSupport.park(this);
        }
    }
}
