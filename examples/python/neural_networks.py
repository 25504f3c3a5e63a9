"""The networks of forecast-training in PyTorch, for comparison: the same layers, first weights, dropout and training.

They read [batch, lookback, 1], each window scaled by itself, and answer [batch, steps] on the same scale.
"""

import math
import time
from dataclasses import dataclass

import numpy as np
import torch
from torch import nn


class Dropout(nn.Module):
    """Drops units of [batch, .., units], the same ones at all times of a window."""

    def __init__(self, rate, units_axis=-1):
        super().__init__()
        self.rate, self.units_axis = rate, units_axis

    def forward(self, x):
        if not self.training or self.rate == 0:
            return x
        shape = [x.shape[0]] + [1] * (x.dim() - 1)
        shape[self.units_axis] = x.shape[self.units_axis]
        return x * (torch.rand(shape) >= self.rate) / (1 - self.rate)


class Recurrent(nn.Module):
    """Stacked LSTM or GRU; the last state of the last layer. Dropout follows each layer."""

    def __init__(self, kind, units, dropout):
        super().__init__()
        self.layers = nn.ModuleList(kind(i, o, batch_first=True) for i, o in zip([1, *units], units))
        self.dropouts = nn.ModuleList(Dropout(dropout) for _ in units)
        self.width = units[-1]

    def forward(self, x):
        for layer, dropout in zip(self.layers[:-1], self.dropouts):
            x = dropout(layer(x)[0])
        return self.dropouts[-1](self.layers[-1](x)[0][:, -1])


class Attention(nn.Module):
    """Stacked bidirectional LSTM, averaged over time by additive attention."""

    def __init__(self, units, dropout):
        super().__init__()
        sizes = zip([1, *(2 * each for each in units)], units)
        self.layers = nn.ModuleList(nn.LSTM(i, o, batch_first=True, bidirectional=True) for i, o in sizes)
        self.dropout = Dropout(dropout)
        self.width = 2 * units[-1]
        self.keys = nn.Linear(self.width, self.width // 2)
        self.scores = nn.Linear(self.width // 2, 1)

    def forward(self, x):
        for layer in self.layers:
            x = self.dropout(layer(x)[0])
        return (x * torch.softmax(self.scores(torch.tanh(self.keys(x))), 1)).sum(1)


class TransformerBlock(nn.Module):
    """A block with the norms first; it computes the given rows and attends to all."""

    def __init__(self, units, heads, feed_forward, dropout):
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(units), nn.LayerNorm(units)
        self.attention = nn.MultiheadAttention(units, heads, batch_first=True)
        self.wide, self.narrow = nn.Linear(units, feed_forward), nn.Linear(feed_forward, units)
        self.dropout = Dropout(dropout)

    def forward(self, rows, everything):
        seen = self.norm1(everything)
        asking = seen if rows is everything else self.norm1(rows)
        x = rows + self.dropout(self.attention(asking, seen, seen, need_weights=False)[0])
        return x + self.dropout(self.narrow(nn.functional.gelu(self.wide(self.norm2(x)))))


class Transformer(nn.Module):
    """A Transformer encoder with fixed positions; the normed last row."""

    def __init__(self, lookback, units, heads, layers, feed_forward, dropout):
        super().__init__()
        self.projection = nn.Linear(1, units)
        self.blocks = nn.ModuleList(TransformerBlock(units, heads, feed_forward, dropout) for _ in range(layers))
        self.norm = nn.LayerNorm(units)
        self.width = units
        unit = np.arange(units)
        angle = np.arange(lookback)[:, None] / 10_000 ** ((unit - unit % 2) / units)
        waves = np.where(unit % 2 == 0, np.sin(angle), np.cos(angle))
        self.register_buffer("positions", torch.tensor(waves, dtype=torch.float32))

    def forward(self, x):
        x = self.projection(x) + self.positions
        for block in self.blocks[:-1]:
            x = block(x, x)
        return self.norm(self.blocks[-1](x[:, -1:], x))[:, 0]


class Cnn(nn.Module):
    """Stacked convolutions with rectifiers, each pooled by two; the last layer at all times."""

    def __init__(self, lookback, filters, kernel, pooled, dropout):
        super().__init__()
        self.layers = nn.ModuleList(nn.Conv1d(i, o, kernel) for i, o in zip([1, *filters], filters))
        self.pad = ((kernel - 1) // 2, kernel - 1 - (kernel - 1) // 2)
        self.pooled = pooled
        self.dropout = Dropout(dropout, units_axis=1)
        time = lookback
        for _ in filters:
            time = (time + 1) // 2 if pooled else time
        self.width = filters[-1] * time

    def forward(self, x):
        x = x.transpose(1, 2)
        for layer in self.layers:
            x = torch.relu(layer(nn.functional.pad(x, self.pad)))
            if self.pooled and x.shape[2] > 1:
                x = pooled(x, 2, nn.functional.max_pool1d)
            x = self.dropout(x)
        return x.flatten(1)


def pooled(x, size, pool):
    """Pools times in groups that end with the newest one; a group that is not full repeats the oldest time."""
    return pool(nn.functional.pad(x, (-x.shape[2] % size, 0), mode="replicate"), size)


class TcnBlock(nn.Module):
    """A residual block of two causal convolutions."""

    def __init__(self, inputs, outputs, kernel, dilation, dropout):
        super().__init__()
        self.pad = (dilation * (kernel - 1), 0)
        self.first = nn.Conv1d(inputs, outputs, kernel, dilation=dilation)
        self.second = nn.Conv1d(outputs, outputs, kernel, dilation=dilation)
        self.shortcut = nn.Identity() if inputs == outputs else nn.Conv1d(inputs, outputs, 1)
        self.dropout = Dropout(dropout, units_axis=1)

    def forward(self, x):
        y = self.dropout(torch.relu(self.first(nn.functional.pad(x, self.pad))))
        y = self.dropout(torch.relu(self.second(nn.functional.pad(y, self.pad))))
        return torch.relu(y + self.shortcut(x))


class Tcn(nn.Module):
    """A temporal convolutional network whose dilation doubles; the last time."""

    def __init__(self, channels, kernel, dropout):
        super().__init__()
        sizes = enumerate(zip([1, *channels], channels))
        self.blocks = nn.Sequential(*(TcnBlock(i, o, kernel, 2**at, dropout) for at, (i, o) in sizes))
        self.width = channels[-1]

    def forward(self, x):
        return self.blocks(x.transpose(1, 2))[:, :, -1]


class Highway(nn.Module):
    """A linear map of the window less its last value, plus that value; it starts as the naive forecast."""

    def __init__(self, lookback, steps):
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(lookback, steps))

    def forward(self, x):
        last = x[:, -1:, 0]
        return (x[:, :, 0] - last) @ self.weight + last


class Headed(nn.Module):
    """An encoder, a hidden layer if wanted, the layer of the steps, and the highway."""

    def __init__(self, encoder, lookback, steps, hidden, dropout):
        super().__init__()
        self.encoder = encoder
        self.hidden = nn.Linear(encoder.width, hidden) if hidden else None
        self.dropout = Dropout(dropout)
        self.last = nn.Linear(hidden or encoder.width, steps)
        nn.init.zeros_(self.last.weight)
        nn.init.zeros_(self.last.bias)
        self.highway = Highway(lookback, steps)

    def forward(self, x):
        seen = self.encoder(x)
        if self.hidden:
            seen = self.dropout(torch.relu(self.hidden(seen)))
        return self.last(seen) + self.highway(x)


class NhitsBlock(nn.Module):
    """A block of N-HiTS: hidden layers, and the knots of forecast and backcast."""

    def __init__(self, lookback, steps, pooling, rate, units, dropout, last):
        super().__init__()
        self.pooling, self.lookback, self.steps = min(pooling, lookback), lookback, steps
        sizes = [-(-lookback // self.pooling), *units]
        self.layers = nn.ModuleList(nn.Linear(i, o) for i, o in zip(sizes, units))
        self.dropout = Dropout(dropout)
        self.forecast = nn.Linear(units[-1], max(steps // rate, 1))
        nn.init.zeros_(self.forecast.weight)
        nn.init.zeros_(self.forecast.bias)
        self.backcast = None if last else nn.Linear(units[-1], max(lookback // rate, 1))

    def forward(self, rest):
        x = pooled(rest[:, None], self.pooling, nn.functional.max_pool1d)[:, 0]
        for layer in self.layers:
            x = self.dropout(torch.relu(layer(x)))
        between = lambda knots, size: nn.functional.interpolate(knots[:, None], size, mode="linear")[:, 0]
        left = rest if self.backcast is None else rest - between(self.backcast(x), self.lookback)
        return between(self.forecast(x), self.steps), left


class Nhits(nn.Module):
    """N-HiTS over the window less its last value, which is added again."""

    def __init__(self, lookback, steps, stacks, units, dropout):
        super().__init__()
        self.blocks = nn.ModuleList(
            NhitsBlock(lookback, steps, pooling, rate, units, dropout, at == len(stacks) - 1)
            for at, (pooling, rate) in enumerate(stacks)
        )
        self.bias = nn.Parameter(torch.zeros(1))

    def forward(self, x):
        last = x[:, -1:, 0]
        rest, total = x[:, :, 0] - last, self.bias + last
        for block in self.blocks:
            share, rest = block(rest)
            total = total + share
        return total


@dataclass
class Settings:
    """Settings of a training, as TrainingSettings of forecast-training has them; the rate is that of one cycle."""

    epochs: int = 12
    batch: int = 64
    rate: float = 5e-3
    decay: float = 1e-4
    clip: float = 1.0
    validation: float = 0.15
    rows_per_epoch: int = 1_000_000_000
    seed: int = 1


def optimiser(network, settings):
    """AdamW that decays matrices and neither biases nor norms."""
    norms = {id(p) for m in network.modules() if isinstance(m, nn.LayerNorm) for p in m.parameters()}
    named = list(network.named_parameters())
    free = [p for name, p in named if "bias" in name or id(p) in norms]
    decayed = [p for name, p in named if "bias" not in name and id(p) not in norms]
    groups = [{"params": decayed, "weight_decay": settings.decay}, {"params": free, "weight_decay": 0.0}]
    return torch.optim.AdamW(groups, lr=settings.rate)


def cycle(adam, rows, settings):
    """The rate of each step."""
    steps = settings.epochs * -(-min(rows, settings.rows_per_epoch) // settings.batch)
    return torch.optim.lr_scheduler.OneCycleLR(adam, settings.rate, steps, cycle_momentum=False)


def epoch(network, adam, rates, windows, labels, order, settings):
    """Makes one step for each batch of the rows in an order."""
    network.train()
    for start in range(0, len(order), settings.batch):
        rows = order[start : start + settings.batch]
        loss = ((network(windows[rows]) - labels[rows]) ** 2).mean()
        adam.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), settings.clip)
        adam.step()
        rates.step()


def outputs(network, windows):
    """What a network answers, without dropout."""
    network.eval()
    with torch.no_grad():
        return torch.cat([network(part) for part in windows.split(1_024)])


def train(network, training, validation, settings):
    """Trains on windows and labels, keeps the weights of the best epoch, and returns what was needed and found."""
    generator = torch.Generator().manual_seed(settings.seed)
    adam = optimiser(network, settings)
    rates = cycle(adam, len(training[0]), settings)
    best, kept, best_epoch = math.inf, None, 0
    start = time.monotonic()
    for number in range(1, settings.epochs + 1):
        order = torch.randperm(len(training[0]), generator=generator)[: settings.rows_per_epoch]
        epoch(network, adam, rates, *training, order, settings)
        loss = ((outputs(network, validation[0]) - validation[1]) ** 2).mean().item()
        if loss < best:
            best, best_epoch = loss, number
            kept = {name: value.clone() for name, value in network.state_dict().items()}
    network.load_state_dict(kept)
    return {"loss": best, "best": best_epoch, "seconds": time.monotonic() - start}
