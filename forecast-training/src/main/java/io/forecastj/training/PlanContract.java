package io.forecastj.training;

import io.forecastj.InsufficientHistoryException;
import io.forecastj.Sampling;
import io.forecastj.Target;
import io.forecastj.TimeSeries;
import io.forecastj.features.FeaturePipeline;
import io.forecastj.models.onnx.ColumnMoments;
import io.forecastj.models.onnx.OnnxContract;
import io.forecastj.models.onnx.OnnxInput;
import io.forecastj.models.onnx.OnnxOutput;
import io.forecastj.models.onnx.OnnxScaling;
import io.forecastj.training.export.OnnxExport;
import io.forecastj.training.network.Network;
import io.forecastj.training.network.OutputForm;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Contract of a network of a plan: what it reads and answers, and how that is scaled. Immutable and thread-safe. */
final class PlanContract {
    private final NeuralPlan plan;
    private final FeaturePipeline pipeline;
    private final Network network;
    private final @Nullable Sampling sampling;

    /**
     * Creates the parts of a contract.
     *
     * @param pipeline the features with fitted parameters
     * @param sampling the spacing of the training series, or null
     */
    PlanContract(NeuralPlan plan, FeaturePipeline pipeline, Network network, @Nullable Sampling sampling) {
        this.plan = plan;
        this.pipeline = pipeline;
        this.network = network;
        this.sampling = sampling;
    }

    /** Returns the contract with the scaling that needs no numbers of the training rows. */
    OnnxContract unscaled() {
        return builder(past(null), future(null), attributes(null), output(null, null))
                .build();
    }

    /**
     * Starts the contract with scaling by the training part of a set of examples of {@link #unscaled}.
     *
     * @throws InsufficientHistoryException if the numbers to learn are all equal, so that there is no scale for them
     */
    OnnxContract.Builder scaled(TrainingSet set) {
        ColumnMoments past = set.past();
        return builder(
                past(past),
                future(network.shape().futureColumns() == 0 ? null : set.future()),
                attributes(plan.attributes().isEmpty() ? null : set.attributes()),
                output(past, plan.classes() ? null : set.labels()));
    }

    private OnnxContract.Builder builder(
            OnnxInput past, @Nullable OnnxInput future, @Nullable OnnxInput attributes, OnnxOutput output) {
        OnnxContract.Builder contract = OnnxContract.forecasting(pipeline, plan.target(), plan.horizon())
                .features(plan.kinds())
                .lookback(network.shape().lookback())
                .name(plan.name())
                .input(past);
        if (sampling != null) {
            contract.sampling(sampling);
        }
        if (future != null) {
            contract.input(future);
        }
        if (attributes != null) {
            contract.input(attributes);
        }
        network.masks().forEach(mask -> contract.input(OnnxInput.mask(mask.name(), mask.rate(), mask.units())));
        return contract.output(output);
    }

    private OnnxInput past(@Nullable ColumnMoments moments) {
        OnnxInput input = OnnxInput.past(OnnxExport.PAST, "btf");
        if (plan.scaling() == NetworkScaling.WINDOW) {
            int[][] groups = IntStream.range(0, network.shape().features())
                    .mapToObj(column -> new int[] {column})
                    .toArray(int[][]::new);
            return input.scaling(OnnxScaling.window(groups));
        }
        return scaled(input, moments);
    }

    private @Nullable OnnxInput future(@Nullable ColumnMoments moments) {
        if (network.shape().futureColumns() == 0) {
            return null;
        }
        return scaled(
                OnnxInput.knownFuture(
                        OnnxExport.FUTURE,
                        plan.knownFuture(),
                        plan.calendar().texts().stream()
                                .map(plan.kinds()::parse)
                                .toList()),
                moments);
    }

    private @Nullable OnnxInput attributes(@Nullable ColumnMoments moments) {
        return plan.attributes().isEmpty()
                ? null
                : scaled(
                        OnnxInput.attributes(
                                OnnxExport.ATTRIBUTES, plan.attributes().toArray(new String[0])),
                        moments);
    }

    private static OnnxInput scaled(OnnxInput input, @Nullable ColumnMoments moments) {
        return moments == null ? input : input.scaling(OnnxScaling.standard(moments.means(), moments.deviations()));
    }

    private OnnxOutput output(@Nullable ColumnMoments past, @Nullable ColumnMoments labels) {
        OutputForm form = network.shape().outputs();
        String name = OnnxExport.output(form);
        if (form instanceof OutputForm.Classes) {
            return OnnxOutput.logits(name, Target.Direction.CLASSES.toArray(new String[0]));
        }
        OnnxOutput output = form instanceof OutputForm.Quantiles quantiles
                ? OnnxOutput.quantiles(name, "bsq", quantiles.levels())
                : OnnxOutput.point(name);
        if (plan.scaling() == NetworkScaling.WINDOW) {
            return output.windowScaling(0);
        }
        if (past == null || labels == null) {
            return output;
        }
        // a level is scaled back as it was read, so that the network can pass it through
        OptionalInt level = plan.level();
        ColumnMoments moments = level.isPresent() ? past : labels;
        int column = level.orElse(0);
        double deviation = moments.deviations()[column];
        if (deviation == 0) {
            throw new InsufficientHistoryException("'" + plan.name() + "' has nothing to learn from: " + plan.target()
                    + " is " + moments.means()[column] + " in all rows that train");
        }
        return output.scaling(moments.means()[column], deviation);
    }

    /** Adds the span of the training series. */
    static OnnxContract.Builder trainedOn(OnnxContract.Builder contract, List<TimeSeries> series) {
        Instant from = Instant.MAX;
        Instant to = Instant.MIN;
        for (TimeSeries one : series) {
            if (one.length() > 0) {
                from = from.isBefore(one.time(0)) ? from : one.time(0);
                to = to.isAfter(one.time(one.length() - 1)) ? to : one.time(one.length() - 1);
            }
        }
        return contract.trained(from, to);
    }
}
