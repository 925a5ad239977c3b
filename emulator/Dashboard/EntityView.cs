using System.Globalization;
using Azure.Data.Tables;

namespace Accounts.Emulator.Dashboard;

/// <summary>An entity of a table: its row key, and all its properties when it is opened.</summary>
internal static class EntityView
{
    private static readonly string[] Address =
    [
        nameof(ITableEntity.PartitionKey),
        nameof(ITableEntity.RowKey),
        nameof(ITableEntity.Timestamp),
    ];

    public static Html Render(TableEntity entity)
    {
        var own = entity.Where(IsOwn).ToArray();
        var names = string.Join(", ", own.Select(property => property.Key));
        return Html.Of($"""
            <li><b>{entity.RowKey}</b> {(entity.Timestamp is { } time ? Html.Of($"<time>{time}</time>") : null)}
            {(own.Length == 0 ? null : Html.Of($"<details><summary>{names}</summary><dl>{own.Select(Property)}</dl></details>"))}</li>
            """);
    }

    private static bool IsOwn(KeyValuePair<string, object?> property) =>
        !Address.Contains(property.Key) && !property.Key.StartsWith("odata.", StringComparison.Ordinal);

    private static Html Property(KeyValuePair<string, object?> property)
    {
        var text = JsonText.Pretty(Text(property.Value));
        return Html.Of($"<dt>{property.Key}</dt><dd>{(text.Contains('\n', StringComparison.Ordinal) ? Html.Of($"<pre>{text}</pre>") : Html.Of($"{text}"))}</dd>");
    }

    private static string Text(object? value) => value switch
    {
        DateTimeOffset time => Times.Text(time),
        byte[] bytes => Binary(bytes),
        BinaryData data => Binary(data.ToArray()),
        bool truth => truth ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private static string Binary(byte[] bytes) =>
        string.Create(
            CultureInfo.InvariantCulture, $"{bytes.Length} bytes: {Convert.ToHexString(bytes.AsSpan(0, Math.Min(32, bytes.Length)))}");
}
