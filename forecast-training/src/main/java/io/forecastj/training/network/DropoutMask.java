package io.forecastj.training.network;

/**
 * A place of dropout in a network: the factors of its units, one set for each row of a batch and the same at all times
 * of its window (Gal and Ghahramani, A theoretically grounded application of dropout in recurrent neural networks,
 * NeurIPS 2016). A factor is 0 with the rate's probability, else {@code 1 / (1 - rate)}.
 *
 * @param name the name, unique in its network, and that of the input of the exported graph
 * @param units the number of factors of a row
 * @param rate the probability of dropping a unit, from above 0 to below 1
 */
public record DropoutMask(String name, int units, double rate) {}
