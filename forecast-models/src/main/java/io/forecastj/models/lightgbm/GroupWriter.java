package io.forecastj.models.lightgbm;

import static org.objectweb.asm.Opcodes.ACC_FINAL;
import static org.objectweb.asm.Opcodes.ACC_PRIVATE;
import static org.objectweb.asm.Opcodes.ACC_STATIC;
import static org.objectweb.asm.Opcodes.ACC_SUPER;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.DADD;
import static org.objectweb.asm.Opcodes.DLOAD;
import static org.objectweb.asm.Opcodes.DRETURN;
import static org.objectweb.asm.Opcodes.GETFIELD;
import static org.objectweb.asm.Opcodes.INVOKESPECIAL;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;
import static org.objectweb.asm.Opcodes.RETURN;
import static org.objectweb.asm.Opcodes.V17;

import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;

/**
 * Writes a {@link TreeGroup} as a class file: {@code add} calls a static method for each tree and adds what it returns.
 *
 * <p>Not thread-safe.
 */
final class GroupWriter {
    private static final String SETS = "[I";

    private static final String SUPER = Type.getInternalName(TreeGroup.class);
    // A hidden class's own name gets a suffix when it is defined; all of them may share this one.
    private static final String NAME = SUPER + "Code";

    private final FlatTrees trees;
    private final ClassWriter out = new ClassWriter(ClassWriter.COMPUTE_MAXS);

    private GroupWriter(FlatTrees trees) {
        this.trees = trees;
    }

    /**
     * Writes a class.
     *
     * @param trees the model's trees
     * @param members which of them, in order
     * @return the class file, of a subclass of {@link TreeGroup} in its package
     */
    static byte[] write(FlatTrees trees, int[] members) {
        return new GroupWriter(trees).write(members);
    }

    private byte[] write(int[] members) {
        out.visit(V17, ACC_FINAL | ACC_SUPER, NAME, null, SUPER, null);
        writeConstructor();
        MethodVisitor add = out.visitMethod(ACC_FINAL, "add", "(D[D)D", null, null);
        add.visitCode();
        add.visitVarInsn(DLOAD, 1);
        for (int tree : members) {
            int root = trees.root[tree];
            if (root < 0) {
                add.visitLdcInsn(trees.leaf[~root]);
            } else {
                String descriptor = writeTree(root);
                add.visitVarInsn(ALOAD, 3);
                if (descriptor.contains(SETS)) {
                    add.visitVarInsn(ALOAD, 0);
                    add.visitFieldInsn(GETFIELD, SUPER, "setWords", SETS);
                }
                add.visitMethodInsn(INVOKESTATIC, NAME, TreeWriter.method(root), descriptor, false);
            }
            add.visitInsn(DADD);
        }
        add.visitInsn(DRETURN);
        add.visitMaxs(0, 0);
        add.visitEnd();
        out.visitEnd();
        return out.toByteArray();
    }

    private void writeConstructor() {
        MethodVisitor constructor = out.visitMethod(0, "<init>", "(" + SETS + ")V", null, null);
        constructor.visitCode();
        constructor.visitVarInsn(ALOAD, 0);
        constructor.visitVarInsn(ALOAD, 1);
        constructor.visitMethodInsn(INVOKESPECIAL, SUPER, "<init>", "(" + SETS + ")V", false);
        constructor.visitInsn(RETURN);
        constructor.visitMaxs(0, 0);
        constructor.visitEnd();
    }

    /** Writes a tree's methods; returns their descriptor. */
    private String writeTree(int root) {
        TreeParts parts = new TreeParts(trees, root);
        for (int start : parts.starts()) {
            MethodVisitor method =
                    out.visitMethod(ACC_PRIVATE | ACC_STATIC, TreeWriter.method(start), parts.descriptor(), null, null);
            method.visitCode();
            new TreeWriter(trees, parts, NAME, method).write(start);
            method.visitMaxs(0, 0);
            method.visitEnd();
        }
        return parts.descriptor();
    }
}
