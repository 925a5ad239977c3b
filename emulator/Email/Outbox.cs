using Azure.Communication.Email;

namespace Accounts.Emulator.Email;

internal sealed class Outbox(string folder)
{
    public Task AddAsync(EmailMessage message, Guid operationId, CancellationToken cancellationToken) => Task.CompletedTask;
    public string Folder => folder;
}
