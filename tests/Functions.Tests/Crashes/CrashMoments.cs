using System.Security.Cryptography;
using System.Text;
using Accounts.Emulator;

namespace Accounts.Tests.Crashes;

/// <summary>
/// Keeps copies of a data folder before and after each write: the state that a process killed there leaves behind. Moments with the
/// same state at the same time share one copy.
/// </summary>
/// <param name="folder">The folder of the host that is watched.</param>
/// <param name="clock">The clock of that host.</param>
internal sealed class CrashMoments(string folder, VirtualClock clock) : IDisposable
{
    private readonly TempFolder _copies = new();
    private readonly List<CrashMoment> _states = [];
    private readonly HashSet<string> _seen = [];
    private volatile bool _watching;
    private WriteWatch? _watch;

    public string Folder => folder;

    public VirtualClock Clock => clock;

    /// <summary>The watch for the host.</summary>
    public WriteWatch Watch => _watch ??= new WriteWatch(TakeSnapshot);

    /// <summary>The number of moments.</summary>
    public int Count { get; private set; }

    /// <summary>The states at the moments, each once.</summary>
    public IReadOnlyList<CrashMoment> States => _states;

    public void Begin() => _watching = true;

    public void End() => _watching = false;

    public void Dispose() => _copies.Dispose();

    // The watch calls this one at a time.
    private void TakeSnapshot()
    {
        if (!_watching)
            return;
        Count++;
        var now = clock.GetUtcNow();
        var files = Files();
        if (_seen.Add($"{now:O} {Digest(files)}"))
            _states.Add(new CrashMoment(Count, Copy(files), now));
    }

    private List<(string Name, byte[] Content, DateTime Written)> Files() =>
    [
        .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Where(IsKept)
            .Select(file => (Path.GetRelativePath(folder, file), Read(file), File.GetLastWriteTimeUtc(file))),
    ];

    // A lock ends with its process, and a draft is not read before it is renamed.
    private static bool IsKept(string file) =>
        Path.GetFileName(file) != "lock" && Path.GetExtension(file) != ".draft";

    private static byte[] Read(string file)
    {
        // Some are open for writing.
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }

    private static string Digest(List<(string Name, byte[] Content, DateTime Written)> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, content, _) in files)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{name} {content.Length} "));
            hash.AppendData(content);
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private string Copy(List<(string Name, byte[] Content, DateTime Written)> files)
    {
        var copy = Path.Combine(_copies.Path, $"{Count}");
        foreach (var (name, content, written) in files)
        {
            var file = Path.Combine(copy, name);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, content);
            // Mails are listed by this time.
            File.SetLastWriteTimeUtc(file, written);
        }

        return copy;
    }
}

/// <summary>The state that a process killed at a moment left behind.</summary>
/// <param name="Number">The number of the moment in the story, from 1.</param>
/// <param name="Folder">Its data folder, for the next host.</param>
/// <param name="Now">The time of the clock.</param>
internal sealed record CrashMoment(int Number, string Folder, DateTimeOffset Now);
