using System.Text.Json.Nodes;
using Accounts.Platform.Values;
using Accounts.Sales.Catalog;
using Accounts.Sales.Taxes;

namespace Accounts.Tests.Sales.Catalog;

public sealed class CatalogTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private readonly App _app = shared.App;

    [Fact]
    public async Task An_operator_makes_a_product_that_everybody_can_read()
    {
        var ops = await _app.OperatorAsync();
        var path = "/api/catalog/" + NewSku();

        var made = await ops.PutAsync(path, Products.License(), ifMatch: null);
        var seen = await (await _app.SignInAsync()).GetAsync(path);

        Assert.Equal((201, 200), (made.Status, seen.Status));
        // Operators see more of it; the version is the same.
        Assert.Equal(made.ETag![..made.ETag!.LastIndexOf('-')], seen.ETag![..seen.ETag!.LastIndexOf('-')]);
        Assert.Equal(249_000, seen.Json["unitPrice"]!.GetValue<long>());
        Assert.Equal(("license", "dataCenter", "license"), (Text(seen, "kind"), Text(seen, "deployment"), Text(seen, "unit")));
    }

    [Fact]
    public async Task Vendors_teams_and_prices_to_come_are_for_operators_only()
    {
        var ops = await _app.OperatorAsync();
        var path = "/api/catalog/" + NewSku();
        await ops.PutAsync(path, Products.License(), ifMatch: null);

        foreach (var field in (string[])["vendor", "prices"])
        {
            Assert.Null((await (await _app.SignInAsync()).GetAsync(path)).Json[field]);
            Assert.NotNull((await ops.GetAsync(path)).Json[field]);
        }
    }

    [Fact]
    public async Task Nobody_else_changes_the_catalog()
    {
        var (owner, _) = await _app.NewCustomerAsync();

        Assert.Equal(403, (await owner.PutAsync("/api/catalog/" + NewSku(), Products.License(), null)).Status);
    }

    [Fact]
    public async Task A_change_needs_the_version_that_was_read()
    {
        var ops = await _app.OperatorAsync();
        var path = "/api/catalog/" + NewSku();
        Assert.Equal((412, "changed-meanwhile"), Seen(await ops.PutAsync(path, Products.License(), "\"1\"")));
        var first = (await ops.PutAsync(path, Products.License(), null)).ETag;

        Assert.Equal((428, "precondition-required"), Seen(await ops.PutAsync(path, Products.License(), null)));
        var second = await ops.PutAsync(path, Products.License(), first);
        Assert.Equal(200, second.Status);
        Assert.NotEqual(first, second.ETag);
        Assert.Equal((412, "changed-meanwhile"), Seen(await ops.PutAsync(path, Products.License(), first)));
    }

    [Fact]
    public async Task A_price_to_come_can_be_added_and_counts_from_its_day()
    {
        var ops = await _app.OperatorAsync();
        var path = "/api/catalog/" + NewSku();
        var made = await ops.PutAsync(path, Products.License(), null);

        var form = Products.License();
        form["prices"]!.AsArray().Add(Products.PriceFrom("2027-03-02", 260_000));
        var changed = await ops.PutAsync(path, form, made.ETag);

        Assert.Equal(200, changed.Status);
        Assert.Equal(249_000, changed.Json["unitPrice"]!.GetValue<long>());
        Assert.Equal(2, changed.Json["prices"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("""[{"validFrom":"2026-01-01","unitPrice":1,"currency":"EUR"}]""")]
    [InlineData("""[{"validFrom":"2027-03-02","unitPrice":249000,"currency":"EUR"}]""")]
    [InlineData(
        """[{"validFrom":"2026-01-01","unitPrice":249000,"currency":"EUR"},"""
        + """{"validFrom":"2026-02-01","unitPrice":1,"currency":"EUR"}]""")]
    public async Task Prices_that_have_begun_never_change(string prices)
    {
        var ops = await _app.OperatorAsync();
        var path = "/api/catalog/" + NewSku();
        await ops.PutAsync(path, Products.License(), null);

        var reply = await ops.PutAsync(path, Products.License().With("prices", JsonNode.Parse(prices)), "*");

        Assert.Equal((409, "past-prices-stay"), Seen(reply));
        Assert.Equal(249_000, (await ops.GetAsync(path)).Json["unitPrice"]!.GetValue<long>());
    }

    [Fact]
    public async Task What_a_price_is_for_never_changes()
    {
        var ops = await _app.OperatorAsync();
        var path = "/api/catalog/" + NewSku();
        await ops.PutAsync(path, Products.License(), null);

        Assert.Equal((409, "product-is-fixed"), Seen(await ops.PutAsync(path, Products.CloudLicense(), "*")));
        Assert.Equal((409, "product-is-fixed"), Seen(await ops.PutAsync(path, Products.Service(), "*")));
    }

    [Theory]
    [InlineData("prorated", "true", "prorated")]
    [InlineData("noticeDays", "0", "noticeDays")]
    [InlineData("minimumTerm", "12", "minimumTerm")]
    [InlineData("name", null, "name")]
    [InlineData("name/en", null, "name/en")]
    [InlineData("name/de", "\"製品\"", "name/de")]
    [InlineData("kind", null, "kind")]
    [InlineData("unit", "\"hour\"", "unit")]
    [InlineData("unit", null, "unit")]
    [InlineData("deployment", null, "deployment")]
    [InlineData("vendor", null, "vendor")]
    [InlineData("vendor/productCode", "\"\"", "vendor/productCode")]
    [InlineData("team", """{"name":"A","email":"a@b.example"}""", "team")]
    [InlineData("taxClass", null, "taxClass")]
    [InlineData("prices", "[]", "prices")]
    [InlineData("prices", """[{"validFrom":"2026-01-01","unitPrice":-1,"currency":"EUR"}]""", "prices/0/unitPrice")]
    [InlineData("prices", """[{"validFrom":"2026-01-01","unitPrice":1,"currency":"CHF"}]""", "prices/0/currency")]
    [InlineData("prices", """[{"unitPrice":1,"currency":"EUR"}]""", "prices/0/validFrom")]
    public async Task A_wrong_field_is_named(string field, string? value, string place)
    {
        var form = Products.License().With(field, value is null ? null : JsonNode.Parse(value));

        var reply = await (await _app.OperatorAsync()).PutAsync("/api/catalog/" + NewSku(), form, null);

        Assert.Equal((422, "invalid-fields"), Seen(reply));
        Assert.Equal(["#/" + place], reply.Fields);
    }

    [Theory]
    [InlineData("noticeDays", 366)]
    [InlineData("noticeDays", -1)]
    [InlineData("minimumTerm", 61)]
    [InlineData("minimumTerm", -1)]
    public async Task Terms_of_a_recurring_price_have_limits(string field, int value)
    {
        var form = Products.License().With("interval", "year").With(field, value);

        var reply = await (await _app.OperatorAsync()).PutAsync("/api/catalog/" + NewSku(), form, null);

        Assert.Equal((422, "invalid-fields"), Seen(reply));
        Assert.Equal(["#/" + field], reply.Fields);
    }

    [Fact]
    public async Task How_often_a_price_is_charged_never_changes_its_terms_do()
    {
        var ops = await _app.OperatorAsync();
        var path = "/api/catalog/" + NewSku();
        var form = Products.License().With("interval", "month").With("prorated", true);
        var made = await ops.PutAsync(path, form, null);

        Assert.Equal(
            ("month", true, 0),
            (Text(made, "interval"), made.Json["prorated"]!.GetValue<bool>(), made.Json["noticeDays"]!.GetValue<int>()));
        Assert.Equal((409, "product-is-fixed"), Seen(await ops.PutAsync(path, Products.License().With("interval", "year"), "*")));
        Assert.Equal((409, "product-is-fixed"), Seen(await ops.PutAsync(path, Products.License(), "*")));
        Assert.Equal(200, (await ops.PutAsync(path, form.With("noticeDays", 30), "*")).Status);
        var byTheHour = await ops.PutAsync("/api/catalog/" + NewSku(), Products.Service().With("interval", "month"), null);
        Assert.Equal(["#/interval"], byTheHour.Fields);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("tickets-dc")]
    [InlineData("-TICKETS")]
    [InlineData("TICKETS-4111111111111111")]
    public async Task A_product_is_named_by_capital_letters_digits_and_hyphens(string sku)
    {
        var ops = await _app.OperatorAsync();

        Assert.Equal((422, "sku-invalid"), Seen(await ops.PutAsync("/api/catalog/" + sku, Products.License(), null)));
        Assert.Equal(404, (await ops.GetAsync("/api/catalog/" + sku)).Status);
    }

    [Fact]
    public async Task The_catalog_is_read_page_by_page()
    {
        await using var app = await App.StartAsync(Accounts.Tests.Sales.Services.Working.StandingClock);
        await Products.PutAllAsync(app);
        var user = await app.SignInAsync();

        var first = (await user.GetAsync("/api/catalog?limit=3")).Json;
        var second = (await user.GetAsync($"/api/catalog?limit=3&cursor={first["nextCursor"]}")).Json;

        Assert.Equal(
            [Products.Hours, Products.Setup, Products.Trunk, Products.DataCenter, Products.Cloud],
            first["items"]!.AsArray().Concat(second["items"]!.AsArray()).Select(product => product!["sku"]!.GetValue<string>()));
        Assert.Null(second["nextCursor"]);
    }

    [Theory]
    [InlineData("2025-12-31", null)]
    [InlineData("2026-01-01", 100L)]
    [InlineData("2026-06-30", 100L)]
    [InlineData("2026-07-01", 200L)]
    [InlineData("2027-12-31", 200L)]
    [InlineData("2028-01-01", null)]
    public void The_price_of_a_day_is_the_last_that_has_begun(string day, long? amount)
    {
        var product = new Product
        {
            Sku = "A1",
            Name = new("A", "A"),
            Kind = ProductKind.Account,
            Unit = Unit.Account,
            TaxClass = TaxClass.Standard,
            Prices = [new(new(2026, 1, 1), new Money(100, "EUR")), new(new(2026, 7, 1), new Money(200, "EUR"))],
            SoldUntil = new DateOnly(2027, 12, 31),
            Version = 1,
        };

        Assert.Equal(amount, product.PriceOn(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture))?.Amount);
    }

    private static string NewSku() =>
        "T-" + string.Concat(
            Guid.NewGuid()
                .ToString("N")
                .Take(20)
                .Select(digit => (char)(char.IsDigit(digit) ? digit - '0' + 'G' : char.ToUpperInvariant(digit))));

    private static (int, string) Seen(Reply reply) => (reply.Status, reply.Problem);

    private static string Text(Reply reply, string field) => reply.Json[field]!.GetValue<string>();
}
