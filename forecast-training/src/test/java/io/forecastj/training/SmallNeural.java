package io.forecastj.training;

import java.util.List;

/** Builders of all architectures with tiny networks. */
final class SmallNeural {
    private SmallNeural() {}

    static final List<String> KINDS = List.of("lstm", "gru", "bidirectionalLstm", "transformer", "cnn", "tcn", "nhits");

    static NeuralBuilder<?> of(String kind) {
        return switch (kind) {
            case "lstm" -> Neural.lstm().units(6, 5).dropout(0.2, 0.2, 0.1).hidden(4);
            case "gru" -> Neural.gru().units(6);
            case "bidirectionalLstm" -> Neural.bidirectionalLstm().units(4);
            case "transformer" ->
                Neural.transformer().units(8).heads(2).layers(1).feedForward(8);
            case "cnn" -> Neural.cnn().filters(4, 6).hidden(5);
            case "tcn" -> Neural.tcn().channels(4);
            default -> Neural.nhits().units(8).dropout(0.1);
        };
    }

    /** One or two quick epochs. */
    static TrainingSettings.Builder quick() {
        return TrainingSettings.builder().epochs(2).batchSize(32).learningRate(LearningRate.constant(0.01));
    }
}
