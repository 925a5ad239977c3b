using System.Globalization;
using System.Text.Json.Nodes;
using Accounts.Tests.Customers.AccountRequests;

namespace Accounts.Tests.Billing.Payments;

/// <summary>The payment provider, which sends signed webhooks.</summary>
internal static class PaymentMessages
{
    // From local.settings.sample.json.
    private const string Secret = "whsec_bG9jYWwgcGF5bWVudCBzZWNyZXQsIG5ldmVyIGRlcGxveWVk";

    /// <summary>Sends a message as the provider would.</summary>
    public static Task<Reply> SendAsync(App app, JsonNode message) => SendAsync(app, message.ToJsonString());

    /// <summary>Sends any body as a message.</summary>
    public static Task<Reply> SendAsync(App app, string body)
    {
        var id = "msg_" + Guid.NewGuid().ToString("N");
        var time = app.Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return Reply.GetAsync(
            app.Http, HttpMethod.Post, "/api/webhooks/payment", body, "application/json",
            ("webhook-id", id), ("webhook-timestamp", time), ("webhook-signature", ContactForm.Sign(Secret, $"{id}.{time}.{body}")));
    }
}
