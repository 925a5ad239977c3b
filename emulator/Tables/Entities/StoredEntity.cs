using System.Text;
using System.Text.Encodings.Web;

namespace Accounts.Emulator.Tables;

/// <summary>An entity as the file stores it. Its body is parsed only when a property is read.</summary>
internal sealed class StoredEntity(string partitionKey, string rowKey, long version, DateTimeOffset written, byte[] body)
{
    private const string PartitionKeyName = "PartitionKey";
    private const string RowKeyName = "RowKey";
    private const string TimestampName = "Timestamp";
    private Dictionary<string, object>? _properties;

    public string PartitionKey => partitionKey;

    public string RowKey => rowKey;

    public string ETag => StoredVersion.ETag(version);

    private Dictionary<string, object> Properties => _properties ??= EntityJson.Read(body);

    public object? Value(string name) => name switch
    {
        PartitionKeyName => partitionKey,
        RowKeyName => rowKey,
        TimestampName => written,
        _ => Properties.GetValueOrDefault(name),
    };

    public Dictionary<string, object> ToDictionary() => new(Properties)
    {
        [PartitionKeyName] = partitionKey,
        [RowKeyName] = rowKey,
        [TimestampName] = written,
        [EntityJson.ETagName] = ETag,
    };

    /// <summary>Writes the entity as the service does, with all properties or only the selected ones.</summary>
    public void WriteTo(Stream stream, IReadOnlyList<string>? select)
    {
        var head = new StringBuilder("{\"odata.etag\":\"").Append(ETag.Replace("\"", "\\\"", StringComparison.Ordinal)).Append('"');
        Add(PartitionKeyName, partitionKey);
        Add(RowKeyName, rowKey);
        // Without its type, as in the service.
        Add(TimestampName, written.UtcDateTime.ToString(EntityJson.TimeFormat, System.Globalization.CultureInfo.InvariantCulture));
        stream.Write(Encoding.UTF8.GetBytes(head.ToString()));
        ReadOnlySpan<byte> rest = select is null ? body : EntityJson.Write(Properties.Where(property => select.Contains(property.Key)));
        if (rest.Length > "{}".Length)
            stream.Write(","u8);
        stream.Write(rest[1..]);

        void Add(string name, string text)
        {
            if (select is null || select.Contains(name))
                head
                    .Append(",\"")
                    .Append(name)
                    .Append("\":\"")
                    .Append(JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text))
                    .Append('"');
        }
    }
}
