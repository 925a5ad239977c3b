using System.Text.RegularExpressions;

namespace Accounts.Emulator.Blobs;

/// <summary>
/// The files: a folder per container, a file per blob. A blob is written to a temporary file, flushed to the disk and renamed,
/// so that whatever happens there is the whole blob or none.
/// </summary>
internal sealed partial class BlobFiles
{
    private const string Extension = ".blob";

    // File systems take 255 bytes, of which the ending needs some.
    private const int MaxName = 240;

    private readonly string _folder;
    private long _space = long.MaxValue;

    public BlobFiles(string folder)
    {
        _folder = folder;
        Directory.CreateDirectory(folder);
        // Of a process that was killed.
        foreach (var file in Directory.EnumerateFiles(folder, "*" + WholeFile.Draft, SearchOption.AllDirectories))
            File.Delete(file);
    }

    /// <summary>Lets so many bytes more be written, as a disk without space would.</summary>
    public void LimitSpace(long bytes) => _space = bytes;

    /// <returns>False when there is one.</returns>
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

    // Escaped, so that no name leads out of the folder.
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
