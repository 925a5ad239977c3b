using System.Text.RegularExpressions;
using NetArchTest.Rules;

namespace Accounts.Tests;

/// <summary>The parts of the app depend on each other in one direction only.</summary>
public sealed partial class DirectionTests
{
    /// <summary>All parts. Each may use only those before it. The groups are in order too.</summary>
    private static readonly string[] Parts =
    [
        "Platform.Fonts", "Platform.Values", "Platform.Http", "Platform.Telemetry", "Platform.Storage", "Platform.Processes",
        "Platform.Mail", "Platform.Documents", "Platform.OpenApi",
        "Access.Rights", "Access", "Access.Tokens", "Access.Audit", "Access.Check", "Access.Service", "Access.Work",
        "Customers.Organizations", "Customers.Search", "Customers.Members", "Customers.Invitations", "Customers.Me", "Customers.Contacts",
        "Customers.TaxIds", "Customers.SelfService", "Customers.AccountRequests", "Customers.Projects",
        "Sales.Taxes", "Sales.Catalog", "Sales.Orders", "Sales.Vendors", "Sales.Licenses", "Sales.Services",
        "Relations.Partners", "Relations.SubAccounts",
        "Billing.Documents",
        "Billing.EInvoices",
        "Billing.Charges",
        "Billing.Subscriptions",
        "Billing.Invoices",
        "Billing.Runs",
        "Billing.Payments",
        "Billing.Reports",
        "Extranet.Opening", "Extranet.Reports", "Extranet.Projects", "Extranet.Budgets", "Extranet.Charts",
    ];

    /// <summary>The class that adds the parts of a group may use all of them, but nothing of other groups.</summary>
    private static readonly string[] Groups = ["Platform", "Access", "Customers", "Sales", "Relations", "Billing", "Extranet"];

    private static readonly Type[] AppTypes =
        [.. typeof(Program).Assembly.GetTypes().Where(type => type.Namespace?.StartsWith("Accounts", StringComparison.Ordinal) == true)];

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
        var forbidden = AppTypes
            .Where(type => !type.IsNested && (later.Contains(PartOf(type.Namespace!)) || IsGroup(type)))
            .Select(type => type.FullName!);
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
        // Constants, names of members and arguments of attributes leave no trace in the compiled code that the test above reads.
        var folder = Path.Combine(Repository.Root, "functions", part.Replace('.', Path.DirectorySeparatorChar));
        var allowed = Parts[..(Array.IndexOf(Parts, part) + 1)];
        var wrong =
            from file in Directory.EnumerateFiles(folder, "*.cs")
            where !Groups.Any(name => Path.GetFileName(file) == name + "Group.cs")
            from line in File.ReadLines(file)
            where !line.TrimStart().StartsWith("//", StringComparison.Ordinal)
            from Match named in Named().Matches(line)
            let other = Parts
                .Where(known => (named.Groups[1].Value + ".").StartsWith(known + ".", StringComparison.Ordinal))
                .MaxBy(known => known.Length)
            where other is not null && !allowed.Contains(other)
            select $"{Path.GetFileName(file)}: {line.Trim()}";
        Assert.Empty(wrong);
    }

    [Fact]
    public void A_group_adds_its_own_parts_only()
    {
        var wrong =
            from name in Groups
            from Match used in Named().Matches(File.ReadAllText(Path.Combine(Repository.Root, "functions", name, name + "Group.cs")))
            where used.Value.StartsWith("Accounts.", StringComparison.Ordinal) && used.Groups[1].Value.Split('.')[0] != name
            select $"{name}: {used.Value}";
        Assert.Empty(wrong);
    }

    private static bool IsGroup(Type type) => Groups.Any(name => type.FullName == $"Accounts.{name}.{name}Group");

    private static string PartOf(string name) => name == "Accounts" ? "" : name["Accounts.".Length..];

    // Accounts.Sales.Orders, or Sales.Orders as code within the app can write it.
    [GeneratedRegex(@"(?<![\w.""])(?:Accounts\.)?((?:Platform|Access|Customers|Sales|Relations|Billing|Extranet)(?:\.[A-Z]\w*)+)")]
    private static partial Regex Named();
}
