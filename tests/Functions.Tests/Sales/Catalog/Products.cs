using System.Text.Json;
using System.Text.Json.Nodes;
using Accounts.Platform.Values;
using Accounts.Sales.Catalog;

namespace Accounts.Tests.Sales.Catalog;

/// <summary>Products that tests order.</summary>
internal static class Products
{
    /// <summary>A license with keys, 2,490.00.</summary>
    public const string DataCenter = "TICKETS-DC-50";

    /// <summary>A license without keys, 120.50.</summary>
    public const string Cloud = "WIKI-CLOUD-10";

    /// <summary>Work by the hour, 140.00.</summary>
    public const string Hours = "CONSULTING-HOUR";

    /// <summary>Work for a fixed price at the reduced rate, 1,999.99.</summary>
    public const string Setup = "SETUP-FIXED";

    /// <summary>A product that accounts consist of, 49.00.</summary>
    public const string Trunk = "SIP-TRUNK-30";

    /// <summary>The address at which the team is notified.</summary>
    public const string TeamEmail = "netzwerk@provider.example";

    /// <summary>The body of a license, as the documentation shows it.</summary>
    public static JsonObject License() => JsonSerializer.SerializeToNode(ProductForm.Example, Json.Options)!.AsObject();

    public static JsonObject CloudLicense() => License()
        .With("name", Name("Wiki Cloud, 10 Benutzer", "Wiki Cloud, 10 users"))
        .With("deployment", "cloud")
        .With("vendor/productCode", "wiki-cloud-10")
        .With("prices", new JsonArray(PriceFrom("2026-01-01", 12_050)));

    public static JsonObject Service(string unit = "hour", long price = 14_000, string taxClass = "standard", string team = TeamEmail) =>
        new()
        {
            ["name"] = Name("Beratung Netzwerk", "Network consulting"),
            ["kind"] = "service",
            ["team"] = new JsonObject { ["name"] = "Netzwerk", ["email"] = team },
            ["unit"] = unit,
            ["taxClass"] = taxClass,
            ["prices"] = new JsonArray(PriceFrom("2026-01-01", price)),
        };

    public static JsonObject Account() => new()
    {
        ["name"] = Name("SIP-Trunk, 30 Kanäle", "SIP trunk, 30 channels"),
        ["kind"] = "account",
        ["unit"] = "account",
        ["taxClass"] = "standard",
        ["prices"] = new JsonArray(PriceFrom("2026-01-01", 4_900)),
    };

    public static JsonObject PriceFrom(string day, long amount, string currency = "EUR") =>
        new() { ["validFrom"] = day, ["unitPrice"] = amount, ["currency"] = currency };

    /// <summary>Puts the usual products into the catalog.</summary>
    public static async Task PutAllAsync(App app)
    {
        var ops = await app.OperatorAsync();
        (string Sku, JsonObject Form)[] all =
        [
            (DataCenter, License()), (Cloud, CloudLicense()), (Hours, Service()), (Trunk, Account()),
            (Setup, Service("fixed", 199_999, "reduced").With("name", Name("Einrichtung vor Ort", "Setup on site"))),
        ];
        foreach (var (sku, form) in all)
        {
            var reply = await ops.PutAsync("/api/catalog/" + sku, form, ifMatch: null);
            Assert.True(reply.Status is 201 or 428, reply.Text);
        }
    }

    private static JsonObject Name(string german, string english) => new() { ["de"] = german, ["en"] = english };
}
