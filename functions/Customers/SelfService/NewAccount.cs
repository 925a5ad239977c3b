using Accounts.Access;
using Accounts.Customers.Contacts;
using Accounts.Customers.Members;
using Accounts.Customers.Organizations;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;

namespace Accounts.Customers.SelfService;

/// <summary>Everything that is created with a customer account, in one transaction. Only the customer number is not set yet.</summary>
public sealed record NewAccount(Organization Organization, CustomerAccount Account, Member? Owner, Contact Main, Contact Invoice)
{
    /// <summary>From the owner's request.</summary>
    public static NewAccount Of(AccountToOpen wish, Card? card, DateTimeOffset now)
    {
        var (owner, email) = (wish.Owner, wish.Email);
        var member = new Member(
            owner.UserId, email.ToString(), owner.Name, Role.LegalRepresentative, now, Version: 1)
        { PersonAt = owner.IssuedAt };
        var account = Of(wish.Draft, email, wish.Language, member, now);
        return account with { Account = account.Account with { Payment = new Payment(wish.Draft.PaymentMethod, card) } };
    }

    /// <summary>From the main account's order. The owner is invited.</summary>
    public static NewAccount Of(
        AccountDraft draft, EmailAddress contactEmail, bool invoicesToMainAccount, Language language, DateTimeOffset now)
    {
        var account = Of(draft, contactEmail, language, owner: null, now);
        return account with
        {
            Organization = account.Organization with { State = OrganizationState.New },
            Account = account.Account with { InvoicesToMainAccount = invoicesToMainAccount },
        };
    }

    private static NewAccount Of(AccountDraft draft, EmailAddress email, Language language, Member? owner, DateTimeOffset now)
    {
        var person = draft.Contact;
        var main = new Contact(
            Contact.MainId,
            ContactGroup.Main,
            person.Salutation,
            person.FirstName,
            person.LastName,
            email.ToString(),
            person.Phone,
            language,
            Version: 1);
        // An address other than the contact's own is a mailbox without a person.
        var isOwn = draft.InvoiceEmail.Key == email.Key;
        var invoice = (isOwn ? main : main with { Salutation = null, FirstName = null, LastName = null, Phone = null }) with
        {
            Id = Ids.New(now),
            Group = ContactGroup.Invoices,
            Email = draft.InvoiceEmail.ToString(),
        };
        return new(
            new Organization(
                Id: "",
                draft.Company.Name,
                OrganizationState.Active,
                IsPartner: false,
                LegalRepresentatives: owner is null ? 0 : 1,
                now,
                Version: 1),
            new CustomerAccount
            {
                Country = draft.Country.ToString(),
                Contact = person,
                Company = draft.Company,
                VatId = draft.VatId,
                RegisterNumber = draft.RegisterNumber,
                RegisterCourt = draft.RegisterCourt,
                TaxIdStatus = TaxIdStatus.Pending,
                Payment = new Payment(draft.PaymentMethod, Card: null),
                InvoiceContactId = invoice.Id,
                InvoiceEmail = invoice.Email,
                Language = language,
                Version = 1,
            },
            owner,
            main,
            invoice);
    }

    /// <summary>
    /// Adds all rows under the customer number of the partition. A row that exists already means that the number is taken.
    /// </summary>
    public ChangeSet AddTo(ChangeSet change)
    {
        change
            .Add(OrganizationStore.New(Organization with { Id = change.PartitionKey }))
            .Add(OrganizationStore.NewAccount(Account));
        if (Owner is not null)
            change.Add(MemberStore.New(Owner));
        return change.Add(ContactStore.New(Main)).Add(ContactStore.New(Invoice));
    }
}
