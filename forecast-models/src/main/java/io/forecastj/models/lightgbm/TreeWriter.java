package io.forecastj.models.lightgbm;

import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.BIPUSH;
import static org.objectweb.asm.Opcodes.DALOAD;
import static org.objectweb.asm.Opcodes.DCMPG;
import static org.objectweb.asm.Opcodes.DCMPL;
import static org.objectweb.asm.Opcodes.DRETURN;
import static org.objectweb.asm.Opcodes.F_SAME;
import static org.objectweb.asm.Opcodes.ICONST_0;
import static org.objectweb.asm.Opcodes.IFEQ;
import static org.objectweb.asm.Opcodes.IFGT;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;
import static org.objectweb.asm.Opcodes.SIPUSH;

import java.util.ArrayDeque;
import java.util.Deque;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;

/**
 * Writes a tree, or a part of it, as nested comparisons in one method.
 *
 * <p>A comparison handles NaN at no cost: {@code dcmpg} takes NaN for larger and so sends it right, {@code dcmpl} for
 * smaller and so left.
 *
 * <p>Works without recursion, as a chain of nodes may be as deep as the tree is large. Not thread-safe.
 */
final class TreeWriter {
    /** At most what a node takes in bytecode: a look into a category set. */
    static final int NODE_BYTES = 18;

    /** At most what a leaf, or a call in its place, takes. */
    static final int LEAF_BYTES = 6;

    private static final String GROUP = Type.getInternalName(TreeGroup.class);

    private final FlatTrees trees;
    private final TreeParts parts;
    private final String owner;
    private final MethodVisitor out;
    private final Deque<Pending> pending = new ArrayDeque<>();

    /** A right child, to be written behind the left ones. */
    private record Pending(Label label, int child) {}

    TreeWriter(FlatTrees trees, TreeParts parts, String owner, MethodVisitor out) {
        this.trees = trees;
        this.parts = parts;
        this.owner = owner;
        this.out = out;
    }

    /** The name of the method that begins at a node. */
    static String method(int node) {
        return "node" + node;
    }

    /** Writes the method that begins at a node. */
    void write(int start) {
        writeNode(start);
        int child = trees.left[start];
        while (true) {
            if (child >= 0 && !parts.isStart(child)) {
                writeNode(child);
                child = trees.left[child];
                continue;
            }
            writeEnd(child);
            if (pending.isEmpty()) {
                return;
            }
            Pending next = pending.pop();
            out.visitLabel(next.label);
            out.visitFrame(F_SAME, 0, null, 0, null);
            child = next.child;
        }
    }

    private void writeEnd(int child) {
        if (child < 0) {
            out.visitLdcInsn(trees.leaf[~child]);
        } else {
            out.visitVarInsn(ALOAD, 0);
            if (parts.categorical()) {
                out.visitVarInsn(ALOAD, 1);
            }
            out.visitMethodInsn(INVOKESTATIC, owner, method(child), parts.descriptor(), false);
        }
        out.visitInsn(DRETURN);
    }

    /** Jumps to the right child if a value does not go left. */
    private void writeNode(int node) {
        Label right = new Label();
        pending.push(new Pending(right, trees.right[node]));
        out.visitVarInsn(ALOAD, 0);
        push(trees.feature[node]);
        out.visitInsn(DALOAD);
        int how = trees.kind[node];
        if ((how & FlatTrees.CATEGORICAL) != 0) {
            int set = (int) trees.threshold[node];
            out.visitVarInsn(ALOAD, 1);
            push(trees.setBounds[set]);
            push(trees.setBounds[set + 1]);
            out.visitMethodInsn(INVOKESTATIC, GROUP, "inSet", "(D[III)Z", false);
            out.visitJumpInsn(IFEQ, right);
            return;
        }
        out.visitLdcInsn(trees.threshold[node]);
        if ((how & FlatTrees.ZERO_SPECIAL) != 0) {
            String name = (how & FlatTrees.ZERO_LEFT) != 0 ? "leftIfZero" : "rightIfZero";
            out.visitMethodInsn(INVOKESTATIC, GROUP, name, "(DD)Z", false);
            out.visitJumpInsn(IFEQ, right);
        } else {
            out.visitInsn((how & FlatTrees.NAN_LEFT) != 0 ? DCMPL : DCMPG);
            out.visitJumpInsn(IFGT, right);
        }
    }

    private void push(int value) {
        if (value <= 5) {
            out.visitInsn(ICONST_0 + value);
        } else if (value <= Byte.MAX_VALUE) {
            out.visitIntInsn(BIPUSH, value);
        } else if (value <= Short.MAX_VALUE) {
            out.visitIntInsn(SIPUSH, value);
        } else {
            out.visitLdcInsn(value);
        }
    }
}
