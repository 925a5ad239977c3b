using System.Globalization;
using Accounts.Customers.Invitations;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Values;
using Accounts.Sales.Catalog;
using Accounts.Sales.Orders;

namespace Accounts.Relations.SubAccounts;

/// <summary>
/// What a new sub-account was ordered with. Stored in the sub-account's own partition; never changes. Operators read the lines
/// and provision them. The order itself, with its prices, belongs to the main account:
/// <see cref="OrderStore.FindOfSubAccountAsync"/>.
/// </summary>
/// <param name="Link">The link to the main account that ordered it.</param>
/// <param name="Lines">The products.</param>
/// <param name="OrderedBy">The user who is notified of its progress.</param>
/// <param name="OrderedAt">When it was ordered.</param>
public sealed record SubAccountOrder(AccountLink Link, IReadOnlyList<SubAccountLine> Lines, Inviter OrderedBy, DateTimeOffset OrderedAt);

/// <summary>A product that a sub-account was ordered with.</summary>
/// <param name="Sku">Name in the catalog; of the kind account, and sold on the day of the order.</param>
/// <param name="Quantity">How many.</param>
public sealed record SubAccountLine(string Sku, int Quantity);

/// <summary>The form of an order, after every check.</summary>
/// <param name="Account">The account to create.</param>
/// <param name="ContactEmail">E-mail address of the person at the location.</param>
/// <param name="Order">The order of its products, which the main account places.</param>
public sealed record SubAccountOrderDraft(AccountDraft Account, EmailAddress ContactEmail, OrderDraft Order)
{
    /// <summary>Whether the main account gets its invoices, because the form has no address for them.</summary>
    public required bool InvoicesToMainAccount { get; init; }

    /// <summary>Language of its mails and documents; null when the form does not say.</summary>
    public Language? Language { get; init; }

    private const string Orderable = "A product of the catalog of the kind account that has a unitPrice.";

    /// <summary>Checks the form; all faults are reported at once.</summary>
    /// <param name="form">The form as sent.</param>
    /// <param name="background">The main account, which orders, and whose invoice address is used when the form has none; with
    /// those products of the form that exist.</param>
    /// <param name="contactForm">The contact form, for companies of other countries.</param>
    public static Outcome<SubAccountOrderDraft> From(AddSubAccountForm form, OrderBackground background, Uri contactForm)
    {
        var errors = new FieldErrors();
        if (form.CustomerNumber is not null)
            errors.Add("customerNumber", "A new account gets its number automatically.", "Leave the field out.");
        var order = OrderDraft.OfSubAccount(LinesOf(form.Lines, background, errors), form.Confirmation, background, errors);
        if (errors.Section("account", form.Account) is not { } account)
            return errors.Failure;
        var email = errors.Take("account/email", EmailAddress.Parse(account.Email));
        if (AccountDraft.From(FormOf(account, background.Account), contactForm).Succeeded(out var draft, out var failure))
        {
            return errors.None
                ? new SubAccountOrderDraft(draft, email!, order)
                {
                    InvoicesToMainAccount = account.InvoiceEmail is null,
                    Language = account.Language,
                }
                : errors.Failure;
        }

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

    private static List<DraftLine> LinesOf(IReadOnlyList<SubAccountLineForm>? forms, OrderBackground background, FieldErrors errors)
    {
        if (forms is not { Count: > 0 and <= OrderDraft.MaxLines })
        {
            var expected = string.Create(CultureInfo.InvariantCulture, $"1 to {OrderDraft.MaxLines} products with their quantities.");
            errors.Add("lines", "There are no lines, or too many.", expected);
            return [];
        }

        List<DraftLine> lines = [];
        foreach (var (index, form) in forms.Index())
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"lines/{index}");
            var quantity = form?.Quantity is >= 1 and <= OrderDraft.MaxQuantity ? form.Quantity : null;
            if (ProblemOf(form?.Sku, background, lines) is var (problem, orderable))
                errors.Add(path + "/sku", problem, orderable);
            else if (quantity is not null)
                lines.Add(LineOf(background.Products[form!.Sku!], quantity.Value, background.Today));
            if (quantity is null)
            {
                var numbers = string.Create(CultureInfo.InvariantCulture, $"A number from 1 to {OrderDraft.MaxQuantity}.");
                errors.Add(path + "/quantity", "This is missing, or this quantity cannot be ordered.", numbers);
            }
        }

        return lines;
    }

    private static DraftLine LineOf(Product product, int quantity, DateOnly today) => new(product, product.PriceOn(today)!, quantity);

    private static (string Problem, string Expected)? ProblemOf(string? sku, OrderBackground background, List<DraftLine> before)
    {
        if (sku is null)
            return ("This is missing.", Orderable);
        if (background.Products.GetValueOrDefault(sku) is not { } product)
            return ("There is no such product.", Orderable);
        if (product.Kind != ProductKind.Account)
            return ("This product is not part of an account. It can be ordered after the account is set up.", Orderable);
        if (product.PriceOn(background.Today) is null)
            return ("This product is not currently sold.", Orderable);
        return before.Any(line => line.Product.Sku == sku)
            ? ("This product is already in another line.", "Each product once, with the whole quantity.")
            : null;
    }
}
