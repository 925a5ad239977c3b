using Accounts.Emulator.Neighbours;
using Accounts.Emulator.Transport;
using Azure.Core.Pipeline;

namespace Accounts.Emulator.Email;

/// <summary>
/// The folder for mails, with one file per mail, named by operation id. So a repeated send finds the existing file, and a
/// mail is found by its id without a search. Lists are ordered by the files' times.
/// </summary>
/// <param name="folder">Created when it does not exist.</param>
/// <param name="clock">The clock for the date of mails; null: the system clock.</param>
/// <param name="neighbours">Has the behaviour of the mail service; null: it delivers.</param>
public sealed class Outbox(string folder, TimeProvider? clock = null, NeighbourSettings? neighbours = null)
{
    /// <summary>The connection string for a client whose options have <see cref="Transport"/>. The key is a dummy.</summary>
    public const string ConnectionString = $"endpoint=http://{HostName}/;accesskey=bm8gc2VjcmV0";

    internal const string HostName = "mail.emulator.localhost";

    private readonly string _folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));

    /// <summary>Connects mail clients to this outbox, and to no other local service.</summary>
    public HttpPipelineTransport Transport => new LocalTransport(new EmailService(this));

    /// <exception cref="EmailErrorException">The mail is not valid, or the service is set to refuse it.</exception>
    internal void Add(EmailRequest mail, Guid operationId)
    {
        var path = PathOf(operationId);
        if (File.Exists(path))
            return;
        if (neighbours is not null)
            MailService.ThrowIfSetTo(neighbours, mail.AllRecipients.Select(address => address.Email));
        using var message = MailFile.Compose(mail, operationId, (clock ?? TimeProvider.System).GetUtcNow());
        Directory.CreateDirectory(_folder);
        var draft = Path.Combine(_folder, $"{Guid.NewGuid():N}{WholeFile.Draft}");
        using (var file = File.Create(draft))
            message.WriteTo(MailFile.Format, file);
        // The file system's own times are too coarse to order mails that follow each other closely.
        File.SetLastWriteTimeUtc(draft, TimeProvider.System.GetUtcNow().UtcDateTime);
        try
        {
            File.Move(draft, path);
        }
        catch (IOException) when (File.Exists(path))
        {
            // A concurrent send with the same id was first.
            File.Delete(draft);
        }
    }

    /// <summary>All mails, newest first; only those to that address, when one is given.</summary>
    public IEnumerable<StoredMail> List(string? to = null) =>
        (Directory.Exists(_folder) ? new DirectoryInfo(_folder).GetFiles("*.eml") : [])
            .OrderByDescending(file => file.LastWriteTimeUtc)
            .Select(file => StoredMail.Read(file.FullName))
            .Where(mail => to is null || mail.To.Concat(mail.Cc).Concat(mail.Bcc).Contains(to, StringComparer.OrdinalIgnoreCase));

    /// <summary>Null when there is no such mail.</summary>
    public StoredMail? Find(Guid operationId) => Has(operationId) ? StoredMail.Read(PathOf(operationId)) : null;

    internal bool Has(Guid operationId) => File.Exists(PathOf(operationId));

    private string PathOf(Guid operationId) => Path.Combine(_folder, $"{operationId}.eml");
}
