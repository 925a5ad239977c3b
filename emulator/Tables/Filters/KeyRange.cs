namespace Accounts.Emulator.Tables;

/// <summary>
/// The part of the key space that a filter can match, bounds included; null is open.
/// Only narrows what is read: the filter itself still decides on each entity.
/// </summary>
internal sealed record KeyRange(string? PartitionFrom, string? PartitionTo, string? RowFrom, string? RowTo)
{
    private static readonly KeyRange All = new(null, null, null, null);

    /// <summary>The partition, when the filter names exactly one.</summary>
    public string? Partition => PartitionFrom is not null && PartitionFrom == PartitionTo ? PartitionFrom : null;

    public static KeyRange Of(Filter? filter) => Narrow(All, filter);

    private static KeyRange Narrow(KeyRange range, Filter? filter) => filter switch
    {
        Filter.And and => Narrow(Narrow(range, and.Left), and.Right),
        Filter.Comparison { Property: "PartitionKey", Value: string key, Operator: var operation } => range with
        {
            PartitionFrom = Lower(range.PartitionFrom, operation, key),
            PartitionTo = Upper(range.PartitionTo, operation, key),
        },
        Filter.Comparison { Property: "RowKey", Value: string key, Operator: var operation } => range with
        {
            RowFrom = Lower(range.RowFrom, operation, key),
            RowTo = Upper(range.RowTo, operation, key),
        },
        _ => range,
    };

    private static string? Lower(string? bound, string operation, string key) =>
        operation is "eq" or "gt" or "ge" && (bound is null || TextOrder.Compare(key, bound) > 0) ? key : bound;

    private static string? Upper(string? bound, string operation, string key) =>
        operation is "eq" or "lt" or "le" && (bound is null || TextOrder.Compare(key, bound) < 0) ? key : bound;
}
