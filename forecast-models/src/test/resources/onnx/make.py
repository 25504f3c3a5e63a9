"""Makes the small graphs of the runner's tests: linear maps whose weights a test can compute again.

Run in this folder with onnx 1.12 (Debian's python3-onnx); no test needs Python. A weight of row i and column j is
((7 i + 3 j + shift) mod 11 - 5) / 10. The graphs have no contract of their own: tests give one.
"""

import numpy
import onnx
from onnx import TensorProto, helper, numpy_helper

ROWS, FEATURES, STEPS = 4, 3, 2


def weights(rows, columns, shift=0, dtype=numpy.float32):
    i, j = numpy.indices((rows, columns))
    return (((7 * i + 3 * j + shift) % 11 - 5) / 10).astype(dtype)


def save(name, inputs, outputs, nodes, constants, element=TensorProto.FLOAT):
    graph = helper.make_graph(
        nodes,
        name,
        [helper.make_tensor_value_info(n, element, s) for n, s in inputs.items()],
        [helper.make_tensor_value_info(n, element, s) for n, s in outputs.items()],
        [numpy_helper.from_array(v, n) for n, v in constants.items()],
    )
    model = helper.make_model(graph, producer_name="make.py", opset_imports=[helper.make_opsetid("", 14)])
    model.ir_version = 7
    onnx.checker.check_model(model)
    onnx.save(model, name + ".onnx")


def linear(name, batch="batch", shape=(ROWS, FEATURES), columns=STEPS, out=None, element=TensorProto.FLOAT, shift=0, after=()):
    """Flattens x and multiplies it by the weights; `after` goes from "z" to "y"."""
    dtype = numpy.float64 if element == TensorProto.DOUBLE else numpy.float32
    nodes = [
        helper.make_node("Flatten", ["x"], ["flat"], axis=1),
        helper.make_node("MatMul", ["flat", "w"], ["z" if after else "y"]),
        *after,
    ]
    save(
        name,
        {"x": [batch, *shape]},
        {"y": [batch, columns] if out is None else out},
        nodes,
        {"w": weights(ROWS * FEATURES, columns, shift, dtype)},
        element,
    )


linear("linear")
linear("linear-member", shift=4)
linear("linear-batch1", batch=1)
linear("linear-batch4", batch=4)
linear("linear-double", element=TensorProto.DOUBLE)
linear("linear-bft", shape=(FEATURES, ROWS))
linear("linear-flat", shape=(ROWS * FEATURES,))
linear("linear-open", batch="batch", out=["batch", "steps"])
linear("classes", columns=3)
linear("patterns", columns=4)
# one number a row, without an axis for it
save(
    "rank1",
    {"x": ["batch", ROWS, FEATURES]},
    {"y": ["batch"]},
    [
        helper.make_node("Flatten", ["x"], ["flat"], axis=1),
        helper.make_node("MatMul", ["flat", "w"], ["z"]),
        helper.make_node("Squeeze", ["z", "one"], ["y"]),
    ],
    {"w": weights(ROWS * FEATURES, 1), "one": numpy.array([1], numpy.int64)},
)
# a row's answer depends on the others of its batch, as it must not
linear(
    "mixing",
    after=[
        helper.make_node("ReduceMean", ["z"], ["mean"], axes=[0], keepdims=1),
        helper.make_node("Mul", ["z", "mean"], ["y"]),
    ],
)
# never a number
linear("nan", after=[helper.make_node("Exp", ["z"], ["e"]), helper.make_node("Neg", ["e"], ["n"]), helper.make_node("Sqrt", ["n"], ["y"])])
save(
    "quantiles",
    {"x": ["batch", ROWS, FEATURES], "known": ["batch", STEPS, 2], "fixed": ["batch", 1]},
    {"y": ["batch", STEPS, 3], "attention": ["batch", ROWS * FEATURES + STEPS * 2 + 1]},
    [
        helper.make_node("Flatten", ["x"], ["flat"], axis=1),
        helper.make_node("Flatten", ["known"], ["flatKnown"], axis=1),
        helper.make_node("Concat", ["flat", "flatKnown", "fixed"], ["attention"], axis=1),
        helper.make_node("MatMul", ["attention", "w"], ["z"]),
        helper.make_node("Reshape", ["z", "shape"], ["y"]),
    ],
    {
        "w": weights(ROWS * FEATURES + STEPS * 2 + 1, STEPS * 3),
        "shape": numpy.array([-1, STEPS, 3], numpy.int64),
    },
)
save(
    "dropout",
    {"x": ["batch", ROWS, FEATURES], "mask": ["batch", 5]},
    {"y": ["batch", STEPS]},
    [
        helper.make_node("Flatten", ["x"], ["flat"], axis=1),
        helper.make_node("MatMul", ["flat", "w1"], ["hidden"]),
        helper.make_node("Mul", ["hidden", "mask"], ["dropped"]),
        helper.make_node("MatMul", ["dropped", "w2"], ["y"]),
    ],
    {"w1": weights(ROWS * FEATURES, 5), "w2": weights(5, STEPS, 1)},
)
