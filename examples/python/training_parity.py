"""Trains networks of forecast-training in PyTorch from the same first weights, and prints how far the two are apart.

    python3 training_parity.py FOLDER

PyTorchParityTest of forecast-training writes the folder: windows.npy and labels.npy, and for each network a folder with
its first weights (weights/NAME.npy), the loss of each step (losses.npy) and the outputs for the last batch after the
last step (outputs.npy). A line names a network, the largest relative difference of the losses of the first five steps,
that of all steps, and the largest difference of the outputs.
"""

import pathlib
import re
import sys

import numpy as np
import torch
from torch import nn

import neural_networks as networks

SETTINGS = networks.Settings(rate=5e-3, decay=1e-2, clip=1.0)
FEW = 5
LISTS = {
    "recurrent": "layers",
    "bidirectional": "layers",
    "convolution": "layers",
    "layer": "layers",
    "block": "blocks",
}
PARTS = {
    "input": "weight_ih_l0",
    "recurrent": "weight_hh_l0",
    "inputBias": "bias_ih_l0",
    "recurrentBias": "bias_hh_l0",
    "gain": "weight",
    "shift": "bias",
    "attended": "attention.out_proj",
}
LEFT_OUT = ("head", "attention", "forward", "backward")


def kinds(lookback, steps):
    """The networks by the names of their folders, as the test builds them."""
    headed = lambda encoder: networks.Headed(encoder, lookback, steps, 0, 0.0)
    return {
        "lstm": headed(networks.Recurrent(nn.LSTM, [50, 50], 0.0)),
        "gru": headed(networks.Recurrent(nn.GRU, [64], 0.0)),
        "bidirectional": headed(networks.Attention([32, 32], 0.0)),
        "transformer": headed(networks.Transformer(lookback, 64, 4, 2, 128, 0.0)),
        "cnn": headed(networks.Cnn(lookback, [32, 64, 128], 3, True, 0.0)),
        "tcn": headed(networks.Tcn([32, 32, 32, 32], 3, 0.0)),
        "nhits": networks.Nhits(lookback, steps, [(8, 6), (4, 3), (1, 1)], [128, 128], 0.0),
    }


def renamed(name, inside):
    """The name in PyTorch of a weight; all but those of the head are inside the encoder if there is one."""
    parts = re.sub(r"^stack(\d+)\.block1", r"block\1", name).split(".")
    known = []
    for part in parts:
        numbered = re.fullmatch("(%s)([0-9]+)" % "|".join(LISTS), part)
        if numbered:
            known += [LISTS[numbered[1]], str(int(numbered[2]) - 1)]
        elif part not in LEFT_OUT:
            known.append(PARTS.get(part, part))
    prefix = "" if parts[0] == "head" else inside
    return prefix + ".".join(known) + ("_reverse" if "backward" in parts else "")


def load(network, folder):
    """Sets all weights of a network."""
    inside = "" if isinstance(network, networks.Nhits) else "encoder."
    state = dict(network.named_buffers())
    for file in folder.glob("*.npy"):
        state[renamed(file.stem, inside)] = torch.tensor(np.load(file))
    for name in [name for name in state if ".query." in name]:
        queries_keys_values = [state.pop(name.replace("query", part)) for part in ("query", "key", "value")]
        state[name.replace("query.", "attention.in_proj_")] = torch.cat(queries_keys_values)
    network.load_state_dict(state)


def train(network, batches):
    """Makes one step for each batch and returns the losses."""
    adam = networks.optimiser(network, SETTINGS)
    network.train()
    losses = []
    for windows, labels in batches:
        loss = ((network(windows) - labels) ** 2).mean()
        adam.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), SETTINGS.clip)
        adam.step()
        losses.append(loss.item())
    return np.array(losses)


def main(folder):
    torch.set_num_threads(1)
    folder = pathlib.Path(folder)
    windows, labels = (torch.tensor(np.load(folder / name)) for name in ("windows.npy", "labels.npy"))
    batches = list(zip(windows.split(SETTINGS.batch), labels.split(SETTINGS.batch)))
    for name, network in kinds(windows.shape[1], labels.shape[1]).items():
        load(network, folder / name / "weights")
        apart = np.abs(np.load(folder / name / "losses.npy") / train(network, batches) - 1)
        answers = networks.outputs(network, batches[-1][0]).numpy()
        outputs = np.abs(np.load(folder / name / "outputs.npy") - answers).max()
        print("%-13s %.2e %.2e %.2e" % (name, apart[:FEW].max(), apart.max(), outputs), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
