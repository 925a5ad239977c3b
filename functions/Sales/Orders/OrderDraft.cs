using Accounts.Customers.Contacts;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Values;
using Accounts.Sales.Catalog;

namespace Accounts.Sales.Orders;

/// <summary>The data that an order form is checked against.</summary>
/// <param name="Account">The customer's account, as it is now.</param>
/// <param name="MainContact">Receives the confirmation unless the form says otherwise.</param>
/// <param name="Products">Those products of the form that exist.</param>
/// <param name="Today">Today in Central European time.</param>
public sealed record OrderBackground(
    CustomerAccount Account, Contact MainContact, IReadOnlyDictionary<string, Product> Products, DateOnly Today)
{
    /// <summary>How many orders the project in the form has; null when the organization has no such project.</summary>
    public int? OrdersOfProject { get; init; }
}

/// <summary>A line of an order form that passed every check.</summary>
public sealed record DraftLine(Product Product, Money UnitPrice, int Quantity);

/// <summary>An order form that passed every check.</summary>
public sealed record OrderDraft(
    IReadOnlyList<DraftLine> Lines,
    OrderRecipient Recipient,
    string? PurchaseOrderNumber,
    string? LayoutWish,
    DateOnly? ProcureOn,
    TechnicalContact? TechnicalContact)
{
    /// <summary>Highest number of orders of a project: showing a project reads it order by order.</summary>
    public const int MaxOfProject = 50;

    /// <summary>The project that it is for.</summary>
    public string? ProjectId { get; private init; }

    /// <summary>The sub-account that it orders.</summary>
    public OrderedAccount? Account { get; init; }

    /// <summary>Highest number of lines of an order.</summary>
    public const int MaxLines = 200;

    /// <summary>Highest quantity of one product in a line.</summary>
    public const int MaxQuantity = 1_000;

    /// <summary>Highest number of licenses in an order.</summary>
    public const int MaxLicenses = 5_000;

    /// <summary>
    /// Highest number of teams for the services of an order. Each team is noted in the transaction that assigns the work, which
    /// holds 97 writes.
    /// </summary>
    public const int MaxTeams = 50;

    /// <summary>How many years ahead licenses can be ordered.</summary>
    public const int MaxYearsAhead = 2;

    /// <summary>Checks the form; all faults are reported at once.</summary>
    public static Outcome<OrderDraft> From(OrderForm form, OrderBackground background)
    {
        var errors = new FieldErrors();
        var lines = LinesOf(form, background, errors);
        var confirmation = ConfirmationOf(form.Confirmation, background, errors);
        var lastDay = background.Today.AddYears(MaxYearsAhead);
        if (form.ProcureOn < background.Today || form.ProcureOn > lastDay)
        {
            errors.Add(
                "procureOn",
                form.ProcureOn > lastDay ? "This day is too far ahead." : "This day is past.",
                $"{background.Today:O} to {lastDay:O}, or leave the field out to buy at once.");
        }

        if (form.ProjectId is not null && background.OrdersOfProject is not < MaxOfProject)
        {
            var problem = background.OrdersOfProject is null ? "There is no such project." : "This project has too many orders.";
            errors.Add("projectId", problem, "The id of a project of the organization that has fewer than 50 orders.");
        }

        var contact = ContactOf(form.TechnicalContact, lines.Any(line => line.Product.Kind == ProductKind.License), errors);
        return errors.None
            ? new OrderDraft(
                lines, confirmation.Recipient!, confirmation.PurchaseOrderNumber, confirmation.LayoutWish, form.ProcureOn, contact)
            {
                ProjectId = form.ProjectId,
            }
            : errors.Failure;
    }

    /// <summary>The order of a new sub-account's products. Must not be used when errors were added.</summary>
    /// <param name="lines">The lines, already checked by the caller.</param>
    /// <param name="form">Wishes for the confirmation.</param>
    /// <param name="background">The main account, which orders.</param>
    /// <param name="errors">Receives the errors.</param>
    public static OrderDraft OfSubAccount(
        IReadOnlyList<DraftLine> lines, ConfirmationForm? form, OrderBackground background, FieldErrors errors)
    {
        var (recipient, number, wish) = ConfirmationOf(form, background, errors);
        return new(lines, recipient!, number, wish, ProcureOn: null, TechnicalContact: null);
    }

    private static List<DraftLine> LinesOf(OrderForm form, OrderBackground background, FieldErrors errors)
    {
        var lines = new List<DraftLine>();
        if (form.Lines is not { Count: >= 1 and <= MaxLines })
        {
            var problem = form.Lines is { Count: > 0 } ? "These are too many." : "This is missing or empty.";
            errors.Add("lines", problem, "1 to 200 lines; place several orders for more.");
            return lines;
        }

        for (var i = 0; i < form.Lines.Count; i++)
        {
            if (LineOf($"lines/{i}", form.Lines[i], background, errors) is { } line)
                lines.Add(line);
        }

        if (lines.Where(line => line.Product.Kind == ProductKind.License).Sum(line => line.Quantity) > MaxLicenses)
            errors.Add("lines", "These are too many licenses.", "Up to 5000 licenses in all; place several orders for more.");
        if (lines.Select(line => line.Product.Team).OfType<Team>().Distinct().Count() > MaxTeams)
            errors.Add(
                "lines", "These are services of too many teams.", "Services of up to 50 teams in all; place several orders for more.");
        return lines;
    }

    private static DraftLine? LineOf(string path, OrderLineForm line, OrderBackground background, FieldErrors errors)
    {
        var product = line.Sku is null ? null : background.Products.GetValueOrDefault(line.Sku);
        var price = product?.PriceOn(background.Today);
        if (product?.Kind == ProductKind.Account)
        {
            errors.Add(
                path + "/sku",
                "This product is ordered with a sub-account.",
                "A license or a service. Sub-accounts are ordered with POST /organizations/{organizationId}/sub-accounts.");
        }
        else if (price is null)
        {
            var problem = line.Sku is null ? "This is missing."
                : product is null ? "There is no such product."
                : "This product is not currently sold.";
            errors.Add(path + "/sku", problem, "A product of the catalog that has a unitPrice.");
        }

        if (line.Quantity is >= 1 and <= MaxQuantity)
            return product is not null && price is not null ? new DraftLine(product, price, line.Quantity.Value) : null;
        errors.Add(path + "/quantity", line.Quantity is null ? "This is missing." : "This quantity cannot be ordered.", "1 to 1000.");
        return null;
    }

    private static (OrderRecipient? Recipient, string? PurchaseOrderNumber, string? LayoutWish) ConfirmationOf(
        ConfirmationForm? form, OrderBackground background, FieldErrors errors)
    {
        var recipient = RecipientOf(form?.Recipient, background, errors);
        var number = errors.Take("confirmation/purchaseOrderNumber", Text.ParseReference(form?.PurchaseOrderNumber, 50));
        var wish = errors.Take("confirmation/layoutWish", Text.ParsePrintedLines(form?.LayoutWish, 0, 1_000));
        return (recipient, NullIfEmpty(number), NullIfEmpty(wish));
    }

    private static OrderRecipient? RecipientOf(RecipientForm? form, OrderBackground background, FieldErrors errors)
    {
        const string section = "confirmation/recipient";
        var account = background.Account.Company;
        var company = form?.CompanyName is null
            ? account.Name
            : errors.Take(section + "/companyName", Text.ParsePrinted(form.CompanyName, 1, 200));
        var attention = errors.Take(section + "/attention", Text.ParsePrinted(form?.Attention, 0, 100));
        var address = form?.Address is null ? account.Address : Address.Parse(form.Address, errors.At(section + "/address"));
        var email = form?.Email is null
            ? background.MainContact.Email
            : errors.Take(section + "/email", EmailAddress.Parse(form.Email))?.ToString();
        return company is null || attention is null || address is null || email is null
            ? null
            : new OrderRecipient(company, NullIfEmpty(attention), address, email);
    }

    private static TechnicalContact? ContactOf(TechnicalContactForm? form, bool isNeeded, FieldErrors errors)
    {
        if (form is null)
        {
            if (isNeeded)
            {
                var expected = "An object with name and email, because there are licenses in the order.";
                errors.Add("technicalContact", "This is missing.", expected);
            }

            return null;
        }

        var name = errors.Take("technicalContact/name", Text.ParsePrinted(form.Name, 1, 100));
        var email = errors.Take("technicalContact/email", EmailAddress.Parse(form.Email));
        var account = errors.Take("technicalContact/vendorAccount", Text.Parse(form.VendorAccount, 0, 100));
        return name is null || email is null || account is null ? null : new TechnicalContact(name, email.ToString(), NullIfEmpty(account));
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
