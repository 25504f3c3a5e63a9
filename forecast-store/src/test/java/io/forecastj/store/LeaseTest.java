package io.forecastj.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class LeaseTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final MemoryStorage storage = new MemoryStorage();
    private final SettableClock clock = new SettableClock();
    private final ModelStore here = open(storage);
    private final ModelStore there = open(storage);

    private static final class SettableClock extends Clock {
        private Instant now = START;

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private ModelStore open(Storage at) {
        return ModelStore.builder(at).clock(clock).open();
    }

    private static Lease take(ModelStore store) {
        return store.lease("retrain sales", MINUTE).orElseThrow();
    }

    private static ModelVersion publish(StoredModel model) {
        return StoreSamples.publishNaive(model, Publication.none());
    }

    @Test
    void aLeaseHasOneHolder() {
        Lease lease = take(here);
        assertThat(lease.name()).isEqualTo("retrain sales");
        assertThat(lease.until()).isEqualTo(START.plus(MINUTE));
        assertThat(there.lease("retrain sales", MINUTE)).isEmpty();
        assertThat(here.lease("retrain sales", MINUTE)).isEmpty();
        assertThat(there.lease("retrain others", MINUTE)).isPresent();
    }

    @Test
    void aLeaseEndsByTheClock() {
        Lease lease = take(here);
        clock.pass(MINUTE.minusMillis(1));
        assertThat(there.lease("retrain sales", MINUTE)).isEmpty();
        clock.pass(Duration.ofMillis(1));
        Lease next = take(there);
        assertThat(next.generation()).isGreaterThan(lease.generation());
        assertThat(next.until()).isEqualTo(START.plus(MINUTE).plus(MINUTE));
    }

    @Test
    void aRenewedLeaseLastsFromNow() {
        Lease lease = take(here);
        clock.pass(Duration.ofSeconds(40));
        lease.renew();
        assertThat(lease.until()).isEqualTo(START.plusSeconds(100));
        clock.pass(Duration.ofSeconds(59));
        assertThat(there.lease("retrain sales", MINUTE)).isEmpty();
        clock.pass(Duration.ofSeconds(1));
        assertThat(there.lease("retrain sales", MINUTE)).isPresent();
    }

    @Test
    void aLeaseThatHasEndedButWasNotTakenIsRenewed() {
        Lease lease = take(here);
        clock.pass(Duration.ofHours(1));
        lease.renew();
        assertThat(there.lease("retrain sales", MINUTE)).isEmpty();
        assertThat(publish(here.model("sales").under(lease)).number()).isEqualTo(1);
    }

    @Test
    void aLeaseThatAnotherHolderHasTakenIsNotRenewed() {
        Lease lease = take(here);
        clock.pass(MINUTE);
        Lease next = take(there);
        assertThatThrownBy(lease::renew)
                .isInstanceOf(LeaseLostException.class)
                .hasMessageContainingAll("'retrain sales'", "generation 1", "generation 2", "2026-01-01T00:02:00Z");
        assertThat(lease.until()).isEqualTo(START.plus(MINUTE));
        next.renew();
    }

    @Test
    void aLostLeaseRefusesEveryChange() {
        publish(here.model("sales"));
        publish(here.model("sales"));
        here.model("sales").promote("production", 1);
        here.model("sales").promote("production", 2);
        RetentionPlan plan = here.model("sales").plan(Retention.latest(1));
        Lease lease = take(here);
        StoredModel held = here.model("sales").under(lease);
        clock.pass(MINUTE);
        take(there);

        String before = state();
        List<Runnable> changes = List.of(
                () -> publish(held),
                () -> held.promote("production", 1),
                () -> held.promoteIf("production", OptionalInt.of(2), 1),
                () -> held.rollback("production"),
                () -> held.removeAlias("production"),
                () -> held.tag(1, "a", "b"),
                () -> held.note(1, "a"),
                () -> held.remove(plan),
                () -> held.record(StoreEvent.of(clock.instant(), "noted")));
        for (int i = 0; i < changes.size(); i++) {
            assertThatThrownBy(changes.get(i)::run).as("change %d", i).isInstanceOf(LeaseLostException.class);
        }
        assertThat(state()).isEqualTo(before);
        assertThatCode(() -> held.load("production").close()).doesNotThrowAnyException();
    }

    private String state() {
        StoredModel model = there.model("sales");
        return model.versions() + " " + model.aliases() + " " + model.events();
    }

    @Test
    void theHolderOfALeaseMakesChanges() {
        Lease lease = take(here);
        StoredModel held = here.model("sales").under(lease);
        int number = publish(held).number();
        held.promote("production", number);
        clock.pass(MINUTE.plusSeconds(1)); // ended, but nobody else has taken it
        assertThat(publish(held).number()).isEqualTo(2);
        assertThat(there.model("sales").aliases()).containsEntry("production", 1);
        assertThat(publish(there.model("sales")).number()).isEqualTo(3); // without a lease nobody is refused
    }

    @Test
    void aLeaseThatWasGivenBackCanBeTakenAtOnce() {
        Lease lease = take(here);
        lease.close();
        lease.close();
        Lease next = take(there);
        assertThat(next.generation()).isEqualTo(lease.generation() + 1);
        lease.close(); // of the earlier holder: the present one keeps it
        assertThat(here.lease("retrain sales", MINUTE)).isEmpty();
        assertThatThrownBy(lease::renew).isInstanceOf(LeaseLostException.class);
        next.renew();
    }

    @Test
    void aLeaseThatWasGivenBackRefusesChanges() {
        Lease lease = take(here);
        StoredModel held = here.model("sales").under(lease);
        lease.close();
        assertThatThrownBy(() -> publish(held))
                .isInstanceOf(LeaseLostException.class)
                .hasMessageContaining("has ended");
        assertThatThrownBy(lease::renew).isInstanceOf(LeaseLostException.class);
        assertThat(here.model("sales").versions()).isEmpty();
    }

    @Test
    void generationsIncreaseFromHolderToHolder() {
        long last = 0;
        for (int i = 0; i < 10; i++) {
            Lease lease = take(i % 2 == 0 ? here : there);
            assertThat(lease.generation()).isGreaterThan(last);
            last = lease.generation();
            if (i % 3 == 0) {
                lease.close();
            } else {
                clock.pass(MINUTE);
            }
            here.clean(); // keeps what leases have been taken
        }
    }

    @Test
    void aHolderThatPausesBeforeItsLastStepIsRefusedInThatStep() {
        Optional<?>[] taken = new Optional<?>[1];
        ModelStore slow = open(new HookedStorage(storage).before("replace", Commits.HEAD, 2, () -> {
            // the publication has written all files, and its process pauses for longer than the lease lasts
            clock.pass(MINUTE);
            taken[0] = there.lease("retrain sales", MINUTE);
        }));
        Lease lease = take(slow);
        assertThatThrownBy(() -> publish(slow.model("sales").under(lease))).isInstanceOf(LeaseLostException.class);
        assertThat(taken[0]).isPresent();
        assertThat(there.model("sales").versions()).isEmpty();
        assertThat(there.clean()).isPositive(); // the files that it had written
        assertThat(storage.keys()).hasSize(2);
    }

    @Test
    void aMalformedLeaseIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> here.lease("", MINUTE));
        assertThatIllegalArgumentException().isThrownBy(() -> here.lease("a\n", MINUTE));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> here.lease("a", Duration.ofNanos(999_999)))
                .withMessageContainingAll("a millisecond", "PT0.000999999S");
        assertThatIllegalArgumentException().isThrownBy(() -> here.lease("a", Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> here.lease("a", MINUTE.negated()));
        assertThat(here.lease("a", Duration.ofMillis(1))).isPresent();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> here.lease("b", Duration.ofSeconds(Long.MAX_VALUE)))
                .withMessageContaining("10000 days");
        assertThatIllegalArgumentException().isThrownBy(() -> here.lease("b", Duration.ofMillis(Long.MAX_VALUE)));
        assertThat(here.lease("b", Duration.ofDays(10_000))).isPresent();
    }
}
