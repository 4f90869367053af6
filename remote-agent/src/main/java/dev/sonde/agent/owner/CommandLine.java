package dev.sonde.agent.owner;

import java.util.ArrayList;
import java.util.List;

/**
 * The command line as far as it can be no secret: the program and, for interpreters, the script, module, jar or main class
 * they run. Arguments after that may be passwords and never leave the node.
 */
final class CommandLine {
    private static final int MAX_CHARS = 256;

    private CommandLine() {}

    /**
     * Reduces a command line.
     *
     * @param cmdline content of {@code /proc/PID/cmdline}: arguments ended by NUL
     * @param runtime as {@code Process.runtime}
     */
    static String reduce(String cmdline, String executablePath, String runtime) {
        String target = switch (runtime) {
            case "jvm" -> javaTarget(split(cmdline));
            case "python", "node", "ruby", "php", "dotnet" -> scriptTarget(split(cmdline));
            default -> "";
        };
        String text = target.isEmpty() ? executablePath : executablePath + " " + target;
        return text.length() > MAX_CHARS ? text.substring(0, MAX_CHARS) : text;
    }

    private static String javaTarget(List<String> arguments) {
        for (int i = 1; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            switch (argument) {
                case "-jar", "-m", "--module" -> {
                    return i + 1 < arguments.size() ? argument + " " + arguments.get(i + 1) : "";
                }
                case "-cp",
                        "-classpath",
                        "--class-path",
                        "-p",
                        "--module-path",
                        "--add-modules",
                        "--add-opens",
                        "--add-exports",
                        "--add-reads" -> i++;
                default -> {
                    if (!argument.startsWith("-") && !argument.startsWith("@")) {
                        return argument;
                    }
                }
            }
        }
        return "";
    }

    private static String scriptTarget(List<String> arguments) {
        for (int i = 1; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.equals("-m")) {
                return i + 1 < arguments.size() ? "-m " + arguments.get(i + 1) : "";
            }
            if (argument.equals("-c") || argument.equals("-e") || argument.equals("--eval") || argument.equals("-r")) {
                return "";
            }
            if (!argument.startsWith("-")) {
                // What follows an option that takes a value is no script; a script is a file.
                return argument.indexOf('/') >= 0 || argument.indexOf('.') > 0 ? argument : "";
            }
        }
        return "";
    }

    private static List<String> split(String cmdline) {
        List<String> arguments = new ArrayList<>();
        int at = 0;
        while (at < cmdline.length()) {
            int end = cmdline.indexOf('\0', at);
            if (end < 0) {
                end = cmdline.length();
            }
            arguments.add(cmdline.substring(at, end));
            at = end + 1;
        }
        return arguments;
    }
}
