using System.Globalization;
using System.Text;
using Accounts.Access;
using Accounts.Platform.Values;
using Accounts.Tests.Customers.Contacts;
using Accounts.Tests.Relations.Partners;
using Accounts.Tests.Relations.SubAccounts;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Hosting;

namespace Accounts.Tests.Access;

/// <summary>Calls every HTTP function of the app. A new function is covered automatically.</summary>
public sealed class AccessWalkTests
{
    /// <summary>Functions that are not part of the API, so that the OpenAPI document does not list them.</summary>
    private static readonly string[] WithoutOperation = ["DocsAsset"];

    private const string LoginColumn = "login of a contact";
    private const string PartnerColumn = "member of a partner";

    [Fact]
    public void Every_function_says_who_may_call_it() =>
        Assert.Empty(AppFunction.All.Where(function => function.Rule == Who.Nobody).Select(function => function.Name));

    [Fact]
    public void Every_function_is_documented_but_for_assets() =>
        Assert.Equal(WithoutOperation, AppFunction.All.Where(function => function.Operation is null).Select(function => function.Name));

    [Fact]
    public void A_rule_with_roles_of_members_stands_on_a_route_of_an_organization() =>
        Assert.Empty(
            AppFunction.All.Where(
                function => (function.Rule & Who.Member) != 0
                    && !function.IsOnOrganization
                    && !function.IsOnProcess
                    && !function.IsOnOrder).Select(function => function.Name));

    [Fact]
    public async Task Without_token_only_open_functions_answer()
    {
        await using var app = await App.StartAsync();
        foreach (var function in AppFunction.All)
        {
            var reply = await function.CallAsync(app.Http, function.Path(), user: null);
            if (function.IsOpen)
                Assert.True(reply.Status is not (401 or 403 or >= 500), $"{function} is open and answered {reply.Status}.");
            else
                Assert.True(reply is { Status: 401, Problem: "unauthenticated" }, $"{function} answered {reply.Status}.");
        }
    }

    [InProcessFact]
    public async Task An_organization_does_not_exist_for_those_outside_it()
    {
        await using var app = await App.StartAsync();
        var (hanna, hers) = await app.NewCustomerAsync();
        var (maxi, theirs) = await app.NewCustomerAsync(Forms.Swiss());
        var stranger = await app.SignInAsync();
        await stranger.GetAsync("/api/me");
        var before = app.Dump();
        var absent = hers == "1000000" ? "1000001" : "1000000";
        foreach (var function in AppFunction.All.Where(function => function.IsOnOrganization || function.IsOnProcess || function.IsOnOrder))
        {
            foreach (var (user, organizationId) in new[] { (maxi, hers), (hanna, theirs), (stranger, hers), (stranger, theirs), (hanna, absent) })
            {
                var reply = await function.CallAsync(app.Http, function.PathOn(organizationId), user);
                Assert.True(reply is { Status: 404, Problem: "not-found" }, $"{function} answered {reply.Status} to somebody outside.");
                Assert.DoesNotContain(organizationId, reply.Text, StringComparison.Ordinal);
            }
        }

        Assert.Equal(before, app.Dump());
    }

    [InProcessFact]
    public async Task What_is_no_customer_number_is_not_found_by_anybody_and_never_reaches_the_store()
    {
        await using var app = await App.StartAsync();
        User[] people = [(await app.NewCustomerAsync()).Owner, await app.OperatorAsync()];
        using var recording = app.Store.Operations.Record();
        foreach (var organizationId in (string[])["organization", "0123456", "1.234.567", "%201234567", "123%2F4567", "%23", "%3F", "%5C", "%C2%85", "%27%20or%20%27%27%20eq%20%27"])
        {
            foreach (var (user, function) in people.SelectMany(
                user =>
                    AppFunction.All.Where(
                        function => function.IsOnOrganization || function.IsOnOrder).Select(function => (user, function))))
            {
                var reply = await function.CallAsync(app.Http, function.PathOn(organizationId), user);
                Assert.True(reply is { Status: 404, Problem: "not-found" }, $"{function} answered {reply.Status} on {organizationId}.");
            }
        }

        Assert.Empty(recording.Operations);
    }

    /// <summary>
    /// Calls every function as each kind of user. A call stops after the access check and before the function, so that nothing is changed.
    /// The result is in docs/access.md, so that a review shows every change of rights.
    /// </summary>
    [InProcessFact]
    public async Task The_table_of_rights_is_as_documented()
    {
        var asking = false;
        await using var app = await App.StartAsync(adjust: builder => builder.UseMiddleware((context, next) =>
            asking && context.GetHttpContext() is { } http ? Results.NoContent().ExecuteAsync(http) : next()));
        var (owner, organizationId) = await app.NewCustomerAsync();
        var (elsewhere, _) = await app.NewCustomerAsync();
        var (main, mainId) = await app.NewCustomerAsync();
        await Locations.LinkAsync(app, new Customer(main, mainId), new Customer(owner, organizationId));
        // A login without permissions: where one would help, the table names it.
        var login = await app.SignInAsync();
        await owner.PostAsync(
            ContactCalls.Of(organizationId), ContactCalls.Mailbox("technical", login.Email).With("login", ContactCalls.Login()));
        await app.SettleAsync();
        await ContactCalls.AcceptAsync(login);
        // A partner whose only grant is for a product that no route is about: where another grant would help, the table names it.
        var partner = await Partnering.InAsync(app);
        await partner.JoinAsync(owner, organizationId, autoExtend: false, Partnering.Grant("telephony", "read"));
        (string Column, User? User)[] people =
        [
            ("no token", null),
            ("any user", await app.SignInAsync()),
            ("legal representative", owner),
            ("admin", await app.AddMemberAsync(organizationId, Role.Admin)),
            ("employee", await app.AddMemberAsync(organizationId, Role.Employee)),
            ("billing", await app.AddMemberAsync(organizationId, Role.Billing)),
            (LoginColumn, login),
            ("member of another organization", elsewhere),
            (PartnerColumn, await partner.EmployeeAsync()),
            ("billing of a partner", await partner.EmployeeAsync(Role.Billing)),
            ("member of the main account", main),
            ("operator", await app.OperatorAsync()),
        ];

        asking = true;
        var table = new StringBuilder("""
            # Who may do what

            Every route of the API, called by every kind of user. `yes`: the access check lets the request through to the function.
            `401`: a token is needed. `403`: the role does not include this. `404`: for this caller, the organization does not exist.
            The login of a contact has permissions instead of a role; the table names the permission that a route needs.
            Legal representatives, admins and employees of a partner have what the customer granted; the table names the product and right
            that a route needs. Functions may check more, such as that the e-mail address is verified. The process in the table belongs to
            the organization, such as an invitation. Processes without an organization (requests for accounts) are for operators only.

            Generated by a test that calls all functions; it fails when this page is out of date. To generate it again:
            `UPDATE_DOCS=1 dotnet test tests/Functions.Tests --filter The_table_of_rights_is_as_documented`


            """);
        table.AppendLine(CultureInfo.InvariantCulture, $"| route | {string.Join(" | ", people.Select(person => person.Column))} |");
        table.AppendLine(CultureInfo.InvariantCulture, $"| --- |{string.Concat(people.Select(_ => " --- |"))}");
        foreach (var function in AppFunction.All)
        {
            List<string> cells = [];
            foreach (var (column, user) in people)
            {
                var reply = await function.CallAsync(app.Http, function.PathOn(organizationId), user);
                var cell = reply.Status is 401 or 403 or 404 ? reply.Status.ToString(CultureInfo.InvariantCulture) : "yes";
                cells.Add((column, reply.Status) switch
                {
                    (LoginColumn, 403) when function.Permission is { } needed => $"`{EnumNames.Of(needed)}`",
                    (PartnerColumn, 403) when function.Granted is { } right =>
                        $"`{EnumNames.Of(right.Product)}:{EnumNames.Of(right.Right)}`",
                    _ => cell,
                });
            }

            table.AppendLine(CultureInfo.InvariantCulture, $"| {function} | {string.Join(" | ", cells)} |");
        }

        AssertDocumented("docs/access.md", table.ToString());
    }

    private static void AssertDocumented(string file, string text)
    {
        var path = Path.Combine(Repository.Root, file);
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text.ReplaceLineEndings("\n"));
        }

        var documented = File.Exists(path) ? File.ReadAllText(path) : "";
        Assert.True(
            documented.ReplaceLineEndings("\n") == text.ReplaceLineEndings("\n"),
            $"{file} is not up to date. Check whether the change of rights is intended; if so, run this test with the environment variable "
                + $"UPDATE_DOCS=1 and commit the file. Now:\n{text}");
    }
}
