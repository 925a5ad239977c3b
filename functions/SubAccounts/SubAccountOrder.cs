using System.Globalization;
using System.Text.RegularExpressions;
using Accounts.Invitations;
using Accounts.Organizations;
using Accounts.Platform;

namespace Accounts.SubAccounts;

/// <summary>What a new sub-account was ordered with; lies in its own partition, and never changes.</summary>
/// <param name="Link">The link to the main account that ordered it.</param>
/// <param name="Lines">The products.</param>
/// <param name="OrderedBy">Who is told how it goes on.</param>
/// <param name="OrderedAt">When.</param>
public sealed record SubAccountOrder(AccountLink Link, IReadOnlyList<SubAccountLine> Lines, Inviter OrderedBy, DateTimeOffset OrderedAt);

/// <summary>A product of an order.</summary>
/// <param name="Sku">As the catalog names it.</param>
/// <param name="Quantity">How many.</param>
public sealed record SubAccountLine(string Sku, int Quantity);

/// <summary>An order's form that passed every check.</summary>
/// <param name="Account">The account to be made.</param>
/// <param name="ContactEmail">Of the person at the location.</param>
/// <param name="Lines">What is ordered for it.</param>
public sealed partial record SubAccountOrderDraft(AccountDraft Account, EmailAddress ContactEmail, IReadOnlyList<SubAccountLine> Lines)
{
    private const int MaxLines = 200;
    private const int MaxQuantity = 1000;

    /// <summary>Checks the form; all faults are reported at once.</summary>
    /// <param name="form">What came in.</param>
    /// <param name="main">The main account, whose invoice address counts where the form has none.</param>
    /// <param name="contactForm">Where companies of other countries are sent.</param>
    public static Outcome<SubAccountOrderDraft> From(AddSubAccountForm form, CustomerAccount main, Uri contactForm)
    {
        var errors = new FieldErrors();
        if (form.CustomerNumber is not null)
            errors.Add("customerNumber", "A new account gets its number.", "Leave the field out.");
        var lines = LinesOf(form.Lines, errors);
        if (errors.Section("account", form.Account) is not { } account)
            return errors.Failure;
        var email = errors.Take("account/email", EmailAddress.Parse(account.Email));
        if (AccountDraft.From(FormOf(account, main), contactForm).Succeeded(out var draft, out var failure))
            return errors.None ? new SubAccountOrderDraft(draft, email!, lines) : errors.Failure;
        if (failure is not InvalidFields invalid)
            return failure;
        foreach (var fault in invalid.Errors)
            errors.Add("account/" + fault.Place[2..], fault.Problem, fault.Expected);
        return errors.Failure;
    }

    private static AccountForm FormOf(NewSubAccountForm form, CustomerAccount main) => new()
    {
        Country = form.Country,
        Contact = form.Contact,
        Company = form.Company,
        VatId = form.VatId,
        RegisterNumber = form.RegisterNumber,
        RegisterCourt = form.RegisterCourt,
        Payment = new PaymentForm { Method = PaymentMethod.MainAccount },
        InvoiceEmail = form.InvoiceEmail ?? main.InvoiceEmail,
    };

    // Whether the catalog has the products, and for whom, is for the order's own checks, where orders are placed.
    private static List<SubAccountLine> LinesOf(IReadOnlyList<SubAccountLineForm>? forms, FieldErrors errors)
    {
        if (forms is not { Count: > 0 and <= MaxLines })
        {
            errors.Add("lines", "There are none, or too many.", string.Create(CultureInfo.InvariantCulture, $"1 to {MaxLines} products with their quantities."));
            return [];
        }

        List<SubAccountLine> lines = [];
        for (var i = 0; i < forms.Count; i++)
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"lines/{i}");
            if (forms[i]?.Sku is not { } sku || !Sku().IsMatch(sku))
                errors.Add(path + "/sku", "This is no product.", "The sku of a product: 2 to 40 capital letters, digits and inner hyphens.");
            else if (lines.Any(line => line.Sku == sku))
                errors.Add(path + "/sku", "This product is in another line already.", "Each product once, with the whole quantity.");
            else if (forms[i].Quantity is { } quantity and >= 1 and <= MaxQuantity)
                lines.Add(new SubAccountLine(sku, quantity));
            if (forms[i]?.Quantity is not (>= 1 and <= MaxQuantity))
                errors.Add(path + "/quantity", "This is missing, or no such quantity can be ordered.", string.Create(CultureInfo.InvariantCulture, $"A number from 1 to {MaxQuantity}."));
        }

        return lines;
    }

    [GeneratedRegex(@"^[A-Z0-9](?:[A-Z0-9-]{0,38}[A-Z0-9])\z")]
    private static partial Regex Sku();
}
