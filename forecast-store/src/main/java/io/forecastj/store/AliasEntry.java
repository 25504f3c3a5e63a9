package io.forecastj.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * An alias in a model's record.
 *
 * @param version the number of the version that it names
 * @param previous the versions that it named before, the latest one last; a rollback takes the last one
 */
record AliasEntry(int version, List<Integer> previous) {
    /** The number of earlier versions that are remembered. */
    private static final int MOST = 100;

    AliasEntry {
        previous = List.copyOf(previous);
    }

    /** Returns the alias after a promotion. */
    AliasEntry promote(int next) {
        if (next == version) {
            return this;
        }
        List<Integer> before = new ArrayList<>(previous);
        before.add(version);
        return new AliasEntry(next, before.subList(Math.max(0, before.size() - MOST), before.size()));
    }

    /** Returns the alias after a rollback; there must be an earlier version. */
    AliasEntry rollback() {
        int last = previous.size() - 1;
        return new AliasEntry(previous.get(last), previous.subList(0, last));
    }

    /** Returns the alias after versions were removed; they do not include the one that it names. */
    AliasEntry without(Set<Integer> removed) {
        List<Integer> left = new ArrayList<>();
        for (int one : previous) {
            boolean repeated = !left.isEmpty() && left.get(left.size() - 1) == one;
            if (!removed.contains(one) && !repeated) {
                left.add(one);
            }
        }
        if (!left.isEmpty() && left.get(left.size() - 1) == version) {
            left.remove(left.size() - 1);
        }
        return new AliasEntry(version, left);
    }
}
