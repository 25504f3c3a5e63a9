package io.forecastj.models.trees;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** The bytes of each method's code, counted from the instructions that compiled trees use. */
final class CodeSizes {
    private final Map<String, Integer> bytes = new HashMap<>();

    static CodeSizes of(ClassReader code) {
        CodeSizes sizes = new CodeSizes();
        code.accept(
                new ClassVisitor(Opcodes.ASM9) {
                    @Override
                    public MethodVisitor visitMethod(
                            int access, String name, String descriptor, String signature, String[] exceptions) {
                        return sizes.new Counter(name);
                    }
                },
                ClassReader.SKIP_FRAMES);
        return sizes;
    }

    int bytes(String method) {
        return Objects.requireNonNull(bytes.get(method), method);
    }

    Map<String, Integer> all() {
        return bytes;
    }

    private final class Counter extends MethodVisitor {
        private final String method;

        Counter(String method) {
            super(Opcodes.ASM9);
            this.method = method;
        }

        private void add(int count) {
            bytes.merge(method, count, Integer::sum);
        }

        @Override
        public void visitInsn(int opcode) {
            add(1);
        }

        @Override
        public void visitVarInsn(int opcode, int variable) {
            add(variable <= 3 ? 1 : 2);
        }

        @Override
        public void visitIntInsn(int opcode, int operand) {
            add(opcode == Opcodes.SIPUSH ? 3 : 2);
        }

        @Override
        public void visitLdcInsn(Object value) {
            add(3);
        }

        @Override
        public void visitJumpInsn(int opcode, Label label) {
            add(3);
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
            add(3);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            add(3);
        }
    }
}
