package io.forecastj.models.onnx;

/**
 * The bytes of a model that has been scanned, kept for saving.
 *
 * @param bytes never changed
 * @param graph what the scan found
 * @param source where they come from, for messages
 */
record LoadedFile(byte[] bytes, OnnxScan graph, String source) {}
