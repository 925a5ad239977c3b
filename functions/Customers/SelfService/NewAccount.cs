using Accounts.Access;
using Accounts.Customers.Contacts;
using Accounts.Customers.Members;
using Accounts.Customers.Organizations;
using Accounts.Platform.Values;
using Azure.Data.Tables;

namespace Accounts.Customers.SelfService;

/// <summary>All that comes into being with a customer account, in one transaction or not at all. Only the number is still open.</summary>
public sealed record NewAccount(Organization Organization, CustomerAccount Account, Member? Owner, Contact Main, Contact Invoice)
{
    /// <summary>From what the owner sent.</summary>
    public static NewAccount Of(Caller owner, EmailAddress ownerEmail, AccountDraft draft, Card? card, Language language, DateTimeOffset now) =>
        Of(draft, card, ownerEmail, language, OrganizationState.Active, new Member(owner.UserId, ownerEmail.ToString(), owner.Name, Role.LegalRepresentative, now, Version: 1), now);

    /// <summary>From what its main account ordered. The owner is invited.</summary>
    public static NewAccount Of(AccountDraft draft, EmailAddress contactEmail, bool invoicesToMainAccount, Language language, DateTimeOffset now)
    {
        var account = Of(draft, card: null, contactEmail, language, OrganizationState.New, owner: null, now);
        return account with { Account = account.Account with { InvoicesToMainAccount = invoicesToMainAccount } };
    }

    private static NewAccount Of(AccountDraft draft, Card? card, EmailAddress email, Language language, OrganizationState state, Member? owner, DateTimeOffset now)
    {
        var person = draft.Contact;
        var main = new Contact(Contact.MainId, ContactGroup.Main, person.Salutation, person.FirstName, person.LastName, email.ToString(), person.Phone, language, Version: 1);
        // An address other than the contact's own is a mailbox without a person.
        var isOwn = draft.InvoiceEmail.Key == email.Key;
        var invoice = (isOwn ? main : main with { Salutation = null, FirstName = null, LastName = null, Phone = null }) with
        {
            Id = Ids.New(now),
            Group = ContactGroup.Invoices,
            Email = draft.InvoiceEmail.ToString(),
        };
        return new(
            new Organization(Id: "", draft.Company.Name, state, IsPartner: false, LegalRepresentatives: owner is null ? 0 : 1, now, Version: 1),
            new CustomerAccount
            {
                Country = draft.Country.ToString(),
                Contact = person,
                Company = draft.Company,
                VatId = draft.VatId,
                RegisterNumber = draft.RegisterNumber,
                RegisterCourt = draft.RegisterCourt,
                TaxIdStatus = TaxIdStatus.Pending,
                Payment = new Payment(draft.PaymentMethod, card),
                InvoiceContactId = invoice.Id,
                InvoiceEmail = invoice.Email,
                Language = language,
                Version = 1,
            },
            owner,
            main,
            invoice);
    }

    /// <summary>The rows, each of which must not exist yet.</summary>
    public IEnumerable<TableTransactionAction> Rows(string number)
    {
        yield return Add(OrganizationKeys.Organization, Organization with { Id = number });
        yield return Add(OrganizationKeys.Account, Account);
        if (Owner is not null)
            yield return Add(MemberKeys.Member(Owner.UserId), Owner);
        yield return Add(ContactKeys.Contact(Main.Id), Main);
        yield return Add(ContactKeys.Contact(Invoice.Id), Invoice);

        TableTransactionAction Add<T>(string rowKey, T value) => new(TableTransactionActionType.Add, Platform.Storage.Rows.Row(number, rowKey, value));
    }
}
