package io.forecastj.training;

/**
 * Entry to neural forecasters that are trained in this process and served as ONNX models.
 *
 * <p>All methods are thread-safe; builders are not. Every setting but the column and the horizon has a default:
 *
 * <pre>{@code
 * Forecaster forecaster = Neural.lstm().column("load").horizon(24).build();
 * try (Predictor predictor = forecaster.fit(load)) {
 *     System.out.println(predictor.predict(load));
 *     Predictors.save(predictor, Path.of("model"));
 * }
 * }</pre>
 *
 * <p>The package page describes a fit, the native library that training needs, and its traps. All networks forecast all
 * steps at once, and all have places of dropout that {@link NeuralBuilder#samples} can use, if their rate is above 0.
 */
public final class Neural {
    private Neural() {}

    /**
     * Starts the settings of a forecaster by long short-term memory (Hochreiter and Schmidhuber, Long short-term
     * memory, Neural Computation 9, 1997): layers that read the window row by row, and a layer from the last state to
     * all steps.
     *
     * @return a new builder
     */
    public static RecurrentBuilder lstm() {
        return new RecurrentBuilder(RecurrentBuilder.Kind.LSTM);
    }

    /**
     * Starts the settings of a forecaster by gated recurrent units (Cho et al., Learning phrase representations using
     * RNN encoder-decoder for statistical machine translation, EMNLP 2014): as {@link #lstm}, with fewer weights.
     *
     * @return a new builder
     */
    public static RecurrentBuilder gru() {
        return new RecurrentBuilder(RecurrentBuilder.Kind.GRU);
    }

    /**
     * Starts the settings of a forecaster by long short-term memory in both directions of the window with additive
     * attention, which weights the states of all rows (Bahdanau, Cho and Bengio, Neural machine translation by jointly
     * learning to align and translate, ICLR 2015).
     *
     * @return a new builder
     */
    public static RecurrentBuilder bidirectionalLstm() {
        return new RecurrentBuilder(RecurrentBuilder.Kind.BIDIRECTIONAL);
    }

    /**
     * Starts the settings of a forecaster by the encoder of a Transformer (Vaswani et al., Attention is all you need,
     * NeurIPS 2017), with norms before attention and feed-forward network.
     *
     * @return a new builder
     */
    public static TransformerBuilder transformer() {
        return new TransformerBuilder();
    }

    /**
     * Starts the settings of a forecaster by convolutions over the window, the usual CNN of one dimension.
     *
     * @return a new builder
     */
    public static ConvolutionalBuilder cnn() {
        return new ConvolutionalBuilder();
    }

    /**
     * Starts the settings of a forecaster by a temporal convolutional network, whose convolutions see earlier rows only
     * and lie farther apart from block to block (Bai, Kolter and Koltun, An empirical evaluation of generic
     * convolutional and recurrent networks for sequence modeling, 2018).
     *
     * @return a new builder
     */
    public static TcnBuilder tcn() {
        return new TcnBuilder();
    }

    /**
     * Starts the settings of a forecaster by N-HiTS (Challu et al., N-HiTS: Neural hierarchical interpolation for time
     * series forecasting, AAAI 2023): stacks of small networks for slow and fast parts of the series. Quick to train,
     * and the first one to try on many series.
     *
     * @return a new builder
     */
    public static NhitsBuilder nhits() {
        return new NhitsBuilder();
    }
}
