package io.forecastj.models.onnx;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The shapes that a tensor may have, by each layout that the contract could name for it.
 *
 * @param chosen the layout of the contract; empty if the kind of tensor has only one
 * @param forms the allowed shapes by layout, the first that fits counts
 */
record Layouts(String chosen, Map<String, List<Form>> forms) {
    private static Layouts only(List<Form> forms) {
        return new Layouts("", Map.of("", forms));
    }

    static Layouts of(InputSpec input, Contract contract) {
        Map<String, List<Form>> forms = new LinkedHashMap<>();
        if (input instanceof InputSpec.Past past) {
            for (InputSpec.Layout layout : InputSpec.Layout.values()) {
                forms.put(layout.word(), List.of(window(layout, contract.lookback(), contract.width())));
            }
            return new Layouts(past.layout().word(), forms);
        }
        if (input instanceof InputSpec.KnownFuture future) {
            for (InputSpec.Layout layout : InputSpec.KnownFuture.LAYOUTS) {
                forms.put(layout.word(), List.of(window(layout, contract.futureOfRun(), future.width())));
            }
            return new Layouts(future.layout().word(), forms);
        }
        if (input instanceof InputSpec.Static attributes) {
            return only(List.of(new Form(List.of((long) attributes.columns().size()), 0)));
        }
        if (input instanceof InputSpec.AttentionMask attention) {
            long rows = contract.lookback();
            forms.put(InputSpec.AttentionMask.ROWS, List.of(new Form(List.of(rows), 0)));
            forms.put(InputSpec.AttentionMask.VALUES, List.of(new Form(List.of(rows, (long) contract.width()), 0)));
            return new Layouts(
                    attention.perValue() ? InputSpec.AttentionMask.VALUES : InputSpec.AttentionMask.ROWS, forms);
        }
        if (input instanceof InputSpec.GroupIds) {
            return only(List.of(new Form(List.of(), 0), new Form(List.of(1L), 0)));
        }
        List<Integer> shape = ((InputSpec.Mask) input).shape();
        return only(List.of(new Form(shape.stream().map(Integer::longValue).toList(), 0)));
    }

    /** Returns the shapes of an initial state, whose sizes are those of the graph, 0 where it leaves them open. */
    static Layouts of(InputSpec.State state, List<Dim> graph) {
        Map<String, List<Form>> forms = new LinkedHashMap<>();
        forms.put(InputSpec.State.LAYERS_FIRST, graph.size() == 3 ? List.of(state(graph, 1)) : List.of());
        forms.put(InputSpec.State.BATCH_FIRST, graph.size() == 3 ? List.of(state(graph, 0)) : List.of());
        forms.put(InputSpec.State.PLAIN, graph.size() == 2 ? List.of(state(graph, 0)) : List.of());
        return new Layouts(state.layout(), forms);
    }

    private static Form state(List<Dim> graph, int batchAxis) {
        List<Long> row = new ArrayList<>();
        for (int i = 0; i < graph.size(); i++) {
            if (i != batchAxis) {
                row.add(graph.get(i) instanceof Dim.Fixed fixed ? fixed.size() : 0L);
            }
        }
        return new Form(row, batchAxis);
    }

    private static Form window(InputSpec.Layout layout, long rows, long columns) {
        return switch (layout) {
            case BTF, TBF -> new Form(List.of(rows, columns), layout.batchAxis());
            case BFT -> new Form(List.of(columns, rows), 0);
            case BF -> new Form(List.of(rows * columns), 0);
        };
    }

    static Layouts of(OutputSpec output, Contract contract) {
        long steps = contract.stepsOfRun();
        Map<String, List<Form>> forms = new LinkedHashMap<>();
        if (output instanceof OutputSpec.Patterns patterns) {
            long count = patterns.patterns().size();
            Form whole = new Form(List.of(count), 0);
            return only(count == 1 ? List.of(whole, new Form(List.of(), 0)) : List.of(whole));
        }
        if (output instanceof OutputSpec.Point point) {
            forms.put(OutputSpec.Point.BATCH_FIRST, points(steps));
            forms.put(
                    OutputSpec.Point.STEPS_FIRST,
                    List.of(new Form(List.of(steps), 1), new Form(List.of(steps, 1L), 1)));
            if (contract.context() != null) {
                long channels = contract.width();
                forms.put(OutputSpec.Point.CHANNELS_LAST, List.of(new Form(List.of(steps, channels), 0)));
                forms.put(OutputSpec.Point.CHANNELS_FIRST, List.of(new Form(List.of(channels, steps), 0)));
            }
            return new Layouts(point.layout(), forms);
        }
        if (output instanceof OutputSpec.Probabilities probabilities) {
            long classes = probabilities.classes().size();
            return only(inner(List.of(steps, classes), steps, classes));
        }
        OutputSpec.Quantiles quantiles = (OutputSpec.Quantiles) output;
        long levels = quantiles.levels().length;
        forms.put(OutputSpec.Quantiles.Layout.BSQ.word(), inner(List.of(steps, levels), steps, levels));
        forms.put(OutputSpec.Quantiles.Layout.BQS.word(), inner(List.of(levels, steps), steps, levels));
        forms.put(OutputSpec.Quantiles.Layout.SBQ.word(), List.of(new Form(List.of(steps, levels), 1)));
        return new Layouts(quantiles.layout().word(), forms);
    }

    /** Returns the shapes of points; what has the size 1, or a batch of 1, may be left out. */
    private static List<Form> points(long steps) {
        Form column = new Form(List.of(steps, 1L), 0);
        return steps == 1
                ? List.of(new Form(List.of(1L), 0), new Form(List.of(), 0), column, new Form(List.of(), Form.NO_BATCH))
                : List.of(
                        new Form(List.of(steps), 0),
                        column,
                        new Form(List.of(1L, steps), 0),
                        new Form(List.of(steps), Form.NO_BATCH));
    }

    /** Returns the shapes of several numbers for each step; the axis of a single step may be left out. */
    private static List<Form> inner(List<Long> whole, long steps, long inner) {
        return steps == 1 ? List.of(new Form(whole, 0), new Form(List.of(inner), 0)) : List.of(new Form(whole, 0));
    }

    List<Form> allowed() {
        return forms.getOrDefault(chosen, List.of());
    }

    /** Returns the other likely layouts of a graph's tensor with a batch on the given axis, or on any if negative. */
    List<String> others(List<Dim> graph, int batchAxis) {
        return forms.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(chosen))
                .filter(entry -> entry.getValue().stream()
                        .anyMatch(form -> form.isLikely(graph) && (batchAxis < 0 || form.batchAxis() == batchAxis)))
                .map(Map.Entry::getKey)
                .toList();
    }
}
