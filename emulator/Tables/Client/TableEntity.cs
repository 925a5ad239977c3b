using System.Collections;
using System.Globalization;

#pragma warning disable CA1710 // The real package's name.

namespace Azure.Data.Tables;

/// <summary>An entity as a bag of properties, for tables without a class of their own.</summary>
public sealed class TableEntity : ITableEntity, IDictionary<string, object?>
{
    private readonly Dictionary<string, object?> _properties = [];

    /// <summary>An empty entity.</summary>
    public TableEntity()
    {
    }

    /// <summary>An empty entity with an address.</summary>
    public TableEntity(string partitionKey, string rowKey)
    {
        PartitionKey = partitionKey;
        RowKey = rowKey;
    }

#nullable disable // As the real one: takes dictionaries with and without null values.
    /// <summary>An entity with a copy of these properties.</summary>
    public TableEntity(IDictionary<string, object> values)
#nullable restore
    {
        foreach (var (name, value) in values)
            _properties[name] = value;
    }

    /// <inheritdoc/>
    public string PartitionKey { get => GetString(nameof(PartitionKey))!; set => _properties[nameof(PartitionKey)] = value; }

    /// <inheritdoc/>
    public string RowKey { get => GetString(nameof(RowKey))!; set => _properties[nameof(RowKey)] = value; }

    /// <inheritdoc/>
    public DateTimeOffset? Timestamp { get => GetDateTimeOffset(nameof(Timestamp)); set => _properties[nameof(Timestamp)] = value; }

    /// <inheritdoc/>
    public ETag ETag
    {
        get => GetString("odata.etag") is { } etag ? new ETag(etag) : default;
        set => _properties["odata.etag"] = value == default ? null : value.ToString();
    }

    /// <summary>Number of properties, system properties included.</summary>
    public int Count => _properties.Count;

    /// <summary>Names of all properties, system properties included.</summary>
    public ICollection<string> Keys => _properties.Keys;

    ICollection<object?> IDictionary<string, object?>.Values => _properties.Values;

    bool ICollection<KeyValuePair<string, object?>>.IsReadOnly => false;

    /// <summary>A property's value; null when there is none.</summary>
    public object? this[string key] { get => _properties.GetValueOrDefault(key); set => _properties[key] = value; }

    /// <summary>A property as text.</summary>
    public string? GetString(string key) => (string?)Typed(key, typeof(string));

    /// <summary>A property as 32-bit integer.</summary>
    public int? GetInt32(string key) => (int?)Typed(key, typeof(int));

    /// <summary>A property as 64-bit integer.</summary>
    public long? GetInt64(string key) => (long?)Typed(key, typeof(long));

    /// <summary>A property as double.</summary>
    public double? GetDouble(string key) => (double?)Typed(key, typeof(double));

    /// <summary>A property as truth value.</summary>
    public bool? GetBoolean(string key) => (bool?)Typed(key, typeof(bool));

    /// <summary>A property as GUID.</summary>
    public Guid? GetGuid(string key) => (Guid?)Typed(key, typeof(Guid));

    /// <summary>A property as point in time, in UTC when it came from a store.</summary>
    public DateTimeOffset? GetDateTimeOffset(string key) =>
        this[key] is DateTime time ? new DateTimeOffset(time.ToUniversalTime()) : (DateTimeOffset?)Typed(key, typeof(DateTimeOffset));

    /// <summary>A property as UTC time.</summary>
    public DateTime? GetDateTime(string key) => GetDateTimeOffset(key)?.UtcDateTime;

    /// <summary>A property as bytes.</summary>
    public byte[]? GetBinary(string key) =>
        this[key] is BinaryData data ? data.ToArray() : (byte[]?)Typed(key, typeof(byte[]));

    /// <summary>Adds a property; the name must be new.</summary>
    public void Add(string key, object? value) => _properties.Add(key, value);

    /// <summary>Removes a property.</summary>
    public bool Remove(string key) => _properties.Remove(key);

    /// <summary>Whether there is such a property.</summary>
    public bool ContainsKey(string key) => _properties.ContainsKey(key);

    /// <summary>Removes all properties.</summary>
    public void Clear() => _properties.Clear();

    /// <summary>A property's value, if there is such a property.</summary>
    public bool TryGetValue(string key, out object? value) => _properties.TryGetValue(key, out value);

    void ICollection<KeyValuePair<string, object?>>.Add(KeyValuePair<string, object?> item) => _properties.Add(item.Key, item.Value);

    bool ICollection<KeyValuePair<string, object?>>.Contains(KeyValuePair<string, object?> item) => _properties.Contains(item);

    void ICollection<KeyValuePair<string, object?>>.CopyTo(KeyValuePair<string, object?>[] array, int arrayIndex) =>
        ((ICollection<KeyValuePair<string, object?>>)_properties).CopyTo(array, arrayIndex);

    bool ICollection<KeyValuePair<string, object?>>.Remove(KeyValuePair<string, object?> item) =>
        ((ICollection<KeyValuePair<string, object?>>)_properties).Remove(item);

    IEnumerator<KeyValuePair<string, object?>> IEnumerable<KeyValuePair<string, object?>>.GetEnumerator() => _properties.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _properties.GetEnumerator();

    private object? Typed(string key, Type type)
    {
        var value = this[key];
        if (value is not null && value.GetType() != type)
        {
            throw new InvalidOperationException(string.Create(
                CultureInfo.InvariantCulture,
                $"Property {key} is of type {value.GetType().Name} and is not returned as {type.Name}."));
        }

        return value;
    }
}
