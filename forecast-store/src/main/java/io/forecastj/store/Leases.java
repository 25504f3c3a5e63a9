package io.forecastj.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes, renews and returns leases, each by a change of the head. Stateless and thread-safe. */
final class Leases {
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofDays(10_000);

    private final Commits commits;

    Leases(Commits commits) {
        this.commits = commits;
    }

    Optional<Lease> take(String name, Duration time) {
        if (time.compareTo(SHORTEST) < 0 || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("expected a time from a millisecond to " + LONGEST.toDays()
                    + " days for the lease '" + name + "', found " + time);
        }
        long millis = time.toMillis();
        String holder = UUID.randomUUID().toString();
        @Nullable LeaseEntry[] taken = new @Nullable LeaseEntry[1];
        commits.change(head -> {
            LeaseEntry present = head.leases().get(name);
            long now = commits.clock().millis();
            taken[0] = null;
            if (present != null && !present.holder().isEmpty() && present.until() > now) {
                return head;
            }
            LeaseEntry next = new LeaseEntry(holder, present == null ? 1 : present.generation() + 1, now + millis);
            taken[0] = next;
            return head.lease(name, next);
        });
        return Optional.ofNullable(taken[0]).map(entry -> new Lease(commits, name, entry, millis));
    }

    LeaseEntry renew(Lease lease, long millis) {
        StoreHead head = commits.change(before -> {
            require(before, lease);
            return before.lease(
                    lease.name(),
                    new LeaseEntry(
                            lease.holder(), lease.generation(), commits.clock().millis() + millis));
        });
        LeaseEntry renewed = head.leases().get(lease.name());
        if (renewed == null) {
            throw new AssertionError("the lease was written");
        }
        return renewed;
    }

    void release(Lease lease) {
        commits.change(before -> {
            LeaseEntry present = before.leases().get(lease.name());
            return holds(present, lease)
                    ? before.lease(lease.name(), new LeaseEntry("", lease.generation(), 0))
                    : before;
        });
    }

    /** Throws unless a lease is still the latest one of its name. */
    void require(StoreHead head, Lease lease) {
        LeaseEntry present = head.leases().get(lease.name());
        if (!holds(present, lease)) {
            throw new LeaseLostException("the lease '" + lease.name() + "' of generation " + lease.generation()
                    + " has ended"
                    + (present == null || present.generation() == lease.generation()
                            ? ""
                            : "; another one of generation " + present.generation() + " was taken, until "
                                    + Instant.ofEpochMilli(present.until())));
        }
    }

    private static boolean holds(@Nullable LeaseEntry present, Lease lease) {
        return present != null
                && present.generation() == lease.generation()
                && present.holder().equals(lease.holder());
    }
}
