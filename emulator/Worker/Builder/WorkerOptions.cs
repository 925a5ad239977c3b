using Azure.Core.Serialization;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Settings of the worker that an app may change in code.</summary>
public class WorkerOptions
{
    /// <summary>Reads parameters and writes answers that are JSON; default: System.Text.Json, names in any case.</summary>
    public ObjectSerializer? Serializer { get; set; }

    public InputConverterCollection InputConverters { get; } = [];

    /// <summary>What the worker tells its host that it can do.</summary>
    public IDictionary<string, string> Capabilities { get; } = new Dictionary<string, string>();
}
