package io.forecastj.models.onnx;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Values that are known at a node: those of its graph so far and those of the outer graphs. */
final class GraphScope {
    private final Set<String> names = new HashSet<>();
    private final Set<String> ends = new HashSet<>();
    private final Set<String> empties = new HashSet<>();
    private final Set<String> falses = new HashSet<>();
    private final @Nullable GraphScope outer;

    GraphScope(@Nullable GraphScope outer) {
        this.outer = outer;
    }

    /** Adds a value; its name must be new in this graph and the outer ones, so that it has one meaning. */
    void define(String name, Wire at) {
        if (has(name)) {
            throw at.fail("each value computed once", ScanPosition.shown(name) + " again");
        }
        names.add(name);
    }

    /** Marks a value that may be a number for 'to the end' of an axis. */
    void markEnd(String name) {
        ends.add(name);
    }

    /** Marks a value that is a stored tensor without elements. */
    void markEmpty(String name) {
        empties.add(name);
    }

    /** Marks a value that is the boolean false in every run. */
    void markFalse(String name) {
        falses.add(name);
    }

    boolean isFalse(String name) {
        for (GraphScope scope = this; scope != null; scope = scope.outer) {
            if (scope.falses.contains(name)) {
                return true;
            }
        }
        return false;
    }

    boolean isEmpty(String name) {
        for (GraphScope scope = this; scope != null; scope = scope.outer) {
            if (scope.empties.contains(name)) {
                return true;
            }
        }
        return false;
    }

    boolean isEnd(String name) {
        for (GraphScope scope = this; scope != null; scope = scope.outer) {
            if (scope.ends.contains(name)) {
                return true;
            }
        }
        return false;
    }

    boolean hasOwn(String name) {
        return names.contains(name);
    }

    boolean has(String name) {
        for (GraphScope scope = this; scope != null; scope = scope.outer) {
            if (scope.names.contains(name)) {
                return true;
            }
        }
        return false;
    }
}
