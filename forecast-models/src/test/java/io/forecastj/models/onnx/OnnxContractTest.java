package io.forecastj.models.onnx;

import io.forecastj.Predictor;
import io.forecastj.TimeSeries;
import io.forecastj.models.Predictors;
import io.forecastj.testkit.PredictorContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;

/** Predictors of every architecture keep the promises of a predictor. */
class OnnxContractTest {
    private abstract static class Loaded extends PredictorContract {
        private final String model;

        Loaded(String model) {
            this.model = model;
        }

        @Override
        protected Predictor fit() {
            return Onnx.load(TestModels.path(model));
        }

        @Override
        protected Optional<Predictor> otherModel() {
            return Optional.of(Onnx.load(TestModels.path(model.equals("gru") ? "lstm-stacked" : "gru")));
        }

        @Override
        protected TimeSeries series() {
            return TestModels.bars();
        }

        @Override
        protected Predictor saveAndLoad(Predictor original, Path directory) {
            Predictors.save(original, directory);
            return Predictors.load(directory);
        }
    }

    @Nested
    class StackedLstm extends Loaded {
        StackedLstm() {
            super("lstm-stacked");
        }
    }

    @Nested
    class BidirectionalLstm extends Loaded {
        BidirectionalLstm() {
            super("lstm-bidirectional");
        }
    }

    @Nested
    class LstmWithAttention extends Loaded {
        LstmWithAttention() {
            super("lstm-attention");
        }
    }

    @Nested
    class Gru extends Loaded {
        Gru() {
            super("gru");
        }
    }

    @Nested
    class FixedBatchOf1 extends Loaded {
        FixedBatchOf1() {
            super("gru-fixed-batch-1");
        }
    }

    @Nested
    class FixedBatchOf4 extends Loaded {
        FixedBatchOf4() {
            super("gru-fixed-batch-4");
        }
    }

    @Nested
    class SideFile extends Loaded {
        SideFile() {
            super("gru-side-file");
        }
    }

    @Nested
    class Transformer extends Loaded {
        Transformer() {
            super("transformer");
        }
    }

    @Nested
    class TransformerOfDoubles extends Loaded {
        TransformerOfDoubles() {
            super("transformer-double");
        }
    }

    @Nested
    class TransformerOfClasses extends Loaded {
        TransformerOfClasses() {
            super("transformer-classes");
        }
    }

    @Nested
    class TransformerOfClassesByStep extends Loaded {
        TransformerOfClassesByStep() {
            super("transformer-class-steps");
        }
    }

    @Nested
    class EncoderDecoderOfQuantiles extends Loaded {
        EncoderDecoderOfQuantiles() {
            super("seq2seq-quantiles");
        }
    }

    @Nested
    class EncoderDecoderWithAttributes extends Loaded {
        EncoderDecoderWithAttributes() {
            super("seq2seq-static");
        }
    }

    @Nested
    class FlatWindow extends Loaded {
        FlatWindow() {
            super("flat");
        }
    }

    @Nested
    class TreeEnsemble extends Loaded {
        TreeEnsemble() {
            super("trees");
        }
    }

    @Nested
    class SampledDropout extends Loaded {
        SampledDropout() {
            super("lstm-attention");
        }

        @Override
        protected Predictor fit() {
            return Onnx.load(
                    TestModels.path("lstm-attention"),
                    OnnxOptions.builder().samples(20, 5).build());
        }
    }

    @Nested
    class DeepEnsemble extends Loaded {
        DeepEnsemble() {
            super("transformer");
        }

        @Override
        protected Predictor fit() {
            return Onnx.ensemble(List.of(TestModels.path("transformer"), TestModels.path("transformer")));
        }
    }
}
