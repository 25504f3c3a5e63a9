package io.forecastj.models.onnx;

/**
 * A model file that has been read, scanned and compared with its contract.
 *
 * @param file its bytes, kept for saving
 * @param signature its tensors
 * @param source its origin, for messages
 */
record OnnxMember(OnnxFile file, Signature signature, String source) {}
