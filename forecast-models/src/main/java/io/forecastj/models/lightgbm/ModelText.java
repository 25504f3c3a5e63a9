package io.forecastj.models.lightgbm;

import io.forecastj.models.trees.Tree;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Content of a model's text, which {@link LightGbmText} has checked to be well-formed.
 *
 * @param text the whole text, with line feeds as line ends
 * @param features the names of the inputs in order
 * @param outputs the number of trees in each round, one for each output
 * @param average whether outputs are the mean of the rounds, as in a random forest, instead of their sum
 * @param transform the function that follows the sum
 * @param trees the trees, round by round
 * @param categories the categorical inputs
 * @param tooFewRows the reason why the trees could not split at all; empty if there is none
 */
record ModelText(
        String text,
        List<String> features,
        int outputs,
        boolean average,
        OutputTransform transform,
        List<Tree> trees,
        Categories categories,
        String tooFewRows) {
    /**
     * Returns the text of a training with one thread: nothing else in it depends on the number, so that models of the
     * same settings and examples are equal in every byte on every machine.
     */
    ModelText withoutThreads() {
        String one =
                Pattern.compile("(?m)^\\[num_threads: \\d+]$").matcher(text).replaceFirst("[num_threads: 1]");
        return new ModelText(one, features, outputs, average, transform, trees, categories, tooFewRows);
    }
}
