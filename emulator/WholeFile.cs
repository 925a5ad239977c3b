namespace Accounts.Emulator;

/// <summary>Writes files so that a killed process leaves the whole new content or the old one.</summary>
internal static class WholeFile
{
    /// <summary>The suffix of files that are not finished.</summary>
    public const string Draft = ".draft";

    /// <summary>Replaces a file. Callers must do this one at a time.</summary>
    public static void Write(string path, string content)
    {
        File.WriteAllText(path + Draft, content);
        File.Move(path + Draft, path, overwrite: true);
    }
}
