package dev.sonde.core.table;

/**
 * One column of a table.
 *
 * @param name in snake case with its unit at the end, as in JSON: stable
 * @param type what it holds
 */
public record Column(String name, ColumnType type) {}
