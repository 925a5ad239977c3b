using System.Text.RegularExpressions;

namespace Accounts.Emulator.Tables;

/// <summary>
/// The limits of the service's data model (learn.microsoft.com, "Understanding the Table service data model").
/// Only the embedded store needs them; the service has its own.
/// </summary>
internal static partial class EntityLimits
{
    public const int MaxTransactionWrites = 100;
    public const int MaxTransactionBytes = 4 * 1024 * 1024;
    private const int MaxKeyCharacters = 512;
    private const int MaxProperties = 252;
    private const int MaxValueBytes = 64 * 1024;
    private const int MaxEntityBytes = 1024 * 1024;
    private static readonly DateTimeOffset FirstTime = new(1601, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static void CheckTableName(string name)
    {
        if (name.Length is < 3 or > 63)
            throw new TableErrorException(TableError.TableNameLength);
        if (!TableName().IsMatch(name) || name.Equals("Tables", StringComparison.OrdinalIgnoreCase))
            throw new TableErrorException(TableError.TableNameInvalid);
    }

    public static void CheckKey(string key)
    {
        if (key.Length > MaxKeyCharacters)
            throw new TableErrorException(TableError.KeyTooLarge);
        foreach (var c in key)
        {
            if (c is '/' or '\\' or '#' or '?' || char.IsControl(c))
                throw new TableErrorException(TableError.KeyInvalid);
        }
    }

    public static void CheckEntity(string partitionKey, string rowKey, Dictionary<string, object> properties)
    {
        if (properties.Count > MaxProperties)
            throw new TableErrorException(TableError.TooManyProperties);

        // Sizes as documented: 4 bytes, the keys, and for each property 8 bytes, its name and its value; text is UTF-16.
        long size = 4 + (2L * (partitionKey.Length + rowKey.Length));
        foreach (var (name, value) in properties)
        {
            CheckPropertyName(name);
            var valueSize = Size(value);
            if (valueSize > MaxValueBytes)
                throw new TableErrorException(TableError.PropertyTooLarge);
            if (value is DateTimeOffset time && time < FirstTime)
                throw new TableErrorException(TableError.TimeOutOfRange);
            size += 8 + (2 * name.Length) + valueSize + (value is string or byte[]? 4 : 0);
        }

        if (size > MaxEntityBytes)
            throw new TableErrorException(TableError.EntityTooLarge);
    }

    private static void CheckPropertyName(string name)
    {
        if (name.Length > 255)
            throw new TableErrorException(TableError.PropertyNameTooLong);
        if (!PropertyName().IsMatch(name))
            throw new TableErrorException(TableError.PropertyNameInvalid);
    }

    private static int Size(object value) => value switch
    {
        string text => text.Length * 2,
        byte[] bytes => bytes.Length,
        bool => 1,
        int => 4,
        Guid => 16,
        _ => 8,
    };

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9]*\z")]
    private static partial Regex TableName();

    // C# identifiers, as in the service.
    [GeneratedRegex(@"^[_\p{L}\p{Nl}][\p{L}\p{Nl}\p{Nd}\p{Mn}\p{Mc}\p{Pc}\p{Cf}]*\z")]
    private static partial Regex PropertyName();
}
