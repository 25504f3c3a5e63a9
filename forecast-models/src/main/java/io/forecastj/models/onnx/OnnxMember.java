package io.forecastj.models.onnx;

/**
 * A model file that has been read, scanned and found to fit its contract.
 *
 * @param file its bytes, kept for saving
 * @param signature its tensors
 * @param source where it comes from, for messages
 */
record OnnxMember(OnnxFile file, Signature signature, String source) {}
