using Azure.Core;

namespace Accounts.Emulator.Transport;

/// <summary>An Azure service that the emulator replaces, with the same REST protocol.</summary>
internal interface ILocalService
{
    /// <summary>The host name in the service's address.</summary>
    string Host { get; }

    LocalResponse Answer(Request request, ReadOnlyMemory<byte> body);
}
