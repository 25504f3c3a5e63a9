/**
 * Evaluates and explains decision trees, whichever library trained them. Not API: it may change in any version.
 *
 * <p>A reader of another library's files makes {@link io.forecastj.models.trees.Tree}s, {@link
 * io.forecastj.models.trees.TieredTrees} sums their leaves for a row, and {@link io.forecastj.models.trees.TreeShap}
 * computes how much each feature moved the sum.
 *
 * <h2>For maintainers</h2>
 *
 * <p>The evaluator has two forms, without lock or native library, and with equal sums in every bit. {@code FlatTrees}
 * walks arrays and answers at once. {@code TieredTrees} notices that a model is used often and has it compiled: {@code
 * TreeCompiler} deals the trees out to classes and methods, {@code GroupWriter} and {@code TreeWriter} write their
 * bytecode, {@code CompiledTrees} calls it, {@code WarmUp} lets it serve once it is faster. Batches of rows for models
 * too large to compile go through {@code RowSets}.
 */
@NullMarked
package io.forecastj.models.trees;

import org.jspecify.annotations.NullMarked;
