using System.Text.RegularExpressions;
using Accounts.Platform.Http;
using Accounts.Platform.Values;

namespace Accounts.Sales.Catalog;

/// <summary>Reads the form of a product.</summary>
public static partial class ProductDraft
{
    /// <summary>Highest number of prices of a product, including past ones.</summary>
    public const int MaxPrices = 100;

    /// <summary>Ten million, in minor units.</summary>
    public const int MaxUnitPrice = 1_000_000_000;

    /// <summary>Whether a text can name a product: 2 to 40 capital letters, digits and inner hyphens.</summary>
    public static bool IsSku(string text) => Sku().IsMatch(text) && !CardNumber.IsIn(text);

    /// <summary>The product of a form, in version 1; all faults are reported at once.</summary>
    /// <param name="sku">From the route; well formed.</param>
    /// <param name="form">The form as sent.</param>
    /// <param name="currency">The provider's currency.</param>
    public static Outcome<Product> From(string sku, ProductForm form, string currency)
    {
        var errors = new FieldErrors();
        var name = errors.Section("name", form.Name);
        var german = name is null ? null : errors.Take("name/de", Text.ParsePrinted(name.De, 1, 100));
        var english = name is null ? null : errors.Take("name/en", Text.ParsePrinted(name.En, 1, 100));
        var french = name?.Fr is null ? null : errors.Take("name/fr", Text.ParsePrinted(name.Fr, 1, 100));
        var italian = name?.It is null ? null : errors.Take("name/it", Text.ParsePrinted(name.It, 1, 100));
        if (form.Kind is null)
            errors.Add("kind", "This is missing.", "One of license, service, account.");
        if (form.TaxClass is null)
            errors.Add("taxClass", "This is missing.", "One of standard, reduced.");
        CheckUnit(form, errors);
        var vendor = VendorOf(form, errors);
        var team = TeamOf(form, errors);
        var recurrence = RecurrenceDraft.From(form, errors);
        var prices = PricesOf(form, currency, errors);
        return errors.None
            ? new Product
            {
                Sku = sku,
                Name = new ProductName(german!, english!, french, italian),
                Kind = form.Kind!.Value,
                Deployment = form.Deployment,
                Vendor = vendor,
                Team = team,
                Unit = form.Unit!.Value,
                TaxClass = form.TaxClass!.Value,
                Recurrence = recurrence,
                Prices = prices,
                SoldUntil = form.SoldUntil,
                Version = 1,
            }
            : errors.Failure;
    }

    private static void CheckUnit(ProductForm form, FieldErrors errors)
    {
        var (units, words) = form.Kind switch
        {
            ProductKind.License => ((Unit[])[Unit.License], "license, because the product is a license."),
            ProductKind.Account => ([Unit.Account], "account, because the product is an account."),
            ProductKind.Service => ([Unit.Hour, Unit.Day, Unit.Fixed], "One of hour, day, fixed."),
            _ => (Enum.GetValues<Unit>(), "One of hour, day, fixed, license, account."),
        };
        if (form.Unit is not { } unit || !units.Contains(unit))
            errors.Add("unit", form.Unit is null ? "This is missing." : "This unit does not fit the kind of product.", words);
    }

    private static Vendor? VendorOf(ProductForm form, FieldErrors errors)
    {
        var isLicense = form.Kind == ProductKind.License;
        if (form.Kind is not null && isLicense != form.Deployment is not null)
            errors.Add(
                "deployment",
                isLicense ? "This is missing." : "Only licenses have a deployment.",
                isLicense ? "One of cloud, dataCenter." : "Leave the field out.");
        if (form.Kind is not null && isLicense != form.Vendor is not null)
            errors.Add(
                "vendor",
                isLicense ? "This is missing." : "Only licenses have a vendor.",
                isLicense ? "An object." : "Leave the field out.");
        if (form.Vendor is not { } vendor)
            return null;
        var name = errors.Take("vendor/name", Text.Parse(vendor.Name, 1, 100));
        var code = errors.Take("vendor/productCode", Text.Parse(vendor.ProductCode, 1, 60));
        return name is null || code is null ? null : new Vendor(name, code);
    }

    private static Team? TeamOf(ProductForm form, FieldErrors errors)
    {
        var isService = form.Kind == ProductKind.Service;
        if (form.Kind is not null && isService != form.Team is not null)
            errors.Add(
                "team", isService ? "This is missing." : "Only services have a team.", isService ? "An object." : "Leave the field out.");
        if (form.Team is not { } team)
            return null;
        var name = errors.Take("team/name", Text.Parse(team.Name, 1, 100));
        var email = errors.Take("team/email", EmailAddress.Parse(team.Email));
        return name is null || email is null ? null : new Team(name, email.ToString());
    }

    private static List<Price> PricesOf(ProductForm form, string currency, FieldErrors errors)
    {
        var prices = new List<Price>();
        if (form.Prices is not { Count: >= 1 and <= MaxPrices })
        {
            errors.Add("prices", form.Prices is { Count: > 0 } ? "These are too many." : "This is missing or empty.", "1 to 100 prices.");
            return prices;
        }

        for (var i = 0; i < form.Prices.Count; i++)
        {
            var (place, price) = ($"prices/{i}", form.Prices[i]);
            if (price.ValidFrom is null)
                errors.Add(place + "/validFrom", "This is missing.", "A date as 2026-12-31.");
            else if (form.Prices.Take(i).Any(earlier => earlier.ValidFrom == price.ValidFrom))
                errors.Add(place + "/validFrom", "There is another price from the same day.", "One price per day.");
            if (price.UnitPrice is not (>= 0 and <= MaxUnitPrice))
                errors.Add(
                    place + "/unitPrice",
                    price.UnitPrice is null ? "This is missing." : "This is not a price.",
                    "Minor units, 0 to 1000000000.");
            if (price.Currency != currency)
                errors.Add(place + "/currency", "This is not the currency of the catalog.", currency + ".");
            if (errors.None)
                prices.Add(new Price(price.ValidFrom!.Value, new Money(price.UnitPrice!.Value, currency)));
        }

        prices.Sort((one, other) => one.ValidFrom.CompareTo(other.ValidFrom));
        return prices;
    }

    [GeneratedRegex(@"^[A-Z0-9][A-Z0-9-]{0,38}[A-Z0-9]\z")]
    private static partial Regex Sku();
}
