using System.Collections.Concurrent;
using System.Text;
using Accounts.Emulator.Neighbours;
using Azure;
using Azure.Communication.Email;

namespace Accounts.Emulator.Email;

/// <summary>
/// The folder that mails go to, one file each, named by operation id: a repeated send finds its file and makes no
/// second one, and a mail is found by its id without a search. Newest first is by the files' times.
/// </summary>
internal sealed class Outbox(string folder)
{
    public const string OperationIdHeader = "X-Operation-Id";

    // A client knows nothing but a connection string, so the host finds it by the folder.
    private static readonly ConcurrentDictionary<string, (TimeProvider Clock, NeighbourSettings Neighbours)> Hosts = new();

    private readonly string _folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));

    /// <summary>
    /// Until the answer is disposed, mails to this folder carry the time of <paramref name="clock"/> and meet with what the
    /// mail service is set to among the <paramref name="neighbours"/>.
    /// </summary>
    public IDisposable Follow(TimeProvider clock, NeighbourSettings neighbours)
    {
        Hosts[_folder] = (clock, neighbours);
        return new Following(_folder);
    }

    /// <exception cref="ArgumentException">The mail has nobody to go to or nothing to say.</exception>
    /// <exception cref="RequestFailedException">The mail service is set to take no mail, or none to this receiver.</exception>
    public async Task AddAsync(EmailMessage message, Guid operationId, CancellationToken cancellationToken)
    {
        var recipients = message.Recipients;
        if (recipients.To.Count + recipients.CC.Count + recipients.BCC.Count == 0)
            throw new ArgumentException("The mail has no recipients.", nameof(message));
        if (string.IsNullOrEmpty(message.Content.PlainText) && string.IsNullOrEmpty(message.Content.Html))
            throw new ArgumentException("The mail has no content.", nameof(message));

        var path = PathOf(operationId);
        if (File.Exists(path))
            return;
        var (clock, neighbours) = Hosts.GetValueOrDefault(_folder);
        if (neighbours is not null)
            MailService.Meet(neighbours, recipients.To.Concat(recipients.CC).Concat(recipients.BCC));
        var now = (clock ?? TimeProvider.System).GetUtcNow();
        Directory.CreateDirectory(_folder);
        var draft = Path.Combine(_folder, $"{Guid.NewGuid():N}.draft");
        await File.WriteAllBytesAsync(draft, EmlWriter.Write(message, operationId, now), cancellationToken);
        // The file system's own times are too coarse to tell mails apart that follow each other closely.
        File.SetLastWriteTimeUtc(draft, TimeProvider.System.GetUtcNow().UtcDateTime);
        try
        {
            File.Move(draft, path);
        }
        catch (IOException) when (File.Exists(path))
        {
            // The same send, at the same time; the other one was first.
            File.Delete(draft);
        }
    }

    /// <summary>All mails, newest first; only those to that address, when one is given.</summary>
    public IEnumerable<StoredMail> List(string? to = null) =>
        (Directory.Exists(_folder) ? new DirectoryInfo(_folder).GetFiles("*.eml") : [])
            .OrderByDescending(file => file.LastWriteTimeUtc)
            .Select(file => Read(file.FullName))
            .Where(mail => to is null || mail.To.Concat(mail.Cc).Concat(mail.Bcc).Contains(to, StringComparer.OrdinalIgnoreCase));

    /// <summary>Null when there is no such mail.</summary>
    public StoredMail? Find(Guid operationId) => File.Exists(PathOf(operationId)) ? Read(PathOf(operationId)) : null;

    private static StoredMail Read(string path) =>
        StoredMail.Parse(File.ReadAllText(path, Encoding.UTF8), Path.GetFileNameWithoutExtension(path), File.GetLastWriteTimeUtc(path));

    private string PathOf(Guid operationId) => Path.Combine(_folder, $"{operationId}.eml");

    private sealed class Following(string folder) : IDisposable
    {
        public void Dispose() => Hosts.TryRemove(folder, out _);
    }
}
