using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Runtime.Serialization;
using Azure;
using Azure.Data.Tables;

namespace Accounts.Emulator.Tables;

/// <summary>
/// Between entity classes and stored properties: public properties by name, <see cref="DataMemberAttribute.Name"/>
/// renames, <see cref="IgnoreDataMemberAttribute"/> leaves out, enums are stored by name.
/// </summary>
internal static class EntityMapper
{
    private static readonly ConcurrentDictionary<Type, Member[]> MembersByType = new();

    public static EntityWrite ToWrite(TableTransactionActionType kind, ITableEntity entity, ETag ifMatch = default)
    {
        ArgumentNullException.ThrowIfNull(entity);
        ArgumentNullException.ThrowIfNull(entity.PartitionKey, nameof(entity.PartitionKey));
        ArgumentNullException.ThrowIfNull(entity.RowKey, nameof(entity.RowKey));
        var condition = ifMatch == default ? null : ifMatch.ToString();
        var properties = kind == TableTransactionActionType.Delete ? [] : Properties(entity);
        return new(kind, entity.PartitionKey, entity.RowKey, condition, properties);
    }

    public static T ToEntity<T>(Dictionary<string, object> properties)
        where T : class, ITableEntity
    {
        var entity = Activator.CreateInstance<T>();
        if (entity is IDictionary<string, object?> bag)
        {
            foreach (var (name, value) in properties)
                bag[name] = value;
            return entity;
        }

        if (properties.TryGetValue(nameof(ITableEntity.PartitionKey), out var partitionKey))
            entity.PartitionKey = (string)partitionKey;
        if (properties.TryGetValue(nameof(ITableEntity.RowKey), out var rowKey))
            entity.RowKey = (string)rowKey;
        if (properties.TryGetValue(nameof(ITableEntity.Timestamp), out var timestamp))
            entity.Timestamp = (DateTimeOffset)timestamp;
        if (properties.TryGetValue(EntityJson.ETagName, out var etag))
            entity.ETag = new ETag((string)etag);

        foreach (var member in Members(typeof(T)))
        {
            if (member.Property.CanWrite && properties.TryGetValue(member.Name, out var value))
                member.Property.SetValue(entity, FromStored(member, value));
        }

        return entity;
    }

    private static Dictionary<string, object> Properties(ITableEntity entity)
    {
        var properties = new Dictionary<string, object>();
        if (entity is IEnumerable<KeyValuePair<string, object?>> bag)
        {
            foreach (var (name, value) in bag)
            {
                if (value is not null && !IsSystem(name))
                    properties[name] = ToStored(name, value);
            }

            return properties;
        }

        foreach (var member in Members(entity.GetType()))
        {
            if (member.Property.CanRead && member.Property.GetValue(entity) is { } value)
                properties[member.Name] = ToStored(member.Name, value);
        }

        return properties;
    }

    private static object ToStored(string name, object value) => value switch
    {
        string or bool or int or long or double or Guid or byte[] => value,
        DateTimeOffset time => time.ToUniversalTime(),
        DateTime { Kind: DateTimeKind.Utc } time => new DateTimeOffset(time),
        // As the real package, which does not guess a zone either.
        DateTime => throw new NotSupportedException($"Property {name} is a DateTime that is not UTC."),
        BinaryData data => data.ToArray(),
        Enum item => item.ToString(),
        _ => throw new NotSupportedException($"Property {name} is of type {value.GetType()}, which tables cannot hold."),
    };

    private static object FromStored(Member member, object value)
    {
        var type = member.Type;
        if (type.IsInstanceOfType(value))
            return value;
        if (type.IsEnum && value is string text)
            return Enum.Parse(type, text);
        return (value, type) switch
        {
            (DateTimeOffset time, _) when type == typeof(DateTime) => time.UtcDateTime,
            (byte[] bytes, _) when type == typeof(BinaryData) => new BinaryData(bytes),
            (int or long, _) when type == typeof(long) || type == typeof(double) => Convert.ChangeType(value, type, CultureInfo.InvariantCulture),
            _ => throw new InvalidCastException($"Property {member.Name} is stored as {value.GetType().Name} and does not fit into {type.Name}."),
        };
    }

    private static Member[] Members(Type type) => MembersByType.GetOrAdd(type, static type =>
        [.. from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            where property.GetIndexParameters().Length == 0
                && !IsSystem(property.Name)
                && !property.IsDefined(typeof(IgnoreDataMemberAttribute))
            let name = property.GetCustomAttribute<DataMemberAttribute>()?.Name ?? property.Name
            select new Member(name, property, Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType)]);

    private static bool IsSystem(string name) => name is
        nameof(ITableEntity.PartitionKey) or nameof(ITableEntity.RowKey) or nameof(ITableEntity.Timestamp) or nameof(ITableEntity.ETag) or EntityJson.ETagName;

    private sealed record Member(string Name, PropertyInfo Property, Type Type);
}
