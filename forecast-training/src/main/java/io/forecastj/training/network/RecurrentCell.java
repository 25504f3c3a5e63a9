package io.forecastj.training.network;

/** Kind of recurrent units. */
public enum RecurrentCell {
    /** Long short-term memory. */
    LSTM(4),
    /** Gated recurrent units. */
    GRU(3);

    private final int gates;

    RecurrentCell(int gates) {
        this.gates = gates;
    }

    int gates() {
        return gates;
    }
}
