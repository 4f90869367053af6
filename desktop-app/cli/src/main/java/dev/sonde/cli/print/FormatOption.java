package dev.sonde.cli.print;

import picocli.CommandLine.Option;

/** In which form rows are printed. */
public final class FormatOption {
    /** The form. */
    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            converter = FormatName.class,
            description = "table, json, jsonl or csv.")
    public TableFormat format = TableFormat.TABLE;

    /** Made by the command that has it. */
    public FormatOption() {}
}
