namespace Accounts.Tests;

/// <summary>The files that tests compare with the code.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Accounts.Functions.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests must run below the top folder of the repository.");
        return folder.FullName;
    }
}
