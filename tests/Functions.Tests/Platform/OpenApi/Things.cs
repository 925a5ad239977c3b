using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Accounts.Access;
using Accounts.Tests.Billing;
using Accounts.Tests.Billing.Payments;
using Accounts.Tests.Billing.Subscriptions;
using Accounts.Tests.Customers.AccountRequests;
using Accounts.Tests.Relations.Partners;
using Accounts.Tests.Relations.SubAccounts;
using Accounts.Tests.Sales.Catalog;
using Accounts.Tests.Sales.Licenses;
using Accounts.Tests.Sales.Orders;
using Accounts.Tests.Sales.Services;
using Accounts.Tests.Sales.Vendors;

namespace Accounts.Tests.Platform.OpenApi;

/// <summary>Values for routes and bodies, and callers, for tests that call all operations.</summary>
internal sealed partial class Things(App app)
{
    private (User Owner, Dictionary<string, string> Values)? _toRead;

    /// <summary>The user who calls a route. Some routes are for operators, or for the person who is invited.</summary>
    public async Task<User> CallerAsync(string path, JsonNode operation, User owner, Dictionary<string, string> values) =>
        ForOperators(operation) ? await app.OperatorAsync()
        : path.StartsWith("/invitations/{token}/", StringComparison.Ordinal) ? await app.SignInAsync(values["email"])
        : owner;

    /// <summary>Replaces the ids of an example, which do not exist, with ids that the test has made.</summary>
    public static void NameWhatExists(JsonNode? example, Dictionary<string, string> values)
    {
        foreach (var id in example?
            .AsObject()
            .Select(field => field.Key)
            .Where(key => key.EndsWith("Id", StringComparison.Ordinal) && values.ContainsKey(key))
            .ToList()
            ?? [])
            example![id] = values[id];
    }

    public Task<Reply> SendSignedAsync(string path, JsonObject example, Dictionary<string, string> values)
    {
        if (path == "/webhooks/contact-form")
            return ContactForm.SendAsync(app, example);
        if (path == "/webhooks/payment")
        {
            example["charge"] = values["charge"];
            example["reference"] = $"{values["organizationId"]}/{values["invoiceId"]}/1";
            return PaymentMessages.SendAsync(app, example);
        }

        example["data"]!["reference"] = values["orderId"] + "-1";
        return VendorMessages.SendAsync(app, example);
    }

    public static bool ForOperators(JsonNode operation) =>
        operation["description"]!.GetValue<string>().EndsWith("Allowed: operator.", StringComparison.Ordinal);

    /// <summary>Makes one object for each id in routes. All requests that only read share one set.</summary>
    public async Task<(User Owner, Dictionary<string, string> Values)> MakeAsync(string verb, string path) =>
        verb == "get" ? _toRead ??= await MakeAsync("{invoice}{subscriptionId}/extranet/{recordId}.pdf") : await MakeAsync(path);

    /// <summary>Makes one object for each id in routes.</summary>
    public async Task<(User Owner, Dictionary<string, string> Values)> MakeAsync(string path)
    {
        var (owner, id) = await app.NewCustomerAsync();
        var employee = await app.AddMemberAsync(id, Role.Employee);
        var email = App.NewEmail();
        var invitation = await owner.PostAsync(
            $"/api/organizations/{id}/invitations", new JsonObject { ["email"] = email, ["role"] = "employee" });
        var request = await ContactForm.SendAsync(app, ContactForm.Message());
        // A partner with a customer, and itself the customer of another partner.
        await Partnering.StatusAsync(app, id, isPartner: true);
        var (managed, managedId) = await app.NewCustomerAsync();
        var customer = await owner.PostAsync($"/api/organizations/{id}/customers", Partnering.Request(managed.Email));
        var customerId = customer.Json["id"]!.GetValue<string>();
        await managed.SendAsync(
            HttpMethod.Post,
            $"/api/invitations/{app.TokenOf(id, customerId)}/accept",
            Partnering.Granting(managedId, Partnering.Grant("cloud", "read")).ToJsonString());
        var partner = await Partnering.InAsync(app);
        await partner.JoinAsync(owner, id, autoExtend: false, Partnering.Grant("cloud", "read"));
        var project = await owner.PostAsync($"/api/organizations/{id}/projects", new JsonObject { ["name"] = "A" });
        var contact = await owner.PostAsync(
            $"/api/organizations/{id}/contacts", new JsonObject { ["group"] = "invoices", ["email"] = "rechnungen@palmer.example" });
        await Products.PutAllAsync(app);
        // Licenses cannot be cancelled once their purchase has started, and before that there are none.
        var form = path.EndsWith("/cancel", StringComparison.Ordinal)
            ? Ordering.Form().With("procureOn", "2027-04-01")
            : Ordering.Form().With("technicalContact/vendorAccount", "palmer-tech");
        var order = await Ordering.PlaceAsync(app, owner, id, form);
        var ops = await app.OperatorAsync();
        var appointment = await ops.PostAsync(order + "/appointments", Working.Appointment());
        // An order with recorded work cannot be cancelled.
        var record = path.Contains("{recordId}", StringComparison.Ordinal)
            ? await Working.SubmitAsync(app, ops, order, Working.Record(line: 2))
            : "";
        if (path.EndsWith("{recordId}.pdf", StringComparison.Ordinal))
        {
            await owner.SendAsync(HttpMethod.Post, record + "/accept");
            await app.SettleAsync();
        }

        var subscription = path.Contains("{subscriptionId}", StringComparison.Ordinal) ? await SubscribeAsync(owner, id) : "";
        var (location, subAccount) = await app.NewCustomerAsync(Forms.Account().With("invoiceEmail", "standort@palmer.example"));
        await Locations.LinkAsync(app, new Customer(owner, id), new Customer(location, subAccount));
        var billed = await Billed.OfAsync(app, id, path);
        var extranet = path.Contains("/extranet/", StringComparison.Ordinal) ? await ExtranetAsync(owner, ops, id) : [];
        return (owner, new(extranet)
        {
            ["chargeId"] = billed.ChargeId,
            ["runId"] = billed.RunId,
            ["day"] = "2027-03-01",
            ["invoice"] = billed.Invoice,
            ["invoiceId"] = billed.InvoiceId,
            ["charge"] = "ch_0001",
            ["sku"] = Products.DataCenter,
            ["orderId"] = order.Split('/')[^1],
            ["licenseId"] = "001-0001",
            ["appointmentId"] = appointment.Json["id"]!.GetValue<string>(),
            ["recordId"] = record.Split('/')[^1],
            ["subscriptionId"] = subscription,
            ["organizationId"] = id,
            ["subAccountId"] = subAccount,
            ["email"] = email,
            ["userId"] = (await employee.GetAsync("/api/me")).Json["user"]!["id"]!.GetValue<string>(),
            ["projectId"] = project.Json["id"]!.GetValue<string>(),
            ["customerId"] = customerId,
            ["partnerId"] = partner.PartnerId,
            ["contactId"] = contact.Json["id"]!.GetValue<string>(),
            ["invoiceContactId"] = contact.Json["id"]!.GetValue<string>(),
            ["invitationId"] = invitation.Json["id"]!.GetValue<string>(),
            ["token"] = app.TokenOf(id, invitation.Json["id"]!.GetValue<string>()),
            ["processId"] = invitation.Json["links"]!["process"]!.GetValue<string>().Split('/')[^1],
            ["requestId"] = request.Json["id"]!.GetValue<string>(),
        });
    }

    private async Task<string> SubscribeAsync(User owner, string id)
    {
        await (await app.OperatorAsync()).PutAsync("/api/catalog/" + Subscribing.Sku, Subscribing.Product(), ifMatch: null);
        var order = await Ordering.PlaceAsync(app, owner, id, Licensing.Form(known: true, procureOn: null, (Subscribing.Sku, 1)));
        return order.Split('/')[^1] + "-line-001";
    }

    /// <summary>An extranet with a report and a budget.</summary>
    private async Task<Dictionary<string, string>> ExtranetAsync(User owner, User ops, string id)
    {
        var extranet = $"/api/organizations/{id}/extranet";
        await owner.PutAsync(extranet, new JsonObject { ["enabled"] = true }, "*");
        var report = await ops.PostAsync(extranet + "/reports", Accounts.Tests.Extranet.Area.Report());
        var order = await Ordering.PlaceAsync(app, owner, id, Ordering.Form((Products.Hours, 2)));
        var budget = await ops.PostAsync(extranet + "/budgets", Accounts.Tests.Extranet.BudgetTests.Form(order, hours: 10));
        var attached = await Accounts.Tests.Extranet.Area.AttachAsync(
            (app, ops), report.Headers.Location!.OriginalString, "a;b"u8.ToArray(), ("text/csv", null, null));
        return new()
        {
            ["attachmentId"] = attached.Headers.Location!.OriginalString.Split('/')[^1],
            ["reportId"] = report.Json["id"]!.GetValue<string>(),
            ["budgetId"] = budget.Json["budget"]!["id"]!.GetValue<string>(),
            ["version"] = "1",
        };
    }

    public static string Fill(string path, Dictionary<string, string> values) => "/api" + PathParameter().Replace(path, match =>
        values.TryGetValue(match.Groups[1].Value, out var value)
            ? value
            : throw new InvalidOperationException(
                $"This test does not know what to put for {match.Value}; add it to {nameof(MakeAsync)}."));

    /// <summary>Sends a signed message with any body.</summary>
    public Task<Reply> SendSignedAsync(string path, string body) => path switch
    {
        "/webhooks/contact-form" => ContactForm.SendAsync(app, body),
        "/webhooks/payment" => PaymentMessages.SendAsync(app, body),
        _ => VendorMessages.SendAsync(app, body),
    };

    /// <summary>
    /// Values for nearly every operation. The token is that of a partner's request, the only kind of invitation accepted with a body.
    /// </summary>
    public async Task<(User Owner, Dictionary<string, string> Values)> MakeForAllAsync()
    {
        var (owner, values) = await MakeAsync("{recordId}{invoice}{subscriptionId}/extranet/");
        values["email"] = App.NewEmail();
        var asked = await owner.PostAsync($"/api/organizations/{values["organizationId"]}/customers", Partnering.Request(values["email"]));
        values["token"] = app.TokenOf(values["organizationId"], asked.Json["id"]!.GetValue<string>());
        return (owner, values);
    }

    /// <summary>The schema behind a reference, or behind a schema that allows null.</summary>
    public static JsonNode Resolve(JsonNode document, JsonNode schema) =>
        schema["anyOf"] is JsonArray either ? Resolve(document, either[0]!)
        : schema["$ref"]?.GetValue<string>() is { } reference ? reference.Split('/')[1..].Aggregate(document, (node, name) => node[name]!)
        : schema;

    /// <summary>The type of a schema, without null.</summary>
    public static string? TypeOf(JsonNode schema) => (schema["type"] is JsonArray types ? types[0] : schema["type"])?.GetValue<string>();

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex PathParameter();
}
