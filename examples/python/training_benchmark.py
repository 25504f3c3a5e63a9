"""Seconds an epoch of the networks of forecast-training in PyTorch; NeuralTrainingBenchmark prints those in Java.

    python3 training_benchmark.py [threads]

5,000 rows of 60 values, seven steps, batches of 64; medians of five epochs after one that warms up. Debian's PyTorch
multiplies by whatever libblas.so.3 is installed: with libopenblas0-pthread it is several times faster than without.
"""

import statistics
import sys
import time

import torch
from torch import nn

import neural_networks as networks

LOOKBACK, STEPS, ROWS, EPOCHS = 60, 7, 5_000, 6


def main(threads=1):
    torch.set_num_threads(int(threads))
    torch.manual_seed(1)
    headed = lambda encoder: networks.Headed(encoder, LOOKBACK, STEPS, 0, 0.0)
    kinds = {
        "LSTM 2 x 50": headed(networks.Recurrent(nn.LSTM, [50, 50], 0.1)),
        "Transformer": headed(networks.Transformer(LOOKBACK, 64, 4, 2, 128, 0.1)),
        "CNN": headed(networks.Cnn(LOOKBACK, [32, 64, 128], 3, True, 0.1)),
        "N-HiTS": networks.Nhits(LOOKBACK, STEPS, [(8, 3), (4, 1), (1, 1)], [128, 128], 0.0),
    }
    windows, labels = torch.randn(ROWS, LOOKBACK, 1), torch.randn(ROWS, STEPS)
    settings = networks.Settings(epochs=EPOCHS)
    for name, network in kinds.items():
        adam = networks.optimiser(network, settings)
        rates = networks.cycle(adam, ROWS, settings)
        clock, processor = [], []
        for _ in range(EPOCHS):
            start, start_of_processor = time.perf_counter(), time.process_time()
            networks.epoch(network, adam, rates, windows, labels, torch.randperm(ROWS), settings)
            clock.append(time.perf_counter() - start)
            processor.append(time.process_time() - start_of_processor)
        times = (name, statistics.median(clock[1:]), statistics.median(processor[1:]))
        print("%-12s %6.2f s an epoch, %6.2f s of processor" % times, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
