package io.forecastj.models.trees;

import static org.objectweb.asm.Opcodes.AALOAD;
import static org.objectweb.asm.Opcodes.ACC_FINAL;
import static org.objectweb.asm.Opcodes.ACC_PRIVATE;
import static org.objectweb.asm.Opcodes.ACC_SUPER;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.D2F;
import static org.objectweb.asm.Opcodes.DADD;
import static org.objectweb.asm.Opcodes.DALOAD;
import static org.objectweb.asm.Opcodes.DASTORE;
import static org.objectweb.asm.Opcodes.DLOAD;
import static org.objectweb.asm.Opcodes.DRETURN;
import static org.objectweb.asm.Opcodes.DSTORE;
import static org.objectweb.asm.Opcodes.F2D;
import static org.objectweb.asm.Opcodes.FADD;
import static org.objectweb.asm.Opcodes.FLOAD;
import static org.objectweb.asm.Opcodes.FSTORE;
import static org.objectweb.asm.Opcodes.F_APPEND;
import static org.objectweb.asm.Opcodes.F_SAME;
import static org.objectweb.asm.Opcodes.F_SAME1;
import static org.objectweb.asm.Opcodes.GOTO;
import static org.objectweb.asm.Opcodes.IADD;
import static org.objectweb.asm.Opcodes.IF_ICMPLT;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.INVOKESPECIAL;
import static org.objectweb.asm.Opcodes.ISTORE;
import static org.objectweb.asm.Opcodes.RETURN;
import static org.objectweb.asm.Opcodes.V17;

import java.util.List;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Writes a {@link TreeGroup} as a class file: methods that hold as many trees as fit, one behind the other; for each
 * method a loop over rows; and the two methods that call them all. Parts of a tree that are too large follow in
 * separate methods, named by the node at which they begin.
 *
 * <p>Trees share methods, and methods share a class, because a call costs as much as the two or three comparisons that
 * an average row needs in a tree: in measurements, methods with one tree take a third longer. Calls from class to class
 * are worse. They go through a table, and the processor cannot predict their targets from the branches before.
 *
 * <p>Not thread-safe.
 */
final class GroupWriter {
    /** Largest size of the addition to the sum, which follows each tree. */
    static final int ADD_BYTES = 5;

    private static final String SUPER = Type.getInternalName(TreeGroup.class);
    private static final String CONSTRUCTOR = "([I[I)V";

    // Name of the class; the JVM adds a suffix to the name of a hidden class, so all may have this one.
    static final String NAME = SUPER + "Code";

    private static final String ADD = "([DD)D";
    private static final String ADD_ROWS = "([[DII[DII)V";

    // Instructions that load this, rows, from, to, out, at and step, the variables of a loop.
    private static final int[] LOOP_LOADS = {ALOAD, ALOAD, ILOAD, ILOAD, ALOAD, ILOAD, ILOAD};

    private static final int THIS = 0;
    private static final int ROW = 1;
    private static final int SUM = 2;
    private static final int FLOAT_SUM = 4;

    private final FlatTrees trees;
    private final ClassWriter out = new ClassWriter(ClassWriter.COMPUTE_MAXS);

    private GroupWriter(FlatTrees trees) {
        this.trees = trees;
    }

    /**
     * Writes a class.
     *
     * @param trees the model's trees
     * @param methods the group's trees in order, by method
     * @return the class file, of a subclass of {@link TreeGroup} in its package
     */
    static byte[] write(FlatTrees trees, List<List<TreeParts>> methods) {
        return new GroupWriter(trees).write(methods);
    }

    private byte[] write(List<List<TreeParts>> methods) {
        out.visit(V17, ACC_FINAL | ACC_SUPER, NAME, null, SUPER, null);
        writeConstructor();
        writeAdd(methods.size());
        writeAddRows(methods.size());
        for (int m = 0; m < methods.size(); m++) {
            writeTrees(m, methods.get(m));
            writeLoop(m);
            for (TreeParts tree : methods.get(m)) {
                for (int start : tree.furtherStarts()) {
                    writeRest(tree, start);
                }
            }
        }
        out.visitEnd();
        return out.toByteArray();
    }

    private MethodVisitor begin(int access, String name, String descriptor) {
        MethodVisitor method = out.visitMethod(access, name, descriptor, null, null);
        method.visitCode();
        return method;
    }

    private static void end(MethodVisitor method) {
        method.visitMaxs(0, 0);
        method.visitEnd();
    }

    private void writeConstructor() {
        MethodVisitor constructor = begin(0, "<init>", CONSTRUCTOR);
        constructor.visitVarInsn(ALOAD, THIS);
        constructor.visitVarInsn(ALOAD, 1);
        constructor.visitVarInsn(ALOAD, 2);
        constructor.visitMethodInsn(INVOKESPECIAL, SUPER, "<init>", CONSTRUCTOR, false);
        constructor.visitInsn(RETURN);
        end(constructor);
    }

    /** Writes {@code return trees2(row, trees1(row, trees0(row, sum)))}, step by step. */
    private void writeAdd(int methods) {
        MethodVisitor add = begin(ACC_FINAL, "add", ADD);
        for (int m = 0; m < methods; m++) {
            add.visitVarInsn(ALOAD, THIS);
            add.visitVarInsn(ALOAD, ROW);
            add.visitVarInsn(DLOAD, SUM);
            add.visitMethodInsn(INVOKESPECIAL, NAME, trees(m), ADD, false);
            add.visitVarInsn(DSTORE, SUM);
        }
        add.visitVarInsn(DLOAD, SUM);
        add.visitInsn(DRETURN);
        end(add);
    }

    private void writeAddRows(int methods) {
        MethodVisitor add = begin(ACC_FINAL, "add", ADD_ROWS);
        for (int m = 0; m < methods; m++) {
            for (int i = 0; i < LOOP_LOADS.length; i++) {
                add.visitVarInsn(LOOP_LOADS[i], i);
            }
            add.visitMethodInsn(INVOKESPECIAL, NAME, loop(m), ADD_ROWS, false);
        }
        add.visitInsn(RETURN);
        end(add);
    }

    /** Writes {@code for (; from < to; from++, at += step) { out[at] = trees0(rows[from], out[at]); }}. */
    private void writeLoop(int index) {
        int rows = 1;
        int from = 2;
        int to = 3;
        int sums = 4;
        int at = 5;
        int step = 6;
        MethodVisitor loop = begin(ACC_PRIVATE | ACC_FINAL, loop(index), ADD_ROWS);
        Label body = new Label();
        Label test = new Label();
        loop.visitJumpInsn(GOTO, test);
        loop.visitLabel(body);
        loop.visitFrame(F_SAME, 0, null, 0, null);
        loop.visitVarInsn(ALOAD, sums);
        loop.visitVarInsn(ILOAD, at);
        loop.visitVarInsn(ALOAD, THIS);
        loop.visitVarInsn(ALOAD, rows);
        loop.visitVarInsn(ILOAD, from);
        loop.visitInsn(AALOAD);
        loop.visitVarInsn(ALOAD, sums);
        loop.visitVarInsn(ILOAD, at);
        loop.visitInsn(DALOAD);
        loop.visitMethodInsn(INVOKESPECIAL, NAME, trees(index), ADD, false);
        loop.visitInsn(DASTORE);
        loop.visitIincInsn(from, 1);
        loop.visitVarInsn(ILOAD, at);
        loop.visitVarInsn(ILOAD, step);
        loop.visitInsn(IADD);
        loop.visitVarInsn(ISTORE, at);
        loop.visitLabel(test);
        loop.visitFrame(F_SAME, 0, null, 0, null);
        loop.visitVarInsn(ILOAD, from);
        loop.visitVarInsn(ILOAD, to);
        loop.visitJumpInsn(IF_ICMPLT, body);
        loop.visitInsn(RETURN);
        end(loop);
    }

    private void writeTrees(int index, List<TreeParts> members) {
        MethodVisitor method = begin(ACC_PRIVATE | ACC_FINAL, trees(index), ADD);
        boolean single = trees.sums.single();
        Object type = single ? Opcodes.FLOAT : Opcodes.DOUBLE;
        if (single) {
            method.visitVarInsn(DLOAD, SUM);
            method.visitInsn(D2F);
            method.visitVarInsn(FSTORE, FLOAT_SUM);
            method.visitFrame(F_APPEND, 1, new Object[] {type}, 0, null);
        }
        for (TreeParts tree : members) {
            if (tree.root() < 0) {
                double leaf = trees.leaf[~tree.root()];
                method.visitLdcInsn(single ? (Object) (float) leaf : (Object) leaf);
            } else {
                Label found = new Label();
                new TreeWriter(trees, tree, method, found).write(tree.root());
                method.visitLabel(found);
                method.visitFrame(F_SAME1, 0, null, 1, new Object[] {type});
            }
            if (single) {
                method.visitVarInsn(FLOAD, FLOAT_SUM);
                method.visitInsn(FADD);
                method.visitVarInsn(FSTORE, FLOAT_SUM);
            } else {
                method.visitVarInsn(DLOAD, SUM);
                method.visitInsn(DADD);
                method.visitVarInsn(DSTORE, SUM);
            }
        }
        if (single) {
            method.visitVarInsn(FLOAD, FLOAT_SUM);
            method.visitInsn(F2D);
        } else {
            method.visitVarInsn(DLOAD, SUM);
        }
        method.visitInsn(DRETURN);
        end(method);
    }

    private void writeRest(TreeParts tree, int start) {
        MethodVisitor method = begin(ACC_PRIVATE | ACC_FINAL, TreeWriter.method(start), TreeWriter.DESCRIPTOR);
        new TreeWriter(trees, tree, method, null).write(start);
        end(method);
    }

    private static String trees(int index) {
        return "trees" + index;
    }

    private static String loop(int index) {
        return "loop" + index;
    }
}
