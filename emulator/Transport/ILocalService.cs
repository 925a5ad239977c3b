using Azure.Core;

namespace Accounts.Emulator.Transport;

/// <summary>A service of Azure that the emulator stands in for, by its REST protocol.</summary>
internal interface ILocalService
{
    /// <summary>The host name in the service's address.</summary>
    string Host { get; }

    LocalResponse Answer(Request request, ReadOnlyMemory<byte> body);
}
