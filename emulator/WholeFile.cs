namespace Accounts.Emulator;

/// <summary>Files that are there as a whole or as they were before, whenever the process is killed.</summary>
internal static class WholeFile
{
    /// <summary>What is named so is not finished.</summary>
    public const string Draft = ".draft";

    /// <summary>Replaces a file. Callers see to it that one at a time does.</summary>
    public static void Write(string path, string content)
    {
        File.WriteAllText(path + Draft, content);
        File.Move(path + Draft, path, overwrite: true);
    }
}
