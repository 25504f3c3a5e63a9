package io.forecastj.models.lightgbm;

import io.forecastj.models.trees.Tree;
import java.util.List;

/**
 * A model as its text says, proved well-formed by {@link LightGbmText}.
 *
 * @param text the whole text, with line feeds for line ends
 * @param features the names of the inputs in order
 * @param outputs how many trees each round adds, one for each output
 * @param average whether outputs are the mean of the rounds, as in a random forest, instead of their sum
 * @param transform what follows the sum
 * @param trees the trees, round by round
 */
record ModelText(
        String text,
        List<String> features,
        int outputs,
        boolean average,
        OutputTransform transform,
        List<Tree> trees) {}
