package io.forecastj.models.onnx;

/**
 * Facts that a scan keeps about a stored tensor.
 *
 * @param name its name; empty if it has none
 * @param empty true if it is a tensor without elements
 * @param end true if it is a short list of integers that contains a number for 'to the end' of an axis
 * @param no true if it is the single boolean false
 * @param fact its type, shape and, for a short one, numbers
 */
record StoredTensor(String name, boolean empty, boolean end, boolean no, Fact fact) {}
