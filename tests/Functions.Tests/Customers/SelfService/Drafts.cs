using Accounts.Access;
using Accounts.Customers.Organizations;
using Accounts.Customers.SelfService;
using Accounts.Platform.Values;

namespace Accounts.Tests.Customers.SelfService;

/// <summary>Accounts for tests of decisions, which need no host.</summary>
internal static class Drafts
{
    private static readonly EmailAddress Email = EmailAddress.Parse("hanna@example.com").Value!;

    private static readonly Caller Owner = new("owner", Email, true, "Hanna Palmer", false);

    public static AccountDraft Draft(AccountForm? form = null)
    {
        Assert.True(
            AccountDraft.From(
                form ?? AccountForm.Example with { InvoiceEmail = "rechnungen@example.com" },
                new Uri("https://www.example.com/")).Succeeded(out var draft, out _));
        return draft;
    }

    public static NewAccount New() =>
        NewAccount.Of(
            new(Owner, Email, Draft() with { PaymentMethod = PaymentMethod.Invoice }, Language.German, new("", "")), card: null, App.Start);

    public static CustomerAccount Account() => New().Account;
}
