package io.forecastj.models.xgboost;

import io.forecastj.models.trees.Tree;
import java.util.List;

/**
 * Content of a model's file, which {@link XgBoostReader} has checked to be well-formed.
 *
 * @param features the names of the inputs in order; {@code f0}, {@code f1} and so on if the file has none
 * @param outputs the number of sums for each row
 * @param objective the function from sums to answers
 * @param margins the value of each sum before the first tree
 * @param trees the trees, one for each output, then those of the next round, and so on
 * @param splits the trees whose splits count, all but the copies of one that was for several outputs
 * @param categorical by input, whether it is categorical
 */
record ModelContent(
        List<String> features,
        int outputs,
        LinkedOutput objective,
        float[] margins,
        List<Tree> trees,
        List<Tree> splits,
        boolean[] categorical) {}
