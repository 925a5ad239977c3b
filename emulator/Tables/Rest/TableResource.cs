namespace Accounts.Emulator.Tables;

internal enum TableResourceKind
{
    /// <summary><c>Tables</c>.</summary>
    Tables,

    /// <summary><c>Tables('name')</c>.</summary>
    Table,

    /// <summary><c>name()</c> or <c>name</c>.</summary>
    Entities,

    /// <summary><c>name(PartitionKey='…',RowKey='…')</c>.</summary>
    Entity,

    /// <summary><c>$batch</c>.</summary>
    Batch,
}

/// <summary>What the last segment of an address names. The segments before it belong to the account.</summary>
internal readonly record struct TableResource(TableResourceKind Kind, string Table = "", string PartitionKey = "", string RowKey = "")
{
    private const string FirstKey = "PartitionKey='";
    private const string SecondKey = ",RowKey='";

    /// <param name="path">The escaped path of an address, or a whole address without query; slashes in keys are escaped.</param>
    /// <exception cref="TableErrorException">The address does not name a resource of the Table service.</exception>
    public static TableResource Parse(string path)
    {
        var segment = Uri.UnescapeDataString(path[(path.LastIndexOf('/') + 1)..]);
        if (segment == "$batch")
            return new(TableResourceKind.Batch);
        if (segment == "Tables")
            return new(TableResourceKind.Tables);
        var open = segment.IndexOf('(', StringComparison.Ordinal);
        if (open < 0 && segment.Length > 0)
            return new(TableResourceKind.Entities, segment);
        if (open <= 0 || segment[^1] != ')')
            throw new TableErrorException(TableError.UriInvalid);
        var (name, keys) = (segment[..open], segment[(open + 1)..^1]);
        if (keys.Length == 0)
            return new(TableResourceKind.Entities, name);
        var at = 0;
        if (name == "Tables")
            return new(TableResourceKind.Table, Literal(keys, "'", ref at));
        var partitionKey = Literal(keys, FirstKey, ref at);
        return new(TableResourceKind.Entity, name, partitionKey, Literal(keys, SecondKey, ref at));
    }

    /// <summary>The text after a prefix, up to the closing quote; quotes inside it are doubled.</summary>
    private static string Literal(string text, string prefix, ref int at)
    {
        if (string.CompareOrdinal(text, at, prefix, 0, prefix.Length) != 0)
            throw new TableErrorException(TableError.UriInvalid);
        var start = at += prefix.Length;
        for (; at < text.Length; at++)
        {
            if (text[at] != '\'')
                continue;
            if (at + 1 >= text.Length || text[at + 1] != '\'')
                return text[start..at++].Replace("''", "'", StringComparison.Ordinal);
            at++;
        }

        throw new TableErrorException(TableError.UriInvalid);
    }
}
