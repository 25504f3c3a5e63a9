package io.forecastj.models.onnx;

import io.forecastj.ModelLoadException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Tensors of a graph that a contract describes, with their resolved shapes.
 *
 * <p>Immutable and thread-safe.
 *
 * @param inputs in the order of {@link Contract#inputs()}
 * @param outputs in the order of {@link Contract#outputs()}
 * @param batch the rows of every run if the graph fixes them; 0 if a run chooses
 */
record Signature(List<Port> inputs, List<Port> outputs, int batch) {
    /** Maximum of numbers in a row of a tensor. */
    static final int MAX_ROW = 1 << 22;

    private static final int MAX_BATCH = 4_096;

    Signature {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /**
     * One tensor.
     *
     * @param name its name in the graph
     * @param type {@link ElementType#FLOAT} or {@link ElementType#DOUBLE}
     * @param row its shape without the batch
     */
    record Port(String name, ElementType type, List<Long> row) {
        /** Returns the number of numbers in a row. */
        int width() {
            return (int) row.stream().mapToLong(Long::longValue).reduce(1, (a, b) -> a * b);
        }

        /** Returns the shape of a tensor of {@code rows} rows. */
        long[] shape(int rows) {
            return LongStream.concat(LongStream.of(rows), row.stream().mapToLong(Long::longValue))
                    .toArray();
        }

        /** Returns the largest number that the type can hold. */
        double limit() {
            return type == ElementType.FLOAT ? Float.MAX_VALUE : Double.MAX_VALUE;
        }
    }

    /** Checks a graph against a contract; messages name {@code source}. */
    static Signature of(OnnxScan graph, Contract contract, String source) {
        Check check = new Check(source);
        List<Port> inputs = new ArrayList<>();
        for (InputSpec input : contract.inputs()) {
            inputs.add(check.port("input", input.tensor(), graph.inputs(), List.of(shape(input, contract))));
        }
        Set<String> known = inputs.stream().map(Port::name).collect(Collectors.toSet());
        for (TensorSpec input : graph.inputs()) {
            if (!known.contains(input.name())) {
                throw new ModelLoadException(source + ": the graph has the input " + input
                        + ", which the contract does not describe; it describes "
                        + inputs.stream().map(Port::name).toList());
            }
        }
        List<Port> outputs = new ArrayList<>();
        for (OutputSpec output : contract.outputs()) {
            outputs.add(check.port("output", output.tensor(), graph.outputs(), shapes(output, contract)));
        }
        return new Signature(inputs, outputs, check.batch);
    }

    /** Returns the shape of an input's row. */
    private static List<Long> shape(InputSpec input, Contract contract) {
        long lookback = contract.lookback();
        long width = contract.width();
        if (input instanceof InputSpec.Past past) {
            return switch (past.layout()) {
                case BTF -> List.of(lookback, width);
                case BFT -> List.of(width, lookback);
                case BF -> List.of(lookback * width);
            };
        }
        if (input instanceof InputSpec.KnownFuture future) {
            return List.of((long) contract.horizon(), (long) future.columns().size());
        }
        if (input instanceof InputSpec.Static attributes) {
            return List.of((long) attributes.columns().size());
        }
        return ((InputSpec.Mask) input).shape().stream().map(Integer::longValue).toList();
    }

    /** Returns the allowed shapes of an output's row; the axis of a single step may be left out. */
    private static List<List<Long>> shapes(OutputSpec output, Contract contract) {
        long steps = contract.steps().size();
        if (output instanceof OutputSpec.Patterns patterns) {
            return List.of(List.of((long) patterns.patterns().size()));
        }
        if (output instanceof OutputSpec.Point) {
            return steps == 1 ? List.of(List.of(1L), List.of()) : List.of(List.of(steps));
        }
        long inner = output instanceof OutputSpec.Quantiles quantiles
                ? quantiles.levels().length
                : ((OutputSpec.Probabilities) output).classes().size();
        boolean stepsLast = output instanceof OutputSpec.Quantiles quantiles && quantiles.levelsFirst();
        List<Long> whole = stepsLast ? List.of(inner, steps) : List.of(steps, inner);
        return steps == 1 ? List.of(whole, List.of(inner)) : List.of(whole);
    }

    /** One comparison; it keeps the batch that the tensors have in common. */
    private static final class Check {
        private final String source;
        private int batch;
        private String fixedBy = "";

        Check(String source) {
            this.source = source;
        }

        Port port(String what, String name, List<TensorSpec> graph, List<List<Long>> shapes) {
            TensorSpec found = graph.stream()
                    .filter(tensor -> tensor.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new ModelLoadException(source + ": the contract describes the " + what + " '"
                            + name + "', which the graph does not have; its " + what + "s are " + graph));
            if (found.type() != ElementType.FLOAT && found.type() != ElementType.DOUBLE) {
                throw new ModelLoadException(source + ": the " + what + " '" + name
                        + "' should have elements of the type FLOAT or DOUBLE, found " + found.type());
            }
            List<Long> row = shapes.stream()
                    .filter(shape -> fits(shape, found.dims()))
                    .findFirst()
                    .orElseThrow(() -> new ModelLoadException(source + ": the " + what + " '" + name
                            + "' should have the shape "
                            + shapes.stream().map(Check::withBatch).collect(Collectors.joining(" or "))
                            + " by the contract, found " + found.dims()));
            requireSize(what, name, row);
            takeBatch(what, name, found.dims().get(0));
            return new Port(name, found.type(), row);
        }

        private void requireSize(String what, String name, List<Long> row) {
            long numbers = 1;
            for (long axis : row) {
                // each factor is far below 2^40, so the product is checked before it can overflow
                numbers *= axis;
                if (numbers > MAX_ROW) {
                    throw new ModelLoadException(source + ": a row of the " + what + " '" + name
                            + "' should have at most " + MAX_ROW + " numbers, found the shape " + row);
                }
            }
        }

        private static String withBatch(List<Long> shape) {
            return Stream.concat(Stream.of("batch"), shape.stream()).toList().toString();
        }

        private static boolean fits(List<Long> shape, List<Dim> dims) {
            boolean fits = dims.size() == shape.size() + 1;
            for (int i = 0; fits && i < shape.size(); i++) {
                fits = !(dims.get(i + 1) instanceof Dim.Fixed fixed) || fixed.size() == shape.get(i);
            }
            return fits;
        }

        private void takeBatch(String what, String name, Dim dim) {
            if (!(dim instanceof Dim.Fixed fixed)) {
                return;
            }
            if (fixed.size() > MAX_BATCH) {
                throw new ModelLoadException(source + ": the " + what + " '" + name
                        + "' should have a batch of at most " + MAX_BATCH + " rows, found " + fixed);
            }
            if (batch > 0 && batch != fixed.size()) {
                throw new ModelLoadException(source + ": all tensors should have the same batch; the " + fixedBy
                        + " has " + batch + " rows, the " + what + " '" + name + "' " + fixed);
            }
            batch = (int) fixed.size();
            fixedBy = what + " '" + name + "'";
        }
    }
}
