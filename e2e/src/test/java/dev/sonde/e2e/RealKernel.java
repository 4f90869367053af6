package dev.sonde.e2e;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Needs the kernel's eBPF: skipped, with the reason, where the tests may not use it. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RealKernel.Condition.class)
public @interface RealKernel {
    /** Says whether it can be used here. */
    final class Condition implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (!Files.isReadable(Path.of("/sys/kernel/btf/vmlinux"))) {
                return ConditionEvaluationResult.disabled("this kernel has no BTF");
            }
            if (!"root".equals(System.getProperty("user.name"))) {
                return ConditionEvaluationResult.disabled("loading eBPF programs needs root");
            }
            return ConditionEvaluationResult.enabled("root and BTF");
        }
    }
}
