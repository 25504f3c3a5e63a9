package io.forecastj.models.catboost;

import java.util.List;

/**
 * Content of a model's file, which {@link CatBoostReader} has checked to be well-formed.
 *
 * @param inputs the inputs and their borders
 * @param outputs the number of sums for each row
 * @param trees the trees in the order in which they are added
 * @param linear the function that is applied to the sums of the trees
 * @param loss the function from its results to answers
 * @param classes the names of the classes, in the order of the outputs; the two of a model for two classes, which has
 *     one output; empty if the file names none
 */
record CatBoostContent(
        NumericInputs inputs,
        int outputs,
        List<ObliviousTree> trees,
        ScaleAndBias linear,
        LossOutput loss,
        List<String> classes) {}
