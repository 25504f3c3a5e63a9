package io.forecastj.lifecycle.retraining;

import io.forecastj.store.Lease;
import io.forecastj.store.LeaseLostException;
import io.forecastj.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A lease that is renewed from time to time while the work goes on. Thread-safe. A failure to renew is no reason to
 * stop: the store refuses every change of a holder that was replaced.
 */
final class HeldLease implements AutoCloseable {
    private static final int PARTS = 3;

    private final Lease lease;
    private final Duration time;
    private final Clock clock;
    private final ReentrantLock renewing = new ReentrantLock();
    private volatile @Nullable LeaseLostException lost;

    HeldLease(Lease lease, Duration time, Clock clock) {
        this.lease = lease;
        this.time = time;
        this.clock = clock;
    }

    Lease lease() {
        return lease;
    }

    /** Renews the lease if a third of its time has passed; returns at once if another thread does. */
    void renewIfNeeded() {
        if (lost != null || !due() || !renewing.tryLock()) {
            return;
        }
        try {
            if (due()) {
                lease.renew();
            }
        } catch (LeaseLostException e) {
            lost = e;
        } catch (StoreException e) {
            // the next call tries again; until then the lease may end, which does no harm
            return;
        } finally {
            renewing.unlock();
        }
    }

    private boolean due() {
        Duration left = Duration.between(clock.instant(), lease.until());
        return left.compareTo(time.minus(time.dividedBy(PARTS))) <= 0;
    }

    /** Returns whether somebody else has taken the lease. */
    boolean isLost() {
        return lost != null;
    }

    /** Throws if somebody else has taken the lease. */
    void require() {
        renewIfNeeded();
        LeaseLostException found = lost;
        if (found != null) {
            throw found;
        }
    }

    /** Gives the lease back; a store that cannot be written does not undo the work, and the lease ends by itself. */
    @Override
    public void close() {
        try {
            Uninterrupted.run(lease::close);
        } catch (StoreException e) {
            // nothing else can be done here
        }
    }
}
