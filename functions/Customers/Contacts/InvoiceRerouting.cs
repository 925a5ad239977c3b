using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Customers.Organizations;
using Accounts.Platform.Processes;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Azure.Data.Tables;
using Microsoft.DurableTask.Client;

namespace Accounts.Customers.Contacts;

/// <summary>Invoices go to another address from now on.</summary>
/// <param name="At">When that was decided, or fell due.</param>
/// <param name="Former">Where they went before.</param>
/// <param name="Present">Where they go now.</param>
/// <param name="By">Name of who changed it, for the mails; null when it was scheduled.</param>
public sealed record InvoiceRerouting(DateTimeOffset At, string Former, string Present, string? By);

/// <summary>
/// What goes with every change of the address that invoices go to, whatever it is a part of: an entry of its own in the
/// audit log, and mails to the former address and the legal representatives. A stranger with a stolen login is noticed so.
/// </summary>
public sealed class InvoiceReroutings(TableServiceClient tables, TimeProvider time)
{
    // As long as mails are tried, and some days for who looks into it.
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private readonly TableClient _organizations = tables.GetTableClient(Tables.Organizations);

    /// <summary>Adds it to a change of the account, where the address is another one; does nothing where it is not.</summary>
    /// <param name="processes">Where the mails are sent from.</param>
    /// <param name="change">Which writes the account.</param>
    /// <param name="before">The account as it was read.</param>
    /// <param name="after">As it will be.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task AddToAsync(
        DurableTaskClient processes,
        AuditedChange change,
        CustomerAccount before,
        CustomerAccount after,
        CancellationToken cancellationToken)
    {
        if (EmailAddress.Parse(before.InvoiceEmail).Value is { } former && former.Equals(EmailAddress.Parse(after.InvoiceEmail).Value))
            return;
        var (actor, now) = (change.Happened[0].Actor, time.GetUtcNow());
        change.Also(new AuditEvent(AuditAction.InvoicesRerouted, actor, after.InvoiceContactId));
        change.Add(
            ContactKeys.Rerouting(after.Version),
            new InvoiceRerouting(now, before.InvoiceEmail, after.InvoiceEmail, actor.Name),
            expiresAt: now + Kept);
        var process = await InvoiceReroutingProcess.StartAsync(processes, change.PartitionKey, after.Version, cancellationToken);
        change.Then(() => processes.NotifyAsync(process));
    }

    /// <summary>The one that made a version of the account; null when it is not written, or not any more.</summary>
    public async Task<InvoiceRerouting?> FindAsync(string organizationId, int accountVersion, CancellationToken cancellationToken) =>
        (await _organizations.FindAsync<InvoiceRerouting>(organizationId, ContactKeys.Rerouting(accountVersion), cancellationToken))?.Value;
}
