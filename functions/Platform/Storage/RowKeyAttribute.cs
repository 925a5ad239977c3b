namespace Accounts.Platform.Storage;

/// <summary>
/// Marks a constant that is the key of one row, or the beginning of the keys of one kind of row. A ':' ends a kind, so that
/// it is one range of keys. No two marked constants of a table may begin alike, which a test checks.
/// </summary>
/// <param name="table">One of <see cref="Tables"/>.</param>
[AttributeUsage(AttributeTargets.Field)]
public sealed class RowKeyAttribute(string table) : Attribute
{
    /// <summary>The table.</summary>
    public string Table { get; } = table;
}
