package io.forecastj.models.trees;

import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.BIPUSH;
import static org.objectweb.asm.Opcodes.D2F;
import static org.objectweb.asm.Opcodes.DALOAD;
import static org.objectweb.asm.Opcodes.DCMPG;
import static org.objectweb.asm.Opcodes.DCMPL;
import static org.objectweb.asm.Opcodes.DRETURN;
import static org.objectweb.asm.Opcodes.F_SAME;
import static org.objectweb.asm.Opcodes.GETFIELD;
import static org.objectweb.asm.Opcodes.GOTO;
import static org.objectweb.asm.Opcodes.ICONST_0;
import static org.objectweb.asm.Opcodes.IFEQ;
import static org.objectweb.asm.Opcodes.IFGT;
import static org.objectweb.asm.Opcodes.INVOKESPECIAL;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;
import static org.objectweb.asm.Opcodes.SIPUSH;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;

/**
 * Writes a tree, or a part of it, as nested comparisons.
 *
 * <p>NaN costs nothing in a comparison: {@code dcmpg} treats NaN as larger and sends it right, {@code dcmpl} treats it
 * as smaller and sends it left.
 *
 * <p>Works without recursion, since a chain of nodes may be as deep as the tree is large. Not thread-safe.
 */
final class TreeWriter {
    /** Size of a leaf in bytecode, with the jump behind it. */
    static final int LEAF_BYTES = 6;

    /** Size of a call of another part in bytecode, in place of a leaf. */
    static final int CALL_BYTES = 9;

    /** Descriptor of a method that takes the row and returns the leaf's value. */
    static final String DESCRIPTOR = "([D)D";

    private static final String GROUP = Type.getInternalName(TreeGroup.class);
    private static final int THIS = 0;
    private static final int ROW = 1;

    private final FlatTrees trees;
    private final TreeParts parts;
    private final MethodVisitor out;
    private final @Nullable Label found;
    private final Deque<Pending> pending = new ArrayDeque<>();

    /** Right child, to be written behind the left ones. */
    private record Pending(Label label, int child) {}

    /**
     * Prepares to write.
     *
     * @param trees the model's trees
     * @param parts the parts of this tree
     * @param out the method
     * @param found the label to jump to with the leaf's value on the stack; null to return the value
     */
    TreeWriter(FlatTrees trees, TreeParts parts, MethodVisitor out, @Nullable Label found) {
        this.trees = trees;
        this.parts = parts;
        this.out = out;
        this.found = found;
    }

    /** Returns the name of the method that begins at a node. */
    static String method(int node) {
        return "node" + node;
    }

    /** Returns the largest size of a kind of node. */
    static int nodeBytes(byte kind) {
        if ((kind & FlatTrees.CATEGORICAL) != 0) {
            return 21;
        }
        return (kind & FlatTrees.ZERO_SPECIAL) != 0 ? 14 : 12;
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
        // A tree's own method adds its leaves as floats if sums are floats; further parts return doubles.
        boolean asFloat = found != null && trees.sums.single();
        if (child < 0) {
            double leaf = trees.leaf[~child];
            out.visitLdcInsn(asFloat ? (Object) (float) leaf : (Object) leaf);
        } else {
            out.visitVarInsn(ALOAD, THIS);
            out.visitVarInsn(ALOAD, ROW);
            out.visitMethodInsn(INVOKESPECIAL, GroupWriter.NAME, method(child), DESCRIPTOR, false);
            if (asFloat) {
                out.visitInsn(D2F);
            }
        }
        if (found == null) {
            out.visitInsn(DRETURN);
        } else {
            out.visitJumpInsn(GOTO, found);
        }
    }

    /** Jumps to the right child if a value does not go left. */
    private void writeNode(int node) {
        Label right = new Label();
        pending.push(new Pending(right, trees.right[node]));
        out.visitVarInsn(ALOAD, ROW);
        push(trees.feature[node]);
        out.visitInsn(DALOAD);
        int how = trees.kind[node];
        if ((how & FlatTrees.CATEGORICAL) != 0) {
            int set = (int) trees.threshold[node];
            out.visitVarInsn(ALOAD, THIS);
            out.visitFieldInsn(GETFIELD, GROUP, "setWords", "[I");
            push(trees.setBounds[set]);
            push(trees.setBounds[set + 1]);
            out.visitMethodInsn(INVOKESTATIC, GROUP, lookUp(how), "(D[III)Z", false);
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

    private static String lookUp(int how) {
        if ((how & FlatTrees.FLOAT_CATEGORY) == 0) {
            return "inSet";
        }
        return (how & FlatTrees.NAN_LEFT) != 0 ? "inFloatSetOrNaN" : "inFloatSet";
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
