using System.Globalization;

namespace Accounts.Emulator.Tables;

/// <summary>Writes values into filters, quoted and escaped by type.</summary>
internal static class FilterText
{
    public static string Create(FormattableString filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var literals = Array.ConvertAll(filter.GetArguments(), argument => (object)Literal(argument));
        return string.Format(CultureInfo.InvariantCulture, filter.Format, literals);
    }

    public static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string Literal(object? value) => value switch
    {
        string text => Quoted(text),
        char or Enum => Quoted(value.ToString()!),
        bool flag => flag ? "true" : "false",
        sbyte or byte or short or ushort or int => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        uint or long => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture) + "L",
        float or double or decimal => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        Guid guid => $"guid'{guid}'",
        DateTimeOffset time => Time(time.UtcDateTime),
        DateTime time => Time(time.ToUniversalTime()),
        byte[] bytes => $"X'{Convert.ToHexStringLower(bytes)}'",
        BinaryData data => $"X'{Convert.ToHexStringLower(data)}'",
        null => throw new ArgumentException("A filter cannot compare with null: a property that is null is not stored."),
        _ => throw new ArgumentException($"A filter cannot compare with a {value.GetType()}."),
    };

    private static string Time(DateTime utc) => $"datetime'{utc.ToString("O", CultureInfo.InvariantCulture)}'";
}
