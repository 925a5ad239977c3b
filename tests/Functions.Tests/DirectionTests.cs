using System.Text.RegularExpressions;
using NetArchTest.Rules;

namespace Accounts.Tests;

/// <summary>The parts of the app know each other in one direction only.</summary>
public sealed partial class DirectionTests
{
    /// <summary>All parts; each may use those before it. Groups follow each other, so they have a direction too.</summary>
    private static readonly string[] Parts =
    [
        "Platform.Values", "Platform.Http", "Platform.Telemetry", "Platform.Storage", "Platform.Processes",
        "Platform.Mail", "Platform.Documents.Pdf", "Platform.Documents", "Platform.OpenApi",
        "Access.Rights", "Access", "Access.Tokens", "Access.Audit", "Access.Check", "Access.Service",
        "Customers.Organizations", "Customers.Members", "Customers.Invitations", "Customers.Me", "Customers.Contacts",
        "Customers.TaxIds", "Customers.SelfService", "Customers.AccountRequests", "Customers.Projects",
        "Sales.Taxes", "Sales.Catalog", "Sales.Orders", "Sales.Vendors", "Sales.Licenses", "Sales.Services",
        "Relations.Partners", "Relations.SubAccounts",
    ];

    /// <summary>What adds the parts of a group to the app has to know all of them, and nothing of the groups below.</summary>
    private static readonly string[] Groups = ["Platform", "Access", "Customers", "Sales", "Relations"];

    private static readonly Type[] AppTypes = [.. typeof(Program).Assembly.GetTypes().Where(type => type.Namespace?.StartsWith("Accounts", StringComparison.Ordinal) == true)];

    public static TheoryData<string> AllParts => new(Parts);

    [Fact]
    public void Every_type_stands_in_a_part()
    {
        var outside = AppTypes.Where(type => type.Namespace != "Accounts" && !IsGroup(type) && !Parts.Contains(PartOf(type.Namespace!)));
        Assert.Empty(outside.Select(type => type.FullName));
    }

    [Theory]
    [MemberData(nameof(AllParts))]
    public void A_part_uses_only_those_before_it(string part)
    {
        var later = Parts[(Array.IndexOf(Parts, part) + 1)..];
        var forbidden = AppTypes.Where(type => !type.IsNested && (later.Contains(PartOf(type.Namespace!)) || IsGroup(type))).Select(type => type.FullName!);
        var result = Types.InAssembly(typeof(Program).Assembly)
            .That().ResideInNamespaceMatching($"^Accounts\\.{Regex.Escape(part)}$").And().DoNotHaveNameMatching("^[A-Z][a-z]+Group$")
            .ShouldNot().HaveDependencyOnAny([.. forbidden])
            .GetResult();
        Assert.True(result.IsSuccessful, $"{part} uses what comes after it: {string.Join(", ", result.FailingTypeNames ?? [])}");
    }

    [Theory]
    [MemberData(nameof(AllParts))]
    public void A_part_names_only_those_before_it(string part)
    {
        // Constants and names of members leave no trace in the compiled code.
        var folder = Path.Combine(Repository.Root, "functions", part.Replace('.', Path.DirectorySeparatorChar));
        var allowed = Parts[..(Array.IndexOf(Parts, part) + 1)];
        var wrong =
            from file in Directory.EnumerateFiles(folder, "*.cs")
            where !Groups.Select(group => group + "Group.cs").Contains(Path.GetFileName(file))
            from Match used in Using().Matches(File.ReadAllText(file))
            where !allowed.Contains(used.Groups[1].Value)
            select $"{Path.GetFileName(file)}: {used.Value}";
        Assert.Empty(wrong);
    }

    [Fact]
    public void A_group_adds_its_own_parts_only()
    {
        var wrong =
            from name in Groups
            from Match used in Using().Matches(File.ReadAllText(Path.Combine(Repository.Root, "functions", name, name + "Group.cs")))
            where used.Groups[1].Value.Split('.')[0] != name
            select $"{name}: {used.Value}";
        Assert.Empty(wrong);
    }

    private static bool IsGroup(Type type) => Groups.Any(group => type.FullName == $"Accounts.{group}.{group}Group");

    private static string PartOf(string name) => name == "Accounts" ? "" : name["Accounts.".Length..];

    [GeneratedRegex(@"^using Accounts\.([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Using();
}
