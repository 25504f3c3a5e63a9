/**
 * Networks, written once for training and for export. Not part of the API: it may change in any version.
 *
 * <p>A {@link io.forecastj.training.network.Network} is a function over {@link io.forecastj.training.network.Ops}, the
 * operators that networks consist of. The engine runs it on tensors, and the exporter runs it on names of values of an
 * ONNX graph; so what is served is the graph of the same code that was trained.
 *
 * <p>Two classes are networks: {@link io.forecastj.training.network.EncodedNetwork}, which joins an {@link
 * io.forecastj.training.network.Encoder} of the window and a head, and {@link
 * io.forecastj.training.network.NhitsNetwork}. {@link io.forecastj.training.network.Losses} has what they are trained
 * for. Unless a class says otherwise, weights start with the distributions of PyTorch's layers, so that networks can be
 * compared with PyTorch's.
 */
@NullMarked
package io.forecastj.training.network;

import org.jspecify.annotations.NullMarked;
