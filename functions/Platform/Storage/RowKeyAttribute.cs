namespace Accounts.Platform.Storage;

/// <summary>
/// Marks a constant that is the key of one row, or the prefix of the keys of one kind of row. A prefix ends with ':', so that
/// each kind is one range of keys. A test checks that no constant is the beginning of another one of the same table.
/// </summary>
/// <param name="table">One of <see cref="Tables"/>.</param>
[AttributeUsage(AttributeTargets.Field)]
public sealed class RowKeyAttribute(string table) : Attribute
{
    public string Table { get; } = table;
}
