package io.forecastj.models.onnx;

/**
 * Outcome of a model's trial in a child process.
 *
 * @param proven true if the process loaded the model, ran it and ended in order
 * @param reason the cause of the failure and what to do; empty if there is none
 */
record ProofVerdict(boolean proven, String reason) {
    static final ProofVerdict PROVEN = new ProofVerdict(true, "");

    static ProofVerdict failed(String reason) {
        return new ProofVerdict(false, reason);
    }
}
