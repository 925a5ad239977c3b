using Accounts.Access;
using Accounts.Access.Audit;
using Accounts.Customers.Organizations;
using Accounts.Platform.Processes;
using Accounts.Platform.Storage;
using Accounts.Platform.Values;
using Azure.Data.Tables;
using Microsoft.DurableTask.Client;

namespace Accounts.Customers.Contacts;

/// <summary>A change of the address that invoices go to.</summary>
/// <param name="At">When it was decided, or when a scheduled switch happened.</param>
/// <param name="Former">The address before.</param>
/// <param name="Present">The address from now on.</param>
/// <param name="By">Name of the user who changed it, for the mails; null when it was scheduled.</param>
public sealed record InvoiceRerouting(DateTimeOffset At, string Former, string Present, string? By);

/// <summary>
/// Accompanies every change of the invoice address, whatever request makes it: adds its own entry in the audit log, and mails to the
/// former address and the legal representatives. So the misuse of a stolen login is noticed.
/// </summary>
public sealed class InvoiceReroutings(TableServiceClient tables, TimeProvider time)
{
    // Longer than mails are retried, with some days left for an investigation.
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private readonly TableClient _organizations = tables.GetTableClient(Tables.Organizations);

    /// <summary>Adds this to a change of the account. Does nothing when the invoice address stays the same.</summary>
    /// <param name="processes">Starts the process that sends the mails.</param>
    /// <param name="change">The change that writes the account.</param>
    /// <param name="before">The account as it was read.</param>
    /// <param name="after">The account after the change.</param>
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

    /// <summary>The change that made this version of the account; null when it is not written yet, or has expired.</summary>
    public async Task<InvoiceRerouting?> FindAsync(string organizationId, int accountVersion, CancellationToken cancellationToken) =>
        (await _organizations.FindAsync<InvoiceRerouting>(organizationId, ContactKeys.Rerouting(accountVersion), cancellationToken))?.Value;
}
