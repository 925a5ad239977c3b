namespace Azure.Data.Tables.Models;

/// <summary>A table.</summary>
public class TableItem
{
    /// <summary>A table by name.</summary>
    public TableItem(string name) => Name = name;

    /// <summary>3 to 63 letters and digits, first a letter; case is kept, but does not tell tables apart.</summary>
    public string Name { get; }
}
