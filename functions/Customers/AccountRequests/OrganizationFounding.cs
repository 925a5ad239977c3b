using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Customers.Contacts;
using Accounts.Customers.Invitations;
using Accounts.Customers.Members;
using Accounts.Customers.Organizations;
using Accounts.Customers.SelfService;
using Accounts.Platform.Storage;
using Accounts.Platform.Telemetry;
using Accounts.Platform.Values;
using Azure;
using Azure.Data.Tables;
using Microsoft.AspNetCore.Http;

namespace Accounts.Customers.AccountRequests;

/// <summary>Makes the organization of an approved request, with its owner when known, in one transaction.</summary>
public sealed class OrganizationFounding(TableServiceClient tables, AuditLog audit, Counters counters, TimeProvider time)
{
    private readonly TableClient _organizations = tables.GetTableClient(Tables.Organizations);

    /// <summary>Makes it under the number that the request carries; done already means done.</summary>
    /// <returns>What was made; null when the number is another organization's.</returns>
    public async Task<Founded?> TryFoundAsync(AccountRequest request, KnownUser? owner, CancellationToken cancellationToken)
    {
        var number = request.OrganizationId ?? throw new InvalidOperationException("Only approved requests have a number.");
        var origin = OriginKeys.Origin(request.Id);
        var founded = new Founded(number, owner?.UserId);
        var rows = AccountOf(request, owner, time.GetUtcNow()).Rows(number)
            .Append(new TableTransactionAction(TableTransactionActionType.Add, Rows.Row(number, origin, founded)))
            .Concat(audit.First(number, new AuditEvent(AuditAction.AccountCreated, Actor.System, number).With("accountRequest", request.Id)));
        try
        {
            await _organizations.SubmitTransactionAsync(rows, cancellationToken);
            counters.Changed(EnumNames.Of(AuditAction.AccountCreated));
            return founded;
        }
        catch (RequestFailedException e) when (e.Status == StatusCodes.Status409Conflict)
        {
            return (await _organizations.FindAsync<Founded>(number, origin, cancellationToken))?.Value;
        }
    }

    /// <summary>From what a company without self-service asked for. Tax and register ids come later, from sales.</summary>
    private static NewAccount AccountOf(AccountRequest request, KnownUser? owner, DateTimeOffset now)
    {
        var main = new Contact(Contact.MainId, ContactGroup.Main, Salutation: null, request.FirstName, request.LastName, request.Email, Phone: null, request.Language, Version: 1);
        var invoice = main with { Id = Ids.New(now), Group = ContactGroup.Invoices };
        return new NewAccount(
            new Organization(Id: "", request.Company.Name, OrganizationState.Active, IsPartner: false, LegalRepresentatives: owner is null ? 0 : 1, now, Version: 1),
            new CustomerAccount
            {
                Country = request.Company.Address.Country,
                Contact = new ContactPerson(Salutation.Mx, request.FirstName, request.LastName, Phone: null),
                Company = request.Company,
                VatId = null,
                RegisterNumber = null,
                TaxIdStatus = null,
                Payment = new Payment(PaymentMethod.Invoice, Card: null),
                InvoiceContactId = invoice.Id,
                InvoiceEmail = invoice.Email,
                Language = request.Language,
                Version = 1,
            },
            owner is null ? null : new Member(owner.UserId, request.Email, owner.Name, Role.LegalRepresentative, now, Version: 1),
            main,
            invoice);
    }
}

/// <summary>An organization made of a request.</summary>
/// <param name="OrganizationId">Its id.</param>
/// <param name="OwnerId">The user who owns it; null when somebody is to be invited.</param>
public sealed record Founded(string OrganizationId, string? OwnerId);
