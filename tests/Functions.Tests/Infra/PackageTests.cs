namespace Accounts.Tests.Infra;

/// <summary>A package for Azure holds the app and nothing of development. <c>infra/check-package.sh</c> checks this.</summary>
public sealed class PackageTests
{
    [Fact]
    public async Task A_published_app_is_packed()
    {
        using var folder = Published();
        var check = await CheckAsync(folder);
        Assert.True(check.ExitCode == 0, check.Errors);
    }

    [Theory]
    [InlineData("Accounts.Emulator.dll")]
    [InlineData("Accounts.Emulator.deps.json")]
    [InlineData("Accounts.Functions.Tests.dll")]
    [InlineData("protos/host.proto")]
    [InlineData("Microsoft.Data.Sqlite.dll")]
    [InlineData("runtimes/linux-x64/native/libe_sqlite3.so")]
    [InlineData("local.settings.json")]
    [InlineData("local.settings.sample.json")]
    public async Task A_file_of_development_is_refused(string file)
    {
        using var folder = Published();
        Add(folder, file, "");
        var check = await CheckAsync(folder);
        Assert.Equal(1, check.ExitCode);
        Assert.Contains($"/{file} does not belong in a package", check.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_stand_in_for_the_mail_package_is_refused()
    {
        using var folder = Published();
        File.Copy(typeof(PackageTests).Assembly.Location, Path.Combine(folder.Path, "Azure.Communication.Email.dll"), overwrite: true);
        var check = await CheckAsync(folder);
        Assert.Equal(1, check.ExitCode);
        Assert.Contains("stand-in", check.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Azure.Communication.Email.dll")]
    [InlineData("Accounts.Functions.dll")]
    public async Task A_package_without_what_it_needs_is_refused(string file)
    {
        using var folder = Published();
        File.Delete(Path.Combine(folder.Path, file));
        Assert.Equal(1, (await CheckAsync(folder)).ExitCode);
    }

    [Fact]
    public void What_is_packed_was_checked()
    {
        var script = File.ReadAllText(Path.Combine(Bicep.Folder, "package.sh"));
        Assert.Matches("(?s)dotnet publish .*\ninfra/check-package.sh \"\\$out/app\"\n.*zip ", script);
    }

    private static Task<Command> CheckAsync(TempFolder folder) =>
        Command.RunAsync("bash", [Path.Combine(Bicep.Folder, "check-package.sh"), folder.Path]);

    // Another library of the Azure SDK serves as the mail package, because it names the same publisher.
    private static TempFolder Published()
    {
        var folder = new TempFolder();
        string[] app = ["Accounts.Functions", "Accounts.Functions.dll", "Accounts.Functions.deps.json", "Accounts.Functions.xml"];
        foreach (var file in app.Concat(["host.json", "Azure.Core.dll", ".azurefunctions/function.deps.json"]))
            Add(folder, file, "");
        File.Copy(typeof(Azure.Core.TokenCredential).Assembly.Location, Path.Combine(folder.Path, "Azure.Communication.Email.dll"));
        return folder;
    }

    private static void Add(TempFolder folder, string file, string text)
    {
        var path = Path.Combine(folder.Path, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
