/**
 * Evaluation and explanation of decision trees, whichever library trained them. Not part of the API: it may change in
 * any version.
 *
 * <p>A reader of another library's files makes {@link io.forecastj.models.trees.Tree} objects, {@link
 * io.forecastj.models.trees.TieredTrees} sums their leaves for a row, and {@link io.forecastj.models.trees.TreeShap}
 * computes each feature's contribution to the sum. {@link io.forecastj.models.trees.RowShape}, {@link
 * io.forecastj.models.trees.LazyShap} and {@link io.forecastj.models.trees.SplitSums} are what models of all libraries
 * have in common.
 *
 * <h2>For maintainers</h2>
 *
 * <p>The evaluator has two forms, without locks or a native library, and with equal sums in every bit. {@code
 * FlatTrees} walks arrays and can be used at once. {@code TieredTrees} has a model compiled that is used often: {@code
 * TreeCompiler} splits the trees into classes and methods, {@code GroupWriter} and {@code TreeWriter} write their
 * bytecode, {@code CompiledTrees} calls it, {@code WarmUp} releases it once it is faster. {@code RowSets} evaluates
 * batches of rows for models too large to compile, {@code TreeBlocks} those of compiled models whose nodes share few
 * features.
 */
@NullMarked
package io.forecastj.models.trees;

import org.jspecify.annotations.NullMarked;
