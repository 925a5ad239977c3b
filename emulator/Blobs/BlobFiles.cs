using System.Text.RegularExpressions;

namespace Accounts.Emulator.Blobs;

/// <summary>
/// One folder per container, one file per blob. A blob is written to a temporary file, flushed to the disk and renamed,
/// so that a crash leaves the whole blob or none.
/// </summary>
internal sealed partial class BlobFiles
{
    private const string Extension = ".blob";

    // File systems allow 255 bytes for a name; the extension needs some of them.
    private const int MaxName = 240;

    private readonly string _folder;
    private long _space = long.MaxValue;

    public BlobFiles(string folder)
    {
        _folder = folder;
        Directory.CreateDirectory(folder);
        // Left behind by a process that was killed.
        foreach (var file in Directory.EnumerateFiles(folder, "*" + WholeFile.Draft, SearchOption.AllDirectories))
            File.Delete(file);
    }

    /// <summary>Limits how many more bytes can be written, to simulate a full disk.</summary>
    public void LimitSpace(long bytes) => _space = bytes;

    /// <returns>False when the container already exists.</returns>
    public bool AddContainer(string name)
    {
        var folder = FolderOf(name);
        if (Directory.Exists(folder))
            return false;
        Directory.CreateDirectory(folder);
        return true;
    }

    public bool HasContainer(string name) => Directory.Exists(FolderOf(name));

    public StoredBlob? Find(string container, string name)
    {
        var file = FileOf(container, name);
        return File.Exists(file) ? StoredBlob.Read(File.ReadAllBytes(file)) : null;
    }

    public void Put(string container, StoredBlob blob)
    {
        var file = FileOf(container, blob.Properties.Name);
        var unfinished = file + WholeFile.Draft;
        if (blob.Content.Length > _space)
            throw new IOException("There is not enough space on the disk.");
        _space -= blob.Content.Length;
        using (var stream = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            blob.WriteTo(stream);
            stream.Flush(flushToDisk: true);
        }

        File.Move(unfinished, file, overwrite: true);
    }

    public IEnumerable<StoredBlob> All() =>
        Directory.EnumerateFiles(_folder, "*" + Extension, SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(file => StoredBlob.Read(File.ReadAllBytes(file)));

    private string FolderOf(string container) => ContainerName().IsMatch(container)
        ? Path.Combine(_folder, container)
        : throw new BlobErrorException(BlobError.ContainerNameInvalid);

    // The name is escaped so that it cannot lead out of the folder.
    private string FileOf(string container, string name)
    {
        var escaped = Uri.EscapeDataString(name);
        return escaped.Length is > 0 and <= MaxName
            ? Path.Combine(FolderOf(container), escaped + Extension)
            : throw new BlobErrorException(BlobError.NameOutOfRange);
    }

    [GeneratedRegex(@"^(?=.{3,63}\z)[a-z0-9]+(-[a-z0-9]+)*\z")]
    private static partial Regex ContainerName();
}
