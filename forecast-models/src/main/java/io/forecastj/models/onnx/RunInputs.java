package io.forecastj.models.onnx;

/**
 * The parts of a model's inputs, by what they are filled with.
 *
 * @param given the number of inputs that differ from forecast to forecast; they are the first ones
 * @param masks the number of dropout masks; they are the last ones
 * @param separate the index of the input that numbers the rows of a batch, or -1
 * @param gaps true if numbers of the first input may be NaN
 */
record RunInputs(int given, int masks, int separate, boolean gaps) {}
