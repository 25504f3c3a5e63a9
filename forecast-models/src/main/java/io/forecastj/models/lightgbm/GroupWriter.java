package io.forecastj.models.lightgbm;

import static org.objectweb.asm.Opcodes.ACC_FINAL;
import static org.objectweb.asm.Opcodes.ACC_PRIVATE;
import static org.objectweb.asm.Opcodes.ACC_SUPER;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.DADD;
import static org.objectweb.asm.Opcodes.DLOAD;
import static org.objectweb.asm.Opcodes.DRETURN;
import static org.objectweb.asm.Opcodes.DSTORE;
import static org.objectweb.asm.Opcodes.F_SAME1;
import static org.objectweb.asm.Opcodes.INVOKESPECIAL;
import static org.objectweb.asm.Opcodes.RETURN;
import static org.objectweb.asm.Opcodes.V17;

import java.util.List;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Writes a {@link TreeGroup} as a class file. Its {@code add} holds the trees one behind the other; what is too large
 * for one method follows in methods of its own, named by the node they begin at.
 *
 * <p>Trees share a method because a call to each costs about as much as the two or three comparisons that an average
 * row needs: measured, a method of 14 trees takes three quarters of the time of 14 methods.
 *
 * <p>Not thread-safe.
 */
final class GroupWriter {
    /** What follows each tree in {@code add}: the addition to the sum. */
    static final int ADD_BYTES = 3;

    private static final String SUPER = Type.getInternalName(TreeGroup.class);
    private static final String CONSTRUCTOR = "([I[I)V";

    // The JVM adds a suffix to the name of a hidden class, so all may share this one.
    static final String NAME = SUPER + "Code";

    private static final int SUM = 2;

    private final FlatTrees trees;
    private final ClassWriter out = new ClassWriter(ClassWriter.COMPUTE_MAXS);

    private GroupWriter(FlatTrees trees) {
        this.trees = trees;
    }

    /**
     * Writes a class.
     *
     * @param trees the model's trees
     * @param members those of the group, in order
     * @return the class file, of a subclass of {@link TreeGroup} in its package
     */
    static byte[] write(FlatTrees trees, List<TreeParts> members) {
        return new GroupWriter(trees).write(members);
    }

    private byte[] write(List<TreeParts> members) {
        out.visit(V17, ACC_FINAL | ACC_SUPER, NAME, null, SUPER, null);
        writeConstructor();
        writeAdd(members);
        for (TreeParts tree : members) {
            for (int start : tree.furtherStarts()) {
                writeRest(tree, start);
            }
        }
        out.visitEnd();
        return out.toByteArray();
    }

    private void writeConstructor() {
        MethodVisitor constructor = out.visitMethod(0, "<init>", CONSTRUCTOR, null, null);
        constructor.visitCode();
        constructor.visitVarInsn(ALOAD, 0);
        constructor.visitVarInsn(ALOAD, 1);
        constructor.visitVarInsn(ALOAD, 2);
        constructor.visitMethodInsn(INVOKESPECIAL, SUPER, "<init>", CONSTRUCTOR, false);
        constructor.visitInsn(RETURN);
        constructor.visitMaxs(0, 0);
        constructor.visitEnd();
    }

    private void writeAdd(List<TreeParts> members) {
        MethodVisitor add = out.visitMethod(ACC_FINAL, "add", "([DD)D", null, null);
        add.visitCode();
        for (TreeParts tree : members) {
            if (tree.root() < 0) {
                add.visitLdcInsn(trees.leaf[~tree.root()]);
            } else {
                Label found = new Label();
                new TreeWriter(trees, tree, add, found).write(tree.root());
                add.visitLabel(found);
                add.visitFrame(F_SAME1, 0, null, 1, new Object[] {Opcodes.DOUBLE});
            }
            add.visitVarInsn(DLOAD, SUM);
            add.visitInsn(DADD);
            add.visitVarInsn(DSTORE, SUM);
        }
        add.visitVarInsn(DLOAD, SUM);
        add.visitInsn(DRETURN);
        add.visitMaxs(0, 0);
        add.visitEnd();
    }

    private void writeRest(TreeParts tree, int start) {
        MethodVisitor method =
                out.visitMethod(ACC_PRIVATE | ACC_FINAL, TreeWriter.method(start), TreeWriter.DESCRIPTOR, null, null);
        method.visitCode();
        new TreeWriter(trees, tree, method, null).write(start);
        method.visitMaxs(0, 0);
        method.visitEnd();
    }
}
