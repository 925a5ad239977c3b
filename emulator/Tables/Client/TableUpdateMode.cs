namespace Azure.Data.Tables;

/// <summary>What an update does with properties that are stored but not sent.</summary>
public enum TableUpdateMode
{
    /// <summary>They stay. A null property counts as not sent.</summary>
    Merge = 0,

    /// <summary>They go.</summary>
    Replace = 1,
}
