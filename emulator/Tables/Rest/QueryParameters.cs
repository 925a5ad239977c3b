using System.Globalization;

namespace Accounts.Emulator.Tables;

/// <summary>The query of an address.</summary>
internal sealed record QueryParameters(
    string? Filter, int? Top, string[]? Select, string? NextPartitionKey, string? NextRowKey, string? NextTableName)
{
    public const int MaxPageSize = 1000;

    public int PageSize => Top ?? MaxPageSize;

    /// <exception cref="TableErrorException">The page size is not from 1 to 1000.</exception>
    public static QueryParameters Parse(string query)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            values[Uri.UnescapeDataString(parts[0])] = parts.Length == 2 ? Uri.UnescapeDataString(parts[1]) : "";
        }

        return new(
            values.GetValueOrDefault("$filter"),
            values.TryGetValue("$top", out var top) ? Number(top) : null,
            values.GetValueOrDefault("$select") is { Length: > 0 } names and not "*" ? names.Split(',') : null,
            values.GetValueOrDefault("NextPartitionKey"),
            values.GetValueOrDefault("NextRowKey"),
            values.GetValueOrDefault("NextTableName"));
    }

    private static int Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= MaxPageSize
        ? number
        : throw new TableErrorException(TableError.QueryParameterInvalid);
}
