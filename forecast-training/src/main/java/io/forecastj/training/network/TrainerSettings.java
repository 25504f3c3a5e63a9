package io.forecastj.training.network;

/**
 * Settings of a trainer.
 *
 * @param weightDecay the share of each decayed weight, times the learning rate, that a step takes away (Loshchilov and
 *     Hutter, Decoupled weight decay regularization, ICLR 2019)
 * @param clipNorm the largest norm of the gradient; infinite for none
 * @param seed the seed of weights to start from and of dropout
 * @param threads the threads of the engine
 * @param device {@code "cpu"}, {@code "gpu"} or {@code "gpu:1"} and so on
 */
public record TrainerSettings(double weightDecay, double clipNorm, long seed, int threads, String device) {}
