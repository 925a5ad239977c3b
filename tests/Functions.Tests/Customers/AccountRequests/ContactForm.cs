using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Accounts.Customers.AccountRequests;
using Accounts.Platform.Values;

namespace Accounts.Tests.Customers.AccountRequests;

/// <summary>The provider's site, which sends its contact form as signed webhooks.</summary>
internal static class ContactForm
{
    /// <summary>From local.settings.sample.json.</summary>
    public const string Secret = "whsec_bG9jYWwgZGV2ZWxvcG1lbnQgc2VjcmV0LCBuZXZlciBkZXBsb3llZA==";

    public static JsonObject Message(string? email = null) =>
        JsonSerializer.SerializeToNode(ContactFormMessage.Example, Json.Options)!.AsObject().With("email", email ?? App.NewEmail("claire"));

    /// <summary>Sends a message as the site would. A test can make each part of the signature wrong.</summary>
    public static Task<Reply> SendAsync(
        App app, string body, string? id = null, DateTimeOffset? at = null, string? secret = null, string? signature = null)
    {
        id ??= "msg_" + Guid.NewGuid().ToString("N");
        var time = (at ?? app.Now).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        signature ??= Sign(secret ?? Secret, $"{id}.{time}.{body}");
        return Reply.GetAsync(
            app.Http, HttpMethod.Post, "/api/webhooks/contact-form", body, "application/json",
            ("webhook-id", id), ("webhook-timestamp", time), ("webhook-signature", signature));
    }

    public static Task<Reply> SendAsync(App app, JsonObject message, string? id = null) => SendAsync(app, message.ToJsonString(), id);

    public static string Sign(string secret, string content) =>
        "v1," + Convert.ToBase64String(
            HMACSHA256.HashData(Convert.FromBase64String(secret["whsec_".Length..]), Encoding.UTF8.GetBytes(content)));
}
