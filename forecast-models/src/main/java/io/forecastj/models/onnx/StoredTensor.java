package io.forecastj.models.onnx;

/**
 * What a scan keeps of a stored tensor or an attribute.
 *
 * @param name its name; empty if it has none
 * @param empty whether it is a tensor without elements
 * @param end whether it is a short list of integers with one that means 'to the end' of an axis
 */
record StoredTensor(String name, boolean empty, boolean end) {}
