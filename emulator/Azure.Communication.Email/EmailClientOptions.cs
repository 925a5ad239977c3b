using Azure.Core;

namespace Azure.Communication.Email;

/// <summary>Options of a client that talks to the service.</summary>
public class EmailClientOptions : ClientOptions
{
    public EmailClientOptions(ServiceVersion version = ServiceVersion.V2025_09_01)
    {
        if (!Enum.IsDefined(version))
            throw new NotSupportedException($"The version {version} is not known.");
    }

    /// <summary>Versions of the service's interface.</summary>
    public enum ServiceVersion
    {
        V2021_10_01_Preview = 1,
        V2023_01_15_Preview = 2,
        V2023_03_31 = 3,
        V2024_07_01_Preview = 4,
        V2025_09_01 = 5,
    }
}
