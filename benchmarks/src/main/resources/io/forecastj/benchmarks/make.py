"""Makes lstm.onnx and transformer.onnx, networks of random weights and the sizes that the benchmarks name.

Run in this folder with PyTorch 1.13 (Debian's python3-torch). Speed does not depend on the weights.
"""

import torch
from torch import nn

LOOKBACK, FEATURES, WIDTH, STEPS = 60, 32, 64, 5


class Lstm(nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = nn.LSTM(FEATURES, WIDTH, num_layers=2, batch_first=True)
        self.head = nn.Linear(WIDTH, STEPS)

    def forward(self, past):
        return self.head(self.layers(past)[0][:, -1])


class Transformer(nn.Module):
    def __init__(self):
        super().__init__()
        layer = nn.TransformerEncoderLayer(WIDTH, nhead=4, dim_feedforward=2 * WIDTH, dropout=0.0, batch_first=True)
        self.embed = nn.Linear(FEATURES, WIDTH)
        self.layers = nn.TransformerEncoder(layer, num_layers=2)
        self.head = nn.Linear(WIDTH, STEPS)

    def forward(self, past):
        return self.head(self.layers(self.embed(past))[:, -1])


torch.manual_seed(1)
torch.set_num_threads(1)
for name, model in [("lstm", Lstm()), ("transformer", Transformer())]:
    # layers that start as copies would share their weights in the file
    for parameter in model.parameters():
        nn.init.normal_(parameter, std=0.1)
    model.eval()
    # the fast path of evaluation has no form in ONNX
    torch.onnx.export(
        model,
        torch.randn(2, LOOKBACK, FEATURES, requires_grad=True),
        name + ".onnx",
        input_names=["past"],
        output_names=["point"],
        dynamic_axes={"past": {0: "batch"}, "point": {0: "batch"}},
        opset_version=14,
    )
