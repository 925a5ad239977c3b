using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>Options of the pipeline to the Table service. The embedded store has no use for them.</summary>
public class TableClientOptions : ClientOptions
{
    /// <summary>Options for a version of the service's protocol.</summary>
    public TableClientOptions(ServiceVersion serviceVersion = ServiceVersion.V2020_12_06) =>
        VersionHeader = serviceVersion switch
        {
            ServiceVersion.V2019_02_02 => "2019-02-02",
            ServiceVersion.V2020_12_06 => "2020-12-06",
            _ => throw new ArgumentOutOfRangeException(nameof(serviceVersion)),
        };

    internal string VersionHeader { get; }

    /// <summary>Versions of the service's protocol.</summary>
#pragma warning disable CA1707 // The real package's names.
    public enum ServiceVersion
    {
        /// <summary>2019-02-02.</summary>
        V2019_02_02 = 1,

        /// <summary>2020-12-06, the first with identities.</summary>
        V2020_12_06 = 2,
    }
#pragma warning restore CA1707
}
