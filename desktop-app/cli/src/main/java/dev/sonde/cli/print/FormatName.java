package dev.sonde.cli.print;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code --format}. */
public final class FormatName implements ITypeConverter<TableFormat> {
    /** Made by the option that uses it. */
    public FormatName() {}

    @Override
    public TableFormat convert(String text) {
        for (TableFormat format : TableFormat.values()) {
            if (format.toString().equals(text.toLowerCase(Locale.ROOT))) {
                return format;
            }
        }
        String known =
                Arrays.stream(TableFormat.values()).map(TableFormat::toString).collect(Collectors.joining(", "));
        throw new TypeConversionException("'" + text + "' is none of " + known);
    }
}
