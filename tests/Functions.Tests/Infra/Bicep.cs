using System.Reflection;

namespace Accounts.Tests.Infra;

/// <summary>The Bicep compiler, from the package that the project file names.</summary>
internal static class Bicep
{
    /// <summary>The path of the program.</summary>
    public static readonly string Compiler = typeof(Bicep).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "BicepCompiler").Value!.Replace('\\', Path.DirectorySeparatorChar);

    /// <summary>The folder of the templates.</summary>
    public static string Folder => Path.Combine(Repository.Root, "infra");

    /// <summary>Runs one command for one environment.</summary>
    public static Task<Command> RunAsync(string environment, params string[] arguments) =>
        Command.RunAsync(Compiler, arguments, new Dictionary<string, string> { ["AZURE_ENV_NAME"] = environment });

    /// <summary>Runs a command and fails on any finding: the compiler may write nothing except the requested output.</summary>
    public static async Task<string> PassAsync(string environment, params string[] arguments)
    {
        var run = await RunAsync(environment, arguments);
        var clean = run.ExitCode == 0 && run.Errors.Length == 0;
        Assert.True(clean, $"bicep {string.Join(' ', arguments)} ends with {run.ExitCode}:\n{run.Errors}");
        return run.Output;
    }
}
