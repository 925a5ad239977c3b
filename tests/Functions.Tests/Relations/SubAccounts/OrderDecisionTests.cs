using Accounts.Access;
using Accounts.Customers.Contacts;
using Accounts.Customers.Invitations;
using Accounts.Customers.Organizations;
using Accounts.Platform.Http;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Accounts.Relations.SubAccounts;
using Accounts.Sales.Catalog;
using Accounts.Sales.Orders;
using Accounts.Sales.Taxes;

namespace Accounts.Tests.Relations.SubAccounts;

/// <summary>The rules for ordering a sub-account, without a host.</summary>
public sealed class OrderDecisionTests
{
    private static readonly DateOnly Today = new(2027, 3, 1);
    private static readonly Uri ContactForm = new("https://www.example.com/contact");
    private static readonly Inviter OrderedBy = new("user-1", "Hanna Palmer", "hanna@palmer.example", Language.German);

    private static readonly CustomerAccount Main = new()
    {
        Country = "DE",
        Contact = new ContactPerson(Salutation.Ms, "Hanna", "Palmer", null),
        Company = new Company("Palmer Telefonbau GmbH", new Address("Hauptstraße", "1", "80331", "München", "DE")),
        VatId = "DE136695976",
        RegisterNumber = "HRB 12345",
        TaxIdStatus = TaxIdStatus.Verified,
        Payment = new Payment(PaymentMethod.Invoice, null),
        InvoiceContactId = Contact.MainId,
        InvoiceEmail = "invoices@palmer.example",
        Language = Language.German,
        Version = 1,
    };

    private static readonly Product Trunk = new()
    {
        Sku = "SIP-TRUNK-30",
        Name = new("Anschluss", "Trunk"),
        Kind = ProductKind.Account,
        Unit = Unit.Account,
        TaxClass = TaxClass.Standard,
        Prices = [new(Today.AddDays(-10), new Money(9_900, "EUR"))],
        Version = 1,
    };

    [Fact]
    public void The_main_account_pays_and_gets_the_invoices_until_the_location_has_settings_of_its_own()
    {
        var ordered = Order(AddSubAccountForm.Example);

        Assert.Equal(
            (PaymentMethod.MainAccount, true), (ordered.Account.Account.Payment.Method, ordered.Account.Account.InvoicesToMainAccount));
        Assert.Equal("invoices@palmer.example", ordered.Account.Account.InvoiceEmail);
        Assert.Equal((OrganizationState.New, 0), (ordered.Account.Organization.State, ordered.Account.Organization.LegalRepresentatives));
        Assert.Null(ordered.Account.Owner);
        Assert.Equal([new SubAccountLine("SIP-TRUNK-30", 1)], ordered.Lines);
    }

    [Fact]
    public void An_invoice_address_of_its_own_is_kept()
    {
        var form = AddSubAccountForm.Example;
        var ordered = Order(form with { Account = form.Account! with { InvoiceEmail = "berlin-invoices@palmer.example" } });

        Assert.Equal(
            ("berlin-invoices@palmer.example", false),
            (ordered.Account.Account.InvoiceEmail, ordered.Account.Account.InvoicesToMainAccount));
    }

    [Theory]
    [InlineData(null, Language.German)]
    [InlineData(Language.English, Language.English)]
    public void Its_language_is_that_of_the_order_or_of_who_orders(Language? wished, Language language)
    {
        var form = AddSubAccountForm.Example;

        Assert.Equal(language, Order(form with { Account = form.Account! with { Language = wished } }).Account.Account.Language);
    }

    [Fact]
    public void It_is_made_reserved_for_its_link_and_new_in_every_row()
    {
        var link = new AccountLink("1000001", "1000002", "link-1");

        var change = Order(AddSubAccountForm.Example).MakeAs(link, Actor.System);

        Assert.Equal("1000002", change.PartitionKey);
        Assert.All(change.Writes, write => Assert.Equal(Azure.Data.Tables.TableTransactionActionType.Add, write.Action.ActionType));
        var place = Rows.Read<Place>(
            (Azure.Data.Tables.TableEntity)change.Writes.Single(write => write.RowKey == SubAccountKeys.Place).Action.Entity).Value;
        Assert.Equal(new Place { MainId = "1000001", LinkId = "link-1", IsOrdered = true }, place);
    }

    [Theory]
    [InlineData("SIP-TRUNK-30", 0, "#/lines/0/quantity")]
    [InlineData("SIP-TRUNK-30", 1001, "#/lines/0/quantity")]
    [InlineData("NO-SUCH", 1, "#/lines/0/sku")]
    [InlineData("CONSULTING-HOUR", 1, "#/lines/0/sku")]
    [InlineData("OLD-TRUNK", 1, "#/lines/0/sku")]
    public void Only_products_of_accounts_that_are_sold_are_ordered(string sku, int quantity, string place)
    {
        var form = AddSubAccountForm.Example with { Lines = [new() { Sku = sku, Quantity = quantity }] };

        Assert.Equal([place], Faults(form));
    }

    [Fact]
    public void The_main_account_orders_its_lines_at_the_prices_of_the_day_and_gets_the_confirmation()
    {
        Assert.True(Draft(AddSubAccountForm.Example).Succeeded(out var draft, out _));

        var line = Assert.Single(draft.Order.Lines);
        Assert.Equal(("SIP-TRUNK-30", 9_900L, 1), (line.Product.Sku, line.UnitPrice.Amount, line.Quantity));
        Assert.Equal(("Palmer Telefonbau GmbH", "hanna@palmer.example"), (draft.Order.Recipient.Company, draft.Order.Recipient.Email));
    }

    [Fact]
    public void Each_product_is_ordered_in_one_line()
    {
        var line = new SubAccountLineForm { Sku = "SIP-TRUNK-30", Quantity = 1 };

        Assert.Equal(["#/lines/1/sku"], Faults(AddSubAccountForm.Example with { Lines = [line, line] }));
    }

    private static OrderedSubAccount Order(AddSubAccountForm form) => Draft(form).Succeeded(out var draft, out var failure)
        ? OrderedSubAccount.Of(draft, OrderedBy, App.Start)
        : throw new InvalidOperationException(failure.Title);

    private static IEnumerable<string> Faults(AddSubAccountForm form) =>
        Draft(form).Succeeded(out _, out var failure) ? [] : Assert.IsType<InvalidFields>(failure).Errors.Select(error => error.Place);

    private static Outcome<SubAccountOrderDraft> Draft(AddSubAccountForm form)
    {
        Product[] products =
        [
            Trunk,
            Trunk with { Sku = "CONSULTING-HOUR", Kind = ProductKind.Service },
            Trunk with { Sku = "OLD-TRUNK", SoldUntil = Today.AddDays(-1) },
        ];
        var contact = new Contact(
            Contact.MainId, ContactGroup.Main, Salutation.Ms, "Hanna", "Palmer", "hanna@palmer.example", null, Language.German, Version: 1);
        var background = new OrderBackground(Main, contact, products.ToDictionary(product => product.Sku), Today);
        return SubAccountOrderDraft.From(form, background, ContactForm);
    }
}
