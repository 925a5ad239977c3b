using System.Globalization;
using System.Text.Json.Nodes;
using Accounts.Tests.Customers.AccountRequests;

namespace Accounts.Tests.Sales.Vendors;

/// <summary>The license vendor, which sends signed webhooks.</summary>
internal static class VendorMessages
{
    /// <summary>From local.settings.sample.json.</summary>
    public const string Secret = "whsec_bG9jYWwgdmVuZG9yIHNlY3JldCwgbmV2ZXIgZGVwbG95ZWQ=";

    public static JsonObject About(string reference, string type = "licensesIssued") => new()
    {
        ["type"] = type,
        ["timestamp"] = "2027-03-01T11:00:00Z",
        ["data"] = new JsonObject { ["reference"] = reference },
    };

    /// <summary>Sends a message as the vendor would.</summary>
    public static Task<Reply> SendAsync(App app, JsonNode message, string? id = null, DateTimeOffset? at = null, string secret = Secret) =>
        SendAsync(app, message.ToJsonString(), id, at, secret);

    /// <summary>Sends any body as a message.</summary>
    public static Task<Reply> SendAsync(App app, string body, string? id = null, DateTimeOffset? at = null, string secret = Secret)
    {
        id ??= "msg_" + Guid.NewGuid().ToString("N");
        var time = (at ?? app.Now).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return Reply.GetAsync(
            app.Http, HttpMethod.Post, "/api/webhooks/vendor", body, "application/json",
            ("webhook-id", id), ("webhook-timestamp", time), ("webhook-signature", ContactForm.Sign(secret, $"{id}.{time}.{body}")));
    }
}
